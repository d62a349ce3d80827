#include "frontend/syntax/Literals.h"

#include "frontend/syntax/Unicode.h"

#include <gtest/gtest.h>

using namespace vo::fe;

TEST(Literals, DecodesStrings) {
  EXPECT_EQ(decodeString("\"\""), "");
  EXPECT_EQ(decodeString("\"plain 世界\""), "plain 世界");
  EXPECT_EQ(decodeString(R"("\a\b\f\n\r\t\v\\\'\"")"), "\a\b\f\n\r\t\v\\'\"");
  EXPECT_EQ(decodeString(R"("a\u4e16b\U0001F600")"), "a世b😀");
  EXPECT_EQ(decodeString(R"("a\000b")"), std::string("a\0b", 3));
}

TEST(Literals, ByteEscapesAreCodePoints) {
  EXPECT_EQ(decodeString(R"("\xff")"), "ÿ");
  EXPECT_EQ(decodeString(R"("\377")"), "ÿ");
  EXPECT_EQ(decodeString(R"("\x41\101")"), "AA");
}

TEST(Literals, KeepsRawStrings) {
  EXPECT_EQ(decodeString("`a\\n\r\n\"b\"`"), "a\\n\r\n\"b\"");
}

TEST(Literals, DecodesRunes) {
  EXPECT_EQ(decodeRune("'a'"), uint32_t('a'));
  EXPECT_EQ(decodeRune("'世'"), 0x4e16u);
  EXPECT_EQ(decodeRune("'\\''"), uint32_t('\''));
  EXPECT_EQ(decodeRune("'\\xff'"), 0xffu);
  EXPECT_EQ(decodeRune("'\\U0010FFFF'"), 0x10ffffu);
}

TEST(Literals, SurvivesBrokenOnes) {
  EXPECT_EQ(decodeString(""), "");
  EXPECT_EQ(decodeString("\""), "");
  EXPECT_EQ(decodeString(R"("a\qb\uD800c\400d\x1")"), "abcd");
  EXPECT_EQ(decodeRune("''"), 0u);
  EXPECT_EQ(decodeRune("'\\"), 0u);
  EXPECT_EQ(decodeRune("'\\uDFFF'"), 0u);
}

TEST(Unicode, DecodesWellFormedSequencesOnly) {
  EXPECT_EQ(decodeUtf8("é").codePoint, 0xe9u);
  EXPECT_EQ(decodeUtf8("é").length, 2u);
  for (const char *text : {"\xff", "\xc3", "\xed\xa0\x80", "\xc0\x80", "\x80"})
    EXPECT_EQ(decodeUtf8(text).codePoint, 0xFFFFFFFFu);
}
