//===- Layouts.cpp - Numbering of object layouts --------------------------===//

#include "lowering/vort/Layouts.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace vo::lowering {
namespace {

struct ReservedRow {
  uint32_t id;
  StringLiteral name;
  abi::LayoutKind kind;
  uint32_t slots;
  uint64_t refs, interfaces;
};

constexpr ReservedRow kReserved[] = {
#define VO_LAYOUT(id, name, kind, slots, refs, interfaces, note)               \
  {id, #name, abi::LayoutKind::kind, slots, refs, interfaces},
#include "runtime/abi/Layouts.def"
};

constexpr unsigned kBitSetSlots = 64;

abi::SlotType slotType(char letter) {
  switch (letter) {
  case 'r':
    return abi::SlotType::Ref;
  case 'h':
    return abi::SlotType::Interface0;
  case 'w':
    return abi::SlotType::Interface1;
  default: // floats are traced as what they are to the collector: bits
    return abi::SlotType::Value;
  }
}

uint64_t bitsOf(StringRef letters, char letter) {
  uint64_t bits = 0;
  for (auto [index, each] : enumerate(letters))
    bits |= uint64_t{each == letter} << index;
  return bits;
}

/// A row of at most kBitSetSlots slots.
abi::Layout smallRow(abi::LayoutKind kind, StringRef letters) {
  abi::Layout row{};
  row.kind = kind;
  row.slots = letters.size();
  row.refs = bitsOf(letters, 'r');
  row.interfaces = bitsOf(letters, 'h');
  row.slotTypes = abi::kNoSlotTypes;
  return row;
}

bool isTraced(StringRef letters) {
  return letters.find_first_of("rhw") != StringRef::npos;
}

} // namespace

std::optional<uint32_t> findReservedLayout(StringRef name,
                                           ir::LayoutAttr layout) {
  StringRef letters = layout.getSlots();
  if (letters.size() > kBitSetSlots)
    return std::nullopt;
  abi::Layout row = smallRow(abi::LayoutKind::Fixed, letters);
  for (const ReservedRow &reserved : kReserved)
    if (reserved.name == name && reserved.id != abi::kLayoutNone &&
        reserved.kind == row.kind && reserved.slots == row.slots &&
        reserved.refs == row.refs && reserved.interfaces == row.interfaces)
      return reserved.id;
  return std::nullopt;
}

uint32_t objectWords(ir::LayoutAttr layout) {
  return std::max(1u, layout.size());
}

uint32_t LayoutTable::fixed(ir::LayoutAttr layout) {
  StringRef letters = layout.getSlots();
  return number(abi::LayoutKind::Fixed, letters.empty() ? "v" : letters);
}

uint32_t LayoutTable::array(ir::ElemAttr elem) {
  // Elements without references are all the same to the collector.
  StringRef letters = isTraced(elem.letters()) ? elem.letters() : StringRef();
  if (letters.size() <= kBitSetSlots) {
    abi::Layout row = smallRow(abi::LayoutKind::Array, letters);
    for (const ReservedRow &reserved : kReserved)
      if (reserved.kind == row.kind && reserved.slots == row.slots &&
          reserved.refs == row.refs && reserved.interfaces == row.interfaces)
        return reserved.id;
  }
  return number(abi::LayoutKind::Array, letters);
}

uint32_t LayoutTable::number(abi::LayoutKind kind, StringRef letters) {
  std::string key = letters.str();
  replace(key, 'f', 'v');
  key.push_back(kind == abi::LayoutKind::Array ? 'A' : 'F');
  auto [entry, isNew] =
      ids.try_emplace(key, abi::kFirstModuleLayout + table.size());
  if (!isNew)
    return entry->second;
  if (letters.size() <= kBitSetSlots) {
    table.push_back(smallRow(kind, letters));
  } else {
    abi::Layout row = smallRow(kind, "");
    row.slots = letters.size();
    if (isTraced(letters)) {
      row.slotTypes = pool.size();
      for (char letter : letters)
        pool.push_back(static_cast<uint8_t>(slotType(letter)));
    }
    table.push_back(row);
  }
  return entry->second;
}

} // namespace vo::lowering
