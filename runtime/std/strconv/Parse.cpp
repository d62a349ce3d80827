#include "runtime/std/strconv/Floats.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <locale.h>
#include <stdlib.h>

namespace vo::rt::strconv {
namespace {

char lowerOf(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

bool isWord(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return lowerOf(a) == b; });
}

/// Checks the syntax of a number and copies it without underscores.
class Scanner {
public:
  explicit Scanner(std::string_view text) : text(text) {}

  std::string clean;

  bool scan() {
    if (peek() == '+' || peek() == '-')
      take();
    bool isHex = text.size() >= 2 && text[0] == '0' && lowerOf(text[1]) == 'x';
    if (isHex) {
      take();
      take();
      beforeIsDigit = true;
    }
    bool hasDigit = takeDigits(isHex);
    if (peek() == '.') {
      take();
      hasDigit |= takeDigits(isHex);
    }
    bool hasExponent = lowerOf(peek()) == (isHex ? 'p' : 'e');
    if (!hasDigit || isHex != (isHex && hasExponent))
      return false;
    if (hasExponent) {
      take();
      if (peek() == '+' || peek() == '-')
        take();
      if (!takeDigits(/*isHex=*/false))
        return false;
    }
    return text.empty();
  }

private:
  char peek() const { return text.empty() ? '\0' : text.front(); }
  void take() {
    clean += text.front();
    text.remove_prefix(1);
    beforeIsDigit = false;
  }
  static bool isDigit(char c, bool isHex) {
    return (c >= '0' && c <= '9') ||
           (isHex && lowerOf(c) >= 'a' && lowerOf(c) <= 'f');
  }
  /// Digits with single underscores between them (behind a prefix, too).
  bool takeDigits(bool isHex) {
    bool any = false;
    for (;;) {
      bool isSeparated = peek() == '_';
      if (isSeparated) {
        if (!beforeIsDigit || text.size() < 2 || !isDigit(text[1], isHex))
          return false;
        text.remove_prefix(1);
      }
      if (!isDigit(peek(), isHex))
        return any;
      take();
      beforeIsDigit = any = true;
    }
  }

  std::string_view text;
  bool beforeIsDigit = false;
};

/// The C library's conversion, whatever locale the host of the JIT has set.
double convert(const std::string &text, int64_t bits) {
  static locale_t plain = newlocale(LC_ALL_MASK, "C", nullptr);
  return bits == 32 ? strtof_l(text.c_str(), nullptr, plain)
                    : strtod_l(text.c_str(), nullptr, plain);
}

} // namespace

ParsedFloat parseFloat(std::string_view text, int64_t bits) {
  if (isWord(text, "nan"))
    return {bits == 32 ? std::bit_cast<float>(0x7FC00000)
                       : std::bit_cast<double>(0x7FF8000000000001),
            ParsedFloat::Ok};
  bool isSigned = !text.empty() && (text[0] == '+' || text[0] == '-');
  std::string_view magnitude = text.substr(isSigned);
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (isWord(magnitude, "inf") || isWord(magnitude, "infinity"))
    return {text[0] == '-' ? -kInfinity : kInfinity, ParsedFloat::Ok};
  Scanner scanner(text);
  if (!scanner.scan())
    return {0, ParsedFloat::Syntax};
  double value = convert(scanner.clean, bits);
  return {value, std::isinf(value) ? ParsedFloat::Range : ParsedFloat::Ok};
}

} // namespace vo::rt::strconv
