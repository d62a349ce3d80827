//===- TomlFuzz.cpp - Reading and writing of TOML text --------------------===//
//
// Any bytes are read without fault. Strings and keys read back from what is
// written of them, and times from what they say.
//
//===----------------------------------------------------------------------===//

#include "runtime/std/encoding/toml/Text.h"

#include <cstdlib>

using namespace vo::rt;
using namespace vo::rt::toml;

static void require(bool isTrue) {
  if (!isTrue)
    std::abort();
}

static void checkString(const std::string &value) {
  std::string written;
  appendKey(written, value);
  written += " = ";
  appendString(written, value);
  Text again;
  require(!again.parse(written) && again[0].count() == 1);
  require(again.valueOf(again[1]) == value && again.valueOf(again[2]) == value);
}

/// Gives the token behind the value.
static uint64_t walk(const Text &text, uint64_t at) {
  const Token &token = text[at];
  uint64_t next = at + 1;
  if (token.kind == TokenKind::String)
    checkString(text.valueOf(token));
  else if (token.isTime()) {
    TokenKind kind{};
    size_t length = 0;
    std::string value = text.valueOf(token);
    require(!readTime(value, kind, length) && kind == token.kind &&
            length == value.size());
  } else if (token.kind >= TokenKind::Array) {
    uint64_t parts = token.count() * (token.kind == TokenKind::Object ? 2 : 1);
    for (uint64_t i = 0; i < parts; ++i)
      next = walk(text, next);
  }
  require(next == text.next(at));
  return next;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string bytes(reinterpret_cast<const char *>(data), size);
  checkString(bytes);
  if (!encoding::isUtf8(bytes))
    return 0;
  Text text;
  if (!text.parse(bytes))
    walk(text, 0);
  return 0;
}
