//===- ScanNumber.cpp - Integer and floating-point literals ---------------===//

#include "frontend/syntax/Scanner.h"

#include "llvm/ADT/StringExtras.h"

using namespace vo::fe;
using llvm::hexDigitValue;
using llvm::isDigit;

/// Digits of the radix, and separators; decimal digits too, which are
/// complained about later.
void Scanner::skipDigits(unsigned radix) {
  while (*at == '_' || isDigit(*at) || hexDigitValue(*at) < radix)
    ++at;
}

/// Complains about the first digit in [from, at) that the radix does not have.
void Scanner::checkDigits(const char *from, unsigned radix,
                          const char *radixName) {
  for (const char *digit = from; digit != at; ++digit)
    if (*digit != '_' && hexDigitValue(*digit) >= radix)
      return error(digit, digit + 1,
                   llvm::Twine("invalid digit '") + llvm::Twine(*digit) +
                       "' in " + radixName + " literal");
}

/// Separators stand between digits; `digits` is where the first may be, after
/// the prefix of the radix.
void Scanner::checkSeparators(const char *start, const char *digits, bool hex) {
  for (const char *from = start; from != at; ++from) {
    if (*from != '_')
      continue;
    auto isDigitAt = [&](const char *where) {
      return where >= digits && where < at &&
             (hex ? llvm::isHexDigit(*where) : isDigit(*where));
    };
    if (!isDigitAt(from - 1) || !isDigitAt(from + 1))
      return error(from, from + 1, "invalid '_' in numeric literal");
  }
}

/// The part after `e` or `p`, which is passed already; false if it is broken.
bool Scanner::scanExponent() {
  const char *letter = at++;
  at += *at == '+' || *at == '-';
  const char *digits = at;
  skipDigits(10);
  if (!isDigit(*digits)) {
    error(letter, at, "exponent has no digits");
    return false;
  }
  checkSeparators(digits, digits, /*hex=*/false);
  return true;
}

Tok Scanner::scanNumber() {
  const char *start = at;
  if (*at == '0')
    switch (at[1]) {
    case 'x':
    case 'X':
    case 'o':
    case 'O':
    case 'b':
    case 'B':
      return scanPrefixed(start);
    default:
      break;
    }
  return scanDecimal(start);
}

/// `0x 0o 0b` and what follows.
Tok Scanner::scanPrefixed(const char *start) {
  char letter = llvm::toLower(at[1]);
  unsigned radix = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
  const char *radixName = letter == 'x'   ? "hexadecimal"
                          : letter == 'o' ? "octal"
                                          : "binary";
  at += 2;
  const char *digits = at;
  skipDigits(radix);
  bool hasDigits =
      llvm::StringRef(digits, at - digits).find_if(llvm::isHexDigit) !=
      llvm::StringRef::npos;
  bool hasPoint = radix == 16 && *at == '.';
  if (hasPoint) {
    ++at;
    const char *fraction = at;
    skipDigits(16);
    hasDigits |= fraction != at;
  }
  if (!hasDigits) {
    error(start, at,
          llvm::Twine(radixName) + (hasPoint ? " float" : "") +
              " literal has no digits");
    return Tok::Illegal;
  }
  checkSeparators(start, digits, /*hex=*/true);
  if (radix != 16)
    checkDigits(digits, radix, radixName);
  if (radix != 16 || (!hasPoint && llvm::toLower(*at) != 'p'))
    return Tok::IntLit;
  if (llvm::toLower(*at) != 'p') {
    error(start, at, "hexadecimal float literal requires 'p' exponent");
    return Tok::Illegal;
  }
  return scanExponent() ? Tok::FloatLit : Tok::Illegal;
}

/// Decimal and legacy octal literals.
Tok Scanner::scanDecimal(const char *start) {
  skipDigits(10);
  const char *digits = at;
  // `1...` is an integer and an ellipsis.
  bool hasPoint = *at == '.' && (at == start || at[1] != '.');
  if (hasPoint) {
    ++at;
    skipDigits(10);
  }
  checkSeparators(start, start, /*hex=*/false);
  if (llvm::toLower(*at) == 'e')
    return scanExponent() ? Tok::FloatLit : Tok::Illegal;
  if (hasPoint)
    return Tok::FloatLit;
  if (*start == '0' && digits - start > 1)
    checkDigits(start, 8, "octal");
  return Tok::IntLit;
}
