//===- Reachable.h - Which functions a program can run ----------*- C++ -*-===//

#ifndef VO_BYTECODE_TYPING_REACHABLE_H
#define VO_BYTECODE_TYPING_REACHABLE_H

#include "bytecode/Model.h"

namespace vo::bc::typing {

/// Ids, ascending, of the functions that the entry functions reach: by calls,
/// as closures, spawned, deferred, or as methods of a type of which a value may
/// become an interface value. Where the program accesses values dynamically,
/// that includes the types that such a type is made of. Needs a verified
/// module.
std::vector<uint32_t> reachableFunctions(const Module &module);

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_REACHABLE_H
