//===- StackChecks.cpp - Recursion as loops -------------------------------===//

#include "lowering/llvm/StackChecks.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Context.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Scalar/TailRecursionElimination.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace vo::lowering {
namespace {

CallInst *findMarker(Function &function) {
  for (Instruction &instruction : instructions(function))
    if (auto *call = dyn_cast<CallInst>(&instruction))
      if (calls(*call, kStackCheckName))
        return call;
  return nullptr;
}

bool callsItself(const Function &function) {
  return any_of(function.users(), [&](const User *user) {
    auto *call = dyn_cast<CallInst>(user);
    return call && call->getFunction() == &function &&
           call->getCalledFunction() == &function;
  });
}

class Expander {
public:
  Expander(Function &function, Value *context)
      : function(function), context(context),
        word(Type::getInt64Ty(function.getContext())) {}

  /// The depth that the function starts with. Loads the limit, too: here, for
  /// LLVM does not take a load out of a loop that the loop might not do.
  Value *startDepth(Instruction *before, const DebugLoc &where) {
    IRBuilder<> builder(before);
    builder.SetCurrentDebugLocation(where);
    limit = builder.CreateAlignedLoad(
        word,
        builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), context,
                                           abi::kContextStackLimit),
        Align(8), "limit");
    // A goroutine's limit never changes; without this, each call would end
    // what is known of it.
    limit->setMetadata(LLVMContext::MD_invariant_load,
                       MDNode::get(function.getContext(), {}));
    Value *frame = builder.CreateIntrinsic(
        Intrinsic::frameaddress, {builder.getPtrTy()}, {builder.getInt32(0)});
    return builder.CreatePtrToInt(frame, word, "depth");
  }

  /// The depth behind the jump that ends `latch`, checked.
  Value *checkJump(Value *depth, BasicBlock *latch) {
    Instruction *jump = latch->getTerminator();
    IRBuilder<> builder(jump);
    Value *deeper = builder.CreateSub(
        depth, ConstantInt::get(word, StackChecksPass::kLoopFrameBytes),
        "deeper");
    check(deeper, jump, jump->getDebugLoc());
    return deeper;
  }

private:
  void check(Value *depth, Instruction *before, const DebugLoc &where) {
    IRBuilder<> builder(before);
    builder.SetCurrentDebugLocation(where);
    Value *isBelow = builder.CreateICmpULT(depth, limit, "below");
    Instruction *end = SplitBlockAndInsertIfThen(
        isBelow, before, /*Unreachable=*/true,
        MDBuilder(function.getContext()).createUnlikelyBranchWeights());
    end->getParent()->setName("overflow");
    builder.SetInsertPoint(end);
    builder.SetCurrentDebugLocation(where);
    CallInst *call = builder.CreateCall(overflowEntry(), {context});
    call->setCallingConv(CallingConv::Swift);
    call->addParamAttr(0, Attribute::SwiftSelf);
  }

  Function *overflowEntry() const {
    return function.getParent()->getFunction(
        abi::entry(abi::EntryId::vo_rt_stack_overflow).name);
  }

  Function &function;
  Value *context;
  Type *word;
  LoadInst *limit = nullptr;
};

/// Turns calls in tail position into jumps. The beginning of the loop is the
/// block of the marker afterwards, if there is one.
void makeLoop(Function &function, FunctionAnalysisManager &analyses) {
  FunctionPassManager manager;
  manager.addPass(EarlyCSEPass());
  manager.addPass(SimplifyCFGPass());
  manager.addPass(TailCallElimPass(/*UpdateFunctionEntryCount=*/false));
  analyses.invalidate(function, manager.run(function, analyses));
}

/// Counts the jumps that calls have become, behind the marker's block, and puts
/// the marker back into the entry block.
void countJumps(CallInst *marker, Expander &expander) {
  BasicBlock *header = marker->getParent();
  BasicBlock &entry = header->getParent()->getEntryBlock();
  SmallVector<BasicBlock *> latches;
  for (BasicBlock *block : predecessors(header))
    if (block != &entry)
      latches.push_back(block);
  marker->moveBefore(entry.getTerminator()->getIterator());
  Value *first =
      expander.startDepth(entry.getTerminator(), marker->getDebugLoc());
  PHINode *depth =
      PHINode::Create(Type::getInt64Ty(header->getContext()),
                      latches.size() + 1, "depth", header->begin());
  for (BasicBlock *block : latches) {
    Instruction *jump = block->getTerminator();
    Value *deeper = expander.checkJump(depth, block);
    depth->addIncoming(deeper, jump->getParent());
  }
  for (BasicBlock *block : predecessors(header))
    if (depth->getBasicBlockIndex(block) < 0)
      depth->addIncoming(first, block);
}

} // namespace

PreservedAnalyses StackChecksPass::run(Function &function,
                                       FunctionAnalysisManager &analyses) {
  if (!isVoFunction(function) || !findMarker(function))
    return PreservedAnalyses::all();
  if (findMarker(function)->getParent() != &function.getEntryBlock()) {
    reportInternalError(function, "stack check outside of the entry block");
    return PreservedAnalyses::all();
  }
  if (makeLoops && callsItself(function))
    makeLoop(function, analyses);
  function.addFnAttr("disable-tail-calls", "true");

  CallInst *marker = findMarker(function);
  Expander expander(function, marker->getArgOperand(0));
  if (marker->getParent() != &function.getEntryBlock())
    countJumps(marker, expander);
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
