#include "runtime/object/Utf8.h"
#include "runtime/std/encoding/json/Text.h"

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
