//===- PassGate.cpp - LLVM passes that are left out -----------------------===//

#include "lowering/llvm/PassGate.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/LazyCallGraph.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {

/// The function that a pass is about to run on; null for modules.
static const Function *functionOf(const Any &unit) {
  if (const auto *function = any_cast<const Function *>(&unit))
    return *function;
  if (const auto *loop = any_cast<const Loop *>(&unit))
    return (*loop)->getHeader()->getParent();
  return nullptr;
}

/// The name of what a pass is about to run on.
static std::string nameOf(const Any &unit) {
  if (const Function *function = functionOf(unit))
    return function->getName().str();
  if (const auto *component = any_cast<const LazyCallGraph::SCC *>(&unit))
    return (*component)->begin()->getFunction().getName().str();
  return "the module";
}

/// Whether a pass makes more of loops than a form in which others like them.
static bool changesLoops(StringRef pass, const Any &unit) {
  if (any_cast<const Loop *>(&unit))
    return pass != "LICMPass";
  return any_cast<const Function *>(&unit) && pass.starts_with("Loop") &&
         pass != "LoopSimplifyPass";
}

/// Passes on whose work others rely, and those that only run or prepare others.
static bool isNoRewrite(StringRef pass) {
  return StringSwitch<bool>(pass)
             .Cases({"LoopSimplifyPass", "LCSSAPass", "DevirtSCCRepeatedPass"},
                    true)
             .Default(false) ||
         pass.starts_with("InvalidateAnalysisPass");
}

void PassGate::registerCallbacks(PassInstrumentationCallbacks &callbacks) {
  callbacks.registerShouldRunOptionalPassCallback(
      [this](StringRef pass, const Any &unit) {
        return shouldRun(pass, unit);
      });
}

bool PassGate::shouldRun(StringRef pass, const Any &unit) {
  if (changesLoops(pass, unit) && hasManyLoops(*functionOf(unit)))
    return false;
  return !choice || isNoRewrite(pass) || choice->choose(pass, nameOf(unit));
}

bool PassGate::hasManyLoops(const Function &function) {
  auto [known, isNew] = manyLoops.try_emplace(&function);
  if (isNew)
    known->second = lowering::hasManyLoops(function);
  return known->second;
}

bool hasManyLoops(const Function &function) {
  // A loop has a block of its own.
  if (function.size() <= kManyLoops)
    return false;
  DominatorTree tree(const_cast<Function &>(function));
  LoopInfo loops(tree);
  return loops.getLoopsInPreorder().size() > size_t{kManyLoops};
}

} // namespace vo::lowering
