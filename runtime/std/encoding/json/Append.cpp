#include "runtime/object/Utf8.h"
#include "runtime/std/encoding/json/Text.h"

#include <charconv>
#include <cmath>

using namespace vo::rt;
using namespace vo::rt::json;

/// The escape of an ASCII character; empty if it needs none.
static std::string_view escapeOf(uint8_t byte, char (&room)[7]) {
  switch (byte) {
  case '"':
    return "\\\"";
  case '\\':
    return "\\\\";
  case '\n':
    return "\\n";
  case '\r':
    return "\\r";
  case '\t':
    return "\\t";
  case '\b':
    return "\\b";
  case '\f':
    return "\\f";
  default:
    if (byte >= ' ')
      return {};
    static constexpr char kDigits[] = "0123456789abcdef";
    room[0] = '\\', room[1] = 'u', room[2] = room[3] = '0';
    room[4] = kDigits[byte >> 4], room[5] = kDigits[byte & 15];
    return {room, 6};
  }
}

void vo::rt::json::appendString(std::string &out, std::string_view value) {
  out += '"';
  size_t plain = 0; // what has not been copied begins here
  for (size_t at = 0; at < value.size();) {
    auto [rune, width] =
        utf8::decode(reinterpret_cast<const uint8_t *>(value.data()) + at,
                     value.size() - at);
    char room[7];
    std::string_view escape;
    if (rune < 0x80)
      escape = escapeOf(uint8_t(rune), room);
    else if (rune == utf8::kReplacement && width == 1)
      escape = "\\ufffd";
    if (!escape.empty()) {
      out += value.substr(plain, at - plain);
      out += escape;
      plain = at + width;
    }
    at += width;
  }
  out += value.substr(plain);
  out += '"';
}

/// Numbers from 10^low up to below 10^high are written without an exponent.
template <typename Float>
static void appendShortest(std::string &out, Float value, int low, int high) {
  if (std::signbit(value))
    out += '-';
  char digits[40];
  auto [end, error] =
      std::to_chars(digits, digits + sizeof digits, std::fabs(value),
                    std::chars_format::scientific);
  std::string_view text(digits, size_t(end - digits));
  size_t exponentAt = text.find('e');
  int exponent = 0;
  const char *power = text.data() + exponentAt + 1;
  std::from_chars(power + (*power == '+'), end, exponent);
  std::string mantissa(text.substr(0, 1));
  if (exponentAt > 2)
    mantissa += text.substr(2, exponentAt - 2);
  auto count = int(mantissa.size());
  if (exponent < low || exponent >= high) {
    if (count > 1)
      mantissa.insert(1, ".");
    out += mantissa + 'e' + std::to_string(exponent);
    return;
  }
  if (exponent < 0)
    mantissa.insert(0, "0." + std::string(size_t(-exponent - 1), '0'));
  else if (exponent + 1 < count)
    mantissa.insert(size_t(exponent) + 1, ".");
  else
    mantissa += std::string(size_t(exponent + 1 - count), '0') + ".0";
  out += mantissa;
}

void vo::rt::json::appendNumber(std::string &out, double value) {
  appendShortest(out, value, -5, 16);
}

void vo::rt::json::appendNumber(std::string &out, float value) {
  appendShortest(out, value, -6, 13);
}
