#include "frontend/format/testing/Formatted.h"

#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

static std::vector<std::string> names;

/// The laws of the formatter hold for the files that the test is given, and
/// they are in its layout.
TEST(Sources, AreInTheLayout) {
  EXPECT_FALSE(names.empty());
  for (const std::string &name : names) {
    SCOPED_TRACE(name);
    auto text = llvm::MemoryBuffer::getFile(name);
    if (!text) {
      ADD_FAILURE() << "cannot be read";
      continue;
    }
    std::string result;
    EXPECT_EQ(vo::fe::testing::checkFormat((*text)->getBuffer(), result), "");
    EXPECT_NE(result, "") << "does not parse";
    EXPECT_EQ(result, (*text)->getBuffer().str())
        << "is not in the layout of voc fmt";
  }
}

int main(int argc, char **argv) {
  testing::InitGoogleTest(&argc, argv);
  names.assign(argv + 1, argv + argc);
  return RUN_ALL_TESTS();
}
