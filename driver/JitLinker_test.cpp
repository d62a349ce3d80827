//===- JitLinker_test.cpp - Compiled code under a moving collector --------===//
//
// End to end: moving.ll through the LLVM pipeline and the JIT, run by a runtime
// that moves every object at every allocation.
//
//===----------------------------------------------------------------------===//

#include "driver/JitLinker.h"

#include "driver/testing/MovingHeap.h"
#include "lowering/llvm/Pipeline.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/SourceMgr.h"

#include <gtest/gtest.h>

#include <sys/mman.h>

namespace vo::driver {
namespace {

using vo::testing::MovingHeap;

struct Configuration {
  unsigned optLevel;
  const char *cpu;
};

struct TestModule {
  const abi::StackMapTable *stackMaps;
  const abi::LocationTable *locations;
};

class MovingTest : public ::testing::TestWithParam<Configuration> {
protected:
  void SetUp() override {
    llvm::LLVMContext context;
    llvm::SMDiagnostic problem;
    auto module =
        llvm::parseIRFile("driver/testing/moving.ll", problem, context);
    ASSERT_TRUE(module) << problem.getMessage().str();
    lowering::PipelineOptions options;
    options.optLevel = GetParam().optLevel;
    options.cpu = GetParam().cpu;
    options.verify = true;
    check(lowering::runOnModule(*module, options));
    auto object = lowering::emitObject(*module, options);
    check(object.takeError());
    std::vector<RuntimeSymbol> symbols;
    for (auto [name, address] : testing::movingHeapSymbols())
      symbols.push_back({name, address});
    auto created = JitLinker::create(symbols);
    check(created.takeError());
    linker = std::move(*created);
    check(linker->add(std::move(*object)));
    descriptor = static_cast<TestModule *>(find(abi::kModuleSymbol));
    ASSERT_TRUE(descriptor);
    heap = std::make_unique<MovingHeap>(*descriptor->stackMaps);
  }

  static void check(llvm::Error error) {
    if (error)
      FAIL() << llvm::toString(std::move(error));
  }

  void *find(const char *name) {
    auto address = linker->lookup(name);
    check(address.takeError());
    return address ? *address : nullptr;
  }

  /// Calls a compiled function: context in swiftself, one argument.
  uint64_t call(const char *name, uint64_t argument = 0) {
    using Function = __attribute__((swiftcall)) uint64_t (*)(
        uint64_t, __attribute__((swift_context)) abi::Context *);
    auto function = reinterpret_cast<Function>(find(name));
    if (!function)
      return ~0ull;
    uint64_t result = function(argument, &heap->context);
    EXPECT_EQ(heap->failure, nullptr);
    return result;
  }

  std::unique_ptr<JitLinker> linker;
  TestModule *descriptor = nullptr;
  std::unique_ptr<MovingHeap> heap;
};

TEST_P(MovingTest, ListSurvivesMoves) {
  EXPECT_EQ(call("list", 40), 780u);
  EXPECT_EQ(heap->allocations, 40u);
  EXPECT_EQ(heap->movedObjects, 780u); // i objects at the i-th allocation
}

TEST_P(MovingTest, InteriorPointerMovesWithItsObject) {
  EXPECT_EQ(call("interior", 1), 1007u);
  EXPECT_EQ(call("interior", 2), 1077u);
}

TEST_P(MovingTest, FrameObjectIsTracedInPlace) {
  EXPECT_EQ(call("frame"), 42u);
  EXPECT_EQ(heap->movedObjects, 1u);
}

TEST_P(MovingTest, CalleeOutOfAnAggregate) { EXPECT_EQ(call("closure"), 200u); }

TEST_P(MovingTest, AggregatesAreSplitBeforeCalls) {
  EXPECT_EQ(call("sunk", 1), 99u);
  EXPECT_EQ(call("sunk", 2), 5u);
}

TEST_P(MovingTest, VectorOfReferences) { EXPECT_EQ(call("vector"), 23u); }

TEST_P(MovingTest, BarrierMarksTheNewCard) {
  // Reserved, not used: cards of all 47-bit addresses.
  constexpr size_t kCards = size_t{1} << (47 - abi::kCardShift);
  void *cards = mmap(nullptr, kCards, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(cards, MAP_FAILED);
  heap->context.cards = static_cast<uint8_t *>(cards);
  uint64_t object = call("barrier");
  EXPECT_EQ(heap->context.cards[(object + 8) >> abi::kCardShift], 1);
  munmap(cards, kCards);
}

TEST_P(MovingTest, UnusedObjectIsNotAllocated) {
  EXPECT_EQ(call("unused"), 11u);
  EXPECT_EQ(heap->allocations, GetParam().optLevel == 0 ? 1u : 0u);
}

TEST_P(MovingTest, InlineAllocationBumpsTheWindow) {
  uint64_t window[16] = {};
  heap->context.allocPointer = reinterpret_cast<uint64_t>(&window[1]);
  heap->context.allocLimit = reinterpret_cast<uint64_t>(&window[16]);
  uint64_t object = call("located"); // 4 words and a header
  EXPECT_EQ(object, reinterpret_cast<uint64_t>(&window[1]));
  EXPECT_EQ(window[0], 137438954497u);
  EXPECT_EQ(heap->context.allocPointer, reinterpret_cast<uint64_t>(&window[6]));
  call("located");
  EXPECT_EQ(call("located"), reinterpret_cast<uint64_t>(&window[11]));
  EXPECT_EQ(heap->allocations, 0u);
  call("located");
  EXPECT_EQ(heap->allocations, 1u);
}

TEST_P(MovingTest, LocationIsThatOfTheInnermostScope) {
  call("located");
  ASSERT_LT(heap->lastLocation, descriptor->locations->locationCount);
  abi::SourceLocation row =
      descriptor->locations->locations[heap->lastLocation];
  EXPECT_EQ(row.line, 17u);
  EXPECT_STREQ(descriptor->locations->files[row.file], "lib.vo");
}

INSTANTIATE_TEST_SUITE_P(
    Levels, MovingTest,
    ::testing::Values(Configuration{0, "x86-64"}, Configuration{1, "x86-64"},
                      Configuration{2, "x86-64"}, Configuration{3, "native"}),
    [](const auto &info) { return "O" + std::to_string(info.param.optLevel); });

TEST(JitLinker, NamesUndefinedSymbols) {
  llvm::LLVMContext context;
  llvm::SMDiagnostic problem;
  auto module = llvm::parseIR(
      llvm::MemoryBufferRef("declare void @vo_missing()\n"
                            "define void @f() { call void @vo_missing() "
                            "ret void }\n",
                            "test"),
      problem, context);
  ASSERT_TRUE(module);
  lowering::PipelineOptions options;
  ASSERT_FALSE(llvm::errorToBool(lowering::runOnModule(*module, options)));
  auto object = lowering::emitObject(*module, options);
  ASSERT_TRUE(bool(object));
  auto linker = JitLinker::create({});
  ASSERT_TRUE(bool(linker));
  ASSERT_FALSE(llvm::errorToBool((*linker)->add(std::move(*object))));
  auto address = (*linker)->lookup("f");
  ASSERT_FALSE(bool(address));
  EXPECT_NE(llvm::toString(address.takeError()).find("vo_missing"),
            std::string::npos);
}

} // namespace
} // namespace vo::driver
