//===- Assembly.h - The assembly form of a module ----------------*- C++
//-*-===//

#ifndef VO_BYTECODE_ASSEMBLY_ASSEMBLY_H
#define VO_BYTECODE_ASSEMBLY_ASSEMBLY_H

#include "bytecode/Model.h"
#include "bytecode/Result.h"

#include <string>
#include <string_view>

namespace vo::bc {

/// The canonical assembly text of a module that writeModule accepts; described
/// in docs/assembly.md. Loses nothing: assemble gives an equal module.
std::string disassemble(const Module &module);

/// The text of one instruction as disassemble prints it, without labels of its
/// own (targets are named L<pc>). `func` and `pc` must be in range. Looks at
/// the whole module first: for messages, not for loops.
std::string disassembleInstruction(const Module &module, uint32_t func,
                                   uint32_t pc);

/// Reads canonical or hand-written assembly. Checks what readModule checks.
/// The error's message begins with "line:column: ". Never crashes; uses memory
/// in proportion to the text.
Result<Module> assemble(std::string_view text);

} // namespace vo::bc

#endif // VO_BYTECODE_ASSEMBLY_ASSEMBLY_H
