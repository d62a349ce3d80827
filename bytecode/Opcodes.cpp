//===- Opcodes.cpp - The opcode table -------------------------------------===//

#include "bytecode/Opcodes.h"

#include <algorithm>

using namespace vo::bc;

static constexpr OperandSpec none{};
static constexpr OperandSpec slotBase{OperandKind::SlotBase, SlotClass::Meta,
                                      Span::None};

// The words that rows of Opcodes.def are written with.
#define dst(type, span)                                                        \
  OperandSpec { OperandKind::Dst, SlotClass::type, Span::span }
#define src(type, span)                                                        \
  OperandSpec { OperandKind::Src, SlotClass::type, Span::span }
#define srcDst(type, span)                                                     \
  OperandSpec { OperandKind::SrcDst, SlotClass::type, Span::span }
#define imm(role)                                                              \
  OperandSpec { OperandKind::role, SlotClass::None, Span::None }

static constexpr OpcodeInfo table[] = {
#define VO_OPCODE(number, name, a, b, c, flags, meta)                          \
  {Opcode::name, #name, {a, b, c}, FlagsKind::flags, MetaRule::meta},
#include "bytecode/Opcodes.def"
};

#undef dst
#undef src
#undef srcDst
#undef imm

static constexpr bool isDense() {
  for (unsigned i = 0; i < std::size(table); ++i)
    if (unsigned(table[i].opcode) != i)
      return false;
  return std::size(table) == numOpcodes;
}
static_assert(isDense(), "Opcodes.def must list 0..124 in order");

const OpcodeInfo *vo::bc::info(Opcode opcode) {
  unsigned number = unsigned(opcode);
  return number < numOpcodes ? &table[number] : nullptr;
}

std::string_view vo::bc::name(Opcode opcode) {
  const OpcodeInfo *row = info(opcode);
  return row ? row->name : "Invalid";
}

std::optional<Opcode> vo::bc::opcodeFromName(std::string_view name) {
  static const auto sorted = [] {
    std::array<const OpcodeInfo *, numOpcodes> rows;
    for (unsigned i = 0; i < numOpcodes; ++i)
      rows[i] = &table[i];
    std::sort(rows.begin(), rows.end(),
              [](auto *x, auto *y) { return x->name < y->name; });
    return rows;
  }();
  auto it = std::lower_bound(sorted.begin(), sorted.end(), name,
                             [](const OpcodeInfo *row, std::string_view key) {
                               return row->name < key;
                             });
  if (it == sorted.end() || (*it)->name != name)
    return std::nullopt;
  return (*it)->opcode;
}
