//===- InlineRecursion.h - Unroll recursion ---------------------*- C++ -*-===//
//
// Puts the body of a small function that calls itself in the place of those
// calls, `levels` times over, so that a real call happens at every
// `levels` + 1st level of the recursion only. LLVM's inliner does not do this.
//
// A call is replaced when it is direct, has no operand bundle (inlining would
// not give it to the copied calls) and control may come back from it; the
// function when it has at most kMaxInstructions instructions and no level makes
// it longer than kMaxGrown. Copies are made from the function as it was.
// Functions that grew are cleaned up by the passes given to the constructor.
//
// Copies have no markers of stack checks: the function as a whole gets one
// check (StackLimits.h).
//
// Runs between LLVM's simplification (with its inliner) and its optimizations
// of loops, when bodies are at their smallest.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class InlineRecursionPass : public llvm::PassInfoMixin<InlineRecursionPass> {
public:
  explicit InlineRecursionPass(llvm::FunctionPassManager cleanup,
                               unsigned levels = 2)
      : cleanup(std::move(cleanup)), levels(levels) {}
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &analyses);

  static constexpr unsigned kMaxInstructions = 60;
  static constexpr unsigned kMaxGrown = 400;

private:
  bool expand(llvm::Function &function) const;

  llvm::FunctionPassManager cleanup;
  unsigned levels;
};

} // namespace vo::lowering
