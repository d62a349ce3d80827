//===- Traps.cpp - Which runtime entry raises a trap ----------------------===//

#include "lowering/vort/Traps.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace vo::lowering {
namespace {

struct TrapRow {
  StringLiteral name;
  StringLiteral text;
};

constexpr TrapRow kTraps[] = {
#define VO_TRAP(kind, text) {#kind, text},
#include "runtime/abi/Traps.def"
};

abi::EntryId entryOf(abi::Trap trap) {
  switch (trap) {
  case abi::Trap::IndexOutOfBounds:
    return abi::EntryId::vo_rt_trap_index;
  case abi::Trap::SliceBoundsOutOfRange:
    return abi::EntryId::vo_rt_trap_slice;
  default:
    return abi::EntryId::vo_rt_trap;
  }
}

} // namespace

std::optional<TrapCall> findTrap(StringRef name) {
  const TrapRow *row =
      find_if(kTraps, [&](const TrapRow &row) { return row.name == name; });
  if (row == std::end(kTraps))
    return std::nullopt;
  auto trap = static_cast<abi::Trap>(row - kTraps);
  // Each number of the text is one conversion of its printf format.
  return TrapCall{trap, entryOf(trap), unsigned(row->text.count('%'))};
}

} // namespace vo::lowering
