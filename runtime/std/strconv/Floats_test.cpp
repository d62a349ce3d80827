#include "runtime/std/strconv/Floats.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace vo::rt::strconv {
namespace {

std::string text(double value, char format, int64_t precision = -1,
                 int64_t bits = 64) {
  return formatFloat(value, format, precision, bits);
}

TEST(FormatFloat, Shortest) {
  EXPECT_EQ(text(1, 'e'), "1e+00");
  EXPECT_EQ(text(-1234.5, 'e'), "-1.2345e+03");
  EXPECT_EQ(text(1234567, 'g'), "1.234567e+06");
  EXPECT_EQ(text(123456, 'g'), "123456");
  EXPECT_EQ(text(0.0001, 'g'), "0.0001");
  EXPECT_EQ(text(0.00001, 'G'), "1E-05");
  EXPECT_EQ(text(1e23, 'f'), "100000000000000000000000");
  EXPECT_EQ(text(0.000125, 'f'), "0.000125");
  EXPECT_EQ(text(12.5, 'f'), "12.5");
  EXPECT_EQ(text(5e-324, 'e'), "5e-324");
  EXPECT_EQ(text(0.1f, 'g', -1, 32), "0.1");
  EXPECT_EQ(text(16777216, 'f', -1, 32), "16777216");
}

TEST(FormatFloat, Precision) {
  EXPECT_EQ(text(1, 'e', 5), "1.00000e+00");
  EXPECT_EQ(text(0.5, 'f', 0), "0");
  EXPECT_EQ(text(2.5, 'f', 0), "2");
  EXPECT_EQ(text(1234.5678, 'f', 2), "1234.57");
  EXPECT_EQ(text(100000, 'g', 1), "1e+05");
  EXPECT_EQ(text(100, 'g', 5), "100");
  EXPECT_EQ(text(0.1, 'g', 20), "0.10000000000000000555");
  EXPECT_EQ(text(1, 'E', 2), "1.00E+00");
  EXPECT_EQ(text(0.5, 'f', 2000), "0.5" + std::string(1999, '0'));
  EXPECT_EQ(text(0.5, 'e', 2000), "5." + std::string(2000, '0') + "e-01");
}

TEST(FormatFloat, Binary) {
  EXPECT_EQ(text(1, 'b'), "4503599627370496p-52");
  EXPECT_EQ(text(1, 'b', -1, 32), "8388608p-23");
  EXPECT_EQ(text(std::ldexp(1, 60), 'b'), "4503599627370496p+8");
  EXPECT_EQ(text(1, 'x'), "0x1p+00");
  EXPECT_EQ(text(-0.75, 'x'), "-0x1.8p-01");
  EXPECT_EQ(text(1.5, 'X', 3), "0X1.800P+00");
  EXPECT_EQ(text(1.9999, 'x', 0), "0x1p+01");
  EXPECT_EQ(text(0x1.08p0, 'x', 1), "0x1.0p+00"); // tie to even
  EXPECT_EQ(text(0x1.18p0, 'x', 1), "0x1.2p+00");
  EXPECT_EQ(text(5e-324, 'x'), "0x1p-1074");
  EXPECT_EQ(text(0, 'x', 2), "0x0.00p+00");
}

TEST(FormatFloat, SpecialValues) {
  double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(text(infinity, 'e', 3), "+Inf");
  EXPECT_EQ(text(-infinity, 'x'), "-Inf");
  EXPECT_EQ(text(-std::nan(""), 'f'), "NaN");
  EXPECT_EQ(text(-0.0, 'g'), "-0");
  EXPECT_EQ(text(-0.0, 'e'), "-0e+00");
  EXPECT_EQ(text(1e300, 'f', -1, 32), "+Inf");
  EXPECT_EQ(text(1, 'q'), "%q");
  EXPECT_EQ(text(1, 'F'), "%F");
}

TEST(ParseFloat, Numbers) {
  for (double number : {0.0, 1.0, -2.5, 1e23, 5e-324, 1.7976931348623157e308})
    EXPECT_EQ(parseFloat(text(number, 'g'), 64).value, number);
  EXPECT_EQ(parseFloat("+.5", 64).value, 0.5);
  EXPECT_EQ(parseFloat("5.", 64).value, 5);
  EXPECT_EQ(parseFloat("1_000.25e1_0", 64).value, 10002500000000.0);
  EXPECT_EQ(parseFloat("0x1.8p1", 64).value, 3);
  EXPECT_EQ(parseFloat("-0X_1P-2", 64).value, -0.25);
  EXPECT_EQ(parseFloat("0.1", 32).value, 0.1f);
  EXPECT_EQ(parseFloat("1e-400", 64).status, ParsedFloat::Ok);
}

TEST(ParseFloat, Mistakes) {
  for (const char *bad :
       {"",      "+",    ".",    "e5",   "1e",     "1e+",  "1x",
        " 1",    "1 ",   "0x1",  "0x",   "0xp1",   "1__0", "_1",
        "1_",    "1_.5", "1._5", "1e_5", "0x1p_1", "infi", "++1",
        "1.2.3", "nan1", "+nan", "0b1",  "1\xFF"})
    EXPECT_EQ(parseFloat(bad, 64).status, ParsedFloat::Syntax) << bad;
  std::string zero("1\0", 2);
  EXPECT_EQ(parseFloat(zero, 64).status, ParsedFloat::Syntax);
}

TEST(ParseFloat, LimitsAndWords) {
  double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(parseFloat("1e309", 64).status, ParsedFloat::Range);
  EXPECT_EQ(parseFloat("-1e309", 64).value, -infinity);
  EXPECT_EQ(parseFloat("1e39", 32).status, ParsedFloat::Range);
  EXPECT_EQ(parseFloat("0x1p1024", 64).status, ParsedFloat::Range);
  EXPECT_EQ(parseFloat("-InF", 64).value, -infinity);
  EXPECT_EQ(parseFloat("infinity", 32).status, ParsedFloat::Ok);
  EXPECT_EQ(std::bit_cast<uint64_t>(parseFloat("NaN", 64).value),
            0x7FF8000000000001u);
}

} // namespace
} // namespace vo::rt::strconv
