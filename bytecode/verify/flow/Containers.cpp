//===- Containers.cpp - Known layouts of maps and queues ------------------===//

#include "bytecode/verify/flow/Facts.h"
#include "bytecode/verify/tables/Functions.h"

using namespace vo::bc;
using namespace vo::bc::verify;

// Fact::value: kind in the lowest 2 bits, then the ids of the two layouts.
static constexpr unsigned kindBits = 2;
static constexpr unsigned idBits = 31;
static constexpr uint64_t idMask = (uint64_t(1) << idBits) - 1;

std::optional<uint32_t> vo::bc::verify::containerSlot(const Site &site) {
  switch (site.opcode()) {
  case Opcode::MapSet:
  case Opcode::MapDelete:
  case Opcode::QueueSend:
  case Opcode::QueueClose:
  case Opcode::SelectSend:
    return site.word().a;
  case Opcode::MapGet:
  case Opcode::MapLen:
  case Opcode::MapIterInit:
  case Opcode::MapIterNext:
  case Opcode::QueueRecv:
  case Opcode::QueueLen:
  case Opcode::QueueCap:
  case Opcode::SelectRecv:
    return site.word().b;
  default:
    return std::nullopt;
  }
}

ContainerFacts::Shape ContainerFacts::shape(uint64_t value) const {
  return {Kind(value & ((1 << kindBits) - 1)),
          layouts[value >> kindBits & idMask],
          layouts[value >> (kindBits + idBits)]};
}

uint32_t ContainerFacts::layoutId(LayoutView layout) {
  static_assert(sizeof(SlotType) == 1);
  std::string_view bytes(reinterpret_cast<const char *>(layout.data()),
                         layout.size());
  flow.context.report.spend(layout.size());
  auto [it, isNew] = layoutIds.try_emplace(bytes, uint32_t(layouts.size()));
  if (isNew)
    layouts.push_back(layout);
  return it->second;
}

uint64_t ContainerFacts::valueOf(Kind kind, LayoutView first,
                                 LayoutView second) {
  uint64_t firstId = layoutId(first), secondId = layoutId(second);
  return kind | firstId << kindBits | secondId << (kindBits + idBits);
}

void ContainerFacts::addParameter(uint32_t slot, ValueRttid type) {
  TypeTable &types = flow.context.types;
  auto layoutOf = [&](ValueRttid part) -> LayoutView {
    ownLayouts.push_back(types.layout(part));
    return ownLayouts.back();
  };
  const RuntimeType &resolved = types.resolve(type);
  auto *chan = std::get_if<RuntimeChan>(&resolved);
  auto *port = std::get_if<RuntimePort>(&resolved);
  if (auto *map = std::get_if<RuntimeMap>(&resolved)) {
    if (types.hasLayout(map->key) && types.hasLayout(map->value))
      parameters[slot] = valueOf(Map, layoutOf(map->key), layoutOf(map->value));
  } else if (chan || port) {
    ValueRttid elem = chan ? chan->elem : port->elem;
    if (types.hasLayout(elem))
      parameters[slot] = valueOf(Queue, layoutOf(elem), {});
  }
}

void ContainerFacts::solveForParameters() {
  // Functions without containers need not look at their parameters.
  std::vector<uint32_t> slots;
  for (const Cfg::Block &each : flow.cfg.blocks)
    for (uint32_t pc = each.begin; pc < each.end && slots.empty(); ++pc)
      wants(flow.site(pc), slots);
  if (slots.empty())
    return;
  uint32_t slot = firstTransferredSlot(flow.function);
  for (const TransferType &transfer : flow.function.paramTypes) {
    addParameter(slot, transfer.rttid);
    slot += transfer.slots;
  }
  solve();
}

void ContainerFacts::wants(const Site &site,
                           std::vector<uint32_t> &slots) const {
  if (std::optional<uint32_t> slot = containerSlot(site))
    slots.push_back(*slot);
}

void ContainerFacts::sources(const Site &site, uint32_t,
                             std::vector<uint32_t> &slots) const {
  if (site.opcode() == Opcode::MapIterInit)
    slots.push_back(site.word().b);
}

Fact ContainerFacts::initial(uint32_t slot) const {
  auto it = parameters.find(slot);
  if (it == parameters.end())
    return {Fact::Unknown};
  return {Fact::Known, it->second};
}

void ContainerFacts::transfer(const Site &site) {
  const Instruction &word = site.word();
  switch (site.opcode()) {
  case Opcode::MapNew: {
    auto *meta = site.meta<MetaMapNew>();
    define(word.a, known(valueOf(Map, meta->key, meta->val)));
    break;
  }
  case Opcode::QueueNew:
    define(word.a,
           known(valueOf(Queue, site.meta<MetaQueueLayout>()->elem, {})));
    break;
  case Opcode::MapIterInit:
    define(word.a, apply({word.op, read(word.b)}));
    break;
  case Opcode::MapIterNext:
    // Advancing writes the iterator but does not change what it walks over.
    define(word.b, read(word.b));
    break;
  default:
    break;
  }
}

/// MapIterInit: the iterator of a map.
Fact ContainerFacts::fold(const Operation &, const Fact &x,
                          const Fact &) const {
  if (!x.isKnown())
    return x;
  if ((x.value & ((1 << kindBits) - 1)) == Queue)
    return {Fact::Unknown};
  return {Fact::Known, (x.value & ~uint64_t((1 << kindBits) - 1)) | Iterator};
}
