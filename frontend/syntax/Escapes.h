//===- Escapes.h - Escape sequences in literals -----------------*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace vo::fe {

/// One escape sequence, as the scanner checks it and the decoder uses it.
struct Escape {
  enum class Error : uint8_t {
    None,
    Unknown,       ///< no such letter
    Unterminated,  ///< end of line or text after the backslash
    HexDigits,     ///< fewer than `digits` hexadecimal digits
    OctalDigits,   ///< fewer than three octal digits
    OctalValue,    ///< more than 255
    NoScalarValue, ///< a surrogate, or beyond U+10FFFF
  };
  Error error = Error::None;
  /// Hexadecimal digits that the form has.
  uint8_t digits = 0;
  /// Bytes of the sequence as far as it was read, the backslash included.
  uint32_t length = 1;
  /// The code point.
  uint32_t value = 0;
};

/// Reads the sequence at the start of `text`, which is a backslash.
Escape readEscape(llvm::StringRef text);

} // namespace vo::fe
