#include "runtime/std/encoding/toml/Text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vo::rt::toml {
namespace {

std::string errorOf(std::string_view text) {
  Text parsed;
  const char *why = parsed.parse(text);
  return why ? why : "";
}

/// The only value of a text; "" unless it is a string or time.
std::string valueOf(std::string_view value) {
  Text text;
  if (const char *why = text.parse("k = " + std::string(value)))
    return std::string("error: ") + why;
  return text[2].isTime() || text[2].kind == TokenKind::String
             ? text.valueOf(text[2])
             : "";
}

TEST(Text, Tokens) {
  Text text;
  ASSERT_EQ(text.parse("\n a = [1, -2.5,\"\\u0041b\"]\r\n\"x y\" = {b = "
                       "true, c = {}}\n"),
            nullptr);
  EXPECT_EQ(text[0].kind, TokenKind::Object);
  EXPECT_EQ(text[0].count(), 2u);
  EXPECT_EQ(text.valueOf(text[1]), "a");
  EXPECT_EQ(text[2].kind, TokenKind::Array);
  EXPECT_EQ(text[2].count(), 3u);
  EXPECT_EQ(text[3].integer(), 1);
  EXPECT_EQ(text[4].number(), -2.5);
  EXPECT_EQ(text.valueOf(text[5]), "Ab");
  EXPECT_EQ(text.next(2), 6u);
  EXPECT_EQ(text.valueOf(text[6]), "x y");
  EXPECT_EQ(text[7].count(), 2u);
  EXPECT_EQ(text[9].kind, TokenKind::True);
  EXPECT_EQ(text[11].count(), 0u);
  EXPECT_EQ(text.next(0), 12u);
  EXPECT_EQ(text.parse(""), nullptr);
  EXPECT_EQ(text[0].count(), 0u);
}

TEST(Text, Numbers) {
  Text text;
  ASSERT_EQ(text.parse("k = [-9223372036854775808, +7, 1.5e-7, 1e16, inf, "
                       "-inf, nan, 1e-400]"),
            nullptr);
  EXPECT_EQ(text[3].integer(), INT64_MIN);
  EXPECT_EQ(text[4].integer(), 7);
  EXPECT_EQ(text[5].number(), 1.5e-7);
  EXPECT_EQ(text[6].number(), 1e16);
  EXPECT_EQ(text[7].number(), INFINITY);
  EXPECT_EQ(text[8].number(), -INFINITY);
  EXPECT_TRUE(std::isnan(text[9].number()));
  EXPECT_EQ(text[10].number(), 0);
  EXPECT_EQ(valueOf("9223372036854775808"), "error: TOML integer out of range");
  EXPECT_EQ(valueOf("1e400"), "error: invalid TOML float");
  for (const char *bad :
       {"1x", "+-1", "1.e", "e1", "--1", "0x10", "truee", "="})
    EXPECT_EQ(valueOf(bad), "error: unsupported or invalid TOML value") << bad;
}

TEST(Text, Times) {
  for (const char *good :
       {"1979-05-27T07:32:00.123456789012Z", "1979-05-27 00:32-07:00",
        "2000-02-29t07:32:60", "2000-02-29", "07:32", "23:59:59.5"})
    EXPECT_EQ(valueOf(good), good);
  Text text;
  ASSERT_EQ(text.parse("k = [2000-01-01, 07:32, 2000-01-01 07:32, "
                       "2000-01-01 07:32z]"),
            nullptr);
  EXPECT_EQ(text[3].kind, TokenKind::LocalDate);
  EXPECT_EQ(text[4].kind, TokenKind::LocalTime);
  EXPECT_EQ(text[5].kind, TokenKind::LocalDateTime);
  EXPECT_EQ(text[6].kind, TokenKind::OffsetDateTime);
  for (const char *bad :
       {"1900-02-29", "2000-13-01", "2000-00-01", "2000-01-32", "24:00",
        "23:60", "23:59:61", "07:32.1", "07:32:00.", "07:3", "2000-1-01",
        "2000-01-01T07:32+24:00", "2000-01-01T07:32+7:00", "2000-01-01T",
        "2000-01-01T07:32Zx", "2000-01-01  07:32"})
    EXPECT_TRUE(valueOf(bad).starts_with("error: ") ||
                !errorOf("k = " + std::string(bad)).empty())
        << bad;
}

TEST(Text, Strings) {
  EXPECT_EQ(valueOf("\"\\b\\t\\n\\f\\r\\e\\\"\\\\\\x21\\U0001F603\""),
            "\b\t\n\f\r\x1b\"\\!\xF0\x9F\x98\x83");
  EXPECT_EQ(valueOf("\"\t\""), "\t");
  EXPECT_EQ(valueOf("\"a"), "error: unterminated TOML basic string");
  EXPECT_EQ(valueOf("\"a\\"), "error: unterminated TOML escape");
  EXPECT_EQ(valueOf("\"\\q\""), "error: invalid escape in TOML basic string");
  EXPECT_EQ(valueOf("\"\\u12\""), "error: invalid TOML Unicode escape");
  EXPECT_EQ(valueOf("\"\\u-123\""), "error: invalid TOML Unicode escape");
  EXPECT_EQ(valueOf("\"\\uD800\""),
            "error: invalid Unicode scalar in TOML string");
  EXPECT_EQ(valueOf("\"\n\""),
            "error: unescaped control character in TOML string");
}

TEST(Text, Malformed) {
  EXPECT_EQ(errorOf("k"), "expected '=' after TOML key");
  EXPECT_EQ(errorOf("= 1"), "invalid or empty TOML key");
  EXPECT_EQ(errorOf("[a]"), "invalid or empty TOML key");
  EXPECT_EQ(errorOf("k ="), "unexpected end while reading TOML value");
  EXPECT_EQ(errorOf("k = 1 l = 2"),
            "expected end of line after TOML statement");
  EXPECT_EQ(errorOf("k = [1 2]"), "expected ',' or ']' in TOML array");
  EXPECT_EQ(errorOf("k = {a = 1 b = 2}"),
            "expected ',' or '}' in TOML inline table");
  EXPECT_EQ(errorOf("k = ["), "unexpected end while reading TOML value");
  EXPECT_EQ(errorOf("k = {"), "invalid or empty TOML key");
}

TEST(Text, Nesting) {
  auto nested = [](size_t depth) {
    return "k = " + std::string(depth, '[') + "0" + std::string(depth, ']');
  };
  // The document counts, too.
  EXPECT_EQ(errorOf(nested(kMaxDepth - 1)), "");
  EXPECT_EQ(errorOf(nested(kMaxDepth)), "maximum TOML nesting depth exceeded");
  EXPECT_EQ(errorOf("k = " + std::string(1 << 20, '[')),
            "maximum TOML nesting depth exceeded");
}

TEST(Append, KeysAndStrings) {
  std::string out;
  appendKey(out, "a-B_9");
  appendKey(out, "");
  appendKey(out, "a b");
  EXPECT_EQ(out, "a-B_9\"\"\"a b\"");
  out.clear();
  appendString(out, "\"\\\b\t\n\f\r\x01\x7f\xC3\xA9");
  EXPECT_EQ(out, "\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u007f\xC3\xA9\"");
}

} // namespace
} // namespace vo::rt::toml
