//===- FreezeCallees.h - Work around a wrong indirect callee ----*- C++ -*-===//
//
// LLVM 22 calls element 0 of an aggregate when the callee of a statepoint is
// an extractvalue of another element (llvm/llvm-project#207508). A freeze
// between the two avoids it. Runs after optimization, which would remove the
// freeze; to be deleted with the first LLVM that has the fix.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class FreezeCalleesPass : public llvm::PassInfoMixin<FreezeCalleesPass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
