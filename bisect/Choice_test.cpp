#include "bisect/Choice.h"

#include "gtest/gtest.h"

using namespace vo::bisect;

namespace {

bool contains(llvm::StringRef text, uint64_t hash) {
  return llvm::cantFail(Pattern::parse(text)).contains(hash);
}

TEST(Pattern, AllAndNone) {
  EXPECT_TRUE(Pattern().contains(7));
  EXPECT_TRUE(contains("all", 7));
  EXPECT_FALSE(contains("none", 7));
}

TEST(Pattern, LastTermDecides) {
  EXPECT_TRUE(contains("+01", 0b101));
  EXPECT_FALSE(contains("+01", 0b111));
  EXPECT_TRUE(contains("-01", 0b111));
  EXPECT_FALSE(contains("-01", 0b101));
  EXPECT_FALSE(contains("+1-11", 0b11));
  EXPECT_TRUE(contains("+1-11+011", 0b11));
  EXPECT_FALSE(contains("+1-11+011", 0b111));
  EXPECT_TRUE(contains("+", 0));
  EXPECT_FALSE(contains("-", 0));
}

TEST(Pattern, WholeHashes) {
  constexpr uint64_t kHash = 0xfedcba9876543210;
  EXPECT_TRUE(contains("+xfedcba9876543210", kHash));
  EXPECT_FALSE(contains("+xfedcba9876543210", kHash ^ (uint64_t{1} << 63)));
  EXPECT_FALSE(contains("+0-xfedcba9876543210", kHash));
  EXPECT_TRUE(contains("+" + std::string(64, '0'), 0));
  EXPECT_FALSE(contains("+" + std::string(64, '0'), uint64_t{1} << 63));
}

TEST(Pattern, Refused) {
  for (llvm::StringRef text :
       {"", "0", "+2", "+x12", "all+0", "+xfedcba987654321g", "+0 -1", "++x"}) {
    auto pattern = Pattern::parse(text);
    EXPECT_FALSE(bool(pattern)) << text.str();
    llvm::consumeError(pattern.takeError());
  }
  auto tooLong = Pattern::parse("+" + std::string(65, '0'));
  EXPECT_FALSE(bool(tooLong));
  llvm::consumeError(tooLong.takeError());
}

TEST(Choice, LogsWhatIsDone) {
  std::string text;
  Choice choice({}, std::make_unique<llvm::raw_string_ostream>(text));
  EXPECT_TRUE(choice.choose("pass", "a.vo:1:2 op"));
  EXPECT_TRUE(choice.choose("pass", "a.vo:1:2 op"));
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(text).split(lines, '\n', -1, /*KeepEmpty=*/false);
  ASSERT_EQ(lines.size(), 2u);
  auto first = parseRewrite(lines[0]), second = parseRewrite(lines[1]);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->pass, "pass");
  EXPECT_EQ(first->site, "a.vo:1:2 op");
  EXPECT_EQ(second->site, "a.vo:1:2 op #2");
  EXPECT_NE(first->hash, second->hash);
  EXPECT_EQ(format(*first), lines[0]);

  // Alone, the second is still the second.
  std::string later;
  Choice one(
      llvm::cantFail(Pattern::parse("+x" + lines[1].split('\t').first.str())),
      std::make_unique<llvm::raw_string_ostream>(later));
  EXPECT_FALSE(one.choose("pass", "a.vo:1:2 op"));
  EXPECT_FALSE(one.choose("other", "a.vo:1:2 op"));
  EXPECT_TRUE(one.choose("pass", "a.vo:1:2 op"));
  EXPECT_EQ(llvm::StringRef(later).rtrim(), lines[1]);
}

TEST(Choice, NoLines) {
  for (llvm::StringRef line :
       {"", "a\tb", "0123456789abcdef\tpass", "0123456789abcdeg\tpass\tsite",
        "0123456789abcdef\tpass\tsite\tmore"})
    EXPECT_FALSE(parseRewrite(line)) << line.str();
}

} // namespace
