//===- Reader.h - VOB bytes to a Module --------------------------*- C++
//-*-===//

#ifndef VO_BYTECODE_READER_H
#define VO_BYTECODE_READER_H

#include "bytecode/Model.h"
#include "bytecode/Result.h"

#include <span>

namespace vo::bc {

/// Decodes a whole VOB v14 file. Accepts what the format's decoder accepts:
/// known tags and enumerators, strict booleans and UTF-8, unique names where
/// the format wants them, consistent counts, nothing after the end. Ids are
/// not looked up and opcodes not checked; that is the verifier's work.
///
/// Never crashes, and never asks for more than Rules.h's decodeBudget. The
/// error names the byte offset and the record, e.g.
/// "byte 91: functions[2].slotTypes: …".
Result<Module> readModule(std::span<const uint8_t> bytes);

} // namespace vo::bc

#endif // VO_BYTECODE_READER_H
