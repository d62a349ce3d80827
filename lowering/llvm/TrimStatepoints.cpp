//===- TrimStatepoints.cpp - Statepoints without dead references ----------===//

#include "lowering/llvm/TrimStatepoints.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Statepoint.h"

using namespace llvm;

namespace vo::lowering {
namespace {

constexpr unsigned kBaseOperand = 1, kDerivedOperand = 2; // of gc.relocate

SmallVector<CallInst *> usedRelocations(CallInst &statepoint) {
  SmallVector<CallInst *> used;
  for (User *user : make_early_inc_range(statepoint.users()))
    if (auto *relocation = dyn_cast<GCRelocateInst>(user)) {
      if (relocation->use_empty())
        relocation->eraseFromParent();
      else
        used.push_back(relocation);
    }
  return used;
}

unsigned indexOf(const CallInst &relocation, unsigned operand) {
  return cast<ConstantInt>(relocation.getArgOperand(operand))->getZExtValue();
}

/// Gives the statepoint a list of what the relocations use, and them their new
/// places in it.
void shorten(CallInst &statepoint, ArrayRef<Use> live,
             ArrayRef<CallInst *> relocations) {
  MapVector<unsigned, unsigned> kept; // old index -> new index
  for (CallInst *relocation : relocations)
    for (unsigned operand : {kBaseOperand, kDerivedOperand})
      kept.try_emplace(indexOf(*relocation, operand), kept.size());
  if (kept.size() == live.size())
    return;
  SmallVector<Value *> references;
  for (auto [oldIndex, newIndex] : kept)
    references.push_back(live[oldIndex]);

  SmallVector<OperandBundleDef> bundles;
  statepoint.getOperandBundlesAsDefs(bundles);
  erase_if(bundles, [](const OperandBundleDef &bundle) {
    return bundle.getTag() == "gc-live";
  });
  if (!references.empty())
    bundles.emplace_back("gc-live", references);
  CallInst *shorter =
      CallInst::Create(&statepoint, bundles, statepoint.getIterator());
  shorter->takeName(&statepoint);
  shorter->copyMetadata(statepoint);
  Type *index = Type::getInt32Ty(statepoint.getContext());
  for (CallInst *relocation : relocations)
    for (unsigned operand : {kBaseOperand, kDerivedOperand})
      relocation->setArgOperand(
          operand,
          ConstantInt::get(index, kept.lookup(indexOf(*relocation, operand))));
  statepoint.replaceAllUsesWith(shorter);
  statepoint.eraseFromParent();
}

} // namespace

PreservedAnalyses TrimStatepointsPass::run(Function &function,
                                           FunctionAnalysisManager &) {
  if (!isVoFunction(function))
    return PreservedAnalyses::all();
  SmallVector<GCStatepointInst *> statepoints;
  for (Instruction &instruction : instructions(function))
    if (auto *statepoint = dyn_cast<GCStatepointInst>(&instruction))
      statepoints.push_back(statepoint);
  // From the last one: a relocation may be used by nothing but the list of a
  // later statepoint.
  for (GCStatepointInst *statepoint : reverse(statepoints))
    if (auto live = statepoint->getOperandBundle(LLVMContext::OB_gc_live)) {
      auto &call = cast<CallInst>(*statepoint);
      shorten(call, live->Inputs, usedRelocations(call));
    }
  return PreservedAnalyses::none();
}

} // namespace vo::lowering
