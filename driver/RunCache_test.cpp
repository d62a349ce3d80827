//===- RunCache_test.cpp - Entries that are found, missed and damaged ------===//

#include "driver/RunCache.h"

#include "driver/Diagnostics.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include "gtest/gtest.h"

#include <fcntl.h>
#include <unistd.h>

namespace fs = llvm::sys::fs;
using llvm::StringRef;

namespace vo::driver {
namespace {

class RunCacheTest : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(fs::createUniqueDirectory("vo-run-cache", folder));
    setenv("VO_CACHE", inFolder("cache").c_str(), 1);
    // The key looks at its stamp only.
    std::string archive = inFolder("runtime.a");
    write(archive, "runtime");
    setenv("VO_RUNTIME_LIB", archive.c_str(), 1);
  }
  void TearDown() override {
    unsetenv("VO_CACHE");
    unsetenv("VO_RUNTIME_LIB");
    EXPECT_FALSE(fs::remove_directories(folder));
  }

  std::string inFolder(StringRef name) const {
    llvm::SmallString<128> path(folder);
    llvm::sys::path::append(path, name);
    return path.str().str();
  }

  static void write(StringRef path, StringRef text) {
    std::error_code error;
    llvm::raw_fd_ostream os(path, error);
    ASSERT_FALSE(error);
    os << text;
  }

  static bc::Module module(std::string name) {
    bc::Module made;
    made.name = std::move(name);
    return made;
  }

  /// Fills an entry with some text.
  static bool fill(const RunCache &cache, StringRef path,
                   StringRef text = "a program") {
    return !llvm::errorToBool(cache.fill(path, [&](StringRef temporary) {
      write(temporary, text);
      return llvm::Error::success();
    }));
  }

  /// Makes an entry look as if it was used last at that second.
  static void usedAt(StringRef path, time_t seconds) {
    int file = open(path.str().c_str(), O_RDONLY);
    EXPECT_FALSE(fs::setLastAccessAndModificationTime(
        file, llvm::sys::toTimePoint(seconds)));
    close(file);
  }

  std::vector<std::string> entries() const {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(inFolder("cache"), error), end;
         entry != end && !error; entry.increment(error))
      if (StringRef name = llvm::sys::path::filename(entry->path());
          name != "llvmcache.timestamp")
        names.push_back(name.str());
    return names;
  }

  llvm::SmallString<128> folder;
};

TEST_F(RunCacheTest, CanBeTurnedOff) {
  EXPECT_TRUE(RunCache::open());
  setenv("VO_CACHE", "off", 1);
  EXPECT_FALSE(RunCache::open());
  setenv("VO_CACHE", "", 1);
  EXPECT_FALSE(RunCache::open());
}

TEST_F(RunCacheTest, IsBelowTheUsersCacheByDefault) {
  unsetenv("VO_CACHE");
  setenv("XDG_CACHE_HOME", inFolder("xdg").c_str(), 1);
  auto cache = RunCache::open();
  unsetenv("XDG_CACHE_HOME");
  ASSERT_TRUE(cache);
  EXPECT_TRUE(fs::is_directory(inFolder("xdg/voc")));
}

TEST_F(RunCacheTest, PlacesThatCannotBeWrittenAreNoError) {
  write(inFolder("file"), "");
  setenv("VO_CACHE", inFolder("file/cache").c_str(), 1);
  EXPECT_FALSE(RunCache::open());
  setenv("VO_CACHE", "/proc/no-such-folder", 1);
  EXPECT_FALSE(RunCache::open());
}

TEST_F(RunCacheTest, TheKeyIsEverythingThatGoesIn) {
  auto cache = RunCache::open();
  ASSERT_TRUE(cache);
  auto path = cache->pathFor(module("a"), "-O2");
  ASSERT_TRUE(path);
  EXPECT_EQ(path, cache->pathFor(module("a"), "-O2"));
  EXPECT_NE(path, cache->pathFor(module("b"), "-O2"));
  EXPECT_NE(path, cache->pathFor(module("a"), "-O3"));
  write(inFolder("runtime.a"), "another runtime");
  EXPECT_NE(path, cache->pathFor(module("a"), "-O2"));
}

