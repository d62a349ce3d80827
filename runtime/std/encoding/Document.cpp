#include "runtime/std/encoding/Document.h"

#include "runtime/object/Utf8.h"

using namespace vo::rt;

bool vo::rt::encoding::isUtf8(std::string_view text) {
  auto *bytes = reinterpret_cast<const uint8_t *>(text.data());
  for (size_t at = 0; at < text.size();) {
    auto [rune, width] = utf8::decode(bytes + at, text.size() - at);
    if (rune == utf8::kReplacement && width == 1)
      return false;
    at += width;
  }
  return true;
}
