//===- SafepointLiveness.cpp - Which safepoints a value crosses -----------===//

#include "lowering/llvm/SafepointLiveness.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// Walks from the uses of one value back to its definition.
class Walk {
public:
  Walk(const Value &value, const TargetLibraryInfo &libraryInfo)
      : definition(dyn_cast<Instruction>(&value)), libraryInfo(libraryInfo) {}

  /// Scans backward from `end` in its block; queues the predecessors unless
  /// the definition comes first.
  const CallBase *scan(const BasicBlock &block,
                       BasicBlock::const_iterator end) {
    while (end != block.begin()) {
      --end;
      if (&*end == definition)
        return nullptr;
      if (auto *call = dyn_cast<CallBase>(&*end))
        if (isSafepoint(*call, libraryInfo))
          return call;
    }
    for (const BasicBlock *predecessor : predecessors(&block))
      if (visited.insert(predecessor).second)
        pending.push_back(predecessor);
    return nullptr;
  }

  const CallBase *finish() {
    while (!pending.empty()) {
      const BasicBlock *block = pending.pop_back_val();
      if (const CallBase *call = scan(*block, block->end()))
        return call;
    }
    return nullptr;
  }

private:
  const Instruction *definition; // null for arguments
  const TargetLibraryInfo &libraryInfo;
  SmallPtrSet<const BasicBlock *, 16> visited; // scanned from their ends
  SmallVector<const BasicBlock *> pending;
};

} // namespace

const CallBase *findCrossedSafepoint(const Value &value,
                                     const TargetLibraryInfo &libraryInfo) {
  Walk walk(value, libraryInfo);
  for (const Use &use : value.uses()) {
    auto *user = cast<Instruction>(use.getUser());
    const CallBase *call;
    if (auto *phi = dyn_cast<PHINode>(user)) {
      const BasicBlock *incoming = phi->getIncomingBlock(use);
      call = walk.scan(*incoming, incoming->end());
    } else {
      call = walk.scan(*user->getParent(), user->getIterator());
    }
    if (call)
      return call;
  }
  return walk.finish();
}

} // namespace vo::lowering
