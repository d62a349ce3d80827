//===- ExpandBarriers.cpp - Mark cards of stored references ---------------===//

#include "lowering/llvm/ExpandBarriers.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Context.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {

/// A word of the context.
static Value *loadWord(IRBuilderBase &builder, Value *context, uint64_t offset,
                       Type *type, const Twine &name) {
  Value *at =
      builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), context, offset);
  return builder.CreateAlignedLoad(type, at, Align(8), name);
}

void markCard(IRBuilderBase &builder, Value *slot, Value *context) {
  Type *word = builder.getInt64Ty();
  Value *address = builder.CreatePtrToInt(slot, word);
  if (builder.GetInsertBlock()->getModule()->getFunction(kStackObjectName)) {
    Value *from =
        loadWord(builder, context, abi::kContextCardsFrom, word, "cards.from");
    Value *bytes = loadWord(builder, context, abi::kContextCardsBytes, word,
                            "cards.bytes");
    Value *isCovered =
        builder.CreateICmpULT(builder.CreateSub(address, from), bytes);
    address = builder.CreateSelect(isCovered, address, from);
  }
  Value *card = builder.CreateLShr(address, abi::kCardShift);
  Value *cards = loadWord(builder, context, abi::kContextCards,
                          builder.getPtrTy(), "cards");
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
