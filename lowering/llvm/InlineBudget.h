//===- InlineBudget.h - Bounds what inlining adds to a function -*- C++ -*-===//
//
// LLVM's inliner decides call by call, so a function with N calls of one helper
// takes the helper in N times. LLVM's code generation then takes more than
// linear time in the function (measured on a function of calls of one helper
// with several results: 250 calls 1.1 s, 500 calls 2.6 s). This pass runs
// before optimization and forbids, for each function, inlining of further calls
// once the bodies called before add up to a budget. Bodies that are not larger
// than a call are always welcome.
//
// Sound: only attributes of calls. Cost: one walk over the module. Not handled:
// what inlining adds to a callee before it is inlined itself; its own budget
// bounds that.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class InlineBudgetPass : public llvm::PassInfoMixin<InlineBudgetPass> {
public:
  /// `budget` counts instructions of callees per function; 0: no bound.
  explicit InlineBudgetPass(unsigned budget) : budget(budget) {}
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);

private:
  unsigned budget;
};

} // namespace vo::lowering
