//===- ExpandBarriers.cpp - Mark cards of stored references ---------------===//

#include "lowering/llvm/ExpandBarriers.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Context.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {

void markCard(IRBuilderBase &builder, Value *slot, Value *context) {
  Value *address = builder.CreatePtrToInt(slot, builder.getInt64Ty());
  Value *card = builder.CreateLShr(address, abi::kCardShift);
  Value *cards = builder.CreateAlignedLoad(
      builder.getPtrTy(),
      builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), context,
                                         abi::kContextCards),
      Align(8), "cards");
  builder.CreateStore(builder.getInt8(1),
                      builder.CreateGEP(builder.getInt8Ty(), cards, card));
}

static void expandBarrier(CallBase &call) {
  IRBuilder<> builder(&call);
  markCard(builder, call.getArgOperand(0), call.getArgOperand(1));
  call.eraseFromParent();
}

PreservedAnalyses ExpandBarriersPass::run(Module &module,
                                          ModuleAnalysisManager &) {
  Function *barrier = module.getFunction(kCardMarkName);
  if (!barrier)
    return PreservedAnalyses::all();
  for (User *user : make_early_inc_range(barrier->users()))
    if (auto *call = dyn_cast<CallBase>(user))
      if (call->getCalledOperand() == barrier)
        expandBarrier(*call);
  if (barrier->use_empty())
    barrier->eraseFromParent();
  else
    module.getContext().emitError("internal compiler error: the address of '" +
                                  Twine(kCardMarkName) + "' is taken");
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
