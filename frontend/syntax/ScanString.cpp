//===- ScanString.cpp - Rune and string literals --------------------------===//

#include "frontend/syntax/Escapes.h"
#include "frontend/syntax/Scanner.h"
#include "frontend/syntax/Unicode.h"

#include <cstring>

using namespace vo::fe;

/// Checks and passes one escape.
void Scanner::scanEscape() {
  const char *start = at;
  Escape escape = readEscape(llvm::StringRef(at, last - at));
  at += escape.length;
  switch (escape.error) {
  case Escape::Error::None:
  case Escape::Error::Unterminated: // the literal is, and says so
    return;
  case Escape::Error::Unknown:
    return error(start, at,
                 "unknown escape sequence: " +
                     llvm::StringRef(start, at - start));
  case Escape::Error::HexDigits:
    return error(start, at,
                 llvm::Twine("escape sequence requires ") +
                     llvm::Twine(unsigned(escape.digits)) + " hex digits");
  case Escape::Error::OctalDigits:
    return error(start, at, "octal escape sequence requires 3 octal digits");
  case Escape::Error::OctalValue:
    return error(start, at, "octal escape sequence must fit in one byte");
  case Escape::Error::NoScalarValue:
    return error(start, at,
                 "escape sequence is not a valid Unicode scalar value");
  }
}

Tok Scanner::scanString() {
  const char *start = at++;
  for (;;) {
    if (*at == '"') {
      ++at;
      return Tok::StringLit;
    }
    if (*at == '\n' || at == last) {
      error(start, at, "unterminated string literal");
      return Tok::Illegal;
    }
    if (*at == '\\')
      scanEscape();
    else
      ++at;
  }
}

Tok Scanner::scanRawString() {
  const char *start = at++;
  auto *end = static_cast<const char *>(std::memchr(at, '`', last - at));
  if (!end) {
    at = last;
    error(start, start + 1, "unterminated raw string literal");
    return Tok::Illegal;
  }
  at = end + 1;
  return Tok::StringLit;
}

/// Reports about the literal from `start` up to here.
Tok Scanner::badRune(const char *start, const char *text) {
  error(start, at, text);
  return Tok::Illegal;
}

Tok Scanner::scanRune() {
  const char *start = at++;
  unsigned characters = 0;
  for (; *at != '\''; ++characters) {
    if (*at == '\n' || at == last)
      return badRune(start, "unterminated rune literal");
    if (*at == '\\')
      scanEscape();
    else
      at += decodeUtf8(llvm::StringRef(at, last - at)).length;
  }
  ++at;
  if (characters == 0)
    return badRune(start, "empty rune literal");
  if (characters > 1)
    return badRune(start, "rune literal has more than one character");
  return Tok::RuneLit;
}
