//===- Json.h - The JSON form of a module ------------------------*- C++
//-*-===//

#ifndef VO_BYTECODE_JSON_JSON_H
#define VO_BYTECODE_JSON_JSON_H

#include "bytecode/Model.h"
#include "bytecode/Result.h"

#include <string>
#include <string_view>

namespace vo::bc {

/// The canonical JSON text of a module that writeModule accepts; described in
/// docs/json.md. Loses nothing: fromJson gives an equal module.
std::string toJson(const Module &module);

/// Reads canonical or hand-written JSON. Fields may be left out where
/// docs/json.md says what they then are. Checks what readModule checks. The
/// error's message begins with "line:column: ". Never crashes; uses memory in
/// proportion to the text.
Result<Module> fromJson(std::string_view text);

} // namespace vo::bc

#endif // VO_BYTECODE_JSON_JSON_H
