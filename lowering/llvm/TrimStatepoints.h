//===- TrimStatepoints.h - Statepoints without dead references --*- C++ -*-===//
//
// LLVM's RewriteStatepointsForGC lists a call's own reference arguments as live
// over it, used afterwards or not, and each listed reference is stored to the
// stack. This pass deletes the relocations that nothing uses and drops what has
// none left from the lists. (RewriteStatepoints.h never lists them.)
//
// Sound because the callee answers for its arguments: compiled functions report
// them at their own safepoints, runtime entries that may collect root them.
//
// Runs after statepoints are made.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class TrimStatepointsPass : public llvm::PassInfoMixin<TrimStatepointsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
