//===- ExpandAllocations.cpp - Allocate by bumping a pointer --------------===//

#include "lowering/llvm/ExpandAllocations.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Context.h"
#include "runtime/abi/Object.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace vo::lowering {
namespace {

bool fitsInline(const CallInst &call) {
  if (!calls(call, abi::entry(abi::EntryId::vo_rt_alloc).name))
    return false;
  auto *bytes = dyn_cast<ConstantInt>(call.getArgOperand(1));
  return bytes && bytes->getZExtValue() <= abi::kMaxInlineAllocationBytes &&
         bytes->getZExtValue() % abi::kWordBytes == 0;
}

/// Address of the context field at `offset`.
Value *field(IRBuilder<> &builder, Value *context, uint64_t offset) {
  if (offset == 0)
    return context;
  return builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), context,
                                            offset);
}

Value *addBytes(IRBuilder<> &builder, Value *reference, int64_t bytes) {
  return builder.CreateConstGEP1_64(builder.getInt8Ty(), reference, bytes);
}

void expand(CallInst &call) {
  Value *header = call.getArgOperand(0);
  uint64_t bytes = cast<ConstantInt>(call.getArgOperand(1))->getZExtValue();
  Value *context = call.getArgOperand(call.arg_size() - 1);

  IRBuilder<> builder(&call);
  Type *reference = builder.getPtrTy(kReferenceSpace);
  Value *fresh = builder.CreateAlignedLoad(
      reference, field(builder, context, abi::kContextAllocPointer), Align(8));
  Value *limit = builder.CreateAlignedLoad(
      reference, field(builder, context, abi::kContextAllocLimit), Align(8));
  Value *fits =
      builder.CreateICmpULE(addBytes(builder, fresh, bytes), limit, "fits");

  Instruction *fastEnd, *slowEnd;
  SplitBlockAndInsertIfThenElse(
      fits, &call, &fastEnd, &slowEnd,
      MDBuilder(call.getContext()).createLikelyBranchWeights());
  fastEnd->getParent()->setName("alloc.fast");
  slowEnd->getParent()->setName("alloc.slow");

  BasicBlock *join = call.getParent();
  builder.SetInsertPoint(join, join->begin());
  PHINode *result = builder.CreatePHI(reference, 2);
  result->takeName(&call);
  call.replaceAllUsesWith(result);
  call.moveBefore(slowEnd->getIterator());
  call.addFnAttr(Attribute::Cold);
  result->addIncoming(fresh, fastEnd->getParent());
  result->addIncoming(&call, slowEnd->getParent());

  builder.SetInsertPoint(fastEnd);
  builder.SetCurrentDebugLocation(call.getDebugLoc());
  builder.CreateAlignedStore(
      header, addBytes(builder, fresh, abi::kHeaderOffset), Align(8));
  builder.CreateAlignedStore(
      addBytes(builder, fresh, bytes + abi::kHeaderBytes),
      field(builder, context, abi::kContextAllocPointer), Align(8));
}

} // namespace

void ExpandAllocationsPass::keepDeepest(SmallVectorImpl<CallInst *> &worklist,
                                        const LoopInfo &loops) const {
  // Depth, then place in the function, so that the choice is reproducible.
  SmallVector<std::pair<unsigned, unsigned>> order;
  for (auto [index, call] : enumerate(worklist))
    if (unsigned depth = loops.getLoopDepth(call->getParent()))
      order.push_back({~depth, unsigned(index)});
  llvm::sort(order);
  SmallVector<CallInst *> kept;
  for (auto [depth, index] : ArrayRef(order).take_front(limit))
    kept.push_back(worklist[index]);
  worklist.assign(kept);
}

PreservedAnalyses
ExpandAllocationsPass::run(Function &function,
                           FunctionAnalysisManager &analyses) {
  if (!isVoFunction(function))
    return PreservedAnalyses::all();
  SmallVector<CallInst *> worklist;
  for (Instruction &instruction : instructions(function))
    if (auto *call = dyn_cast<CallInst>(&instruction))
      if (fitsInline(*call))
        worklist.push_back(call);
  if (worklist.empty())
    return PreservedAnalyses::all();
  if (worklist.size() > limit)
    keepDeepest(worklist, analyses.getResult<LoopAnalysis>(function));
  for (CallInst *call : worklist)
    expand(*call);
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