TEST_F(RunCacheTest, WithoutARuntimeThereIsNoKey) {
  setenv("VO_RUNTIME_LIB", inFolder("nothing").c_str(), 1);
  auto cache = RunCache::open();
  ASSERT_TRUE(cache);
  EXPECT_FALSE(cache->pathFor(module("a"), ""));
}

TEST_F(RunCacheTest, KeepsWhatItWasFilledWith) {
  auto cache = RunCache::open();
  ASSERT_TRUE(cache);
  auto path = cache->pathFor(module("a"), "");
  ASSERT_TRUE(path);
  EXPECT_FALSE(cache->use(*path));
  EXPECT_TRUE(fill(*cache, *path));
  EXPECT_TRUE(cache->use(*path));
  EXPECT_TRUE(RunCache::open()->use(*path));
  EXPECT_EQ(entries().size(), 1u);
  // Filled twice, as by two runs at once.
  EXPECT_TRUE(fill(*cache, *path));
  EXPECT_TRUE(cache->use(*path));
  EXPECT_EQ(entries().size(), 1u);
}

TEST_F(RunCacheTest, UseMarksTheTime) {
  auto cache = RunCache::open();
  ASSERT_TRUE(cache);
  std::string path = inFolder("cache/llvmcache-entry");
  ASSERT_TRUE(fill(*cache, path));
  int file = open(path.c_str(), O_RDONLY);
  ASSERT_FALSE(
      fs::setLastAccessAndModificationTime(file, llvm::sys::toTimePoint(1000)));
  ASSERT_TRUE(cache->use(path));
  fs::file_status status;
  ASSERT_FALSE(fs::status(file, status));
  close(file);
  EXPECT_GT(llvm::sys::toTimeT(status.getLastModificationTime()), 1000);
}

TEST_F(RunCacheTest, FailuresLeaveNothing) {
  auto cache = RunCache::open();
  ASSERT_TRUE(cache);
  std::string path = inFolder("cache/llvmcache-entry");
  llvm::Error error = cache->fill(path, [](StringRef temporary) {
    write(temporary, "half of");
    return failure("no more");
  });
  EXPECT_EQ(llvm::toString(std::move(error)), "no more");
  EXPECT_FALSE(cache->use(path));
  EXPECT_TRUE(entries().empty());
}

TEST_F(RunCacheTest, DamagedEntriesAreMadeAgain) {
  auto cache = RunCache::open();
  ASSERT_TRUE(cache);
  std::string path = inFolder("cache/llvmcache-entry");
  ASSERT_TRUE(fill(*cache, path));
  uint64_t size = 0;
  ASSERT_FALSE(fs::file_size(path, size));
  for (uint64_t shorter : {uint64_t(0), uint64_t(8), size / 2, size - 1}) {
    ASSERT_EQ(truncate(path.c_str(), off_t(shorter)), 0);
    EXPECT_FALSE(cache->use(path)) << shorter;
    // What was cut off may come back as zeros.
    ASSERT_EQ(truncate(path.c_str(), off_t(size)), 0);
    EXPECT_FALSE(cache->use(path)) << shorter;
  }
  ASSERT_TRUE(fill(*cache, path));
  EXPECT_TRUE(cache->use(path));
  ASSERT_FALSE(fs::remove(path));
  ASSERT_FALSE(fs::create_directory(path));
  EXPECT_FALSE(cache->use(path));
}

