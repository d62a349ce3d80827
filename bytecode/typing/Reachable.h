//===- Reachable.h - Which functions a program can run ----------*- C++ -*-===//

#ifndef VO_BYTECODE_TYPING_REACHABLE_H
#define VO_BYTECODE_TYPING_REACHABLE_H

#include "bytecode/Model.h"

namespace vo::bc::typing {

/// Ids, ascending, of the functions that the entry functions reach: by calls,
/// as closures, spawned, deferred, or in the method table by which a type that
/// becomes an interface value implements an interface that the program converts
/// or asserts to. Where the program accesses values dynamically, all methods of
/// such types and of the types that they are made of. Needs a verified module.
std::vector<uint32_t> reachableFunctions(const Module &module);

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_REACHABLE_H
