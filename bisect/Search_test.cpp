#include "bisect/Search.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"
#include "gtest/gtest.h"

#include <set>

using namespace vo::bisect;

namespace {

/// A program with `count` rewrites that fails when one of `culprits`, sets of
/// numbers, is done completely.
struct Program {
  unsigned count;
  std::vector<std::set<unsigned>> culprits;
  /// Rewrites that exist only while another one is not done.
  std::map<unsigned, unsigned> hidden = {};
  unsigned runs = 0;

  static uint64_t hashOf(unsigned number) {
    return llvm::xxh3_64bits("rewrite " + std::to_string(number));
  }

  llvm::Expected<Run> operator()(llvm::StringRef text) {
    ++runs;
    Pattern pattern = llvm::cantFail(Pattern::parse(text));
    std::set<unsigned> done;
    for (unsigned i = 0; i < count; ++i)
      if (auto by = hidden.find(i);
          by == hidden.end() || !done.count(by->second))
        if (pattern.contains(hashOf(i)))
          done.insert(i);
    Run run;
    for (unsigned i : done)
      run.rewrites.push_back({hashOf(i), "pass", std::to_string(i)});
    run.fails = llvm::any_of(culprits, [&](const std::set<unsigned> &set) {
      return std::includes(done.begin(), done.end(), set.begin(), set.end());
    });
    return run;
  }

  std::set<unsigned> find() {
    auto found = findGuilty(*this);
    std::set<unsigned> numbers;
    if (!found) {
      ADD_FAILURE() << llvm::toString(found.takeError());
      return numbers;
    }
    for (const Rewrite &rewrite : *found)
      numbers.insert(std::stoi(rewrite.site));
    auto alone = (*this)(patternOf(*found));
    EXPECT_TRUE(llvm::cantFail(std::move(alone)).fails);
    return numbers;
  }

  std::string error() {
    auto found = findGuilty(*this);
    return found ? "" : llvm::toString(found.takeError());
  }
};

using Set = std::set<unsigned>;

TEST(Search, One) {
  for (unsigned guilty : {0u, 17u, 999u}) {
    Program program{1000, {{guilty}}};
    EXPECT_EQ(program.find(), Set{guilty});
    EXPECT_LE(program.runs, 2 * 2 * 10u);
  }
  Program alone{1, {{0}}};
  EXPECT_EQ(alone.find(), Set{0});
}

TEST(Search, Several) {
  for (Set guilty : {Set{3, 4}, Set{1, 500, 998}, Set{10, 11, 12, 13, 14}}) {
    Program program{1000, {guilty}};
    EXPECT_EQ(program.find(), guilty);
    EXPECT_LE(program.runs, 2 * guilty.size() * 16 + 4);
  }
}

TEST(Search, OneOfTwoReasons) {
  Program program{200, {{5, 90}, {120}}};
  Set found = program.find();
  EXPECT_TRUE(found == Set({5, 90}) || found == Set{120});
}

TEST(Search, RewritesThatOthersHide) {
  // 7 is possible only as long as 3 is not done, so that the failing run with
  // everything does not show it.
  Program program{100, {{3}, {7}}, {{7, 3}}};
  Set found = program.find();
  EXPECT_TRUE(found == Set{3} || found == Set{7});
}

TEST(Search, NothingToFind) {
  EXPECT_EQ((Program{10, {}}.error()), "it does not fail with all rewrites");
  EXPECT_EQ((Program{10, {{}}}.error()),
            "it fails without any rewrite, too: no optimization is to blame");
}

TEST(Search, RunsThatDiffer) {
  // Fails every time but the second, whatever is done.
  unsigned runs = 0;
  auto found =
      findGuilty([&](llvm::StringRef) -> llvm::Expected<vo::bisect::Run> {
        return vo::bisect::Run{runs++ != 1, {}};
      });
  ASSERT_FALSE(bool(found));
  EXPECT_NE(llvm::toString(found.takeError()).find("end differently"),
            std::string::npos);
}

TEST(Search, PassesErrorsOn) {
  auto found =
      findGuilty([](llvm::StringRef) -> llvm::Expected<vo::bisect::Run> {
        return llvm::createStringError("cannot start");
      });
  EXPECT_EQ(llvm::toString(found.takeError()), "cannot start");
}

} // namespace
