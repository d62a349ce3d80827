#include "runtime/std/strings/Case.h"

#include "runtime/object/Utf8.h"
#include "runtime/std/unicode/Unicode.h"

namespace vo::rt::text {

/// The first rune, which is taken away.
static utf8::Decoded take(std::string_view &text) {
  utf8::Decoded decoded =
      utf8::decode(reinterpret_cast<const uint8_t *>(text.data()), text.size());
  text.remove_prefix(decoded.width);
  return decoded;
}

MappedSize mappedSize(std::string_view text, RuneMap map) {
  MappedSize size = {0, true};
  while (!text.empty()) {
    utf8::Decoded decoded = take(text);
    uint32_t rune = map(decoded.rune);
    unsigned bytes = utf8::encodedBytes(rune);
    size.bytes += bytes;
    // A malformed byte is narrower than the U+FFFD it becomes.
    size.isSame &= rune == decoded.rune && bytes == decoded.width;
  }
  return size;
}

void writeMapped(std::string_view text, RuneMap map, char *out) {
  while (!text.empty())
    out += utf8::encode(map(take(text).rune), reinterpret_cast<uint8_t *>(out));
}

bool equalFold(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty())
    if (!unicode::sameFold(take(a).rune, take(b).rune))
      return false;
  return a.empty() && b.empty();
}

} // namespace vo::rt::text
