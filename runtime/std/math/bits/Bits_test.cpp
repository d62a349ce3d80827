#include "runtime/std/Natives.h"

#include <gtest/gtest.h>

namespace vo::rt {
namespace {

Context context{};

TEST(Bits, CountsInTheWidthOfTheName) {
  EXPECT_EQ(vo_std_math_bits_nativeUintSize(&context), 64);
  EXPECT_EQ(vo_std_math_bits_LeadingZeros(0, &context), 64);
  EXPECT_EQ(vo_std_math_bits_LeadingZeros8(1, &context), 7);
  EXPECT_EQ(vo_std_math_bits_LeadingZeros16(1, &context), 15);
  EXPECT_EQ(vo_std_math_bits_LeadingZeros32(1, &context), 31);
  EXPECT_EQ(vo_std_math_bits_LeadingZeros64(-1, &context), 0);
  EXPECT_EQ(vo_std_math_bits_TrailingZeros(0, &context), 64);
  EXPECT_EQ(vo_std_math_bits_TrailingZeros8(0, &context), 8);
  EXPECT_EQ(vo_std_math_bits_TrailingZeros16(0, &context), 16);
  EXPECT_EQ(vo_std_math_bits_TrailingZeros32(48, &context), 4);
  EXPECT_EQ(vo_std_math_bits_TrailingZeros64(48, &context), 4);
  EXPECT_EQ(vo_std_math_bits_OnesCount(-1, &context), 64);
  EXPECT_EQ(vo_std_math_bits_OnesCount8(0xFF, &context), 8);
  EXPECT_EQ(vo_std_math_bits_OnesCount16(0xF0F, &context), 8);
  EXPECT_EQ(vo_std_math_bits_OnesCount32(7, &context), 3);
  EXPECT_EQ(vo_std_math_bits_OnesCount64(7, &context), 3);
}

TEST(Bits, SumsCarry) {
  auto sum = vo_std_math_bits_Add64(-1, 0, 1, &context);
  EXPECT_EQ(sum.sum, 0);
  EXPECT_EQ(sum.carryOut, 1);
  auto narrow = vo_std_math_bits_Add32(0xFFFFFFFF, 2, 0, &context);
  EXPECT_EQ(narrow.sum, 1);
  EXPECT_EQ(narrow.carryOut, 1);
  auto difference = vo_std_math_bits_Sub(0, -1, 1, &context);
  EXPECT_EQ(difference.diff, 0);
  EXPECT_EQ(difference.borrowOut, 1);
  auto small = vo_std_math_bits_Sub32(1, 2, 0, &context);
  EXPECT_EQ(small.diff, 0xFFFFFFFF);
  EXPECT_EQ(small.borrowOut, 1);
}

TEST(Bits, ProductsHaveTwoWords) {
  auto product = vo_std_math_bits_Mul64(-1, -1, &context);
  EXPECT_EQ(product.hi, -2);
  EXPECT_EQ(product.lo, 1);
  auto narrow = vo_std_math_bits_Mul32(0x80000000, 6, &context);
  EXPECT_EQ(narrow.hi, 3);
  EXPECT_EQ(narrow.lo, 0);
}

TEST(Bits, QuotientsAreCut) {
  auto exact = vo_std_math_bits_Div64(1, 0, 2, &context);
  EXPECT_EQ(uint64_t(exact.quo), uint64_t{1} << 63);
  EXPECT_EQ(exact.rem, 0);
  auto cut = vo_std_math_bits_Div32(5, 7, 2, &context);
  EXPECT_EQ(cut.quo, 0x80000003);
  EXPECT_EQ(cut.rem, 1);
}

} // namespace
} // namespace vo::rt
