//===- ProgramPoints.cpp - Where references live --------------------------===//

#include "lowering/llvm/ProgramPoints.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace vo::lowering {

ProgramPoints::ProgramPoints(Function &function,
                             const TargetLibraryInfo &libraryInfo) {
  indices.assign(function.getMaxBlockNumber(), kUnreachable);
  unsigned next = 0;
  for (BasicBlock *block : ReversePostOrderTraversal<Function *>(&function)) {
    indices[block->getNumber()] = blocks.size();
    blocks.push_back({block, next++, 0});
    for (Instruction &instruction : *block) {
      points[&instruction] = next;
      auto *call = dyn_cast<CallBase>(&instruction);
      if (call && isSafepoint(*call, libraryInfo)) {
        calls.push_back(call);
        safepointPoints.push_back(next);
      }
      ++next;
    }
    blocks.back().end = next++;
  }
}

unsigned ProgramPoints::indexOf(const BasicBlock &block) const {
  return indices[block.getNumber()];
}

std::pair<unsigned, unsigned> ProgramPoints::placeOf(const Use &use) const {
  auto *user = cast<Instruction>(use.getUser());
  auto *phi = dyn_cast<PHINode>(user);
  unsigned block =
      indexOf(phi ? *phi->getIncomingBlock(use) : *user->getParent());
  if (block == kUnreachable)
    return {kUnreachable, kUnreachable};
  return {phi ? end(block) : of(*user), block};
}

unsigned ProgramPoints::safepointAt(unsigned point) const {
  return lower_bound(safepointPoints, point) - safepointPoints.begin();
}

//===----------------------------------------------------------------------===//
// LiveRanges
//===----------------------------------------------------------------------===//

/// Lives in `block` up to the point `end`.
void LiveRanges::add(unsigned block, unsigned end) {
  unsigned &place = rangeOf[block];
  if (place != kNone) {
    ranges[place].end = std::max(ranges[place].end, end);
    return;
  }
  place = ranges.size();
  ranges.push_back(
      {block, block == home ? definition : points.begin(block), end});
}

void LiveRanges::addUses(const Value &value) {
  for (const Use &use : value.uses()) {
    auto [point, block] = points.placeOf(use);
    if (block != ProgramPoints::kUnreachable)
      add(block, point);
  }
}

ArrayRef<LiveRange> LiveRanges::of(const Value &value, ArrayRef<Value *> others,
                                   size_t enough) {
  for (const LiveRange &range : ranges)
    rangeOf[range.block] = kNone;
  ranges.clear();
  auto *instruction = dyn_cast<Instruction>(&value);
  home = instruction ? points.indexOf(*instruction->getParent()) : 0;
  if (home == ProgramPoints::kUnreachable)
    return ranges;
  definition = instruction ? points.of(*instruction) : points.begin(0);
  addUses(value);
  for (Value *other : others)
    addUses(*other);
  // Each range outside the definition's block begins with its block: the value
  // lives to the ends of the blocks before.
  for (size_t i = 0; i != ranges.size() && ranges.size() <= enough; ++i) {
    unsigned block = ranges[i].block;
    if (block == home)
      continue;
    for (const BasicBlock *predecessor : predecessors(&points.block(block)))
      if (unsigned before = points.indexOf(*predecessor);
          before != ProgramPoints::kUnreachable)
        add(before, points.end(before));
  }
  return ranges;
}

uint64_t LiveRanges::numCrossed() const {
  uint64_t sum = 0;
  for (const LiveRange &range : ranges) {
    auto [first, last] = points.crossed(range);
    sum += last > first ? last - first : 0;
  }
  return sum;
}

uint64_t LiveRanges::crossings(const Value &value) {
  (void)of(value);
  return numCrossed();
}

} // namespace vo::lowering
