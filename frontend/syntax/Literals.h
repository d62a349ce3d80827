//===- Literals.h - Values of rune and string literals ----------*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace vo::fe {

/// The bytes that a string literal denotes; `text` is the token as written,
/// quotes or backquotes included. Every escape denotes a code point, `\xff` and
/// `\377` too: the result is UTF-8. What the scanner reported as broken is left
/// out.
std::string decodeString(llvm::StringRef text);

/// The code point that a rune literal denotes, 0 for a broken one.
uint32_t decodeRune(llvm::StringRef text);

} // namespace vo::fe
