//===- Print.h - What typing found, for people ------------------*- C++ -*-===//

#ifndef VO_BYTECODE_TYPING_PRINT_H
#define VO_BYTECODE_TYPING_PRINT_H

#include "bytecode/typing/Typing.h"

namespace vo::bc::typing {

/// How much of a module's memory accesses is known.
struct Totals {
  uint64_t modules = 0, refused = 0, functions = 0;
  /// Instructions that look into memory, those whose base has a type, the
  /// references there, and those of them that have one.
  uint64_t accesses = 0, knownAccesses = 0;
  uint64_t references = 0, knownReferences = 0;

  Totals &operator+=(const Totals &other);
  /// Lines of "name number", without the share when there is nothing.
  std::string text() const;
};
Totals countTotals(const ModuleTyping &typing);

/// Signatures, captures and the type of every reference that an instruction
/// makes, function by function; then what stayed unknown, and the totals.
std::string printTypes(const Module &module, const ModuleTyping &typing);

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_PRINT_H
