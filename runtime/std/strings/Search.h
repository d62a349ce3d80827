//===- Search.h - Finding bytes in bytes ------------------------*- C++ -*-===//
//
// For packages strings and bytes. Linear time, whatever the texts are.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/object/Utf8.h"

#include <cstring>
#include <string_view>

namespace vo::rt::text {

inline constexpr size_t kNowhere = std::string_view::npos;

/// First position of `part` in `text`; 0 when it is empty. glibc's memmem is
/// the two-way algorithm (Crochemore and Perrin, 1991): linear, without memory.
inline size_t find(std::string_view text, std::string_view part) {
  if (part.empty())
    return 0;
  if (text.size() < part.size())
    return kNowhere; // and an empty text has no address
  const void *at = memmem(text.data(), text.size(), part.data(), part.size());
  return at ? size_t(static_cast<const char *>(at) - text.data()) : kNowhere;
}

/// A position as programs see it: -1 for none.
inline int64_t positionOf(size_t at) {
  return at == kNowhere ? -1 : int64_t(at);
}

/// Last position of `part` in `text`; the length of `text` when it is empty.
size_t findLast(std::string_view text, std::string_view part);

/// Runes in a text; a malformed byte counts as one.
size_t runeCount(std::string_view text);

/// Width of the rune at the start of a text that is not empty.
inline size_t runeWidth(std::string_view text) {
  return utf8::decode(reinterpret_cast<const uint8_t *>(text.data()),
                      text.size())
      .width;
}

/// Occurrences of `part` that do not overlap, at most `limit`; one more than
/// runes when it is empty.
size_t count(std::string_view text, std::string_view part,
             size_t limit = kNowhere);

/// The number of parts or replacements that `n` asks for: all when negative.
inline size_t limitOf(int64_t n) { return n < 0 ? kNowhere : size_t(n); }

/// Size of a text with `replacements` of `old` exchanged; false if it is none
/// that memory could hold.
inline bool replacedSize(std::string_view text, std::string_view old,
                         std::string_view with, size_t replacements,
                         size_t &size) {
  return !__builtin_mul_overflow(replacements, with.size(), &size) &&
         !__builtin_add_overflow(size, text.size() - replacements * old.size(),
                                 &size);
}

/// Writes the text with the first `replacements` occurrences of `old`
/// exchanged; an empty one stands in front of each rune and at the end. There
/// are that many.
void replace(std::string_view text, std::string_view old, std::string_view with,
             size_t replacements, char *out);

} // namespace vo::rt::text
