#include "runtime/std/os/Paths.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

namespace vo::rt::os {
namespace {

TEST(Paths, BaseNames) {
  EXPECT_EQ(baseName("/a/b.txt"), "b.txt");
  EXPECT_EQ(baseName("b"), "b");
  EXPECT_EQ(baseName("/a/b//"), "b");
  EXPECT_EQ(baseName("/"), "/");
  EXPECT_EQ(baseName("//"), "/");
  EXPECT_EQ(baseName(""), "");
}

TEST(Paths, ModesThereAndBack) {
  EXPECT_EQ(fileMode(S_IFREG | 0640), 0640u);
  EXPECT_EQ(fileMode(S_IFDIR | 0755), 1u << 31 | 0755);
  EXPECT_EQ(fileMode(S_IFCHR | 0600), 1u << 26 | 1u << 21 | 0600);
  EXPECT_EQ(fileMode(S_IFREG | S_ISUID | S_ISVTX), 1u << 23 | 1u << 20);
  EXPECT_EQ(systemMode(1u << 31 | 1u << 23 | 0711), mode_t(S_ISUID | 0711));
  EXPECT_EQ(systemMode(1u << 22 | 1u << 20), mode_t(S_ISGID | S_ISVTX));
}

TEST(Paths, TemporaryNames) {
  std::vector<std::string> tried;
  std::string path;
  auto create = [&](const char *name) {
    tried.emplace_back(name);
    return tried.size() < 3 ? EEXIST : 0;
  };
  EXPECT_EQ(makeTemporary("/tmp/x", "a*b*c", path, create), 0);
  EXPECT_EQ(tried.size(), 3u);
  EXPECT_EQ(path, tried.back());
  EXPECT_TRUE(path.starts_with("/tmp/x/a*b") && path.ends_with("c")) << path;
  EXPECT_GT(path.size(), std::string("/tmp/x/a*bc").size());
  EXPECT_EQ(makeTemporary("/tmp/x/", "p", path, create), 0);
  EXPECT_TRUE(path.starts_with("/tmp/x/p")) << path;
  EXPECT_EQ(makeTemporary("", "a/b", path, create), EINVAL);
  EXPECT_EQ(makeTemporary("", "a\\b", path, create), EINVAL);
  EXPECT_EQ(makeTemporary("/", "x", path, [](const char *) { return EACCES; }),
            EACCES);
}

} // namespace
} // namespace vo::rt::os
