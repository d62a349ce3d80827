//===- Verdict.h - What became of an allocation -----------------*- C++ -*-===//
//
// What a pass has decided about an allocation, with the reason and the way that
// led to it. The pass that decides makes it, so that explanations cannot say
// anything else than what was done. It goes out as a remark of MLIR (`passed`:
// in the frame, `missed`: on the heap) whose name is the code of the reason and
// whose category is the pass. Arguments:
//
//   Site      all of it in one sentence
//   Meaning   of the code
//   Kind      what is allocated (Site.h)
//   Type      its type in the language's words
//   Bytes     of the object without its header; absent when not constant
//   Loop      number of loops around it
//   Step01 …  the way, with the positions as the arguments' attributes
//
// Cost: nothing while nobody asked for remarks of the pass's category, or of
// any: the engine alone knows its filters, so a filter for others costs the
// same as asking. Then linear in the function, and kMaxSteps for each way.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "passes/escape/Reason.h"

#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/Analysis/Liveness.h"
#include "mlir/IR/Dominance.h"

namespace vo::passes {

/// One step of a way, in words.
struct WayStep {
  mlir::Location place;
  std::string text;
};
using Way = llvm::SmallVector<WayStep, 4>;

struct Verdict {
  ir::AllocationOpInterface op;
  Reason reason;
  Way way = {};
};

/// What a pass says about the allocations of one function.
class Verdicts {
public:
  /// `pass` outlives the remarks: the pass's argument.
  Verdicts(ir::FuncOp function, llvm::StringRef pass,
           mlir::SymbolTableCollection &symbols)
      : function(function), pass(pass), symbols(symbols) {}

  /// Whether anybody listens. If not, ways need not be made.
  bool areWanted() {
    return function.getContext()->getRemarkEngine() != nullptr;
  }

  void add(const Verdict &verdict);

  /// For `loop`: who knows the object of the turn before at the head of its
  /// loop (one of the places where passes/escape/Lives.h looks), or that the
  /// loop has several heads.
  Way wayOfLoop(FunctionFlow &flow, ir::AllocationOpInterface op);

private:
  unsigned loopDepth(mlir::Operation *op);
  mlir::CFGLoopInfo &loopInfo();

  ir::FuncOp function;
  llvm::StringRef pass;
  mlir::SymbolTableCollection &symbols;
  mlir::DominanceInfo dominance;
  std::optional<mlir::CFGLoopInfo> loops;
  std::optional<mlir::Liveness> liveness;
  /// Nodes that may be visited for the function.
  size_t visitsLeft = 1 << 16;
};

} // namespace vo::passes
