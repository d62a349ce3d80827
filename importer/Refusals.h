//===- Refusals.h - Texts about what is not imported ------------*- C++ -*-===//
#pragma once

#include "bytecode/Model.h"

#include "llvm/ADT/Twine.h"

namespace vo::importer {

/// The package and function of a canonical extern name
/// (`vo1:<bytes>:<package>:<bytes>:<function>`) as "package.function"; compact
/// names as they are.
std::string plainName(llvm::StringRef name);

/// What the instruction carries out, as a plural: "maps", "calls of math.Sin".
/// Never empty for a valid opcode.
std::string featureOf(const bc::Module &module, const bc::Instruction &inst);

/// "maps are not supported yet (MapNew: detail)".
std::string refusalText(const bc::Module &module, const bc::Instruction &inst,
                        const llvm::Twine &detail);

/// The debug entry that a message about an instruction points at: the one that
/// covers it, else the first behind it. nullptr when the function has none.
const bc::DebugEntry *nearestEntry(const bc::DebugInfo &debug,
                                   uint32_t function, uint32_t pc);

} // namespace vo::importer
