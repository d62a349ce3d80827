//===- InlineRecursion.cpp - Unroll recursion -----------------------------===//

#include "lowering/llvm/InlineRecursion.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// Calls of the function by itself that can be replaced.
SmallVector<CallInst *> selfCalls(Function &function) {
  SmallVector<CallInst *> found;
  for (Instruction &instruction : instructions(function))
    if (auto *call = dyn_cast<CallInst>(&instruction))
      if (call->getCalledFunction() == &function &&
          !call->hasOperandBundles() &&
          !isa<UnreachableInst>(call->getParent()->getTerminator()))
        found.push_back(call);
  return found;
}

/// Replaces the calls by copies of `body`; gives how many it could.
unsigned inlineCalls(ArrayRef<CallInst *> sites, Function &body) {
  unsigned replaced = 0;
  for (CallInst *call : sites) {
    Function *callee = call->getCalledFunction();
    call->setCalledFunction(&body);
    InlineFunctionInfo info;
    if (InlineFunction(*call, info).isSuccess())
      ++replaced;
    else
      call->setCalledFunction(callee);
  }
  return replaced;
}

bool mayInline(const Function &function) {
  return !function.isDeclaration() && isVoFunction(function) &&
         !function.hasFnAttribute(Attribute::NoInline) &&
         !function.hasFnAttribute(Attribute::OptimizeNone);
}

} // namespace

bool InlineRecursionPass::expand(Function &function) const {
  unsigned size = function.getInstructionCount();
  if (!mayInline(function) || size > kMaxInstructions)
    return false;
  SmallVector<CallInst *> sites = selfCalls(function);
  if (sites.empty())
    return false;
  ValueToValueMapTy map;
  Function *body = CloneFunction(&function, map);
  for (Instruction &instruction : make_early_inc_range(instructions(*body)))
    if (auto *call = dyn_cast<CallInst>(&instruction))
      if (calls(*call, kStackCheckName))
        call->eraseFromParent(); // one is enough
  bool changed = false;
  for (unsigned level = 0; level != levels && !sites.empty(); ++level) {
    if (function.getInstructionCount() + sites.size() * size > kMaxGrown)
      break;
    changed |= inlineCalls(sites, *body) != 0;
    sites = selfCalls(function);
  }
  body->eraseFromParent();
  return changed;
}

PreservedAnalyses InlineRecursionPass::run(Module &module,
                                           ModuleAnalysisManager &analyses) {
  auto &functionAnalyses =
      analyses.getResult<FunctionAnalysisManagerModuleProxy>(module)
          .getManager();
  SmallVector<Function *> grown;
  for (Function &function : make_early_inc_range(module))
    if (expand(function))
      grown.push_back(&function);
  for (Function *function : grown) {
    functionAnalyses.invalidate(*function, PreservedAnalyses::none());
    functionAnalyses.invalidate(*function,
                                cleanup.run(*function, functionAnalyses));
  }
  return grown.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}

} // namespace vo::lowering
