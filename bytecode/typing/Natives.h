//===- Natives.h - Signatures of externs ------------------------*- C++ -*-===//
//
// What the standard library's declarations without a body say: the table that
// frontend/natives makes from them. A module names an extern by package and
// function ("vo1:4:math:3:Cos") and says only slot types.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TYPING_NATIVES_H
#define VO_BYTECODE_TYPING_NATIVES_H

#include "bytecode/typing/Metadata.h"
#include "bytecode/verify/names/Names.h"

#include <optional>

namespace vo::bc::typing {

using ExternName = verify::ExternKey;
using verify::parseExternName;

/// "(string,int)([]uint8,error)" of the library function with that name in
/// modules; empty when there is none.
std::string_view nativeTypes(std::string_view wire);

/// Whether the library function with that name in modules looks into values of
/// any type.
bool reflects(std::string_view wire);

struct Signature {
  Leaves params, results;
};

/// The leaves that types describe; nothing when they name types that the
/// module does not have.
std::optional<Signature> parseSignature(std::string_view types,
                                        Metadata &metadata, Universe &terms);

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_NATIVES_H
