//===- Relocations.cpp - The present value of a moved reference -----------===//

#include "lowering/llvm/Relocations.h"

#include "llvm/IR/CFG.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace vo::lowering {

/// Takes down the region and what is relocated in each of its blocks.
void Relocations::enter(Value &reference, ArrayRef<LiveRange> ranges,
                        ArrayRef<Relocation> relocations) {
  region.clear();
  for (const LiveRange &range : ranges)
    region.push_back(range.block);
  llvm::sort(region);
  auto *instruction = dyn_cast<Instruction>(&reference);
  home = instruction ? points.indexOf(*instruction->getParent()) : 0;
  auto next = relocations.begin();
  for (unsigned block : region) {
    State &state = states[block];
    state = {};
    while (next != relocations.end() && next->block < block)
      ++next;
    state.first = next - relocations.begin();
    while (next != relocations.end() && next->block == block)
      ++next;
    state.last = next - relocations.begin();
    if (state.first != state.last)
      state.out = relocations[state.last - 1].value;
  }
}

/// The value at the block's begin: of the first block before it, in reverse
/// postorder, whose value is known.
void Relocations::flow(unsigned block) {
  State &state = states[block];
  bool relocates = state.first != state.last;
  state.in = state.phi;
  if (!state.in)
    for (const BasicBlock *before : predecessors(&points.block(block)))
      if (unsigned index = points.indexOf(*before);
          index < block && states[index].out) {
        state.in = states[index].out;
        break;
      }
  if (!relocates)
    state.out = state.in;
}

bool Relocations::disagrees(unsigned block) const {
  return any_of(predecessors(&points.block(block)),
                [&](const BasicBlock *before) {
                  unsigned index = points.indexOf(*before);
                  return states[index].out != states[block].in;
                });
}

void Relocations::makePhi(unsigned block, Value &reference) {
  BasicBlock &parent = points.block(block);
  states[block].phi = PHINode::Create(
      reference.getType(), pred_size(&parent),
      reference.hasName() ? reference.getName() + ".at" : Twine(),
      parent.begin());
}

void Relocations::placePhis(Value &reference) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (unsigned block : region) {
      if (block != home) {
        flow(block);
        continue;
      }
      states[block].in = &reference;
      if (states[block].first == states[block].last)
        states[block].out = &reference;
    }
    for (unsigned block : region)
      if (block != home && !states[block].phi && disagrees(block)) {
        makePhi(block, reference);
        changed = true;
      }
  }
}

/// The value in `block` before `point`.
Value *Relocations::reaching(unsigned block, unsigned point,
                             ArrayRef<Relocation> relocations) const {
  const State &state = states[block];
  auto here = relocations.slice(state.first, state.last - state.first);
  auto behind = partition_point(
      here, [&](const Relocation &one) { return one.point < point; });
  return behind == here.begin() ? state.in : std::prev(behind)->value;
}

void Relocations::fillPhis() {
  for (unsigned block : region)
    if (PHINode *phi = states[block].phi)
      for (BasicBlock *before : predecessors(&points.block(block)))
        phi->addIncoming(states[points.indexOf(*before)].out, before);
}

void Relocations::rewrite(Value &reference, ArrayRef<LiveRange> ranges,
                          ArrayRef<Relocation> relocations) {
  enter(reference, ranges, relocations);
  placePhis(reference);
  for (Use &use : make_early_inc_range(reference.uses())) {
    auto [point, block] = points.placeOf(use);
    use.set(reaching(block, point, relocations));
  }
  fillPhis();
}

} // namespace vo::lowering
