#include "runtime/std/Natives.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace vo::rt {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
Context context{};

TEST(Math, RoundsAwayFromZero) {
  EXPECT_EQ(vo_std_math_Round(2.5, &context), 3);
  EXPECT_EQ(vo_std_math_Round(-2.5, &context), -3);
  EXPECT_EQ(vo_std_math_Trunc(-2.5, &context), -2);
  EXPECT_EQ(vo_std_math_Floor(-2.5, &context), -3);
  EXPECT_EQ(vo_std_math_Ceil(-2.5, &context), -2);
}

TEST(Math, FunctionsHaveTheirNames) {
  EXPECT_EQ(vo_std_math_Sqrt(9, &context), 3);
  EXPECT_EQ(vo_std_math_Cbrt(27, &context), 3);
  EXPECT_EQ(vo_std_math_Cbrt(-1e300, &context), -1e100);
  EXPECT_EQ(vo_std_math_Exp2(10, &context), 1024);
  EXPECT_EQ(vo_std_math_Log2(8, &context), 3);
  EXPECT_EQ(vo_std_math_Log10(1000, &context), 3);
  EXPECT_EQ(vo_std_math_Pow(2, -1, &context), 0.5);
  EXPECT_EQ(vo_std_math_Hypot(3, 4, &context), 5);
  EXPECT_EQ(vo_std_math_Mod(-7, 3, &context), -1);
  EXPECT_EQ(vo_std_math_FMA(2, 3, 4, &context), 10);
  EXPECT_EQ(vo_std_math_Exp(0, &context), 1);
  EXPECT_EQ(vo_std_math_Expm1(0, &context), 0);
  EXPECT_EQ(vo_std_math_Log(1, &context), 0);
  EXPECT_EQ(vo_std_math_Log1p(0, &context), 0);
  const double x = 0.5;
  EXPECT_EQ(vo_std_math_Sin(x, &context), std::sin(x));
  EXPECT_EQ(vo_std_math_Cos(x, &context), std::cos(x));
  EXPECT_EQ(vo_std_math_Tan(x, &context), std::tan(x));
  EXPECT_EQ(vo_std_math_Asin(x, &context), std::asin(x));
  EXPECT_EQ(vo_std_math_Acos(x, &context), std::acos(x));
  EXPECT_EQ(vo_std_math_Atan(x, &context), std::atan(x));
  EXPECT_EQ(vo_std_math_Atan2(x, -1, &context), std::atan2(x, -1));
  EXPECT_EQ(vo_std_math_Sinh(x, &context), std::sinh(x));
  EXPECT_EQ(vo_std_math_Cosh(x, &context), std::cosh(x));
  EXPECT_EQ(vo_std_math_Tanh(x, &context), std::tanh(x));
  EXPECT_EQ(vo_std_math_Asinh(x, &context), std::asinh(x));
  EXPECT_EQ(vo_std_math_Acosh(1.5, &context), std::acosh(1.5));
  EXPECT_EQ(vo_std_math_Atanh(x, &context), std::atanh(x));
}

TEST(Math, PartsOfNumbers) {
  auto parts = vo_std_math_Modf(-2.25, &context);
  EXPECT_EQ(parts.int_, -2);
  EXPECT_EQ(parts.frac, -0.25);
  EXPECT_TRUE(std::isnan(vo_std_math_Modf(kInf, &context).frac));
  EXPECT_TRUE(std::signbit(vo_std_math_Modf(-3, &context).frac));
  auto binary = vo_std_math_Frexp(-10, &context);
  EXPECT_EQ(binary.frac, -0.625);
  EXPECT_EQ(binary.exp, 4);
  EXPECT_EQ(vo_std_math_Frexp(-kInf, &context).exp, 0);
  EXPECT_EQ(vo_std_math_Frexp(5e-324, &context).exp, -1073);
}

TEST(Math, ExponentsOutOfRange) {
  EXPECT_EQ(vo_std_math_Ldexp(0.5, 4, &context), 8);
  EXPECT_EQ(vo_std_math_Ldexp(1, int64_t{1} << 32, &context), kInf);
  EXPECT_EQ(vo_std_math_Ldexp(1, -(int64_t{1} << 32), &context), 0);
  EXPECT_EQ(vo_std_math_Ldexp(0, int64_t{1} << 62, &context), 0);
}

TEST(Math, SpecialValuesAndBits) {
  EXPECT_EQ(vo_std_math_Inf(0, &context), kInf);
  EXPECT_EQ(vo_std_math_Inf(-1, &context), -kInf);
  EXPECT_EQ(std::bit_cast<uint64_t>(vo_std_math_NaN(&context)),
            0x7FF8000000000001u);
  EXPECT_EQ(vo_std_math_Float64bits(-0.0, &context),
            std::numeric_limits<int64_t>::min());
  EXPECT_EQ(vo_std_math_Float64frombits(0x3FF0000000000000, &context), 1);
  EXPECT_EQ(vo_std_math_Float32bits(-1, &context), 0xBF800000);
  EXPECT_EQ(vo_std_math_Float32frombits(0x40000000, &context), 2);
}

} // namespace
} // namespace vo::rt
