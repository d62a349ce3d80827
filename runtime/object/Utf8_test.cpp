#include "runtime/object/Utf8.h"

#include <gtest/gtest.h>

#include <vector>

namespace vo::rt {
namespace {

using utf8::Decoded;

constexpr Decoded kBad{utf8::kReplacement, 1};

/// Decodes by definition: the one scalar value whose encoding, written out by
/// bit patterns here, is a prefix of `bytes`.
Decoded decodeByDefinition(const std::vector<uint8_t> &bytes) {
  auto tail = [&](size_t i) {
    return i < bytes.size() && bytes[i] >= 0x80 && bytes[i] < 0xC0;
  };
  if (bytes.empty())
    return {utf8::kReplacement, 0};
  uint32_t b0 = bytes[0];
  if (b0 < 0x80)
    return {b0, 1};
  uint32_t low[] = {0, 0, 0x80, 0x800, 0x10000};
  unsigned length = b0 >= 0xC0 && b0 < 0xE0   ? 2
                    : b0 >= 0xE0 && b0 < 0xF0 ? 3
                    : b0 >= 0xF0 && b0 < 0xF8 ? 4
                                              : 0;
  if (length == 0)
    return kBad;
  uint32_t rune = length == 2 ? b0 - 0xC0 : length == 3 ? b0 - 0xE0 : b0 - 0xF0;
  for (unsigned i = 1; i < length; ++i) {
    if (!tail(i))
      return kBad;
    rune = rune * 64 + (bytes[i] - 0x80);
  }
  if (rune < low[length] || rune > 0x10FFFF ||
      (rune >= 0xD800 && rune < 0xE000))
    return kBad;
  return {rune, length};
}

void expectDecodes(const std::vector<uint8_t> &bytes) {
  // A copy of the exact size, so that sanitizers see reads past the end.
  std::vector<uint8_t> exact(bytes);
  exact.shrink_to_fit();
  Decoded expected = decodeByDefinition(bytes);
  Decoded actual = utf8::decode(exact.data(), exact.size());
  ASSERT_EQ(actual.rune, expected.rune) << testing::PrintToString(bytes);
  ASSERT_EQ(actual.width, expected.width) << testing::PrintToString(bytes);
}

TEST(Utf8, NothingLeft) {
  EXPECT_EQ(utf8::decode(nullptr, 0), (Decoded{utf8::kReplacement, 0}));
}

TEST(Utf8, EveryByteAlone) {
  for (unsigned a = 0; a < 256; ++a)
    expectDecodes({uint8_t(a)});
}

TEST(Utf8, EveryPair) {
  for (unsigned a = 0; a < 256; ++a)
    for (unsigned b = 0; b < 256; ++b)
      expectDecodes({uint8_t(a), uint8_t(b)});
}

/// Both sides of every edge of the ranges in Table 3-7.
const uint8_t kEdges[] = {0x00, 0x41, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F,
                          0xA0, 0xA1, 0xBE, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                          0xE0, 0xEC, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};

TEST(Utf8, TriplesAndQuadruplesAtTheEdges) {
  for (unsigned a = 0xE0; a < 0x100; ++a)
    for (uint8_t b : kEdges)
      for (uint8_t c : kEdges) {
        expectDecodes({uint8_t(a), b, c});
        for (uint8_t d : kEdges)
          expectDecodes({uint8_t(a), b, c, d});
      }
}

TEST(Utf8, KnownMalformedSequences) {
  const std::vector<uint8_t> malformed[] = {
      {0xC0, 0x80},             // overlong NUL
      {0xC1, 0xBF},             // overlong DEL
      {0xE0, 0x9F, 0xBF},       // overlong U+07FF
      {0xF0, 0x8F, 0xBF, 0xBF}, // overlong U+FFFF
      {0xED, 0xA0, 0x80},       // U+D800
      {0xED, 0xBF, 0xBF},       // U+DFFF
      {0xF4, 0x90, 0x80, 0x80}, // U+110000
      {0xF8, 0x88, 0x80, 0x80}, // five-byte lead
      {0xE2, 0x82},             // truncated euro sign
      {0xF0, 0x9F, 0x98},       // truncated emoji
      {0xE2, 0x28, 0xA1},       // bad second byte
      {0xE2, 0x82, 0x28},       // bad third byte
      {0xF0, 0x9F, 0x98, 0x28}, // bad fourth byte
  };
  for (const auto &bytes : malformed)
    EXPECT_EQ(utf8::decode(bytes.data(), bytes.size()), kBad)
        << testing::PrintToString(bytes);
}

TEST(Utf8, EveryScalarValueComesBack) {
  for (uint32_t rune = 0; rune <= 0x10FFFF; ++rune) {
    uint8_t bytes[utf8::kMaxBytes];
    unsigned length = utf8::encode(rune, bytes);
    ASSERT_EQ(length, utf8::encodedBytes(rune)) << rune;
    bool surrogate = rune >= 0xD800 && rune <= 0xDFFF;
    Decoded expected{surrogate ? utf8::kReplacement : rune, length};
    ASSERT_EQ(utf8::decode(bytes, length), expected) << rune;
    // A truncated sequence is malformed.
    if (length > 1)
      ASSERT_EQ(utf8::decode(bytes, length - 1), kBad) << rune;
  }
}

TEST(Utf8, IntegersThatAreNoScalarValue) {
  for (uint64_t value : {uint64_t{0xD800}, uint64_t{0xDFFF}, uint64_t{0x110000},
                         uint64_t{1} << 32 | 'A', ~uint64_t{0}}) {
    uint8_t bytes[utf8::kMaxBytes];
    ASSERT_EQ(utf8::encode(value, bytes), 3u);
    EXPECT_EQ(bytes[0], 0xEF);
    EXPECT_EQ(bytes[1], 0xBF);
    EXPECT_EQ(bytes[2], 0xBD);
  }
}

static_assert(utf8::encodedBytes(0x20AC) == 3);

} // namespace
} // namespace vo::rt
