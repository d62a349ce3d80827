//===- Natives.h - Signatures of externs ------------------------*- C++ -*-===//
//
// What the standard library's declarations without a body say: the table is
// made from stdlib/ at build time (natives.py). A module names an extern by
// package and function ("vo1:4:math:3:Cos") and says only slot types.
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

/// "(s string, n int) ([]byte, error)" of a library function; empty when there
/// is none of that name.
std::string_view nativeDeclaration(const ExternName &name);

struct Signature {
  Leaves params, results;
};

/// The leaves that a declaration describes; nothing when it names types that
/// the module does not have or that have no spelling here.
std::optional<Signature> parseSignature(std::string_view declaration,
                                        std::string_view package,
                                        Metadata &metadata, Universe &terms);

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_NATIVES_H
