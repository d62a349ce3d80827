//===- CodeAssembler.h - A function's lines to instructions ------*- C++
//-*-===//

#ifndef VO_BYTECODE_ASSEMBLY_CODEASSEMBLER_H
#define VO_BYTECODE_ASSEMBLY_CODEASSEMBLER_H

#include "bytecode/assembly/BlockParser.h"
#include "bytecode/assembly/Names.h"
#include "bytecode/text/NodeReader.h"

namespace vo::bc::assembly {

/// What the lines of all functions refer to.
struct CodeSymbols {
  const Names &functions;
  const Names &externs;
  const Names &files;
  /// Of the records: names of types, functions, …
  text::NodeReader::Resolve resolve;
  /// Constant's canonical spelling to its id; grows with inline constants.
  std::unordered_map<std::string, uint32_t> constants;
};

/// The key of a constant in CodeSymbols::constants.
std::string constantKey(const Constant &constant);

/// Fills code and meta of `function`, one of `module`'s, and its debug
/// entries. Every other field of all functions must be there. Constants given
/// in place are added to the module.
std::optional<Error> assembleCode(Module &module, FunctionDef &function,
                                  const CodeLines &lines, CodeSymbols &symbols,
                                  std::vector<DebugEntry> &entries);

} // namespace vo::bc::assembly

#endif // VO_BYTECODE_ASSEMBLY_CODEASSEMBLER_H
