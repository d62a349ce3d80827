#include "runtime/std/fmt/Spec.h"

#include "runtime/object/Utf8.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace vo::rt::fmt {

//===--- Parsing ----------------------------------------------------------===//

/// Sets the flag that `character` stands for; false when it is none.
static bool takeFlag(Spec &spec, char character) {
  switch (character) {
  case '-':
    return spec.left = true;
  case '+':
    return spec.plus = true;
  case '0':
    return spec.zero = true;
  case '#':
    return spec.sharp = true;
  case ' ':
    return spec.space = true;
  default:
    return false;
  }
}

/// Takes digits. None when there are none, and for a number above kMaxSize,
/// which sets `bad`.
static std::optional<uint32_t> takeNumber(std::string_view format, size_t &at,
                                          bool &bad) {
  size_t start = at;
  uint32_t number = 0;
  for (; at < format.size() && format[at] >= '0' && format[at] <= '9'; ++at)
    number = std::min(number * 10 + uint32_t(format[at] - '0'), kMaxSize + 1);
  bad = number > kMaxSize;
  if (at == start || bad)
    return std::nullopt;
  return number;
}

std::optional<Spec> parseSpec(std::string_view format, size_t &at) {
  Spec spec;
  while (at < format.size() && takeFlag(spec, format[at]))
    ++at;
  spec.width = takeNumber(format, at, spec.badWidth);
  if (at < format.size() && format[at] == '.') {
    spec.precision = takeNumber(format, ++at, spec.badPrecision);
    if (!spec.precision && !spec.badPrecision)
      spec.precision = 0;
  }
  if (at == format.size())
    return std::nullopt;
  spec.verb = format[at++];
  return spec;
}

//===--- Padding ----------------------------------------------------------===//

static unsigned widthOfFirst(std::string_view text) {
  return utf8::decode(reinterpret_cast<const uint8_t *>(text.data()),
                      text.size())
      .width;
}

static uint64_t countRunes(std::string_view text) {
  uint64_t count = 0;
  for (; !text.empty(); ++count)
    text.remove_prefix(widthOfFirst(text));
  return count;
}

/// Runes that `text` lacks to the width of `spec`.
static uint64_t missingRunes(std::string_view text, const Spec &spec) {
  if (!spec.width)
    return 0;
  uint64_t count = countRunes(text);
  return count < *spec.width ? *spec.width - count : 0;
}

void appendRepeated(TextSink &sink, char character, uint64_t count) {
  if (count == 0)
    return;
  std::array<char, 64> piece = {};
  piece.fill(character);
  for (; count > piece.size(); count -= piece.size())
    sink.append({piece.data(), piece.size()});
  sink.append({piece.data(), size_t(count)});
}

void appendPadded(TextSink &sink, std::string_view text, const Spec &spec) {
  uint64_t padding = missingRunes(text, spec);
  if (!spec.left)
    appendRepeated(sink, spec.zero ? '0' : ' ', padding);
  sink.append(text);
  if (spec.left)
    appendRepeated(sink, ' ', padding);
}

void appendPaddedNumber(TextSink &sink, std::string_view text,
                        const Spec &spec) {
  bool isSigned = !text.empty() && std::strchr("-+ ", text[0]);
  if (!spec.padsWithZeros() || !isSigned)
    return appendPadded(sink, text, spec);
  sink.append(text.substr(0, 1));
  appendRepeated(sink, '0', missingRunes(text, spec));
  sink.append(text.substr(1));
}

std::string_view truncated(std::string_view text, const Spec &spec) {
  if (!spec.precision)
    return text;
  std::string_view rest = text;
  for (uint32_t i = 0; i < *spec.precision && !rest.empty(); ++i)
    rest.remove_prefix(widthOfFirst(rest));
  return text.substr(0, text.size() - rest.size());
}

} // namespace vo::rt::fmt
