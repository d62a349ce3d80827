// Conversions between strings, integers, []byte and []rune. All copy.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Box.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"
#include "runtime/object/Utf8.h"

#include <array>
#include <cstring>

using namespace vo;
using namespace vo::rt;

/// Every byte, so that strings of one byte need no allocation.
static constexpr std::array<uint8_t, 256> kBytes = [] {
  std::array<uint8_t, 256> bytes{};
  for (unsigned i = 0; i < bytes.size(); ++i)
    bytes[i] = uint8_t(i);
  return bytes;
}();

static Str stringOfByte(Context &context, uint8_t byte) {
  heapOf(context).safepoint(context);
  return constantString({reinterpret_cast<const char *>(&kBytes[byte]), 1});
}

VO_RT_ENTRY Str vo_rt_string_from_int(int64_t value, VO_RT_CONTEXT) {
  if (uint64_t(value) < 0x80)
    return stringOfByte(*context, uint8_t(value));
  uint8_t bytes[utf8::kMaxBytes];
  unsigned length = utf8::encode(uint64_t(value), bytes);
  return makeString(*context, {reinterpret_cast<char *>(bytes), length});
}

VO_RT_ENTRY Str vo_rt_string_from_bytes(Slice bytes, VO_RT_CONTEXT) {
  if (bytes.length == 0) {
    heapOf(*context).safepoint(*context);
    return {};
  }
  if (bytes.length == 1)
    return stringOfByte(*context, byteAt(bytes, 0));
  Rooted<Slice> source(*context, bytes);
  Ref array = heapOf(*context).allocateBytes(*context, uint64_t(bytes.length));
  std::memcpy(array + abi::kArrayDataOffset, dataOf(source),
              uint64_t(bytes.length));
  return stringOfArray(array, uint64_t(bytes.length));
}

/// Element of a []rune; what is no scalar value stays none as a uint64_t.
static uint64_t runeAt(const Slice &runes, uint64_t index) {
  int32_t rune = 0;
  std::memcpy(&rune, dataOf(runes) + index * sizeof rune, sizeof rune);
  return uint64_t(int64_t{rune});
}

VO_RT_ENTRY Str vo_rt_string_from_runes(Slice runes, VO_RT_CONTEXT) {
  uint64_t count = uint64_t(runes.length), length = 0;
  for (uint64_t i = 0; i < count; ++i)
    length += utf8::encodedBytes(runeAt(runes, i));
  Rooted<Slice> source(*context, runes);
  if (length == 0) {
    heapOf(*context).safepoint(*context);
    return {};
  }
  Ref array = heapOf(*context).allocateBytes(*context, length);
  auto *to = reinterpret_cast<uint8_t *>(array + abi::kArrayDataOffset);
  for (uint64_t i = 0; i < count; ++i) {
    uint8_t bytes[utf8::kMaxBytes]; // the array has no room beyond its length
    unsigned width = utf8::encode(runeAt(source, i), bytes);
    std::memcpy(to, bytes, width);
    to += width;
  }
  return stringOfArray(array, length);
}

VO_RT_ENTRY Slice vo_rt_string_to_bytes(Str string, VO_RT_CONTEXT) {
  Rooted<Str> source(*context, string);
  Ref array = heapOf(*context).allocateBytes(*context, uint64_t(string.length));
  if (string.length != 0)
    std::memcpy(array + abi::kArrayDataOffset, viewOf(source).data(),
                size_t(string.length));
  return sliceOfArray(array, string.length, string.length);
}

/// Calls `take` with each code point of `bytes`; a malformed byte is U+FFFD.
template <typename Take>
static void forEachRune(std::string_view bytes, Take take) {
  const auto *at = reinterpret_cast<const uint8_t *>(bytes.data());
  for (uint64_t left = bytes.size(); left != 0;) {
    utf8::Decoded decoded = utf8::decode(at, left);
    take(decoded.rune);
    at += decoded.width;
    left -= decoded.width;
  }
}

VO_RT_ENTRY Slice vo_rt_string_to_runes(Str string, VO_RT_CONTEXT) {
  int64_t count = 0;
  forEachRune(viewOf(string), [&](uint32_t) { ++count; });
  Rooted<Str> source(*context, string);
  Ref array = heapOf(*context).allocateArray(
      *context, abi::kLayoutScalarArray, sizeof(int32_t),
      uint32_t(ValueKind::Int32), uint64_t(count));
  std::byte *to = array + abi::kArrayDataOffset;
  forEachRune(viewOf(source), [&](uint32_t rune) {
    std::memcpy(to, &rune, sizeof rune);
    to += sizeof rune;
  });
  return sliceOfArray(array, count, count);
}
