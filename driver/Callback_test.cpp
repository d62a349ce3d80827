//===- Callback_test.cpp - C++ that calls compiled functions --------------===//
//
// callback.ll hands function values to C++ in the middle of a run, with the
// real runtime, in normal use and with a collection at each allocation.
//
//===----------------------------------------------------------------------===//

#include "driver/JitLinker.h"

#include "lowering/llvm/Pipeline.h"
#include "runtime/Runtime.h"
#include "runtime/object/Box.h"
#include "runtime/object/String.h"
#include "runtime/std/Call.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/SourceMgr.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

namespace vo::driver {
namespace {

using namespace rt;

/// What runs on the goroutine, with the program's function values.
using Body = std::function<void(Context &, Ref many, Ref again, Ref fail)>;
Body body;

VO_RT_ENTRY void test_body(Ref many, Ref again, Ref fail, VO_RT_CONTEXT) {
  body(*context, many, again, fail);
}

/// What a native does that is given a function value.
VO_RT_ENTRY int64_t test_again(Ref function, int64_t n, VO_RT_CONTEXT) {
  Rooted<Ref> rooted(*context, function);
  Rooted<Str> text(*context, makeString(*context, std::to_string(n)));
  int64_t result = call<int64_t>(*context, rooted, n);
  EXPECT_EQ(viewOf(text), std::to_string(n));
  return result;
}

struct Configuration {
  unsigned optLevel;
  bool stress;
};

class CallbackTest : public ::testing::TestWithParam<Configuration> {
protected:
  void SetUp() override {
    llvm::LLVMContext context;
    llvm::SMDiagnostic problem;
    auto module =
        llvm::parseIRFile("driver/testing/callback.ll", problem, context);
    ASSERT_TRUE(module) << problem.getMessage().str();
    lowering::PipelineOptions options;
    options.optLevel = GetParam().optLevel;
    options.verify = true;
    check(lowering::runOnModule(*module, options));
    auto object = lowering::emitObject(*module, options);
    check(object.takeError());
    size_t count = 0;
    const Symbol *entries = vo_rt_symbols(&count);
    std::vector<RuntimeSymbol> symbols = {
        {"test_body", reinterpret_cast<void *>(&test_body)},
        {"test_again", reinterpret_cast<void *>(&test_again)}};
    for (size_t i = 0; i < count; ++i)
      symbols.push_back({entries[i].name, entries[i].address});
    auto created = JitLinker::create(symbols);
    check(created.takeError());
    linker = std::move(*created);
    check(linker->add(std::move(*object)));
    auto address = linker->lookup(abi::kModuleSymbol);
    check(address.takeError());
    descriptor = static_cast<const abi::ModuleDescriptor *>(*address);
    setenv("VO_GC_STRESS", GetParam().stress ? "1" : "", 1);
    setenv("VO_GC_VERIFY", "1", 1);
  }
  void TearDown() override {
    unsetenv("VO_GC_STRESS");
    unsetenv("VO_GC_VERIFY");
  }

  static void check(llvm::Error error) {
    if (error)
      FAIL() << llvm::toString(std::move(error));
  }

  /// Runs the program with this body; gives its status and what it reported.
  std::pair<int, std::string> run(Body program) {
    body = std::move(program);
    char name[] = "program", *arguments[] = {name, nullptr};
    ::testing::internal::CaptureStderr();
    int status = vo_rt_main(1, arguments, descriptor);
    return {status, ::testing::internal::GetCapturedStderr()};
  }

  using Outcome = std::pair<int, std::string>;
  std::unique_ptr<JitLinker> linker;
  const abi::ModuleDescriptor *descriptor = nullptr;
};

TEST_P(CallbackTest, ScalarsOfAllKindsGoBothWays) {
  unsigned rounds = 0;
  Outcome outcome = run([&](Context &context, Ref many, Ref, Ref) {
    Rooted<Ref> function(context, many);
    Rooted<Str> text(context, makeString(context, "text"));
    for (; rounds < 3; ++rounds) {
      auto [string, value, number] = call<Str, Iface, double>(
          context, function, text, 2.5, int64_t{5}, int64_t{6}, int64_t{7});
      EXPECT_EQ(viewOf(string), "text");
      EXPECT_EQ(value.header, 1005);
      EXPECT_EQ(value.bits, 67);
      EXPECT_EQ(*reinterpret_cast<int64_t *>(value.reference), 77);
      EXPECT_EQ(number, 5.0);
    }
  });
  EXPECT_EQ(outcome, (Outcome{0, ""}));
  EXPECT_EQ(rounds, 3u);
}

TEST_P(CallbackTest, FramesOfBothKindsAlternate) {
  int64_t sum = 0;
  Outcome outcome = run([&](Context &context, Ref, Ref again, Ref) {
    sum = call<int64_t>(context, again, int64_t{100});
  });
  EXPECT_EQ(outcome, (Outcome{0, ""}));
  EXPECT_EQ(sum, 5050);
}

TEST_P(CallbackTest, EndlessRecursionIsAnError) {
  if (GetParam().stress)
    GTEST_SKIP() << "quadratic: each collection walks the stack";
  Outcome outcome = run([](Context &context, Ref, Ref again, Ref) {
    call<int64_t>(context, again, int64_t{1} << 40);
  });
  EXPECT_EQ(outcome, (Outcome{1, "runtime error: stack overflow\n"}));
}

TEST_P(CallbackTest, PanicsPass) {
  bool came = false;
  Outcome outcome = run([&](Context &context, Ref, Ref, Ref fail) {
    call<>(context, fail);
    came = true;
  });
  EXPECT_EQ(outcome, (Outcome{1, "runtime error: integer divide by zero\n"}));
  EXPECT_FALSE(came);
}

TEST_P(CallbackTest, NilIsAnError) {
  Outcome outcome = run(
      [](Context &context, Ref, Ref, Ref) { call<>(context, Ref{nullptr}); });
  EXPECT_EQ(outcome, (Outcome{1, "runtime error: call of nil function\n"}));
}

INSTANTIATE_TEST_SUITE_P(Modes, CallbackTest,
                         ::testing::Values(Configuration{0, false},
                                           Configuration{2, false},
                                           Configuration{0, true},
                                           Configuration{2, true}),
                         [](const auto &info) {
                           return "O" + std::to_string(info.param.optLevel) +
                                  (info.param.stress ? "Stress" : "");
                         });

} // namespace
} // namespace vo::driver
