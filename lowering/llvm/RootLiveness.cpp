//===- RootLiveness.cpp - References live over safepoints -----------------===//

#include "lowering/llvm/RootLiveness.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"

#include <numeric>

using namespace llvm;

namespace vo::lowering {

RootLiveness::RootLiveness(Function &function,
                           const TargetLibraryInfo &libraryInfo)
    : function(function), libraryInfo(libraryInfo) {
  auto add = [&](Value &value) {
    if (!isReference(value.getType()))
      return;
    numbers[&value] = references.size();
    references.push_back(&value);
  };
  for (Argument &argument : function.args())
    add(argument);
  for (BasicBlock *block : ReversePostOrderTraversal<Function *>(&function))
    for (Instruction &instruction : *block) {
      add(instruction);
      auto *call = dyn_cast<CallBase>(&instruction);
      safepoints += call && isSafepoint(*call, libraryInfo);
    }
}

uint64_t RootLiveness::cost(uint64_t enough) {
  uint64_t bound = safepoints * references.size();
  if (bound <= enough)
    return bound;
  propagate();
  count();
  return std::accumulate(counts.begin(), counts.end(), uint64_t{0});
}

SmallVector<Value *> RootLiveness::liveOverMoreThan(unsigned few) const {
  SmallVector<Value *> found;
  for (auto [reference, count] : zip_equal(references, counts))
    if (count > few)
      found.push_back(reference);
  return found;
}

void RootLiveness::addUses(const Instruction &user, BitVector &live) const {
  for (const Value *operand : user.operands())
    if (auto found = numbers.find(operand); found != numbers.end())
      live.set(found->second);
}

/// What the phis of the successors take from this block.
void RootLiveness::addPhiUses(const BasicBlock &block, BitVector &live) const {
  for (const BasicBlock *successor : successors(&block))
    for (const PHINode &phi : successor->phis())
      if (auto found = numbers.find(phi.getIncomingValueForBlock(&block));
          found != numbers.end())
        live.set(found->second);
}

void RootLiveness::propagate() {
  SetVector<const BasicBlock *> pending;
  for (BasicBlock *block : post_order(&function)) {
    pending.insert(block);
    liveIn[block].resize(references.size());
  }
  // Successors first: taken from the front.
  SmallVector<const BasicBlock *> order(pending.begin(), pending.end());
  while (!order.empty()) {
    SetVector<const BasicBlock *> next;
    for (const BasicBlock *block : order) {
      BitVector live(references.size());
      for (const BasicBlock *successor : successors(block))
        live |= liveIn[successor];
      addPhiUses(*block, live);
      for (const Instruction &instruction : reverse(*block)) {
        if (auto found = numbers.find(&instruction); found != numbers.end())
          live.reset(found->second);
        if (!isa<PHINode>(instruction))
          addUses(instruction, live);
      }
      if (live == liveIn[block])
        continue;
      liveIn[block] = std::move(live);
      for (const BasicBlock *predecessor : predecessors(block))
        if (liveIn.contains(predecessor))
          next.insert(predecessor);
    }
    order.assign(next.begin(), next.end());
  }
}

void RootLiveness::count() {
  counts.assign(references.size(), 0);
  for (const auto &entry : liveIn) {
    const BasicBlock &block = *entry.first;
    BitVector live(references.size());
    for (const BasicBlock *successor : successors(&block))
      live |= liveIn[successor];
    addPhiUses(block, live);
    for (const Instruction &instruction : reverse(block)) {
      if (auto found = numbers.find(&instruction); found != numbers.end())
        live.reset(found->second);
      auto *call = dyn_cast<CallBase>(&instruction);
      if (call && isSafepoint(*call, libraryInfo))
        for (unsigned number : live.set_bits())
          ++counts[number];
      if (!isa<PHINode>(instruction))
        addUses(instruction, live);
    }
  }
}

} // namespace vo::lowering
