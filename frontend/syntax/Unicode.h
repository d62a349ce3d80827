//===- Unicode.h - Which characters names are made of -----------*- C++ -*-===//
//
// Properties of Unicode 16.0, the version that the language pins.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace vo::fe {

/// `_`, or a code point with the property Alphabetic.
bool isIdentifierStart(uint32_t codePoint);
/// The former, or a code point of general category Decimal_Number.
bool isIdentifierPart(uint32_t codePoint);
/// The code point has the property Uppercase: names that begin with it are
/// exported.
bool isUppercase(uint32_t codePoint);

/// Surrogates are no scalar values, nor is anything beyond U+10FFFF.
inline bool isScalarValue(uint32_t codePoint) {
  return codePoint < 0xD800 || (codePoint > 0xDFFF && codePoint <= 0x10FFFF);
}

struct DecodedChar {
  uint32_t codePoint = 0;
  /// Bytes that encode it; 1 for a byte that begins no well-formed sequence,
  /// whose code point is then 0xFFFFFFFF.
  uint32_t length = 1;
};
/// The first character of `text`, which must not be empty.
DecodedChar decodeUtf8(llvm::StringRef text);
/// Appends a scalar value as UTF-8.
void appendUtf8(std::string &text, uint32_t codePoint);

} // namespace vo::fe
