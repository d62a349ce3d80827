//===- FreezeCallees.cpp - Work around a wrong indirect callee ------------===//

#include "lowering/llvm/FreezeCallees.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace vo::lowering {

PreservedAnalyses FreezeCalleesPass::run(Function &function,
                                         FunctionAnalysisManager &) {
  if (!isVoFunction(function))
    return PreservedAnalyses::all();
  bool changed = false;
  for (Instruction &instruction : instructions(function)) {
    auto *call = dyn_cast<CallBase>(&instruction);
    if (!call || !isa<ExtractValueInst>(call->getCalledOperand()))
      continue;
    Value *frozen =
        IRBuilder<>(call).CreateFreeze(call->getCalledOperand(), "callee");
    call->setCalledOperand(frozen);
    changed = true;
  }
  if (!changed)
    return PreservedAnalyses::all();
  PreservedAnalyses preserved;
  preserved.preserveSet<CFGAnalyses>();
  return preserved;
}

} // namespace vo::lowering
