//===- EntriesDoc_test.cpp - docs/runtime.md is up to date ----------------===//

#include "runtime/abi/doc/EntriesDoc.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

TEST(EntriesDoc, PageIsUpToDate) {
  std::ifstream file("docs/runtime.md");
  ASSERT_TRUE(file) << "docs/runtime.md cannot be opened";
  std::stringstream page;
  page << file.rdbuf();
  EXPECT_EQ(page.str(), vo::abi::entriesPage())
      << "run: bazel run //runtime/abi/doc:entries-doc > docs/runtime.md";
}
