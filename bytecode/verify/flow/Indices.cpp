//===- Indices.cpp - Checked indices --------------------------------------===//

#include "bytecode/verify/flow/Facts.h"

using namespace vo::bc;
using namespace vo::bc::verify;

/// The operation of storeIndexed(): x is the fact of a slot, y that of the
/// index. The immediate is the slot's distance behind the base, and above it
/// the slots per element.
static constexpr unsigned distanceBits = 16;

std::optional<uint32_t> vo::bc::verify::indexSlot(const Site &site) {
  switch (site.opcode()) {
  case Opcode::SlotGet:
  case Opcode::SlotGetN:
    return site.word().c;
  case Opcode::SlotSet:
  case Opcode::SlotSetN:
    return site.word().b;
  default:
    return std::nullopt;
  }
}

void IndexFacts::wants(const Site &site, std::vector<uint32_t> &slots) const {
  if (std::optional<uint32_t> slot = indexSlot(site))
    slots.push_back(*slot);
}

void IndexFacts::transfer(const Site &site) {
  const Instruction &word = site.word();
  if (site.opcode() != Opcode::IndexCheck || !isTracked(word.a))
    return;
  Fact length = constants.before(site.pc, word.b);
  if (length.isKnown() && length.value > UINT16_MAX)
    length = {Fact::Conflict};
  define(word.a, fact(length));
}

void IndexFacts::storeIndexed(const Site &site) {
  const Instruction &word = site.word();
  uint64_t width = site.meta<MetaSlotLayout>()->elemLayout.size();
  Node index = read(word.b);
  std::span<const uint32_t> behind = trackedFrom(word.a);
  if (!flow.context.report.spend(behind.size()))
    return;
  for (uint32_t slot : behind)
    define(slot, apply({word.op, read(slot), index,
                        width << distanceBits | (slot - word.a)}));
}

/// A store may hit a slot unless the index is known to stay before it.
Fact IndexFacts::fold(const Operation &operation, const Fact &x,
                      const Fact &y) const {
  uint64_t width = operation.immediate >> distanceBits;
  uint64_t distance = operation.immediate & ((1u << distanceBits) - 1);
  bool spared = width == 0 || (y.isKnown() && distance >= y.value * width);
  return spared ? x : Fact{Fact::Unknown};
}
