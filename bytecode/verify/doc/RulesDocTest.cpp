//===- RulesDocTest.cpp - docs/verifier.md is up to date ------------------===//

#include "bytecode/verify/doc/RulesDoc.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

TEST(RulesDoc, IsUpToDate) {
  std::ifstream file("docs/verifier.md");
  ASSERT_TRUE(file) << "docs/verifier.md cannot be opened";
  std::string text(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(text, vo::bc::verify::rulesDocument())
      << "run: bazel run //bytecode/verify/doc:rules-doc > docs/verifier.md";
}
