//===- Literals.cpp - Values of rune and string literals ------------------===//

#include "frontend/syntax/Literals.h"

#include "frontend/syntax/Escapes.h"
#include "frontend/syntax/Unicode.h"

using namespace vo::fe;

/// Takes one character or escape off the front of `rest`, which is not empty.
/// False if it is broken.
static bool takeCharacter(llvm::StringRef &rest, uint32_t &codePoint) {
  if (rest.front() == '\\') {
    Escape escape = readEscape(rest);
    rest = rest.drop_front(escape.length);
    codePoint = escape.value;
    return escape.error == Escape::Error::None;
  }
  DecodedChar decoded = decodeUtf8(rest);
  rest = rest.drop_front(decoded.length);
  codePoint = decoded.codePoint;
  return isScalarValue(codePoint);
}

/// Without its first and last byte.
static llvm::StringRef unquoted(llvm::StringRef text) {
  return text.size() < 2 ? llvm::StringRef() : text.drop_front().drop_back();
}

std::string vo::fe::decodeString(llvm::StringRef text) {
  llvm::StringRef rest = unquoted(text);
  if (text.starts_with('`') || !rest.contains('\\'))
    return rest.str();
  std::string value;
  value.reserve(rest.size());
  while (!rest.empty()) {
    uint32_t codePoint;
    if (takeCharacter(rest, codePoint))
      appendUtf8(value, codePoint);
  }
  return value;
}

uint32_t vo::fe::decodeRune(llvm::StringRef text) {
  llvm::StringRef rest = unquoted(text);
  uint32_t codePoint = 0;
  return !rest.empty() && takeCharacter(rest, codePoint) ? codePoint : 0;
}
