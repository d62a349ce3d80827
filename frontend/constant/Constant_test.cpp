//===- Constant_test.cpp - Exact constants ----------------------------------===//

#include "frontend/constant/Constant.h"

#include "gtest/gtest.h"

#include <cmath>

using namespace vo::fe;

namespace {

class ConstantTest : public ::testing::Test {
protected:
  const Constant *whole(llvm::StringRef text) {
    return pool.integerLiteral(text);
  }
  const Constant *real(llvm::StringRef text) { return pool.floatLiteral(text); }
  llvm::BumpPtrAllocator arena;
  ConstantPool pool{arena};
};

TEST_F(ConstantTest, IntegerLiteralsOfAllBases) {
  EXPECT_EQ(*whole("1_000")->asInt64(), 1000);
  EXPECT_EQ(*whole("0xFF_ff")->asInt64(), 0xFFFF);
  EXPECT_EQ(*whole("0b101")->asInt64(), 5);
  EXPECT_EQ(*whole("0o17")->asInt64(), 15);
  EXPECT_EQ(*whole("0644")->asInt64(), 0644);
  EXPECT_EQ(*whole("0")->asInt64(), 0);
  EXPECT_EQ(*whole("9223372036854775807")->asInt64(), INT64_MAX);
  EXPECT_FALSE(whole("9223372036854775808")->asInt64());
  EXPECT_EQ(*whole("18446744073709551615")->asUint64(), UINT64_MAX);
  EXPECT_FALSE(whole("18446744073709551616")->asUint64());
}

TEST_F(ConstantTest, FloatLiteralsRoundAsTheHostDoes) {
  for (const char *text :
       {"0.1", "3.14159", "1e100", "1e-320", "2.5e-324", "4.9e-324", "1.7e308",
        ".5", "1.", "123456789012345678901234567890.0", "0.3333333333333333333",
        "9007199254740993.0", "2.2250738585072011e-308", "6.02214076e23"})
    EXPECT_EQ(real(text)->asDouble(), strtod(text, nullptr)) << text;
  EXPECT_EQ(real("0x1p-2")->asDouble(), 0.25);
  EXPECT_EQ(real("0x1.2p3")->asDouble(), 9.0);
  EXPECT_EQ(real("0X.8p0")->asDouble(), 0.5);
  EXPECT_TRUE(std::isinf(real("1e400")->asDouble()));
  EXPECT_EQ(real("1e-400")->asDouble(), 0.0);
}

TEST_F(ConstantTest, FloatsRoundOnceToSinglePrecision) {
  for (const char *text : {"0.1", "16777217.0", "1e-45", "1e-46", "3.4e38",
                           "1.00000017881393432617187499"})
    EXPECT_EQ(real(text)->asFloat(), strtof(text, nullptr)) << text;
  EXPECT_TRUE(std::isinf(real("3.5e38")->asFloat()));
  EXPECT_EQ(pool.roundToFloat(real("3.5e38"), 32), nullptr);
  EXPECT_EQ(pool.takeFailure(), "");
}

TEST_F(ConstantTest, ArithmeticIsExact) {
  const Constant *huge = pool.shift(Tok::Shl, pool.integer(1), 100);
  EXPECT_EQ(huge->str(), "1267650600228229401496703205376");
  EXPECT_EQ(*pool.shift(Tok::Shr, huge, 98)->asInt64(), 4);
  const Constant *third =
      pool.binary(Tok::Slash, real("1.0"), real("3.0"), false);
  EXPECT_FALSE(third->isInteger());
  const Constant *one = pool.binary(Tok::Star, third, real("3.0"), false);
  EXPECT_TRUE(one->isInteger());
  EXPECT_EQ(*one->asInt64(), 1);
  EXPECT_EQ(*pool.binary(Tok::Slash, pool.integer(-7), pool.integer(2), true)
                 ->asInt64(),
            -3);
  EXPECT_EQ(*pool.binary(Tok::Percent, pool.integer(-7), pool.integer(2), true)
                 ->asInt64(),
            -1);
  const Constant *square = pool.binary(Tok::Star, huge, huge, true);
  EXPECT_EQ(pool.binary(Tok::Minus, square, square, true)->isZero(), true);
}

TEST_F(ConstantTest, SmallResultsThatOverflowGrow) {
  const Constant *big =
      pool.binary(Tok::Plus, pool.integer(INT64_MAX), pool.integer(1), true);
  EXPECT_EQ(big->str(), "9223372036854775808");
  EXPECT_EQ(pool.unary(Tok::Minus, pool.integer(INT64_MIN), 0)->str(),
            "9223372036854775808");
  EXPECT_EQ(
      pool.binary(Tok::Slash, pool.integer(INT64_MIN), pool.integer(-1), true)
          ->str(),
      "9223372036854775808");
}

TEST_F(ConstantTest, BitsOfNegativeNumbers) {
  EXPECT_EQ(pool.binary(Tok::And, pool.integer(-1),
                        whole("0xFFFFFFFFFFFFFFFFFF"), true)
                ->str(),
            "4722366482869645213695");
  EXPECT_EQ(*pool.unary(Tok::Xor, pool.integer(5), 0)->asInt64(), -6);
  EXPECT_EQ(*pool.unary(Tok::Xor, pool.integer(5), 8)->asInt64(), 250);
  EXPECT_EQ(*pool.unary(Tok::Xor, pool.integer(0), 64)->asUint64(), UINT64_MAX);
  EXPECT_EQ(*pool.shift(Tok::Shr, pool.integer(-5), 1)->asInt64(), -3);
}

TEST_F(ConstantTest, ComparisonsAreExact) {
  EXPECT_TRUE(
      pool.compare(Tok::Less, real("0.1"), real("0.1000000000000000001")));
  EXPECT_TRUE(pool.compare(Tok::EqEq, real("2.0"), pool.integer(2)));
  EXPECT_TRUE(pool.compare(Tok::Greater, pool.string("b"), pool.string("a")));
}

TEST_F(ConstantTest, IntegerRanges) {
  EXPECT_TRUE(pool.fitsInteger(pool.integer(-128), 8, true));
  EXPECT_FALSE(pool.fitsInteger(pool.integer(128), 8, true));
  EXPECT_TRUE(pool.fitsInteger(pool.integer(255), 8, false));
  EXPECT_FALSE(pool.fitsInteger(pool.integer(-1), 64, false));
  EXPECT_TRUE(pool.fitsInteger(whole("18446744073709551615"), 64, false));
  EXPECT_FALSE(pool.fitsInteger(whole("18446744073709551615"), 64, true));
  EXPECT_FALSE(pool.fitsInteger(real("1.5"), 64, true));
}

TEST_F(ConstantTest, LimitsAreErrors) {
  EXPECT_NE(pool.shift(Tok::Shl, pool.integer(1), 65535), nullptr);
  EXPECT_EQ(pool.shift(Tok::Shl, pool.integer(1), 65536), nullptr);
  EXPECT_NE(pool.takeFailure(), "");
  EXPECT_EQ(pool.takeFailure(), "");
  EXPECT_EQ(pool.floatLiteral("1e100000000000000000000"), nullptr);
  EXPECT_EQ(pool.floatLiteral("1e-30000"), nullptr);
  EXPECT_NE(pool.floatLiteral("0e100000000000"), nullptr);
  EXPECT_EQ(pool.string(std::string((1 << 20) + 1, 'x')), nullptr);
}

TEST_F(ConstantTest, ThePackageBudgetEndsRepeatedWork) {
  std::string text(1 << 20, 'x');
  unsigned made = 0;
  while (pool.string(text))
    ++made;
  EXPECT_EQ(made, 64u);
  pool.beginPackage();
  EXPECT_NE(pool.string(text), nullptr);
}

} // namespace
