//===- InstructionPrinter.h - One instruction as assembly --------*- C++
//-*-===//

#ifndef VO_BYTECODE_ASSEMBLY_INSTRUCTIONPRINTER_H
#define VO_BYTECODE_ASSEMBLY_INSTRUCTIONPRINTER_H

#include "bytecode/assembly/Names.h"

#include <functional>

namespace vo::bc::assembly {

/// What printing an instruction needs to know of its surroundings.
struct PrintContext {
  const Module &module;
  const FunctionDef &function;
  const Names &functions;
  const Names &externs;
  /// First flat slot of each global.
  const std::vector<uint32_t> &globalStarts;
  /// Spells a pc: "L12" inside the function, else the number.
  std::function<std::string(uint32_t)> label;
};

/// The instruction's line without indentation or newline.
std::string printInstruction(const PrintContext &context, uint32_t pc);

/// Every pc inside [0, length] that an instruction or its metadata names, in
/// ascending order.
std::vector<uint32_t> labelledPcs(const FunctionDef &function);

} // namespace vo::bc::assembly

#endif // VO_BYTECODE_ASSEMBLY_INSTRUCTIONPRINTER_H
