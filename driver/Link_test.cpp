//===- Link_test.cpp - Executables of compiled code -----------------------===//
//
// program.ll with the real runtime, in normal use and under stress.
//
//===----------------------------------------------------------------------===//

#include "driver/Link.h"

#include "driver/SystemLibraries.h"
#include "lowering/llvm/Pipeline.h"
#include "lowering/llvm/StackMapDump.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/SourceMgr.h"

#include <gtest/gtest.h>

#include <cstdlib>

using namespace llvm;

namespace vo::driver {
namespace {

constexpr StringRef kArchive = "dist/lib/vo/libvo_runtime.a";

std::unique_ptr<MemoryBuffer> compile(StringRef path, unsigned optLevel) {
  LLVMContext context;
  SMDiagnostic problem;
  auto module = parseIRFile(path, problem, context);
  if (!module) {
    ADD_FAILURE() << problem.getMessage().str();
    return nullptr;
  }
  lowering::PipelineOptions options;
  options.optLevel = optLevel;
  options.verify = true;
  if (Error error = lowering::runOnModule(*module, options)) {
    ADD_FAILURE() << toString(std::move(error));
    return nullptr;
  }
  auto object = lowering::emitObject(*module, options);
  if (object)
    return std::move(*object);
  ADD_FAILURE() << toString(object.takeError());
  return nullptr;
}

class LinkTest : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(sys::fs::createUniqueDirectory("vo-link", folder));
    output = folder;
    sys::path::append(output, "program");
  }
  void TearDown() override { sys::fs::remove_directories(folder); }

  unsigned filesLeft() {
    unsigned count = 0;
    std::error_code failure;
    for (sys::fs::directory_iterator it(folder, failure), end; it != end;
         it.increment(failure))
      ++count;
    return count;
  }

  /// Runs the executable; gives what it wrote to both streams.
  std::string run(ArrayRef<StringRef> environment, int &exitCode) {
    SmallString<128> capture(folder);
    sys::path::append(capture, "output");
    exitCode = sys::ExecuteAndWait(output, {output}, environment,
                                   {{StringRef(), capture, capture}});
    auto text = MemoryBuffer::getFile(capture);
    return text ? (*text)->getBuffer().str() : "";
  }

  SmallString<128> folder, output;
};

TEST_F(LinkTest, ProgramRunsUnderStress) {
  for (unsigned optLevel : {0u, 2u}) {
    auto object = compile("driver/testing/program.ll", optLevel);
    ASSERT_TRUE(object);
    if (Error error =
            linkExecutable({object->getMemBufferRef()}, kArchive, output))
      FAIL() << toString(std::move(error));
    SmallVector<SmallVector<StringRef>> environments = {
        {}, {"VO_GC_STRESS=1"}, {"VO_GC_STRESS=1", "VO_GC_VERIFY=1"}};
    for (auto &environment : environments) {
      int exitCode = -1;
      std::string text = run(environment, exitCode);
      EXPECT_TRUE(StringRef(text).starts_with("499500\n")) << text;
      EXPECT_NE(text.find("integer divide by zero"), std::string::npos) << text;
      EXPECT_GT(exitCode, 0);
    }
    EXPECT_EQ(filesLeft(), 2u); // program, captured output
  }
}

TEST_F(LinkTest, ExecutableHasSortedStackMapsAndNoTextRelocations) {
  auto object = compile("driver/testing/program.ll", 2);
  ASSERT_TRUE(object);
  ASSERT_FALSE(errorToBool(
      linkExecutable({object->getMemBufferRef()}, kArchive, output)));
  auto file = MemoryBuffer::getFile(output);
  ASSERT_TRUE(bool(file));
  auto records = lowering::decodeStackMaps(**file);
  ASSERT_TRUE(bool(records)) << toString(records.takeError());
  EXPECT_GE(records->size(), 5u);
  auto elf = object::ELFObjectFile<object::ELF64LE>::create(**file);
  ASSERT_TRUE(bool(elf));
  EXPECT_EQ(elf->getELFFile().getHeader().e_type, ELF::ET_DYN);
  auto entries = elf->getELFFile().dynamicEntries();
  ASSERT_TRUE(bool(entries));
  for (const auto &entry : *entries) {
    EXPECT_NE(entry.getTag(), ELF::DT_TEXTREL);
    if (entry.getTag() == ELF::DT_FLAGS)
      EXPECT_EQ(entry.getVal() & ELF::DF_TEXTREL, 0u);
  }
}

TEST_F(LinkTest, FailureNamesSymbolAndLeavesNoFile) {
  Error error = linkExecutable({}, kArchive, output); // no vo_module
  ASSERT_TRUE(bool(error));
  std::string text = toString(std::move(error));
  EXPECT_NE(text.find("undefined symbol: vo_module"), std::string::npos)
      << text;
  EXPECT_EQ(filesLeft(), 0u);
}

TEST_F(LinkTest, UnwritableOutputIsAnError) {
  sys::path::append(output, "missing", "folder");
  EXPECT_TRUE(errorToBool(linkExecutable({}, kArchive, output)));
}

TEST(Link, RuntimeArchiveComesFromTheEnvironment) {
  setenv("VO_RUNTIME_LIB", kArchive.data(), 1);
  scope_exit reset([] { unsetenv("VO_RUNTIME_LIB"); });
  auto found = findRuntimeArchive();
  ASSERT_TRUE(bool(found)) << toString(found.takeError());
  EXPECT_EQ(*found, kArchive);
  setenv("VO_RUNTIME_LIB", "/no/such/file", 1);
  found = findRuntimeArchive();
  ASSERT_FALSE(bool(found));
  EXPECT_EQ(toString(found.takeError()),
            "VO_RUNTIME_LIB: no file '/no/such/file'");
}

TEST(Link, MissingRuntimeIsAnError) {
  auto found = findRuntimeArchive();
  ASSERT_FALSE(bool(found));
  EXPECT_NE(toString(found.takeError()).find("runtime is not installed"),
            std::string::npos);
}

TEST(Link, MissingLibrariesAreAnError) {
  auto found = findSystemLibraries("/no/such/root");
  ASSERT_FALSE(bool(found));
  EXPECT_NE(toString(found.takeError()).find("apt install"), std::string::npos);
}

} // namespace
} // namespace vo::driver