TEST_F(RunCacheTest, TheLeastRecentlyUsedGoWhenItIsFull) {
  // An entry is the text and a seal of 16 bytes.
  auto cache = RunCache::open(uint64_t{3} * 1016);
  ASSERT_TRUE(cache);
  std::string text(1000, 'x');
  auto entry = [&](StringRef name) {
    return inFolder(("cache/llvmcache-" + name).str());
  };
  for (StringRef name : {"a", "b", "c"})
    ASSERT_TRUE(fill(*cache, entry(name), text));
  time_t now = time(nullptr);
  usedAt(entry("a"), now - 30);
  usedAt(entry("b"), now - 60);
  usedAt(entry("c"), now - 20);
  EXPECT_EQ(cache->usage().entries, 3u);
  ASSERT_TRUE(fill(*cache, entry("d"), text));
  EXPECT_FALSE(cache->use(entry("b")));
  EXPECT_TRUE(cache->use(entry("a"))); // which makes c the oldest
  ASSERT_TRUE(fill(*cache, entry("e"), text));
  EXPECT_FALSE(cache->use(entry("c")));
  EXPECT_TRUE(cache->use(entry("a")));
  EXPECT_EQ(cache->usage().entries, 3u);
  EXPECT_EQ(cache->usage().bytes, 3u * 1016);
  // What is larger than the limit is alone until the next one comes.
  ASSERT_TRUE(fill(*cache, entry("large"), std::string(5000, 'x')));
  EXPECT_TRUE(cache->use(entry("large")));
  usedAt(entry("large"), now - 10);
  ASSERT_TRUE(fill(*cache, entry("f"), text));
  EXPECT_FALSE(cache->use(entry("large")));
  EXPECT_TRUE(cache->use(entry("f")));
}

TEST_F(RunCacheTest, ForgetsWhatNobodyUsedForAMonth) {
  auto cache = RunCache::open();
  ASSERT_TRUE(cache);
  std::string old = inFolder("cache/llvmcache-old");
  ASSERT_TRUE(fill(*cache, old));
  usedAt(old, time(nullptr) - time_t{31} * 24 * 3600);
  ASSERT_TRUE(fill(*cache, inFolder("cache/llvmcache-new")));
  EXPECT_FALSE(cache->use(old));
  EXPECT_EQ(cache->usage().entries, 1u);
}

TEST_F(RunCacheTest, ClearingLeavesOtherFiles) {
  auto cache = RunCache::open();
  ASSERT_TRUE(cache);
  EXPECT_EQ(cache->usage().entries, 0u);
  ASSERT_TRUE(fill(*cache, inFolder("cache/llvmcache-a")));
  ASSERT_TRUE(fill(*cache, inFolder("cache/llvmcache-b")));
  write(inFolder("cache/mine"), "not an entry");
  auto removed = cache->clear();
  ASSERT_TRUE(bool(removed));
  EXPECT_EQ(removed->entries, 2u);
  EXPECT_EQ(removed->bytes, 2 * (9u + 16u));
  EXPECT_EQ(cache->usage().entries, 0u);
  EXPECT_EQ(entries(), std::vector<std::string>{"mine"});
}

TEST_F(RunCacheTest, TheLimitIsASize) {
  auto limit = [](const char *text) -> std::optional<uint64_t> {
    setenv("VO_CACHE_SIZE", text, 1);
    auto limit = RunCache::limitFromEnvironment();
    unsetenv("VO_CACHE_SIZE");
    if (limit)
      return *limit;
    EXPECT_EQ(llvm::toString(limit.takeError()),
              std::string("VO_CACHE_SIZE is not a size such as 100M: ") + text);
    return std::nullopt;
  };
  EXPECT_EQ(limit(""), RunCache::defaultLimit);
  EXPECT_EQ(limit("0"), 0u);
  EXPECT_EQ(limit("1000"), 1000u);
  EXPECT_EQ(limit("3K"), 3072u);
  EXPECT_EQ(limit("2M"), 2u << 20);
  EXPECT_EQ(limit("1G"), 1u << 30);
  for (const char *text : {"M", "-1", "1T", "1MB", "1 M", "20000000000000G",
                           "99999999999999999999"})
    EXPECT_EQ(limit(text), std::nullopt) << text;
  EXPECT_FALSE(RunCache::open(0));
}

} // namespace
} // namespace vo::driver
