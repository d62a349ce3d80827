//===- Methods.h - Which functions implement an interface -------*- C++ -*-===//

#ifndef VO_BYTECODE_TYPING_METHODS_H
#define VO_BYTECODE_TYPING_METHODS_H

#include "bytecode/Model.h"

namespace vo::bc::typing {

/// The functions by which the run-time type implements the interface, one per
/// method of it; nothing when the type does not. As the run time decides: the
/// type is named or a pointer to such, has every method with that signature,
/// and those with a pointer receiver only as a pointer.
std::optional<std::vector<uint32_t>>
implementation(const Module &module, uint32_t rttid, uint32_t interfaceMeta);

/// The interface with methods that values are converted or asserted to at an
/// instruction.
std::optional<uint32_t>
interfaceTarget(const Module &module, const FunctionDef &function, uint32_t pc);

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_METHODS_H
