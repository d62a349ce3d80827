//===- InlineBudget.cpp - Bounds what inlining adds to a function ---------===//

#include "lowering/llvm/InlineBudget.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// About what a call and the moves of its arguments and results cost.
constexpr unsigned kCallInstructions = 16;

using Sizes = DenseMap<const Function *, unsigned>;

/// Forbids inlining of the function's calls behind the budget; true if any.
bool bound(Function &function, const Sizes &sizes, unsigned budget) {
  unsigned spent = 0;
  bool changed = false;
  for (Instruction &instruction : instructions(function)) {
    auto *call = dyn_cast<CallBase>(&instruction);
    unsigned size = call ? sizes.lookup(call->getCalledFunction()) : 0;
    if (size <= kCallInstructions)
      continue;
    if (spent < budget)
      spent += size;
    if (spent < budget)
      continue;
    call->setIsNoInline();
    changed = true;
  }
  return changed;
}

} // namespace

PreservedAnalyses InlineBudgetPass::run(Module &module,
                                        ModuleAnalysisManager &) {
  if (budget == 0)
    return PreservedAnalyses::all();
  Sizes sizes;
  for (Function &function : module)
    if (isVoFunction(function) && !function.isDeclaration())
      sizes[&function] = function.getInstructionCount();
  bool changed = false;
  for (Function &function : module)
    if (sizes.contains(&function))
      changed |= bound(function, sizes, budget);
  return changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}

} // namespace vo::lowering
