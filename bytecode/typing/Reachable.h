//===- Reachable.h - Which functions a program can run ----------*- C++ -*-===//

#ifndef VO_BYTECODE_TYPING_REACHABLE_H
#define VO_BYTECODE_TYPING_REACHABLE_H

#include "bytecode/Model.h"

#include <string_view>

namespace vo::bc::typing {

/// What a program can run.
struct Reached {
  /// Ids, ascending.
  std::vector<uint32_t> functions;
  /// Whether values are accessed dynamically.
  bool hasDynamicAccess = false;
  /// Whether natives look into values of any type.
  bool hasReflection = false;
};

/// The functions that the entry functions reach: by calls, as closures,
/// spawned, deferred, or in the method table by which a type that becomes an
/// interface value implements an interface that the program converts or asserts
/// to. Where the program accesses values dynamically, all methods of such types
/// and of the types that they are made of. Needs a verified module.
Reached reach(const Module &module);

/// Whether an extern accesses values dynamically.
bool isDynamicAccess(std::string_view externName);

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_REACHABLE_H
