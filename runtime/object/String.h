//===- String.h - String values ---------------------------------*- C++ -*-===//
//
// A string is a Str (base, byte offset, length) in compiled code and a
// reference to an abi::StringObject where one word is required. Strings are
// immutable and may share bytes; they may hold any bytes. The bytes lie in a
// byte array of the heap, or anywhere that lives for ever (null base).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"

#include <cstring>
#include <string_view>

namespace vo::rt {

/// The bytes of a string. Valid until the next call that may collect.
inline std::string_view viewOf(const Str &string) {
  return {
      reinterpret_cast<const char *>(reinterpret_cast<uint64_t>(string.base) +
                                     uint64_t(string.offset)),
      size_t(string.length)};
}

/// Whether two texts are equal; short ones without a call.
inline bool sameText(std::string_view left, std::string_view right) {
  auto load = [](const char *from, auto word) {
    std::memcpy(&word, from, sizeof word);
    return word;
  };
  auto sameEnds = [&](size_t size, auto word) {
    const char *a = left.data(), *b = right.data();
    size_t last = size - sizeof word;
    return load(a, word) == load(b, word) &&
           load(a + last, word) == load(b + last, word);
  };
  size_t size = left.size();
  if (size != right.size())
    return false;
  if (size - 8 <= 8)
    return sameEnds(size, uint64_t{});
  if (size - 4 <= 4)
    return sameEnds(size, uint32_t{});
  return left == right;
}

/// A string of bytes outside the heap, which must live as long as the string.
inline Str constantString(std::string_view bytes) {
  return {nullptr, reinterpret_cast<int64_t>(bytes.data()),
          int64_t(bytes.size())};
}

/// A string of the bytes of a byte array object, from its start.
inline Str stringOfArray(Ref bytes, uint64_t length) {
  return {bytes, int64_t(abi::kArrayDataOffset), int64_t(length)};
}

/// The string of its boxed form. Never collects.
inline Str unboxString(const void *object) {
  if (!object)
    return {};
  const auto *header = static_cast<const abi::StringObject *>(object);
  return {reinterpret_cast<Ref>(header->base), header->offset, header->length};
}

inline Str unboxString(uint64_t object) {
  return unboxString(reinterpret_cast<const void *>(object));
}

/// The string whose three words lie in memory.
inline Str stringAt(const uint64_t *words) {
  return {reinterpret_cast<Ref>(words[0]), int64_t(words[1]),
          int64_t(words[2])};
}

} // namespace vo::rt
