// Verbs of strings.

#include "runtime/object/Utf8.h"
#include "runtime/std/fmt/Verbs.h"

#include <string>

namespace vo::rt::fmt {

static constexpr std::string_view kLowerDigits = "0123456789abcdef";
static constexpr std::string_view kUpperDigits = "0123456789ABCDEF";

static void addHex(std::string &to, uint8_t byte, std::string_view digits) {
  to += digits[byte >> 4];
  to += digits[byte & 15];
}

/// %x and %X: a space between bytes with the space flag, 0x before them with
/// the sharp flag, once or, if they are apart, before each.
static void appendHex(TextSink &sink, const Spec &spec, std::string_view text) {
  bool upper = spec.verb == 'X';
  std::string_view digits = upper ? kUpperDigits : kLowerDigits;
  if (spec.precision)
    text = text.substr(0, *spec.precision);
  std::string hex;
  hex.reserve(text.size() * (2 + spec.space + 2 * spec.sharp));
  for (size_t i = 0; i < text.size(); ++i) {
    if (spec.space && i != 0)
      hex += ' ';
    if (spec.sharp && (spec.space || i == 0))
      hex += upper ? "0X" : "0x";
    addHex(hex, uint8_t(text[i]), digits);
  }
  appendPadded(sink, hex, spec);
}

static void addAsciiQuoted(std::string &to, char character) {
  switch (character) {
  case '"':
    to += "\\\"";
    return;
  case '\\':
    to += "\\\\";
    return;
  case '\n':
    to += "\\n";
    return;
  case '\r':
    to += "\\r";
    return;
  case '\t':
    to += "\\t";
    return;
  default:
    if (character >= ' ' && character <= '~') {
      to += character;
      return;
    }
    to += "\\x";
    addHex(to, uint8_t(character), kLowerDigits);
  }
}

/// Adds the first rune of `text` and returns its bytes. What is UTF-8 but not
/// ASCII stays as it is.
static size_t addQuoted(std::string &to, std::string_view text) {
  utf8::Decoded first =
      utf8::decode(reinterpret_cast<const uint8_t *>(text.data()), text.size());
  if (first.width > 1)
    to += text.substr(0, first.width);
  else
    addAsciiQuoted(to, text.front()); // or malformed: \xNN
  return first.width;
}

/// %q.
static void appendQuoted(TextSink &sink, const Spec &spec,
                         std::string_view text) {
  text = truncated(text, spec);
  std::string quoted;
  quoted.reserve(text.size() + 2);
  quoted += '"';
  while (!text.empty())
    text.remove_prefix(addQuoted(quoted, text));
  quoted += '"';
  appendPadded(sink, quoted, spec);
}

bool appendString(TextSink &sink, const Spec &spec, std::string_view text) {
  switch (spec.verb) {
  case 'q':
    appendQuoted(sink, spec, text);
    return true;
  case 'x':
  case 'X':
    appendHex(sink, spec, text);
    return true;
  default:
    return false;
  }
}

} // namespace vo::rt::fmt
