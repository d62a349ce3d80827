//===- NamesTest.cpp - Identifiers, paths, identities ---------------------===//

#include "bytecode/verify/names/Names.h"
#include "bytecode/verify/names/Unicode.h"

#include <gtest/gtest.h>
#include <string>

using namespace vo::bc::verify;

TEST(Names, Declarations) {
  for (std::string_view good : {"x", "X1", "_x", "été", "变量", "x２", "funcs"})
    EXPECT_TRUE(isDeclarationName(good)) << good;
  for (std::string_view bad : {"", "_", "1x", "a-b", "func", "errdefer", "x²",
                               "\xFF", "a\xC3", "a b", "island"})
    EXPECT_FALSE(isDeclarationName(bad)) << bad;
}

TEST(Names, Exported) {
  for (std::string_view good : {"A", "Étude", "Ⅰtem", "Ω"})
    EXPECT_TRUE(isExportedName(good)) << good;
  for (std::string_view bad : {"", "a", "_A", "étude", "ⅰtem", "变", "\xFF"})
    EXPECT_FALSE(isExportedName(bad)) << bad;
}

TEST(Names, PackagePaths) {
  for (std::string_view good :
       {"main", "encoding/json", "local/app", "local/app/sub", "a_b",
        "github.com/acme/tools", "github.com/acme/tools/v2/x", "图形"})
    EXPECT_TRUE(isPackagePath(good)) << good;
  for (std::string_view bad : {"",
                               "/",
                               "a/",
                               "/a",
                               "a//b",
                               "std",
                               "std/os",
                               "local",
                               "local/",
                               "local/App",
                               "github.com",
                               "github.com/acme",
                               "GitHub.com/acme/x",
                               "github.com/Acme/x",
                               "a/../b",
                               "a/.",
                               "a\\b",
                               "a@b",
                               "a:b",
                               "con",
                               "x/COM1.txt",
                               "lpt²",
                               " a",
                               "a ",
                               "a.",
                               "a\x01",
                               "-a.com/b/c"})
    EXPECT_FALSE(isPackagePath(bad)) << bad;
  EXPECT_FALSE(isPackagePath(std::string(256, 'a')));
  EXPECT_TRUE(isPackagePath(std::string(255, 'a')));
}

TEST(Names, TypeIdentities) {
  for (std::string_view good :
       {"error", "main.Point", "github.com/acme/x.T",
        "main@local:6d61696e2e766f:42.T", "main@local:6d61696e2e766f:0.t"})
    EXPECT_TRUE(isNamedTypeIdentity(good)) << good;
  for (std::string_view bad :
       {"", "Point", "main.", ".Point", "main._", "main.func", "std/os.File",
        "main@local:6d61696e2e766f:042.T", "main@local:6d61696e2e766f.T",
        "main@local:6D61696E2E766F:1.T", "main@local:6d61696e:1.T",
        "main@local:6d61696e2e766f:4294967296.T", "@local:6d2e766f:1.T",
        "main@local:2f2e766f:1.T", "main@local::1.T"})
    EXPECT_FALSE(isNamedTypeIdentity(bad)) << bad;
}

TEST(Names, MethodKeys) {
  for (std::string_view good : {"Get", "main.get", "github.com/a/b._x"})
    EXPECT_TRUE(isMethodKey(good)) << good;
  for (std::string_view bad : {"get", "main.Get", "main.", "_", "std/x.get"})
    EXPECT_FALSE(isMethodKey(bad)) << bad;
}

TEST(Names, Externs) {
  std::string name = externName("encoding/json", "Marshal");
  EXPECT_EQ(name, "vo1:13:encoding/json:7:Marshal");
  auto key = parseExternName(name);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->package, "encoding/json");
  EXPECT_EQ(key->function, "Marshal");
  EXPECT_TRUE(parseExternName("vo1:24:github.com/acme/x/图形:6:绘制"));
  for (std::string_view bad :
       {"vo_copy", "vo1:", "vo1:4:math", "vo1:4:math:", "vo1:4:math:4:",
        "vo1:4:math:4:Sqr", "vo1:4:math:3:Sqrt", "vo1:04:math:4:Sqrt",
        "vo1:4:math:0:", "vo1:4:math:1:_", "vo1:3:std:1:F", "vo1:-4:math:1:F",
        "vo2:4:math:4:Sqrt", "vo1:99999999999999999999:a:1:F"})
    EXPECT_FALSE(parseExternName(bad)) << bad;
  std::string longName = "vo1:4:math:4090:" + std::string(4090, 'x');
  EXPECT_FALSE(parseExternName(longName));
}

TEST(Names, Utf8) {
  auto whole = [](std::string_view text) {
    while (!text.empty())
      if (!takeCharacter(text))
        return false;
    return true;
  };
  EXPECT_TRUE(whole("aé变\U0001F600"));
  for (std::string_view bad :
       {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF8", "\xE4\xB8"})
    EXPECT_FALSE(whole(bad));
}
