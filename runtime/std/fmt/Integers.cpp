// Verbs of integers.

#include "runtime/object/Utf8.h"
#include "runtime/std/fmt/Printable.h"
#include "runtime/std/fmt/Verbs.h"
#include "runtime/std/unicode/Unicode.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace vo::rt::fmt {

namespace {
struct Integer {
  bool negative;
  uint64_t magnitude;

  /// Its 64 bits.
  uint64_t bits() const { return negative ? -magnitude : magnitude; }
  /// A negative number is no code point.
  uint64_t codePoint() const { return negative ? ~uint64_t{0} : magnitude; }
};

/// Digits without leading zeros.
struct Digits {
  char text[64] = {};
  char *end;

  Digits(uint64_t value, int base)
      : end(std::to_chars(text, text + sizeof text, value, base).ptr) {}
  std::string_view view() const { return {text, size_t(end - text)}; }
  void toUpper() {
    for (char *at = text; at != end; ++at)
      if (*at >= 'a')
        *at -= 'a' - 'A';
  }
};
} // namespace

static Integer signedInteger(int64_t value) {
  return {value < 0, value < 0 ? -uint64_t(value) : uint64_t(value)};
}

/// The number at the width of its kind.
static Integer integerOf(const abi::InterfaceWords &value) {
  switch (kindOf(value.header)) {
  case ValueKind::Int8:
    return signedInteger(int8_t(value.bits));
  case ValueKind::Int16:
    return signedInteger(int16_t(value.bits));
  case ValueKind::Int32:
    return signedInteger(int32_t(value.bits));
  case ValueKind::Uint8:
    return {false, uint8_t(value.bits)};
  case ValueKind::Uint16:
    return {false, uint16_t(value.bits)};
  case ValueKind::Uint32:
    return {false, uint32_t(value.bits)};
  case ValueKind::Uint:
  case ValueKind::Uint64:
    return {false, value.bits};
  default:
    return signedInteger(int64_t(value.bits));
  }
}

//===--- Digits -----------------------------------------------------------===//

static std::string_view signOf(const Integer &integer, const Spec &spec) {
  return integer.negative ? "-" : spec.plus ? "+" : spec.space ? " " : "";
}

/// What stands between sign and digits; `leadingZero`: the digits start so.
static std::string_view prefixOf(const Spec &spec, bool leadingZero) {
  if (spec.verb == 'O')
    return "0o";
  if (!spec.sharp)
    return "";
  switch (spec.verb) {
  case 'b':
    return "0b";
  case 'o':
    return leadingZero ? "" : "0";
  case 'x':
    return "0x";
  case 'X':
    return "0X";
  default:
    return "";
  }
}

/// d b o O x X. The precision is the least number of digits; 0 shows zero as
/// nothing. Padding zeros need that there is no precision.
static void appendDigits(TextSink &sink, const Spec &spec,
                         const Integer &integer, int base) {
  if (integer.magnitude == 0 && spec.precision == 0u)
    return appendRepeated(sink, ' ', spec.width.value_or(0));
  Digits digits(integer.magnitude, base);
  if (spec.verb == 'X')
    digits.toUpper();
  std::string_view text = digits.view();
  uint64_t zeros =
      std::max<uint64_t>(spec.precision.value_or(0), text.size()) - text.size();
  std::string_view sign = signOf(integer, spec);
  std::string_view prefix = prefixOf(spec, zeros != 0 || text[0] == '0');
  uint64_t used = sign.size() + prefix.size() + zeros + text.size();
  uint64_t padding = std::max<uint64_t>(spec.width.value_or(0), used) - used;
  bool zeroPadded = spec.padsWithZeros() && !spec.precision;
  if (!spec.left && !zeroPadded)
    appendRepeated(sink, ' ', padding);
  sink.append(sign);
  sink.append(prefix);
  appendRepeated(sink, '0', zeros + (zeroPadded ? padding : 0));
  sink.append(text);
  if (spec.left)
    appendRepeated(sink, ' ', padding);
}

//===--- Characters -------------------------------------------------------===//

static void addUtf8(std::string &to, uint64_t rune) {
  uint8_t bytes[utf8::kMaxBytes];
  unsigned width = utf8::encode(rune, bytes);
  to.append(reinterpret_cast<const char *>(bytes), width);
}

/// %c.
static void appendCharacter(TextSink &sink, const Spec &spec, uint64_t rune) {
  std::string text;
  addUtf8(text, rune);
  appendPadded(sink, text, spec);
}

static void addQuotedRune(std::string &to, uint64_t rune) {
  switch (rune) {
  case 0:
    to += "\\0";
    return;
  case '\t':
    to += "\\t";
    return;
  case '\n':
    to += "\\n";
    return;
  case '\r':
    to += "\\r";
    return;
  case '\'':
  case '\\':
    to += {'\\', char(rune)};
    return;
  default:
    if (!utf8::isScalarValue(rune) || standsAlone(rune))
      return addUtf8(to, rune);
    to += "\\u{";
    to += Digits(rune, 16).view();
    to += '}';
  }
}

/// %q.
static void appendQuotedRune(TextSink &sink, const Spec &spec, uint64_t rune) {
  std::string text = "'";
  addQuotedRune(text, rune);
  text += '\'';
  appendPadded(sink, text, spec);
}

/// %U: never padded with zeros to the width.
static void appendCodePoint(TextSink &sink, const Spec &spec, uint64_t value) {
  Digits digits(value, 16);
  digits.toUpper();
  std::string text = "U+";
  size_t least = std::max<size_t>(spec.precision.value_or(0), 4);
  text.append(std::max(least, digits.view().size()) - digits.view().size(),
              '0');
  text += digits.view();
  if (spec.sharp && unicode::isPrintable(value)) {
    text += " '";
    addUtf8(text, value);
    text += '\'';
  }
  Spec spaces = spec;
  spaces.zero = false;
  appendPadded(sink, text, spaces);
}

bool appendInteger(TextSink &sink, const Spec &spec,
                   const abi::InterfaceWords &value) {
  Integer integer = integerOf(value);
  switch (spec.verb) {
  case 'd':
    appendDigits(sink, spec, integer, 10);
    return true;
  case 'b':
    appendDigits(sink, spec, integer, 2);
    return true;
  case 'o':
  case 'O':
    appendDigits(sink, spec, integer, 8);
    return true;
  case 'x':
  case 'X':
    appendDigits(sink, spec, integer, 16);
    return true;
  case 'c':
    appendCharacter(sink, spec, integer.codePoint());
    return true;
  case 'q':
    appendQuotedRune(sink, spec, integer.codePoint());
    return true;
  case 'U':
    appendCodePoint(sink, spec, integer.bits());
    return true;
  default:
    return false;
  }
}

} // namespace vo::rt::fmt
