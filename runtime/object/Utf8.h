//===- Utf8.h - UTF-8 encoding and strict decoding --------------*- C++ -*-===//
//
// Well-formed sequences are those of Table 3-7 of the Unicode Standard: no
// overlong forms, no surrogates, nothing above U+10FFFF. Vo strings may hold
// any bytes; a byte that does not start a well-formed sequence counts as one
// malformed byte and reads as U+FFFD.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>

namespace vo::rt::utf8 {

/// Stands for a malformed byte and for an integer that is no scalar value.
inline constexpr uint32_t kReplacement = 0xFFFD;

/// Length of the longest sequence.
inline constexpr unsigned kMaxBytes = 4;

/// A decoded code point and the number of bytes it occupies.
struct Decoded {
  uint32_t rune;
  uint32_t width;

  friend constexpr bool operator==(const Decoded &, const Decoded &) = default;
};

/// Whether `value` is a Unicode scalar value (a code point, no surrogate).
inline constexpr bool isScalarValue(uint64_t value) {
  return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

/// Rows of Table 3-7 for a lead byte >= 0x80: sequence length (0: the byte
/// starts none) and the range of the second byte, the only one whose range
/// depends on the lead.
struct Lead {
  uint8_t length;
  uint8_t low;
  uint8_t high;
};

inline constexpr Lead leadOf(uint8_t byte) {
  if (byte < 0xC2)
    return {0, 0, 0}; // continuation bytes and overlong C0, C1
  if (byte < 0xE0)
    return {2, 0x80, 0xBF};
  if (byte < 0xF0)
    return {3, uint8_t(byte == 0xE0 ? 0xA0 : 0x80),
            uint8_t(byte == 0xED ? 0x9F : 0xBF)};
  if (byte < 0xF5)
    return {4, uint8_t(byte == 0xF0 ? 0x90 : 0x80),
            uint8_t(byte == 0xF4 ? 0x8F : 0xBF)};
  return {0, 0, 0};
}

/// Decodes the sequence at `bytes`, of which `available` bytes may be read.
/// Malformed or truncated gives (U+FFFD, 1); nothing available (U+FFFD, 0).
inline constexpr Decoded decode(const uint8_t *bytes, uint64_t available) {
  if (available == 0)
    return {kReplacement, 0};
  uint8_t first = bytes[0];
  if (first < 0x80)
    return {first, 1};
  Lead lead = leadOf(first);
  if (lead.length == 0 || available < lead.length || bytes[1] < lead.low ||
      bytes[1] > lead.high)
    return {kReplacement, 1};
  uint32_t rune = first & (0x7Fu >> lead.length);
  rune = rune << 6 | (bytes[1] & 0x3F);
  for (unsigned i = 2; i < lead.length; ++i) {
    if ((bytes[i] & 0xC0) != 0x80)
      return {kReplacement, 1};
    rune = rune << 6 | (bytes[i] & 0x3F);
  }
  return {rune, lead.length};
}

/// Bytes that encode() writes for `value`.
inline constexpr unsigned encodedBytes(uint64_t value) {
  if (!isScalarValue(value))
    return 3; // U+FFFD
  return value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
}

/// Writes `value`, or U+FFFD when it is no scalar value, to `out`, which must
/// have room for kMaxBytes. Returns the number of bytes written.
inline constexpr unsigned encode(uint64_t value, uint8_t *out) {
  uint32_t rune = isScalarValue(value) ? uint32_t(value) : kReplacement;
  unsigned length = encodedBytes(rune);
  if (length == 1) {
    out[0] = uint8_t(rune);
    return 1;
  }
  for (unsigned i = length - 1; i > 0; --i, rune >>= 6)
    out[i] = uint8_t(0x80 | (rune & 0x3F));
  out[0] = uint8_t((0xF00u >> length) | rune);
  return length;
}

} // namespace vo::rt::utf8
