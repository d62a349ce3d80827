#include "runtime/std/fmt/FmtFixture.h"

#include <cmath>

namespace vo::rt {
namespace {

using FmtNumbers = FmtTest;

TEST_F(FmtNumbers, Decimal) {
  EXPECT_EQ(formatted("%d", {num(-42)}), "-42");
  EXPECT_EQ(formatted("%+d|% d|%+ d", {num(42), num(42), num(42)}),
            "+42| 42|+42");
  EXPECT_EQ(formatted("%+d|% d", {num(-42), num(-42)}), "-42|-42");
  EXPECT_EQ(formatted("%6d|%-6d|%06d|%-06d|",
                      {num(-42), num(-42), num(-42), num(-42)}),
            "   -42|-42   |-00042|-42   |");
  EXPECT_EQ(formatted("%+06d|% 06d", {num(42), num(42)}), "+00042| 00042");
  EXPECT_EQ(formatted("%.5d|%8.5d|%-8.5d|%08.5d",
                      {num(42), num(42), num(42), num(42)}),
            "00042|   00042|00042   |   00042");
  EXPECT_EQ(formatted("%.5d|%+.5d", {num(-42), num(42)}), "-00042|+00042");
  EXPECT_EQ(formatted("%.0d|%.d|%5.0d|%+.0d", {num(0), num(0), num(0), num(0)}),
            "||     |");
  EXPECT_EQ(formatted("%.0d", {num(1)}), "1");
  EXPECT_EQ(formatted("%d %d", {of(ValueKind::Int8, -128),
                                of(ValueKind::Int16, -32768)}),
            "-128 -32768");
  EXPECT_EQ(formatted("%d %d", {of(ValueKind::Int32, -2147483648),
                                of(ValueKind::Int64, -9223372036854775807)}),
            "-2147483648 -9223372036854775807");
  EXPECT_EQ(formatted("%d %d", {of(ValueKind::Uint8, 255),
                                of(ValueKind::Uint64, ~0ull)}),
            "255 18446744073709551615");
  EXPECT_EQ(formatted("%d %d %d",
                      {of(ValueKind::Uint, 1), of(ValueKind::Uint16, 65535),
                       of(ValueKind::Uint32, 4294967295)}),
            "1 65535 4294967295");
  EXPECT_EQ(formatted("%#d", {num(42)}), "42");
}

TEST_F(FmtNumbers, OtherBases) {
  EXPECT_EQ(formatted("%b %o %O %x %X",
                      {num(42), num(42), num(42), num(42), num(42)}),
            "101010 52 0o52 2a 2A");
  EXPECT_EQ(formatted("%b %o %O %x %X",
                      {num(-42), num(-42), num(-42), num(-42), num(-42)}),
            "-101010 -52 -0o52 -2a -2A");
  EXPECT_EQ(formatted("%#b %#o %#O %#x %#X",
                      {num(42), num(42), num(42), num(42), num(42)}),
            "0b101010 052 0o52 0x2a 0X2A");
  EXPECT_EQ(formatted("%#b %#o %#x", {num(-42), num(-42), num(-42)}),
            "-0b101010 -052 -0x2a");
  EXPECT_EQ(formatted("%#o|%#.4o|%#x", {num(0), num(8), num(0)}), "0|0010|0x0");
  EXPECT_EQ(formatted("%#.0x|%#.0o|%.0O", {num(0), num(0), num(0)}), "||");
  EXPECT_EQ(formatted("%08b|%#08b|%-10b|", {num(5), num(5), num(5)}),
            "00000101|0b000101|101       |");
  EXPECT_EQ(formatted("%#08x|%#8x|%#-8x|", {num(255), num(255), num(255)}),
            "0x0000ff|    0xff|0xff    |");
  EXPECT_EQ(formatted("%+#x|% #x|%+#08x", {num(255), num(255), num(255)}),
            "+0xff| 0xff|+0x000ff");
  EXPECT_EQ(formatted("%.4x|%#.4X|%08.4x", {num(255), num(255), num(255)}),
            "00ff|0X00FF|    00ff");
  EXPECT_EQ(formatted("%x", {of(ValueKind::Int8, -1)}), "-1");
  EXPECT_EQ(formatted("%x %b",
                      {of(ValueKind::Uint8, 200), of(ValueKind::Uint8, 200)}),
            "c8 11001000");
  EXPECT_EQ(formatted("%x", {of(ValueKind::Uint64, ~0ull)}),
            "ffffffffffffffff");
  EXPECT_EQ(formatted("%012O", {num(8)}), "0o0000000010");
}

TEST_F(FmtNumbers, Characters) {
  EXPECT_EQ(formatted("%c%c%c", {num(65), num(19990), num(128512)}),
            "A\u4E16\U0001F600");
  EXPECT_EQ(formatted("%c|%c|%c", {num(-1), num(55296), num(1114112)}),
            "\uFFFD|\uFFFD|\uFFFD");
  EXPECT_EQ(formatted("%3c|%-3c|%03c", {num(65), num(65), num(65)}),
            "  A|A  |00A");
  EXPECT_EQ(formatted("%q %q %q %q", {num(65), num(39), num(34), num(92)}),
            "'A' '\\'' '\"' '\\\\'");
  EXPECT_EQ(formatted("%q %q %q %q", {num(10), num(9), num(13), num(0)}),
            "'\\n' '\\t' '\\r' '\\0'");
  EXPECT_EQ(formatted("%q %q %q", {num(7), num(127), num(8203)}),
            "'\\u{7}' '\\u{7f}' '\\u{200b}'");
  EXPECT_EQ(formatted("%q %q", {num(769), num(128512)}),
            "'\\u{301}' '\U0001F600'");
  EXPECT_EQ(formatted("%q %q", {num(-1), num(1114112)}), "'\uFFFD' '\uFFFD'");
  EXPECT_EQ(formatted("%5q|%-5q|%05q", {num(120), num(120), num(120)}),
            "  'x'|'x'  |00'x'");
  EXPECT_EQ(formatted("%q %q %q", {num(32), num(160), num(2191)}),
            "' ' '\\u{a0}' '\u088F'");
}

TEST_F(FmtNumbers, CodePoints) {
  EXPECT_EQ(formatted("%U %U %U", {num(65), num(128512), num(1114111)}),
            "U+0041 U+1F600 U+10FFFF");
  EXPECT_EQ(formatted("%#U %#U", {num(65), num(128512)}),
            "U+0041 'A' U+1F600 '\U0001F600'");
  EXPECT_EQ(formatted("%#U|%#U|%#U", {num(10), num(55296), num(1114112)}),
            "U+000A|U+D800|U+110000");
  EXPECT_EQ(
      formatted("%#U|%#U|%#U|%#U", {num(39), num(769), num(32), num(2191)}),
      "U+0027 '''|U+0301 '\u0301'|U+0020 ' '|U+088F");
  EXPECT_EQ(formatted("%U", {num(-1)}), "U+FFFFFFFFFFFFFFFF");
  EXPECT_EQ(formatted("%.6U|%.2U", {num(65), num(65)}), "U+000041|U+0041");
  EXPECT_EQ(
      formatted("%10U|%-10U|%010U|%+U", {num(65), num(65), num(65), num(65)}),
      "    U+0041|U+0041    |    U+0041|U+0041");
}

TEST_F(FmtNumbers, FixedFloats) {
  EXPECT_EQ(formatted("%f %f %f", {real(1.5), real(-1.5), real(0.0)}),
            "1.500000 -1.500000 0.000000");
  EXPECT_EQ(formatted("%.0f %.0f %.0f %.0f",
                      {real(0.5), real(1.5), real(2.5), real(-0.5)}),
            "0 2 2 -0");
  EXPECT_EQ(formatted("%.1f %.1f %.2f", {real(0.25), real(0.35), real(1.125)}),
            "0.2 0.3 1.12");
  EXPECT_EQ(formatted("%f", {real(1e21)}), "1000000000000000000000.000000");
  EXPECT_EQ(
      formatted("%.3f|%8.3f|%-8.3f|%08.3f",
                {real(3.14159), real(3.14159), real(3.14159), real(3.14159)}),
      "3.142|   3.142|3.142   |0003.142");
  EXPECT_EQ(formatted("%+f|% f|%+08.2f|% 08.2f",
                      {real(2.5), real(2.5), real(2.5), real(2.5)}),
            "+2.500000| 2.500000|+0002.50| 0002.50");
  EXPECT_EQ(
      formatted("%+.1f|% .1f|%08.2f", {real(-2.5), real(-2.5), real(-2.5)}),
      "-2.5|-2.5|-0002.50");
  EXPECT_EQ(formatted("%f|% f|%+f|% 012f",
                      {real(-0.0), real(-0.0), real(-0.0), real(-0.0)}),
            "-0.000000| -0.000000|-0.000000| 00-0.000000");
  EXPECT_EQ(formatted("%f %f %f", {real(kNan), real(kInf), real(-kInf)}),
            "NaN inf -inf");
  EXPECT_EQ(formatted("%+f|% f|%08f", {real(kNan), real(kNan), real(kNan)}),
            "NaN|NaN|00000NaN");
  EXPECT_EQ(formatted("%+f|% f|%08f|%+08f",
                      {real(kInf), real(kInf), real(kInf), real(kInf)}),
            "+inf| inf|00000inf|+0000inf");
  EXPECT_EQ(formatted("% f|%08f", {real(-kInf), real(-kInf)}), "-inf|-0000inf");
  EXPECT_EQ(formatted("%.30f", {real(0.1)}),
            "0.100000000000000005551115123126");
  EXPECT_EQ(formatted("%f", {real32(0.1)}), "0.100000");
  EXPECT_EQ(formatted("%#.0f", {real(3.0)}), "3");
  EXPECT_EQ(formatted("%.", {real(1.0)}), "%!(NOVERB)%!(EXTRA float64=1)");
}

TEST_F(FmtNumbers, ScientificFloats) {
  EXPECT_EQ(formatted("%e %E", {real(123456.789), real(123456.789)}),
            "1.234568e+05 1.234568E+05");
  EXPECT_EQ(formatted("%e %e %e", {real(0.0), real(1.0), real(-0.00012)}),
            "0.000000e+00 1.000000e+00 -1.200000e-04");
  EXPECT_EQ(formatted("%.0e|%.2e|%.10e", {real(2.5), real(1.005), real(0.1)}),
            "2e+00|1.00e+00|1.0000000000e-01");
  EXPECT_EQ(formatted("%e %E", {real(1e300), real(1e-300)}),
            "1.000000e+300 1.000000E-300");
  EXPECT_EQ(formatted("%e", {real(5e-324)}), "4.940656e-324");
  EXPECT_EQ(formatted("%+e|% e", {real(1.0), real(1.0)}),
            "+1.000000e+00| 1.000000e+00");
  EXPECT_EQ(formatted("%14.2e|%-14.2e|%014.2e",
                      {real(-12345.0), real(-12345.0), real(-12345.0)}),
            "     -1.23e+04|-1.23e+04     |-000001.23e+04");
  EXPECT_EQ(formatted("%e|%+e|% e", {real(kNan), real(kNan), real(kNan)}),
            "NaN|+NaN| NaN");
  EXPECT_EQ(formatted("%e|%+e|% e|%08e",
                      {real(kInf), real(kInf), real(kInf), real(kInf)}),
            "inf|+inf| inf|00000inf");
  EXPECT_EQ(formatted("%E", {real(-kInf)}), "-inf");
  EXPECT_EQ(formatted("%e", {real32(0.1)}), "1.000000e-01");
}

TEST_F(FmtNumbers, ShorterFloats) {
  EXPECT_EQ(
      formatted("%g %g %g", {real(100000.0), real(1000000.0), real(0.0001)}),
      "100000 1e+06 0.0001");
  EXPECT_EQ(formatted("%g %g %g", {real(1e-05), real(1e21), real(1.5)}),
            "1e-05 1e+21 1.5");
  EXPECT_EQ(formatted("%g %g %g", {real(0.0), real(-0.0), real(123456789.0)}),
            "0 -0 1.23457e+08");
  EXPECT_EQ(formatted("%G %G", {real(1e-10), real(0.5)}), "1e-10 0.5");
  EXPECT_EQ(
      formatted("%.3g|%.10g|%.0g|%.1g", {real(1234.5678), real(1234.5678),
                                         real(1234.5678), real(1234.5678)}),
      "1.23e+03|1234.5678|1e+03|1e+03");
  EXPECT_EQ(formatted("%g %g", {real(999999.5), real(999999.4)}),
            "1000000 999999");
  EXPECT_EQ(formatted("%+g|% g|%08g|%-8g|%8g",
                      {real(2.5), real(2.5), real(2.5), real(2.5), real(2.5)}),
            "+2.5| 2.5|000002.5|2.5     |     2.5");
  EXPECT_EQ(formatted("%g|%+g|% g|%08g",
                      {real(kNan), real(kNan), real(kNan), real(kNan)}),
            "NaN|+NaN| NaN|00000NaN");
  EXPECT_EQ(formatted("%g|%+g|% g|%08g",
                      {real(kInf), real(kInf), real(kInf), real(kInf)}),
            "inf|+inf| inf|00000inf");
  EXPECT_EQ(formatted("%G %g", {real(-kInf), real(-kInf)}), "-inf -inf");
  EXPECT_EQ(formatted("%g", {real32(0.1)}), "0.1");
  EXPECT_EQ(formatted("%.17g", {real(0.1)}), "0.10000000000000001");
  EXPECT_EQ(formatted("%#g", {real(1.0)}), "1");
}

TEST_F(FmtNumbers, BinaryFloats) {
  EXPECT_EQ(formatted("%b %b", {real(1.0), real(-1.5)}),
            "4503599627370496p-52 -6755399441055744p-52");
  EXPECT_EQ(formatted("%b", {real(0.0)}), "0p-1074");
  EXPECT_EQ(formatted("%b", {real(5e-324)}), "1p-1074");
  EXPECT_EQ(formatted("%b", {real32(1.0)}), "8388608p-23");
  EXPECT_EQ(formatted("%b", {real(1e300)}), "6724873095247260p+944");
  EXPECT_EQ(formatted("%+b|% b", {real(1.0), real(1.0)}),
            "+4503599627370496p-52| 4503599627370496p-52");
  EXPECT_EQ(
      formatted("%030b|%30b|%-30b|", {real(-1.0), real(-1.0), real(-1.0)}),
      "-0000000004503599627370496p-52|         "
      "-4503599627370496p-52|-4503599627370496p-52         |");
  EXPECT_EQ(
      formatted("%b|%+b|% b|%8b|%08b",
                {real(kInf), real(kInf), real(kInf), real(kInf), real(kInf)}),
      "+Inf|+Inf| Inf|    +Inf|    +Inf");
  EXPECT_EQ(formatted("%b|%08b", {real(-kInf), real(-kInf)}), "-Inf|    -Inf");
  EXPECT_EQ(
      formatted("%b|%+b|% b|%08b|%+08b",
                {real(kNan), real(kNan), real(kNan), real(kNan), real(kNan)}),
      "NaN|+NaN| NaN|     NaN|+0000NaN");
}

TEST_F(FmtNumbers, ShorterFloatsBelowAPowerOfTen) {
  double below = 1e6;
  for (int i = 0; i < 3; ++i)
    below = std::nextafter(below, 0);
  EXPECT_EQ(formatted("%g", {real(below)}), "1e+06");
  for (int i = 0; i < 9; ++i)
    below = std::nextafter(below, 0);
  EXPECT_EQ(formatted("%g", {real(below)}), "1000000");
}

} // namespace
} // namespace vo::rt
