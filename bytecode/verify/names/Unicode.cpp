//===- Unicode.cpp - Property look-ups and UTF-8 --------------------------===//

#include "bytecode/verify/names/Unicode.h"

#include <algorithm>
#include <iterator>

using namespace vo::bc::verify;

namespace {
struct Range {
  char32_t first, last;
};
} // namespace

static constexpr Range alphabetic[] = {
#define VO_UNICODE_ALPHABETIC
#define R(first, last) {first, last},
#include "bytecode/verify/names/UnicodeRanges.def"
};

static constexpr Range decimalNumber[] = {
#define VO_UNICODE_DECIMALNUMBER
#define R(first, last) {first, last},
#include "bytecode/verify/names/UnicodeRanges.def"
};

static constexpr Range uppercase[] = {
#define VO_UNICODE_UPPERCASE
#define R(first, last) {first, last},
#include "bytecode/verify/names/UnicodeRanges.def"
};

static constexpr Range whiteSpace[] = {
    {0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},
    {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F},
    {0x205F, 0x205F}, {0x3000, 0x3000}};

template <size_t size>
static bool contains(const Range (&ranges)[size], char32_t c) {
  auto it = std::upper_bound(
      std::begin(ranges), std::end(ranges), c,
      [](char32_t key, const Range &range) { return key < range.first; });
  return it != std::begin(ranges) && c <= std::prev(it)->last;
}

bool vo::bc::verify::isAlphabetic(char32_t c) {
  return contains(alphabetic, c);
}
bool vo::bc::verify::isDecimalNumber(char32_t c) {
  return contains(decimalNumber, c);
}
bool vo::bc::verify::isUppercase(char32_t c) { return contains(uppercase, c); }
bool vo::bc::verify::isWhiteSpace(char32_t c) {
  return contains(whiteSpace, c);
}
bool vo::bc::verify::isControl(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

std::optional<char32_t> vo::bc::verify::takeCharacter(std::string_view &text) {
  if (text.empty())
    return std::nullopt;
  uint8_t lead = uint8_t(text[0]);
  unsigned length = lead < 0x80   ? 1
                    : lead < 0xC2 ? 0
                    : lead < 0xE0 ? 2
                    : lead < 0xF0 ? 3
                    : lead < 0xF5 ? 4
                                  : 0;
  if (length == 0 || length > text.size())
    return std::nullopt;
  char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
  for (unsigned i = 1; i < length; ++i) {
    uint8_t next = uint8_t(text[i]);
    if ((next & 0xC0) != 0x80)
      return std::nullopt;
    c = c << 6 | (next & 0x3F);
  }
  bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  bool surrogate = c >= 0xD800 && c < 0xE000;
  if (overlong || surrogate || c > 0x10FFFF)
    return std::nullopt;
  text.remove_prefix(length);
  return c;
}
