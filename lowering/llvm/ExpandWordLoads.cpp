//===- ExpandWordLoads.cpp - References of interface words ----------------===//

#include "lowering/llvm/ExpandWordLoads.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Object.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace vo::lowering {
namespace {

void expandLoad(CallBase &call) {
  Type *reference = call.getType();
  BasicBlock *before = call.getParent();
  Instruction *end = SplitBlockAndInsertIfThen(call.getArgOperand(0), &call,
                                               /*Unreachable=*/false);
  end->getParent()->setName("word.ref");
  IRBuilder<> builder(end);
  builder.SetCurrentDebugLocation(call.getDebugLoc());
  Value *loaded = builder.CreateAlignedLoad(reference, call.getArgOperand(1),
                                            Align(abi::kWordBytes));
  builder.SetInsertPoint(call.getParent(), call.getParent()->begin());
  PHINode *result = builder.CreatePHI(reference, 2);
  result->takeName(&call);
  result->addIncoming(loaded, end->getParent());
  result->addIncoming(Constant::getNullValue(reference), before);
  call.replaceAllUsesWith(result);
  call.eraseFromParent();
}

/// True if anything was there to expand.
bool expandCallsOf(Module &module, StringRef name) {
  Function *load = module.getFunction(name);
  if (!load)
    return false;
  for (User *user : make_early_inc_range(load->users()))
    if (auto *call = dyn_cast<CallBase>(user))
      if (call->getCalledOperand() == load)
        expandLoad(*call);
  if (load->use_empty())
    load->eraseFromParent();
  else
    module.getContext().emitError("internal compiler error: the address of '" +
                                  name + "' is taken");
  return true;
}

} // namespace

PreservedAnalyses ExpandWordLoadsPass::run(Module &module,
                                           ModuleAnalysisManager &) {
  bool changed = false;
  for (StringRef name : {kLoadRefIfName, kLoadRefIfRawName})
    changed |= expandCallsOf(module, name);
  return changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}

} // namespace vo::lowering
