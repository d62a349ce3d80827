#include "runtime/object/FloatText.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

namespace vo::rt {
namespace {

template <typename Float> std::string text(Float value) {
  FloatText room;
  return std::string(formatFloat(value, room));
}

std::string zeros(size_t count) { return std::string(count, '0'); }

TEST(FloatText, Doubles) {
  const std::pair<double, std::string> table[] = {
      {0.0, "0"},
      {-0.0, "-0"},
      {1.0, "1"},
      {-1.0, "-1"},
      {1.5, "1.5"},
      {0.1, "0.1"},
      {-0.1, "-0.1"},
      {0.1 + 0.2, "0.30000000000000004"},
      {3.14, "3.14"},
      {10.0, "10"},
      {100000.0, "100000"},
      {123456789.125, "123456789.125"},
      {1e7, "10000000"},
      {1e-7, "0.0000001"},
      {1.5e-7, "0.00000015"},
      {1e15, "1000000000000000"},
      {9007199254740991.0, "9007199254740991"},
      {9007199254740992.0, "9007199254740992"},
      {9007199254740993e3, "9007199254740993000"},
      {1e21, "1000000000000000000000"},
      // The nearest double is 99999999999999991611392; its shortest digits
      // are those of the decimal number.
      {1e23, "100000000000000000000000"},
      {1.7976931348623157e308, "17976931348623157" + zeros(292)},
      {5e-324, "0." + zeros(323) + "5"},
      {2.2250738585072014e-308, "0." + zeros(307) + "22250738585072014"},
      {-2.2250738585072014e-308, "-0." + zeros(307) + "22250738585072014"},
      {std::numeric_limits<double>::infinity(), "inf"},
      {-std::numeric_limits<double>::infinity(), "-inf"},
      {std::numeric_limits<double>::quiet_NaN(), "NaN"},
      {-std::numeric_limits<double>::quiet_NaN(), "NaN"},
  };
  for (const auto &[value, expected] : table)
    EXPECT_EQ(text(value), expected);
}

TEST(FloatText, Floats) {
  const std::pair<float, std::string> table[] = {
      {0.0f, "0"},
      {-0.0f, "-0"},
      {0.1f, "0.1"},
      {1.0f / 3.0f, "0.33333334"},
      {16777216.0f, "16777216"},
      {33554432.0f, "33554432"},
      {1e10f, "10000000000"},
      {1e21f, "1000000000000000000000"},
      {3.4028235e38f, "34028235" + zeros(31)},
      {1e-45f, "0." + zeros(44) + "1"},
      {std::numeric_limits<float>::infinity(), "inf"},
      {-std::numeric_limits<float>::infinity(), "-inf"},
      {std::numeric_limits<float>::quiet_NaN(), "NaN"},
  };
  for (const auto &[value, expected] : table)
    EXPECT_EQ(text(value), expected);
}

/// Exactly between two shortest choices: the larger one.
TEST(FloatText, Ties) {
  EXPECT_EQ(text(-3056815.25f), "-3056815.3"); // not .2, which is even
  EXPECT_EQ(text(2308101.25f), "2308101.3");
  EXPECT_EQ(text(2023347301156851.25), "2023347301156851.3");
  EXPECT_EQ(text(30453.5625f), "30453.563");
  EXPECT_EQ(text(-193651.625f), "-193651.63");
  EXPECT_EQ(text(2308101.75f), "2308101.8"); // the even one is the larger
  // Almost ties stay what is nearer.
  EXPECT_EQ(text(0.25f), "0.25");
  EXPECT_EQ(text(std::nextafter(2308101.25f, 0.0f)), "2308101");
}

/// Significant digits of a text without exponent.
size_t digitsOf(const std::string &decimal) {
  std::string digits;
  for (char c : decimal)
    if (c >= '0' && c <= '9')
      digits += c;
  size_t first = digits.find_first_not_of('0');
  size_t last = digits.find_last_not_of('0');
  return first == std::string::npos ? 0 : last - first + 1;
}

template <typename Float, typename Bits, typename Parse>
void checkRandom(unsigned count, unsigned maxDigits, Parse parse) {
  std::mt19937_64 random(20240229);
  for (unsigned i = 0; i < count; ++i) {
    Float value = std::bit_cast<Float>(Bits(random()));
    if (!std::isfinite(value))
      continue;
    std::string decimal = text(value);
    ASSERT_EQ(decimal.find_first_not_of("-.0123456789"), std::string::npos)
        << decimal;
    ASSERT_EQ(std::bit_cast<Bits>(Float(parse(decimal.c_str()))),
              std::bit_cast<Bits>(value))
        << decimal;
    size_t digits = digitsOf(decimal);
    ASSERT_LE(digits, maxDigits) << decimal;
    // One digit less no longer reads back: the text is the shortest.
    if (digits > 1) {
      char shorter[64];
      snprintf(shorter, sizeof shorter, "%.*e", int(digits) - 2, double(value));
      ASSERT_NE(std::bit_cast<Bits>(Float(parse(shorter))),
                std::bit_cast<Bits>(value))
          << decimal << " against " << shorter;
    }
  }
}

TEST(FloatText, RandomDoublesReadBack) {
  checkRandom<double, uint64_t>(
      200000, 17, [](const char *s) { return strtod(s, nullptr); });
}

TEST(FloatText, RandomFloatsReadBack) {
  checkRandom<float, uint32_t>(
      200000, 9, [](const char *s) { return strtof(s, nullptr); });
}

TEST(FloatText, WholeNumbers) {
  std::mt19937_64 random(7);
  for (unsigned bits = 1; bits <= 53; ++bits)
    for (unsigned i = 0; i < 200; ++i) {
      uint64_t whole = random() >> (64 - bits);
      ASSERT_EQ(text(double(whole)), std::to_string(whole));
      ASSERT_EQ(text(-double(whole) - 1), "-" + std::to_string(whole + 1));
    }
}

} // namespace
} // namespace vo::rt
