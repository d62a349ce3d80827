//===- Lives.h - One place for each turn of a loop --------------*- C++ -*-===//
//
// Whether a place in the frame can serve every execution of an allocation:
// nobody may look at the object of the execution before once there is a new
// one. Outside of cycles there is one execution.
//
// In a cycle, there must be a point that lies on every way from one execution
// to the next, and where no value is live that may be the object, or lead to it
// (FunctionFlow::forEachHolder). Who does not know the object at that point
// does not get to know it before there is a new one, since it does not escape.
// Two points are looked at:
//
//   the allocation   which uses its operands when the new life has begun: they
//                    are live there
//   the head         of its innermost loop
//
// Every way around an allocation in a function whose cycles are all loops leads
// through the heads of loops around it, so through that of the innermost one
// or, from outside, into that by its head again. Functions with cycles that
// have several entries keep such objects on the heap.
//
// Cost: liveness of the function, once, and the holders of each allocation in a
// cycle, up to a limit for the function. Not handled: irreducible loops;
// objects that are made while others of the same turn know the last one, and
// forget it in between.
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
  bool isReducible();
  bool isLiveAt(mlir::Value value, mlir::Operation *op);
  bool isLiveAt(mlir::Value value, mlir::Block *head);
  bool isForgotten(mlir::Value object,
                   llvm::function_ref<bool(mlir::Value)> isLive);

  FunctionFlow &flow;
  mlir::Region &region;
  llvm::DenseSet<mlir::Block *> cyclic;
  mlir::DominanceInfo dominance;
  std::optional<mlir::CFGLoopInfo> loops;
  std::optional<mlir::Liveness> liveness;
  bool hasOnlyLoops = false;
  /// Nodes that may be visited for the function.
  size_t visitsLeft = 1 << 16;
};

} // namespace vo::passes
