#include "frontend/format/testing/Formatted.h"

#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

/// The laws of the formatter hold for the files that the test is given, and
/// they are in its layout.
int main(int argc, char **argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i)
    testing::RegisterTest(
        "Sources", argv[i], nullptr, nullptr, __FILE__, __LINE__,
        [name = std::string(argv[i])]() -> testing::Test * {
          struct Check : testing::Test {
            explicit Check(std::string name) : name(std::move(name)) {}
            void TestBody() override {
              auto text = llvm::MemoryBuffer::getFile(name);
              ASSERT_TRUE(bool(text)) << name;
              std::string result;
              EXPECT_EQ(
                  vo::fe::testing::checkFormat((*text)->getBuffer(), result),
                  "");
              EXPECT_NE(result, "") << name << " does not parse";
              EXPECT_EQ(result, (*text)->getBuffer().str())
                  << name << " is not in the layout of voc fmt";
            }
            std::string name;
          };
          return new Check(name);
        });
  return RUN_ALL_TESTS();
}
