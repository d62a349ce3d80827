//===- CutBlocks.cpp - Long blocks in pieces ------------------------------===//

#include "lowering/llvm/CutBlocks.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace vo::lowering {

/// The instructions that pieces other than the first begin with.
static SmallVector<Instruction *>
findCuts(BasicBlock &block, const TargetLibraryInfo &libraryInfo) {
  SmallVector<Instruction *> cuts;
  unsigned safepoints = 0;
  for (Instruction &instruction : block) {
    auto *call = dyn_cast<CallInst>(&instruction);
    if (call && isSafepoint(*call, libraryInfo) &&
        ++safepoints % CutBlocksPass::kSafepoints == 0)
      cuts.push_back(call->getNextNode());
  }
  return cuts;
}

PreservedAnalyses CutBlocksPass::run(Function &function,
                                     FunctionAnalysisManager &analyses) {
  if (!isVoFunction(function))
    return PreservedAnalyses::all();
  auto &libraryInfo = analyses.getResult<TargetLibraryAnalysis>(function);
  bool changed = false;
  for (BasicBlock &block : make_early_inc_range(function)) {
    SmallVector<Instruction *> cuts = findCuts(block, libraryInfo);
    // From the end, so that each instruction moves once.
    for (Instruction *cut : reverse(cuts))
      SplitBlock(&block, cut);
    changed |= !cuts.empty();
  }
  return changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}

} // namespace vo::lowering
