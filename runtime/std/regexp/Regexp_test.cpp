#include "runtime/std/regexp/Regexp.h"

#include <gtest/gtest.h>

namespace vo::rt::regexp {
namespace {

using Texts = std::vector<std::string>;

std::shared_ptr<const Expression> expression(std::string_view pattern) {
  auto made = Expression::of(pattern);
  EXPECT_TRUE(made) << pattern;
  return made;
}

Texts allOf(std::string_view pattern, std::string_view text,
            int64_t limit = -1) {
  Texts found;
  for (const Match &match : expression(pattern)->findAll(text, limit))
    found.emplace_back(text.substr(size_t(match[0].start),
                                   size_t(match[0].end - match[0].start)));
  return found;
}

TEST(Regexp, Patterns) {
  EXPECT_FALSE(Expression::of("("));
  EXPECT_FALSE(Expression::of("a**"));
  EXPECT_FALSE(Expression::of("(?=x)"));
  EXPECT_EQ(expression("a"), expression("a")); // kept
  EXPECT_EQ(expression("(a)(?P<n>b)")->names(), (Texts{"", "", "n"}));
}

TEST(Regexp, Groups) {
  auto match = expression("(a)|(b)")->find("xb");
  ASSERT_TRUE(match);
  ASSERT_EQ(match->size(), 3u);
  EXPECT_EQ((*match)[0].start, 1);
  EXPECT_EQ((*match)[1].start, -1);
  EXPECT_EQ((*match)[2].end, 2);
  EXPECT_FALSE(expression("y")->find(""));
  EXPECT_TRUE(expression("")->find(std::string_view()));
}

// What follows is what Go's package does.
TEST(Regexp, MatchesOfNothing) {
  EXPECT_EQ(allOf("a*", "baac"), (Texts{"", "aa", ""}));
  EXPECT_EQ(allOf("a*", ""), (Texts{""}));
  EXPECT_EQ(allOf("", "\xCE\xBBx"), (Texts{"", "", ""}));
  EXPECT_EQ(allOf("a", "aaa", 2), (Texts{"a", "a"}));
  EXPECT_EQ(allOf("a", "aaa", 0), Texts{});
}

TEST(Regexp, Replaces) {
  auto replace = [](const char *pattern, const char *text, const char *with,
                    bool expand = true) {
    return expression(pattern)->replaceAll(text, with, expand);
  };
  EXPECT_EQ(replace("a(x*)b", "-ab-axxb-", "T"), "-T-T-");
  EXPECT_EQ(replace("a(x*)b", "-ab-axxb-", "$1"), "--xx-");
  EXPECT_EQ(replace("a(x*)b", "-ab-axxb-", "$1W"), "---");
  EXPECT_EQ(replace("a(x*)b", "-ab-axxb-", "${1}W"), "-W-xxW-");
  EXPECT_EQ(replace("a(?P<n>x*)b", "-axxb-", "[$n]$$${x$"), "-[xx]$${x$-");
  EXPECT_EQ(replace("a(x*)b", "-ab-", "$1", false), "-$1-");
  EXPECT_EQ(replace("a*", "baac", "X"), "XbXcX");
  EXPECT_EQ(replace("", "\xCE\xBBx", "-"), "-\xCE\xBB-x-");
  EXPECT_EQ(replace("x", "", "y"), "");
  EXPECT_EQ(replace("^", "ab", "$99999999999"), "ab");
}

TEST(Regexp, Splits) {
  auto split = [](const char *pattern, const char *text, int64_t limit = -1) {
    return expression(pattern)->split(text, limit);
  };
  EXPECT_EQ(split("a", "banana"), (Texts{"b", "n", "n", ""}));
  EXPECT_EQ(split("a", "banana", 0), Texts{});
  EXPECT_EQ(split("a", "banana", 1), (Texts{"banana"}));
  EXPECT_EQ(split("a", "banana", 2), (Texts{"b", "nana"}));
  EXPECT_EQ(split("z*", "pizza"), (Texts{"p", "i", "a"}));
  EXPECT_EQ(split("x", ""), (Texts{""}));
  EXPECT_EQ(split("", "abc"), (Texts{"a", "b", "c"}));
}

TEST(Regexp, Quotes) {
  EXPECT_EQ(quoteMeta("a.b*[c]\\"), "a\\.b\\*\\[c\\]\\\\");
  EXPECT_TRUE(expression(quoteMeta("1+1=$2^"))->matches("1+1=$2^"));
}

} // namespace
} // namespace vo::rt::regexp
