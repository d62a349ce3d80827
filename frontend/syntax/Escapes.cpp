//===- Escapes.cpp - Escape sequences in literals -------------------------===//

#include "frontend/syntax/Escapes.h"

#include "frontend/syntax/Unicode.h"

#include "llvm/ADT/StringExtras.h"

using namespace vo::fe;

/// Value of the escapes of one letter, -1 for others.
static int simpleEscape(char letter) {
  switch (letter) {
  case 'a':
    return '\a';
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  case 'v':
    return '\v';
  case '\\':
  case '\'':
  case '"':
    return letter;
  default:
    return -1;
  }
}

static uint8_t hexDigits(char letter) {
  return letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
}

/// Reads up to `count` digits after `escape.length` bytes; whether all are
/// there.
static bool readDigits(llvm::StringRef text, unsigned count, unsigned radix,
                       Escape &escape) {
  for (; count != 0; --count) {
    unsigned digit = escape.length < text.size()
                         ? llvm::hexDigitValue(text[escape.length])
                         : ~0u;
    if (digit >= radix)
      return false;
    escape.value = escape.value * radix + digit;
    ++escape.length;
  }
  return true;
}

static void readHex(llvm::StringRef text, Escape &escape) {
  escape.length = 2;
  if (!readDigits(text, escape.digits, 16, escape))
    escape.error = Escape::Error::HexDigits;
  else if (!isScalarValue(escape.value))
    escape.error = Escape::Error::NoScalarValue;
}

static void readOctal(llvm::StringRef text, Escape &escape) {
  if (!readDigits(text, 3, 8, escape))
    escape.error = Escape::Error::OctalDigits;
  else if (escape.value > 0xFF)
    escape.error = Escape::Error::OctalValue;
}

Escape vo::fe::readEscape(llvm::StringRef text) {
  Escape escape;
  if (text.size() < 2 || text[1] == '\n') {
    escape.error = Escape::Error::Unterminated;
    return escape;
  }
  if (int value = simpleEscape(text[1]); value >= 0) {
    escape.length = 2;
    escape.value = uint32_t(value);
    return escape;
  }
  escape.digits = hexDigits(text[1]);
  if (escape.digits != 0) {
    readHex(text, escape);
  } else if (llvm::isDigit(text[1])) {
    readOctal(text, escape);
  } else {
    escape.error = Escape::Error::Unknown;
    escape.length = 1 + decodeUtf8(text.drop_front()).length;
  }
  return escape;
}
