#include "runtime/std/path/Clean.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

namespace vo::rt {
namespace {

TEST(CleanPath, ByTextAlone) {
  EXPECT_EQ(cleanPath(""), ".");
  EXPECT_EQ(cleanPath("a//b/./c/"), "a/b/c");
  EXPECT_EQ(cleanPath("a/../.."), "..");
  EXPECT_EQ(cleanPath("../../a/.."), "../..");
  EXPECT_EQ(cleanPath("/../a"), "/a");
  EXPECT_EQ(cleanPath("/a/../"), "/");
  EXPECT_EQ(cleanPath("a/.."), ".");
  EXPECT_EQ(cleanPath("//"), "/");
}

class ResolveLinks : public testing::Test {
protected:
  ResolveLinks() {
    char name[] = "/tmp/vo-links-XXXXXX";
    folder = mkdtemp(name);
    char real[4096];
    folder = realpath(folder.c_str(), real);
    mkdir((folder + "/dir").c_str(), 0700);
    EXPECT_EQ(symlink("dir", (folder + "/relative").c_str()), 0);
    EXPECT_EQ(
        symlink((folder + "/dir").c_str(), (folder + "/absolute").c_str()), 0);
    EXPECT_EQ(symlink("../relative/..", (folder + "/dir/up").c_str()), 0);
    EXPECT_EQ(symlink("loop", (folder + "/loop").c_str()), 0);
  }
  ~ResolveLinks() override {
    for (const char *name : {"/dir/up", "/relative", "/absolute", "/loop"})
      unlink((folder + name).c_str());
    rmdir((folder + "/dir").c_str());
    rmdir(folder.c_str());
  }

  /// Below the folder, or the errno.
  std::string resolved(const std::string &path) {
    std::string result;
    int error = resolveLinks(folder + path, result);
    if (error)
      return std::to_string(error);
    return result.starts_with(folder) ? result.substr(folder.size()) : result;
  }

  std::string folder;
};

TEST_F(ResolveLinks, OfAllKinds) {
  EXPECT_EQ(resolved("/relative"), "/dir");
  EXPECT_EQ(resolved("/absolute/"), "/dir");
  EXPECT_EQ(resolved("/relative/up/absolute"), "/dir");
  EXPECT_EQ(resolved("/relative/up"), "");
  EXPECT_EQ(resolved("/loop"), std::to_string(ELOOP));
  EXPECT_EQ(resolved("/none"), std::to_string(ENOENT));
  EXPECT_EQ(resolved("/dir/../none/.."), std::to_string(ENOENT));
}

TEST_F(ResolveLinks, RelativePathsStayRelative) {
  char before[4096];
  ASSERT_NE(getcwd(before, sizeof before), nullptr);
  ASSERT_EQ(chdir(folder.c_str()), 0);
  std::string result;
  EXPECT_EQ(resolveLinks("relative/.", result), 0);
  EXPECT_EQ(result, "dir");
  EXPECT_EQ(resolveLinks("", result), 0);
  EXPECT_EQ(result, ".");
  ASSERT_EQ(chdir(before), 0);
}

} // namespace
} // namespace vo::rt
