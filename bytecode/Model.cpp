//===- Model.cpp - Small facts about model records ------------------------===//

#include "bytecode/Model.h"

#include <algorithm>
#include <bit>

using namespace vo::bc;

double ConstFloat::value() const { return std::bit_cast<double>(bits); }

ConstFloat ConstFloat::of(double value) {
  return {std::bit_cast<uint64_t>(value)};
}

std::optional<int64_t> vo::bc::jumpTarget(const Instruction &instruction,
                                          uint32_t pc) {
  switch (instruction.opcode()) {
  case Opcode::Jump:
  case Opcode::JumpIf:
  case Opcode::JumpIfNot:
    return int64_t(pc) + instruction.imm32();
  case Opcode::ForLoop:
    return int64_t(pc) + 1 + int16_t(instruction.c);
  default:
    return std::nullopt;
  }
}

std::string_view vo::bc::name(const InstrMeta &meta) {
  return std::visit([](const auto &alternative) { return alternative.name; },
                    meta);
}

const DebugEntry *DebugInfo::lookup(uint32_t func, uint32_t pc) const {
  if (func >= funcs.size())
    return nullptr;
  const std::vector<DebugEntry> &entries = funcs[func];
  auto after = std::upper_bound(
      entries.begin(), entries.end(), pc,
      [](uint32_t key, const DebugEntry &entry) { return key < entry.pc; });
  return after == entries.begin() ? nullptr : &*std::prev(after);
}

static bool isInterfaceStart(const ReturnShape &shape, size_t i) {
  return i < shape.slotTypes.size() &&
         shape.slotTypes[i] == SlotType::Interface0;
}

std::string vo::bc::checkReturnShape(const ReturnShape &shape) {
  auto badLength = [&](size_t size) {
    return size != 0 && size != shape.slots;
  };
  if (badLength(shape.kinds.size()))
    return "kinds and slots differ in number";
  if (badLength(shape.slotTypes.size()))
    return "slot types and slots differ in number";
  if (badLength(shape.interfaceMetas.size()))
    return "interface metas and slots differ in number";

  const Layout &types = shape.slotTypes;
  bool hasInterface = false;
  for (size_t i = 0; i < types.size(); ++i) {
    bool first = types[i] == SlotType::Interface0;
    bool second = i + 1 < types.size() && types[i + 1] == SlotType::Interface1;
    bool lone =
        types[i] == SlotType::Interface1 && !isInterfaceStart(shape, i - 1);
    if (first != second || lone)
      return "an Interface0 slot and an Interface1 slot must be neighbours";
    hasInterface |= first;
  }
  if (hasInterface && shape.interfaceMetas.empty())
    return "interface results need interface metas";
  if (!shape.interfaceMetas.empty() && types.empty())
    return "interface metas need slot types";
  for (size_t i = 0; i < shape.interfaceMetas.size(); ++i)
    if (shape.interfaceMetas[i].has_value() != isInterfaceStart(shape, i))
      return "interface metas must be given at exactly the Interface0 slots";
  return {};
}
