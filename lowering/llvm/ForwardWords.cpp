//===- ForwardWords.cpp - Loads of words just stored ----------------------===//

#include "lowering/llvm/ForwardWords.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/WordStores.h"
#include "llvm/Analysis/MemorySSA.h"
#include "llvm/Analysis/MemorySSAUpdater.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace vo::lowering {
namespace {

bool loadsReferenceIf(const Instruction &instruction) {
  auto *call = dyn_cast<CallBase>(&instruction);
  return call &&
         (calls(*call, kLoadRefIfName) || calls(*call, kLoadRefIfRawName));
}

/// The address that a load of a word reads, or null.
Value *wordAddress(Instruction &instruction) {
  if (auto *load = dyn_cast<LoadInst>(&instruction)) {
    bool isWord =
        load->getType()->isIntegerTy(64) || isReference(load->getType());
    return isWord && load->isSimple() ? load->getPointerOperand() : nullptr;
  }
  return loadsReferenceIf(instruction)
             ? cast<CallBase>(instruction).getArgOperand(1)
             : nullptr;
}

/// `to` - `from` in bytes, if both are one value at constant distances.
std::optional<int64_t> distance(Value *from, Value *to,
                                const DataLayout &layout) {
  APInt begin(layout.getIndexTypeSizeInBits(from->getType()), 0), end = begin;
  Value *base = from->stripAndAccumulateConstantOffsets(
      layout, begin, /*AllowNonInbounds=*/true);
  if (base != to->stripAndAccumulateConstantOffsets(layout, end,
                                                    /*AllowNonInbounds=*/true))
    return std::nullopt;
  return (end - begin).getSExtValue();
}

/// What `load` reads of the word that `store` wrote with this letter, or null.
Value *loadedWord(Instruction &load, CallBase &store, char letter,
                  unsigned argument) {
  Value *value = store.getArgOperand(argument);
  if (!loadsReferenceIf(load))
    return load.getType() == value->getType() ? value : nullptr;
  if (letter != 'w')
    return nullptr;
  return IRBuilder<>(&load).CreateSelect(
      cast<CallBase>(load).getArgOperand(0), store.getArgOperand(argument + 1),
      Constant::getNullValue(load.getType()));
}

/// The value that the load of a word at `address` has, or null.
Value *knownValue(Instruction &load, Value *address, MemorySSA &memory) {
  MemoryAccess *access = memory.getMemoryAccess(&load);
  if (!access)
    return nullptr;
  auto *definition = dyn_cast<MemoryDef>(
      memory.getWalker()->getClobberingMemoryAccess(access));
  auto *store = dyn_cast_or_null<CallBase>(
      definition ? definition->getMemoryInst() : nullptr);
  auto form = store ? WordStore::of(*store) : std::nullopt;
  if (!form)
    return nullptr;
  auto offset =
      distance(store->getArgOperand(0), address, load.getDataLayout());
  Value *value = nullptr;
  form->forEachWord([&](char letter, uint64_t at, unsigned argument) {
    if (offset == static_cast<int64_t>(at))
      value = loadedWord(load, *store, letter, argument);
  });
  return value;
}

bool storesWords(const Function &function) {
  return any_of(instructions(function), [](const Instruction &instruction) {
    auto *call = dyn_cast<CallBase>(&instruction);
    return call && WordStore::of(*call);
  });
}

} // namespace

PreservedAnalyses ForwardWordsPass::run(Function &function,
                                        FunctionAnalysisManager &analyses) {
  if (!isVoFunction(function) || !storesWords(function))
    return PreservedAnalyses::all();
  MemorySSA &memory = analyses.getResult<MemorySSAAnalysis>(function).getMSSA();
  MemorySSAUpdater updater(&memory);
  bool changed = false;
  for (Instruction &load : make_early_inc_range(instructions(function))) {
    Value *address = wordAddress(load);
    Value *value = address ? knownValue(load, address, memory) : nullptr;
    if (!value)
      continue;
    load.replaceAllUsesWith(value);
    updater.removeMemoryAccess(&load);
    load.eraseFromParent();
    changed = true;
  }
  if (!changed)
    return PreservedAnalyses::all();
  PreservedAnalyses preserved;
  preserved.preserveSet<CFGAnalyses>();
  preserved.preserve<MemorySSAAnalysis>();
  return preserved;
}

} // namespace vo::lowering
