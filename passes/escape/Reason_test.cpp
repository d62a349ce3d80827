//===- Reason_test.cpp - docs/escape.md lists the codes -------------------===//

#include "passes/escape/Reason.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

using namespace vo::passes;

namespace {

/// The page's section on reasons.
std::string section() {
  std::ifstream file("docs/escape.md");
  std::stringstream page;
  page << file.rdbuf();
  std::string text = page.str();
  size_t begin = text.find("\n## Reasons\n");
  if (begin == text.npos)
    return {};
  return text.substr(begin, text.find("\n## ", begin + 1) - begin);
}

TEST(Reason, PageListsTheTable) {
  std::string rows = "| Code | The object |\n|---|---|\n";
#define VO_REASON(name, code, text) rows += "| `" code "` | " text " |\n";
#include "passes/escape/Reasons.def"
  std::string page = section();
  ASSERT_FALSE(page.empty()) << "docs/escape.md has no section 'Reasons'";
  EXPECT_NE(page.find("\n\n" + rows + "\n"), page.npos)
      << "docs/escape.md should have this table:\n\n"
      << rows;
}

TEST(Reason, CodesAreUnique) {
  std::set<std::string> codes;
#define VO_REASON(name, code, text)                                            \
  EXPECT_TRUE(codes.insert(code).second) << code;                              \
  EXPECT_EQ(codeOf(Reason::name), code);                                       \
  EXPECT_EQ(textOf(Reason::name), text);
#include "passes/escape/Reasons.def"
}

TEST(Reason, EscapesHaveTheirCodes) {
  EXPECT_EQ(stringifyEscape(Escape::None), "none");
#define VO_REASON(name, code, text)
#define VO_ESCAPE(name, code, text)                                            \
  EXPECT_EQ(stringifyEscape(Escape::name), code);
#include "passes/escape/Reasons.def"
}

} // namespace
