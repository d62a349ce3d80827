#include "runtime/std/encoding/json/Text.h"

#include <gtest/gtest.h>

namespace vo::rt::json {
namespace {

std::string errorOf(std::string_view text) {
  Text parsed;
  const char *why = parsed.parse(text);
  return why ? why : "";
}

std::string quoted(std::string_view value) {
  std::string out;
  appendString(out, value);
  return out;
}

TEST(Text, Tokens) {
  Text text;
  ASSERT_EQ(text.parse(" {\"a\" : [1, -2.5,\"\\u0041b\"], \"\":null}\n"),
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
  EXPECT_EQ(text.valueOf(text[6]), "");
  EXPECT_EQ(text[7].kind, TokenKind::Null);
  EXPECT_EQ(text.next(0), 8u);
}

TEST(Text, Integers) {
  Text text;
  ASSERT_EQ(text.parse("[-9223372036854775808, 9223372036854775808, "
                       "18446744073709551615, -0, 1e2]"),
            nullptr);
  EXPECT_EQ(text[1].integer(), INT64_MIN);
  EXPECT_EQ(text[2].kind, TokenKind::Uint);
  EXPECT_EQ(text[3].first, UINT64_MAX);
  EXPECT_EQ(text[4].kind, TokenKind::Int);
  EXPECT_EQ(text[5].kind, TokenKind::Float);
  EXPECT_EQ(errorOf("18446744073709551616"), "JSON integer out of range");
  EXPECT_EQ(errorOf("-9223372036854775809"), "JSON integer out of range");
}

TEST(Text, Floats) {
  Text text;
  ASSERT_EQ(text.parse("[0.1, 1E-9, 1e-400, -1e-400, 5e-324]"), nullptr);
  EXPECT_EQ(text[1].number(), 0.1);
  EXPECT_EQ(text[2].number(), 1e-9);
  EXPECT_EQ(text[3].number(), 0);
  EXPECT_EQ(text[4].number(), 0);
  EXPECT_EQ(text[5].number(), 5e-324);
  EXPECT_EQ(errorOf("-1e400"), "JSON number out of range");
}

TEST(Text, MalformedNumbers) {
  EXPECT_EQ(errorOf("-"), "invalid JSON number");
  EXPECT_EQ(errorOf("-a"), "invalid JSON number");
  EXPECT_EQ(errorOf("01"), "leading zero in JSON number");
  EXPECT_EQ(errorOf("1."), "missing fraction digits in JSON number");
  EXPECT_EQ(errorOf("1e+"), "missing exponent digits in JSON number");
  EXPECT_EQ(errorOf("1e+-2"), "missing exponent digits in JSON number");
  EXPECT_EQ(errorOf("+1"), "unexpected character");
  EXPECT_EQ(errorOf(".5"), "unexpected character");
}

TEST(Text, MalformedValues) {
  EXPECT_EQ(errorOf(" "), "unexpected end");
  EXPECT_EQ(errorOf("tru"), "invalid JSON literal");
  EXPECT_EQ(errorOf("nullx"), "trailing characters after JSON value");
  EXPECT_EQ(errorOf("[1"), "unterminated JSON array");
  EXPECT_EQ(errorOf("[1 2]"), "expected ',' or ']' in JSON array");
  EXPECT_EQ(errorOf("[1,]"), "trailing comma in JSON array");
  EXPECT_EQ(errorOf("["), "unexpected end");
  EXPECT_EQ(errorOf("{"), "expected string key in JSON object");
  EXPECT_EQ(errorOf("{a:1}"), "expected string key in JSON object");
  EXPECT_EQ(errorOf("{\"a\" 1}"), "expected ':' after JSON object key");
  EXPECT_EQ(errorOf("{\"a\":1"), "unterminated JSON object");
  EXPECT_EQ(errorOf("{\"a\":1;"), "expected ',' or '}' in JSON object");
  EXPECT_EQ(errorOf("{\"a\":1,}"), "trailing comma in JSON object");
}

TEST(Text, MalformedStrings) {
  EXPECT_EQ(errorOf("\"a"), "unterminated JSON string");
  EXPECT_EQ(errorOf("\"a\\"), "unterminated escape in JSON string");
  EXPECT_EQ(errorOf("\"\n\""), "unescaped control character in JSON string");
  EXPECT_EQ(errorOf("\"\\x\""), "invalid escape in JSON string");
  EXPECT_EQ(errorOf("\"\\u12\""), "incomplete Unicode escape in JSON string");
  EXPECT_EQ(errorOf("\"\\u12g4\""), "invalid Unicode escape in JSON string");
  EXPECT_EQ(errorOf("\"\\uD800\""),
            "high surrogate without low surrogate in JSON string");
  EXPECT_EQ(errorOf("\"\\uD800\\u0041\""),
            "invalid low surrogate in JSON string");
  EXPECT_EQ(errorOf("\"\\uDC00\""), "unpaired low surrogate in JSON string");
}

TEST(Text, Nesting) {
  auto nested = [](size_t depth) {
    return std::string(depth, '[') + "0" + std::string(depth, ']');
  };
  EXPECT_EQ(errorOf(nested(kMaxDepth)), "");
  EXPECT_EQ(errorOf(nested(kMaxDepth + 1)),
            "maximum JSON nesting depth exceeded");
  EXPECT_EQ(errorOf(std::string(1 << 20, '[')),
            "maximum JSON nesting depth exceeded");
}

TEST(ParseString, StandsAnywhere) {
  std::string value = "x";
  uint64_t position = 3;
  EXPECT_EQ(parseString("[1,\"\\ud83d\\ude03\\/\\b\"]", position, value),
            nullptr);
  EXPECT_EQ(position, 21u);
  EXPECT_EQ(value, "x\xF0\x9F\x98\x83/\b");
  position = 99;
  EXPECT_STREQ(parseString("\"\"", position, value), "expected JSON string");
  EXPECT_EQ(position, 99u);
}

TEST(AppendString, Escapes) {
  EXPECT_EQ(quoted("a\"\\/\n\r\t\b\f\x01\x1f\x7f"),
            "\"a\\\"\\\\/\\n\\r\\t\\b\\f\\u0001\\u001f\x7f\"");
  EXPECT_EQ(quoted("<\xC3\xA9\xEF\xBF\xBD>"), "\"<\xC3\xA9\xEF\xBF\xBD>\"");
  EXPECT_EQ(quoted("\xE2\x82z\xFF"), "\"\\ufffd\\ufffdz\\ufffd\"");
}

} // namespace
} // namespace vo::rt::json
