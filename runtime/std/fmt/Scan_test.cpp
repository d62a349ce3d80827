#include "runtime/std/fmt/Scan.h"

#include <gtest/gtest.h>

#include <bit>

namespace vo::rt::fmt {
namespace {

/// The values as text: integers, floats, booleans and words.
std::string found(const std::vector<Scanned> &values) {
  std::string text;
  for (const Scanned &value : values) {
    text += text.empty() ? "" : " ";
    switch (value.kind) {
    case ValueKind::Int:
      text += std::to_string(int64_t(value.bits));
      break;
    case ValueKind::Float64:
      text += std::to_string(std::bit_cast<double>(value.bits));
      break;
    case ValueKind::Bool:
      text += value.bits ? "T" : "F";
      break;
    default:
      text += "'" + std::string(value.text) + "'";
    }
  }
  return text;
}

std::string scan(std::string_view text, std::string_view format) {
  std::string mistake;
  std::string values = found(scanFormat(text, format, mistake));
  return mistake.empty() ? values : "error: " + mistake;
}

TEST(Scan, Words) {
  EXPECT_EQ(found(scanWords(" one\ttwo \xC2\x85three\n")),
            "'one' 'two' 'three'");
  EXPECT_EQ(found(scanWords("a\xFFz")), "'a\xFFz'");
  EXPECT_EQ(found(scanWords(" \n")), "");
}

TEST(Scan, Integers) {
  EXPECT_EQ(scan("12 -7 +3", "%d %d %d"), "12 -7 3");
  EXPECT_EQ(scan("-0x80 ff 0o17 -0b10", "%x %X %o %b"), "-128 255 15 -2");
  EXPECT_EQ(scan("9223372036854775807", "%d"), "9223372036854775807");
  EXPECT_EQ(scan("-9223372036854775808", "%d"), "-9223372036854775808");
  EXPECT_EQ(scan("9223372036854775808", "%d"), "error: %d overflows int");
  EXPECT_EQ(scan("-9223372036854775809", "%d"), "error: %d overflows int");
  EXPECT_EQ(scan("x", "%d"), "error: expected integer for %d");
  EXPECT_EQ(scan("--1", "%d"), "error: expected integer for %d");
  EXPECT_EQ(scan("12ab", "%d%s"), "12 'ab'");
}

TEST(Scan, Others) {
  EXPECT_EQ(scan("1.5 -2e3", "%f %g"), "1.500000 -2000.000000");
  EXPECT_EQ(scan("1.5.2", "%f"), "error: expected float for %f");
  EXPECT_EQ(scan("+-1", "%f"), "error: expected float for %f");
  EXPECT_EQ(scan("1e999", "%e"), "error: %e overflows float64");
  EXPECT_EQ(scan("true 0", "%t%t"), "T F");
  EXPECT_EQ(scan("yes", "%t"), "error: expected bool for %t");
  EXPECT_EQ(scan(" \xCE\xBB", "%c%c"), "32 955");
  EXPECT_EQ(scan("  word rest", "%s"), "'word'");
}

TEST(Scan, Literals) {
  EXPECT_EQ(scan("age: 12%", "age:%d%%"), "12");
  EXPECT_EQ(scan("a   b", "a b"), "");
  EXPECT_EQ(scan("ab", "ac"), "error: format literal mismatch at byte 1");
  EXPECT_EQ(scan("x", "%%"), "error: expected '%' at position 0");
  EXPECT_EQ(scan("", "%d"), "error: unexpected end of input for %d");
  EXPECT_EQ(scan("1", "%"), "error: incomplete format verb");
  EXPECT_EQ(scan("1", "%z"), "error: unsupported scan verb '%z'");
}

} // namespace
} // namespace vo::rt::fmt
