//===- Traps.h - Which runtime entry raises a trap --------------*- C++ -*-===//
#pragma once

#include "runtime/abi/Entries.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

namespace vo::lowering {

/// How compiled code raises one trap of runtime/abi/Traps.def.
struct TrapCall {
  abi::Trap trap;
  abi::EntryId entry;
  /// How many numbers the text takes. They are the entry's arguments; an entry
  /// of traps without numbers takes the trap itself.
  unsigned numbers;
};

/// The trap with this name, or nothing if the table has no such row.
std::optional<TrapCall> findTrap(llvm::StringRef name);

} // namespace vo::lowering
