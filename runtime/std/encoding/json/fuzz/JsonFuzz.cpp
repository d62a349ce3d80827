//===- JsonFuzz.cpp - Reading and writing of JSON text --------------------===//
//
// Any bytes are read without fault. What is a string reads back from what is
// written of its value, and what is a number from its digits.
//
//===----------------------------------------------------------------------===//

#include "runtime/std/encoding/Numbers.h"
#include "runtime/std/encoding/json/Text.h"

#include <cmath>
#include <cstdlib>

using namespace vo::rt::json;

static void require(bool isTrue) {
  if (!isTrue)
    std::abort();
}

static void checkString(const Text &text, const Token &token) {
  std::string value = text.valueOf(token), written, again;
  appendString(written, value);
  uint64_t position = 0;
  require(!parseString(written, position, again));
  require(position == written.size() && again == value);
}

template <typename Float> static void checkNumber(Float value) {
  if (!std::isfinite(value))
    return;
  std::string written;
  vo::rt::encoding::appendNumber(written, value);
  Text again;
  require(!again.parse(written) && again[0].kind == TokenKind::Float &&
          Float(again[0].number()) == value);
}

/// Gives the token behind the value.
static uint64_t walk(const Text &text, uint64_t at) {
  const Token &token = text[at];
  uint64_t next = at + 1;
  if (token.kind == TokenKind::String)
    checkString(text, token);
  else if (token.kind == TokenKind::Float) {
    checkNumber(token.number());
    checkNumber(float(token.number()));
  } else if (token.kind >= TokenKind::Array) {
    uint64_t parts = token.count() * (token.kind == TokenKind::Object ? 2 : 1);
    for (uint64_t i = 0; i < parts; ++i)
      next = walk(text, next);
  }
  require(next == text.next(at));
  return next;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char *>(data), size);
  std::string written, value;
  appendString(written, bytes);
  uint64_t position = 0;
  require(!parseString(written, position, value) && position == written.size());
  if (!isUtf8(bytes))
    return 0;
  require(value == bytes);
  Text text;
  if (!text.parse(bytes))
    walk(text, 0);
  return 0;
}
