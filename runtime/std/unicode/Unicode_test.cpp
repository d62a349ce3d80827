#include "runtime/std/unicode/Unicode.h"

#include "runtime/std/Natives.h"

#include <gtest/gtest.h>

#include <map>

namespace vo::rt::unicode {
namespace {

TEST(Unicode, CategoriesCoverAllCodePoints) {
  std::map<Category, int> counts;
  for (uint32_t rune = 0; rune < 0x110000; ++rune)
    ++counts[categoryOf(rune)];
  // Of UnicodeData.txt, version 16.
  EXPECT_EQ(counts[Category::Lu], 1858);
  EXPECT_EQ(counts[Category::Ll], 2258);
  EXPECT_EQ(counts[Category::Lt], 31);
  EXPECT_EQ(counts[Category::Nd], 760);
  EXPECT_EQ(counts[Category::Cc], 65);
  EXPECT_EQ(counts[Category::Cs], 2048);
  EXPECT_EQ(counts[Category::Zs], 17);
}

TEST(Unicode, CategoriesAtBorders) {
  EXPECT_EQ(categoryOf('a'), Category::Ll);
  EXPECT_EQ(categoryOf('z'), Category::Ll);
  EXPECT_EQ(categoryOf('{'), Category::Ps);
  EXPECT_EQ(categoryOf(0), Category::Cc);
  EXPECT_EQ(categoryOf(0x4E00), Category::Lo); // first and last of a range
  EXPECT_EQ(categoryOf(0x9FFF), Category::Lo);
  EXPECT_EQ(categoryOf(0x10FFFF), Category::Cn);
  EXPECT_EQ(categoryOf(0x110000), Category::Cn);
  EXPECT_EQ(categoryOf(~uint64_t{0}), Category::Cn);
}

TEST(Unicode, Cases) {
  EXPECT_EQ(toUpper('q'), uint32_t{'Q'});
  EXPECT_EQ(toLower('['), uint32_t{'['});
  EXPECT_EQ(toUpper(0xE9), 0xC9u);          // é
  EXPECT_EQ(toUpper(0xDF), 0xDFu);          // ß has no simple one
  EXPECT_EQ(toLower(0x130), uint32_t{'i'}); // İ
  EXPECT_EQ(toUpper(0x101), 0x100u);        // of interleaved runs
  EXPECT_EQ(toLower(0x100), 0x101u);
  EXPECT_EQ(toTitle(0x1C6), 0x1C5u); // dž
  EXPECT_EQ(toUpper(0x1C5), 0x1C4u);
  EXPECT_EQ(toLower(0x1E921), 0x1E943u);
  EXPECT_EQ(toLower(0x110000), 0x110000u);
}

TEST(Unicode, EveryFoldIsACircle) {
  EXPECT_EQ(nextFold('K'), uint32_t{'k'});
  EXPECT_EQ(nextFold('k'), 0x212Au);
  EXPECT_EQ(nextFold(0x212A), uint32_t{'K'});
  EXPECT_EQ(nextFold('1'), uint32_t{'1'});
  for (uint32_t rune = 0; rune < 0x110000; ++rune) {
    uint32_t at = rune, least = rune, steps = 0, descents = 0;
    do {
      uint32_t next = nextFold(at);
      descents += next <= at;
      least = std::min(least, next);
      at = next;
    } while (at != rune && ++steps < 8);
    ASSERT_EQ(at, rune) << rune;
    ASSERT_EQ(descents, 1u) << rune; // ascending but for one step
  }
}

TEST(Unicode, SameFold) {
  EXPECT_TRUE(sameFold(0x3A3, 0x3C2)); // sigmas
  EXPECT_TRUE(sameFold('s', 0x17F));
  EXPECT_FALSE(sameFold('a', 'b'));
}

TEST(Unicode, Natives) {
  EXPECT_EQ(vo_std_unicode_IsUpper('A', nullptr), 1);
  EXPECT_EQ(vo_std_unicode_IsUpper('a', nullptr), 0);
  EXPECT_EQ(vo_std_unicode_IsPrint(0xA0, nullptr), 0);
  EXPECT_EQ(vo_std_unicode_IsGraphic(0xA0, nullptr), 1);
  EXPECT_EQ(vo_std_unicode_IsSpace(-1, nullptr), 0);
  EXPECT_EQ(vo_std_unicode_IsLetter(-1, nullptr), 0);
  EXPECT_EQ(vo_std_unicode_ToUpper(-5, nullptr), -5);
  EXPECT_EQ(vo_std_unicode_SimpleFold(0x110000, nullptr), 0x110000);
  EXPECT_EQ(vo_std_unicode_IsControl(0x9F, nullptr), 1);
}

} // namespace
} // namespace vo::rt::unicode
