//===- FenceCasts.h - Work around a lost sign of zero -----------*- C++ -*-===//
//
// InstCombine folds
//   %c = fcmp olt float %x, 0.0
//   %w = fpext float %x to double
//   select i1 %c, double 0.0, double %w
// to a select under `fcmp ole`, which makes -0 of -0 no more
// (llvm/llvm-project#157254). The same for ogt and for fptrunc, and for
// comparisons of %w itself, which it narrows first. SimplifyCFG makes such
// selects of branches, inlining brings the pieces together: no look at a single
// function tells that the shape cannot come up.
//
// So no select ever sees a cast between floats: each fpext is followed, each
// fptrunc preceded by @llvm.arithmetic.fence, which no pass looks through and
// which is no instruction in the end. The comparison keeps the other value.
//
// Before that, arithmetic on floats is narrowed, as InstCombine would do:
//   fptrunc (OP (fpext a), (fpext b)) -> OP a, b      for + - * /
// Double rounding is harmless, since 53 >= 2 * 24 + 2 (Figueroa, "When is
// double rounding innocuous?", SIGNUM Newsletter 30, 1995).
//
// Cost: constants do not fold through what is left, and loops with conversions
// between float32 and float64 are not vectorized. Runs before optimization, not
// at O0; to be deleted with the first LLVM that has the fix.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class FenceCastsPass : public llvm::PassInfoMixin<FenceCastsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
