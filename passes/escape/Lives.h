//===- Lives.h - One place for each turn of a loop --------------*- C++ -*-===//
//
// Whether a place in the frame can serve every execution of an allocation:
// nobody may look at the object of the execution before once there is a new
// one.
//
// Outside of cycles there is one execution. In a cycle, the values that may
// lead to the object (FunctionFlow::holders) must not be live in front of the
// allocation. One of them is harmless if it is, or leads into, an object that
// each turn of the allocation's innermost loop makes before: it is of the same
// turn and cannot know the last one. That object's allocation dominates this
// one and lies in the same loop, so every way around passes it.
//
// Cost: liveness of the function, once, and the holders of each allocation in a
// cycle, up to a limit for the function. Not handled: irreducible loops.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "passes/escape/FunctionFlow.h"

#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/Analysis/Liveness.h"
#include "mlir/IR/Dominance.h"

namespace vo::passes {

class Lives {
public:
  explicit Lives(FunctionFlow &flow);

  bool endBeforeNext(mlir::Operation *allocation, mlir::Value object);

private:
  bool isLiveBefore(mlir::Value value, mlir::Operation *op);
  bool isFromThisTurn(mlir::Value value, mlir::Operation *allocation,
                      unsigned depth);

  FunctionFlow &flow;
  mlir::Region &region;
  llvm::DenseSet<mlir::Block *> cyclic;
  mlir::DominanceInfo dominance;
  std::optional<mlir::CFGLoopInfo> loops;
  std::optional<mlir::Liveness> liveness;
  /// Nodes that may be visited for the function.
  size_t visitsLeft = 1 << 16;
};

} // namespace vo::passes
