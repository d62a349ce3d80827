#include "runtime/std/encoding/Numbers.h"

#include <gtest/gtest.h>

namespace vo::rt::encoding {
namespace {

std::string numberOf(auto value) {
  std::string out;
  appendNumber(out, value);
  return out;
}

TEST(AppendNumber, FewestDigits) {
  EXPECT_EQ(numberOf(0.0), "0.0");
  EXPECT_EQ(numberOf(-0.0), "-0.0");
  EXPECT_EQ(numberOf(1.0), "1.0");
  EXPECT_EQ(numberOf(-12.5), "-12.5");
  EXPECT_EQ(numberOf(1e15), "1000000000000000.0");
  EXPECT_EQ(numberOf(1e16), "1e16");
  EXPECT_EQ(numberOf(1234567890123456.0), "1234567890123456.0");
  EXPECT_EQ(numberOf(123456789012345680.0), "1.2345678901234568e17");
  EXPECT_EQ(numberOf(0.00001), "0.00001");
  EXPECT_EQ(numberOf(0.0000015), "1.5e-6");
  EXPECT_EQ(numberOf(5e-324), "5e-324");
  EXPECT_EQ(numberOf(0.1f), "0.1");
  EXPECT_EQ(numberOf(1e12f), "1000000000000.0");
  EXPECT_EQ(numberOf(1e13f), "1e13");
  EXPECT_EQ(numberOf(0.000001f), "0.000001");
  EXPECT_EQ(numberOf(1.5e-7f), "1.5e-7");
}

} // namespace
} // namespace vo::rt::encoding
