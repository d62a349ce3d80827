//===- Runtime_test.cpp - Whole runs of made-up programs ------------------===//
#include "runtime/Runtime.h"

#include "runtime/TestProgram.h"
#include "runtime/object/Output.h"

#include "gtest/gtest.h"

#include <bit>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <new>
#include <set>
#include <unistd.h>

namespace vo::rt::test {
namespace {

TEST(RuntimeTest, programThatReturnsEndsWithStatusZero) {
  Result expected{0, "1\n2\n", ""};
  for (int i = 0; i < 3; ++i) // again and again in one process
    EXPECT_EQ(run([](Context &context) {
                print(context, 1);
                print(context, 2);
              }),
              expected);
}

TEST(RuntimeTest, everyTrapHasItsText) {
  const struct {
    abi::Trap trap;
    const char *text;
  } rows[] = {
      {abi::Trap::NilPointerDereference, "nil pointer dereference"},
      {abi::Trap::NilMapWrite, "assignment to entry in nil map"},
      {abi::Trap::UnhashableType, "hash of unhashable type"},
      {abi::Trap::UncomparableType,
       "comparing uncomparable type in interface value"},
      {abi::Trap::NegativeShift, "negative shift amount"},
      {abi::Trap::NilFuncCall, "call of nil function"},
      {abi::Trap::TypeAssertionFailed,
       "interface conversion: interface is nil, not"},
      {abi::Trap::DivisionByZero, "integer divide by zero"},
      {abi::Trap::MakeSliceLen, "makeslice: len out of range"},
      {abi::Trap::MakeSliceCap, "makeslice: cap out of range"},
      {abi::Trap::MakeSliceLenLargerThanCap, "makeslice: len larger than cap"},
      {abi::Trap::ArraySize, "array size out of range"},
      {abi::Trap::MakeChan, "makechan: size out of range"},
      {abi::Trap::MakePort, "makeport: size out of range"},
      {abi::Trap::SendOnClosedChannel, "send on closed channel"},
      {abi::Trap::CloseNilChannel, "close of nil channel"},
      {abi::Trap::CloseClosedChannel, "close of closed channel"},
      {abi::Trap::StackOverflow, "stack overflow"},
  };
  for (auto &row : rows) {
    auto program = [&](Context &context) {
      vo_rt_trap(int64_t(row.trap), &context);
    };
    std::string text = std::string("runtime error: ") + row.text + "\n";
    EXPECT_EQ(run(program), (Result{1, "", text}));
    EXPECT_EQ(run(program, 1), (Result{1, "", "a.vo:7: " + text}));
  }
}

TEST(RuntimeTest, trapsWithNumbersPrintThemUnsigned) {
  EXPECT_EQ(
      run([](Context &context) { vo_rt_trap_index(-1, 3, &context); }),
      (Result{1, "",
              "runtime error: index out of range [18446744073709551615] with "
              "length 3\n"}));
  EXPECT_EQ(run([](Context &context) { vo_rt_trap_slice(4, -2, &context); }),
            (Result{1, "",
                    "runtime error: slice bounds out of range "
                    "[4:18446744073709551614]\n"}));
}

TEST(RuntimeTest, outputComesOutBeforeTheReport) {
  EXPECT_EQ(
      run(
          [](Context &context) {
            print(context, 5);
            vo_rt_trap(int64_t(abi::Trap::DivisionByZero), &context);
          },
          1),
      (Result{1, "5\n", "a.vo:7: runtime error: integer divide by zero\n"}));
}

TEST(RuntimeTest, uncaughtPanicShowsStringsOnly) {
  auto panic = [](uint64_t header, uint64_t bits, std::string_view text) {
    return run([=](Context &context) {
      Ref object = text.empty() ? nullptr : stringObject(context, text);
      vo_rt_panic(header, bits, object, &context);
    });
  };
  EXPECT_EQ(panic(17 | 17 << 8, 0, "hello"), (Result{1, "", "hello\n"}));
  EXPECT_EQ(panic(17 | 99 << 8, 0, "named"), (Result{1, "", "named\n"}));
  EXPECT_EQ(panic(17, 0, {}), (Result{1, "", "\n"})); // the empty string
  EXPECT_EQ(panic(17, 0, "a\xFFz\xC3\xA9\xC3"),
            (Result{1, "", "a\\xffz\xC3\xA9\\xc3\n"}));
  EXPECT_EQ(panic(0, 0, {}), (Result{1, "", "panic\n"}));
  EXPECT_EQ(panic(2 | 2 << 8, 42, {}), (Result{1, "", "panic\n"}));
  EXPECT_EQ(panic(15, 0, "not a string"), (Result{1, "", "panic\n"}));
}

TEST(RuntimeTest, deadlockTellsTheLine) {
  auto wait = [](Context &context) {
    vo_rt_chan_recv(nullptr, inFrame(nullptr), &context);
  };
  EXPECT_EQ(run(wait, 1), (Result{1, "",
                                  "vm deadlock: all fibers blocked\n"
                                  "  fiber=0 state=Blocked(Queue)\n"
                                  "    at a.vo:7\n\n"}));
}

TEST(RuntimeTest, assertReportsItsValues) {
  EXPECT_EQ(run(
                [](Context &context) {
                  abi::InterfaceWords value{kIntHeader, 3, 0};
                  vo_rt_assert_failed(&value, 1, &context);
                },
                1),
            (Result{1, "", "a.vo:7: assertion failed: 3\n"}));
}

TEST(RuntimeTest, makeSliceAndNewArrayCheckInOrder) {
  constexpr int64_t kInts = int64_t{8} << 32 | 2;
  constexpr int64_t kEmpty = 15; // elements without size
  auto fails = [](int64_t elements, int64_t length, int64_t capacity,
                  const char *text) {
    EXPECT_EQ(
        run([=](Context &context) {
          vo_rt_make_slice(abi::kLayoutScalarArray, elements, length, capacity,
                           &context);
        }),
        (Result{1, "",
                std::string("runtime error: makeslice: ") + text + "\n"}));
  };
  fails(kInts, -1, -1, "len out of range");
  fails(kInts, 0, -1, "cap out of range");
  fails(kInts, 5, 4, "len larger than cap");
  fails(kInts, 0, INT64_MAX, "cap out of range");
  fails(kInts, 0, int64_t{1} << 60, "cap out of range");
  fails(kInts, 0, int64_t{1} << 42, "cap out of range"); // no machine has that
  for (int64_t length : {int64_t{-1}, int64_t{1} << 61})
    EXPECT_EQ(run([=](Context &context) {
                vo_rt_new_array(abi::kLayoutScalarArray, kInts, length,
                                &context);
              }),
              (Result{1, "", "runtime error: array size out of range\n"}));
  EXPECT_EQ(run([](Context &context) {
              Ref array = vo_rt_make_slice(abi::kLayoutScalarArray, kInts, 3, 5,
                                           &context);
              EXPECT_EQ(word(array, 0), 5u);
              EXPECT_EQ(word(array, 1), uint64_t{8} << 32 | 2);
              EXPECT_EQ(Heap::objectBytes(array), 16u + 40);
              array = vo_rt_make_slice(abi::kLayoutScalarArray, kEmpty, 0,
                                       INT64_MAX, &context);
              EXPECT_EQ(word(array, 0), uint64_t(INT64_MAX));
            }),
            (Result{0, "", ""}));
}

TEST(RuntimeTest, cloneAndBase) {
  Result result = run([](Context &context) {
    EXPECT_EQ(vo_rt_object_clone(nullptr, &context), nullptr);
    Ref pair = vo_rt_alloc(abi::headerWord(kPair, kPairWords), 16, &context);
    word(pair, 1) = 5;
    EXPECT_EQ(vo_rt_object_base(pair + 8, &context), pair);
    Ref copy = vo_rt_object_clone(pair, &context);
    EXPECT_NE(copy, pair);
    EXPECT_EQ(word(copy, 1), 5u);
    EXPECT_EQ(headerOf(copy), headerOf(pair));
  });
  EXPECT_EQ(result.status, 0);
}

/// Recursion as compiled functions on call-graph cycles do it.
__attribute__((noinline)) uint64_t descend(Context &context, uint64_t depth) {
  volatile char frame[4000];
  frame[depth % sizeof frame] = 1;
  if (reinterpret_cast<uint64_t>(__builtin_frame_address(0)) <
      context.stackLimit)
    vo_rt_stack_overflow(&context);
  if (depth == ~uint64_t{0})
    return 0;
  return descend(context, depth + 1) + frame[depth % sizeof frame];
}

TEST(RuntimeTest, stackOverflowThatAPrologueSees) {
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(run([](Context &context) { descend(context, 0); }, 1),
              (Result{1, "", "a.vo:7: runtime error: stack overflow\n"}));
}

__attribute__((noinline)) uint64_t bounded(Context &context, uint64_t depth) {
  volatile char frame[7900]; // a large frame, at every level
  frame[depth % sizeof frame] = 1;
  if (depth == 0 || reinterpret_cast<uint64_t>(__builtin_frame_address(0)) <
                        context.stackLimit)
    return depth + 1 - frame[depth % sizeof frame];
  return bounded(context, depth - 1) + 1 - frame[depth % sizeof frame];
}

TEST(RuntimeTest, deepRecursionFits) {
  // The address sanitizer's stacks are shorter and its frames longer.
  constexpr uint64_t kFrames = VO_RT_ASAN ? 7000 : 32768;
  EXPECT_EQ(run([](Context &context) {
              EXPECT_EQ(bounded(context, kFrames), 0u); // got to the bottom
            }),
            (Result{0, "", ""}));
}

__attribute__((noinline)) uint64_t fall(uint64_t depth) {
  volatile char frame[4000];
  frame[depth % sizeof frame] = 1;
  if (depth == ~uint64_t{0})
    return 0;
  return fall(depth + 1) + frame[depth % sizeof frame];
}

/// Whether the program ends as one does whose stack's guard was reached.
// NOLINTNEXTLINE(readability-function-size): the macro nests.
void expectFault(const Body &program, uint32_t location, const char *report) {
  EXPECT_EXIT(start(program, location), testing::ExitedWithCode(1), report);
}

constexpr char kFaultReport[] = "^a.vo:7: runtime error: stack overflow\n$";

TEST(RuntimeTest, stackOverflowThatOnlyTheGuardSees) {
  expectFault([](Context &) { fall(0); }, 1, kFaultReport);
  expectFault([](Context &) { fall(0); }, 0,
              "^runtime error: stack overflow\n$");
}

TEST(RuntimeTest, stackFaultDeliversTheOutput) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  expectFault(
      [&](Context &context) {
        dup2(ends[1], STDOUT_FILENO);
        print(context, 1);
        fall(0);
      },
      1, kFaultReport);
  char text[8] = "";
  EXPECT_EQ(read(ends[0], text, sizeof text), 2);
  EXPECT_STREQ(text, "1\n");
  close(ends[0]);
  close(ends[1]);
}

TEST(RuntimeTest, stackFaultWhileTheOutputIsLocked) {
  expectFault(
      [](Context &) {
        Output::Session session(standardOutput());
        session.append("held");
        fall(0);
      },
      1, kFaultReport);
}

TEST(RuntimeTest, stackFaultInAStaticsInitialization) {
  expectFault(
      [](Context &) {
        static const uint64_t fallen = fall(0);
        (void)fallen;
      },
      1, kFaultReport);
}

TEST(RuntimeTest, stackFaultInItsOwnReport) {
  expectFault(
      [](Context &context) {
        context.heap = reinterpret_cast<Heap *>(uint64_t{16});
        fall(0);
      },
      1, "^runtime error: stack overflow\n$");
}

/// What a program does in the runtime: prints, allocates, collects.
void work(Context &context) {
  abi::InterfaceWords values[] = {{kIntHeader, 514, 0},
                                  {13, std::bit_cast<uint64_t>(1.25e300), 0}};
  vo_rt_print(values, 2, 1, &context);
  Rooted<Ref> text(context, stringObject(context, "some text"));
  for (int i = 0; i < 3; ++i)
    vo_rt_string_from_int(955, &context);
  std::free(std::malloc(size_t{100} << (values[0].bits % 8)));
  heapOf(context).collectMajor(context);
  char digits[400];
  std::snprintf(digits, sizeof digits, "%.300f", 1e300 / 3);
}

TEST(RuntimeTest, stackFaultAnywhereInTheRuntime) {
  // From where the first call faults to where nothing does.
  for (uint64_t left = 256; left < 12000; left += 736)
    EXPECT_EXIT(start(
                    [=](Context &context) {
                      withStackLeft(context, left, [&] {
                        work(context);
                        fall(0); // where the work found room
                      });
                    },
                    1),
                testing::ExitedWithCode(1), "runtime error: stack overflow\n$")
        << left;
}

TEST(RuntimeTest, mapsTrap) {
  const uint64_t key[] = {18 | 30 << 8, 0}; // a slice
  const std::pair<Body, const char *> rows[] = {
      {[](Context &c) { vo_rt_map_set_i64(nullptr, 1, &c); },
       "assignment to entry in nil map"},
      {[](Context &c) { vo_rt_map_set_ref(nullptr, nullptr, &c); },
       "assignment to entry in nil map"},
      {[](Context &c) { vo_rt_map_set_string(nullptr, {}, &c); },
       "assignment to entry in nil map"},
      {[&](Context &c) { vo_rt_map_set(nullptr, inFrame(key), &c); },
       "assignment to entry in nil map"},
      {[&](Context &c) {
         vo_rt_map_set(vo_rt_map_new(&kAnyMap, 0, &c), inFrame(key), &c);
       },
       "hash of unhashable type"},
  };
  for (const char *stress : {"0", "1"}) {
    setenv("VO_GC_STRESS", stress, 1);
    for (const auto &[program, text] : rows)
      EXPECT_EQ(run(program, 1),
                (Result{1, "",
                        std::string("a.vo:7: runtime error: ") + text + "\n"}));
  }
  unsetenv("VO_GC_STRESS");
}

TEST(RuntimeTest, otherFaultsStayFaults) {
  auto program = [](Context &) {
    // NOLINTNEXTLINE(clang-analyzer-core.FixedAddressDereference): it shall.
    *reinterpret_cast<volatile int *>(uint64_t{16}) = 1;
  };
  if (VO_RT_ASAN || VO_RT_TSAN) // has a handler of its own
    EXPECT_DEATH(start(program, 0), "SEGV on unknown address");
  else
    EXPECT_EXIT(start(program, 0), testing::KilledBySignal(SIGSEGV), "");
}

TEST(RuntimeTest, signalHandlingOfTheHostComesBack) {
  struct sigaction before = {}, after = {};
  stack_t stackBefore = {}, stackAfter = {};
  sigaction(SIGSEGV, nullptr, &before);
  sigaltstack(nullptr, &stackBefore);
  run([](Context &context) { descend(context, 0); });
  sigaction(SIGSEGV, nullptr, &after);
  sigaltstack(nullptr, &stackAfter);
  EXPECT_EQ(before.sa_handler, after.sa_handler);
  EXPECT_EQ(stackBefore.ss_sp, stackAfter.ss_sp);
  EXPECT_EQ(stackBefore.ss_flags, stackAfter.ss_flags);
}

TEST(RuntimeTest, exhaustedMemoryEndsTheRunNotTheProcess) {
  setenv("VO_MEMORY_LIMIT", "8M", 1);
  for (const char *statistics : {"", "1"}) {
    setenv("VO_GC_STATS", *statistics ? "/dev/null" : "", 1);
    EXPECT_EQ(run(
                  [](Context &context) {
                    Rooted<Ref> list(context);
                    for (;;) {
                      Ref next = vo_rt_alloc(abi::headerWord(kPair, kPairWords),
                                             16, &context);
                      word(next, 0) = addressOf(list.get());
                      list.set(next);
                    }
                  },
                  1),
              (Result{1, "", "a.vo:7: vo: out of memory\n"}));
  }
  unsetenv("VO_MEMORY_LIMIT");
  unsetenv("VO_GC_STATS");
}

TEST(RuntimeTest, newWithoutMemoryEndsTheRunNotTheProcess) {
  std::new_handler before = std::set_new_handler(nullptr);
  auto exhaust = [](Context &context) {
    standardOutput().write("before\n");
    volatile size_t bytes = size_t{1} << 46;
    Rooted<Ref> kept(context);
    std::vector<char> text(bytes);
    standardOutput().write(std::string_view(text.data(), 1));
  };
  for (int i = 0; i < 2; ++i) {
    Result result = run(exhaust, 1);
    if (VO_RT_ASAN) // says first what it has refused
      result.error.erase(0, result.error.find('\n') + 1);
    EXPECT_EQ(result, (Result{1, "before\n", "vo: out of memory\n"}));
    EXPECT_EQ(std::set_new_handler(nullptr), nullptr);
  }
  std::set_new_handler(before);
}

TEST(RuntimeTest, longErrorTextsAreWhole) {
  std::string text(10000, 'x');
  EXPECT_EQ(run([&](Context &context) {
              vo_rt_panic(17, 0, stringObject(context, text.c_str()), &context);
            }),
            (Result{1, "", text + "\n"}));
}

TEST(RuntimeTest, stressAndVerifyThroughTheEnvironment) {
  setenv("VO_GC_STRESS", "1", 1);
  setenv("VO_GC_VERIFY", "1", 1);
  setenv("VO_GC_STATS", "-", 1);
  Result result = run([](Context &context) {
    Rooted<Ref> kept(context, stringObject(context, "kept"));
    for (int i = 0; i < 100; ++i)
      stringObject(context, "garbage");
    vo_rt_panic(17, 0, kept.get(), &context);
  });
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.error.substr(0, 5), "kept\n");
  EXPECT_NE(result.error.find("\"allocations\": 202,"), std::string::npos);
  EXPECT_NE(result.error.find("\"minor_collections\": 202,"),
            std::string::npos);
  unsetenv("VO_GC_STRESS");
  unsetenv("VO_GC_VERIFY");
  unsetenv("VO_GC_STATS");
}

TEST(RuntimeTest, refusesModulesOfAnotherVersion) {
  abi::ModuleDescriptor module = testModule();
  module.abiVersion = abi::kAbiVersion + 1;
  testing::internal::CaptureStderr();
  EXPECT_EQ(vo_rt_main(0, nullptr, &module), 1);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("compiled for version"),
            std::string::npos);
}

TEST(RuntimeTest, symbolsAreComplete) {
  size_t count = 0;
  const Symbol *symbols = vo_rt_symbols(&count);
  std::set<std::string_view> names;
  for (size_t i = 0; i < count; ++i) {
    names.insert(symbols[i].name);
    EXPECT_NE(symbols[i].address, nullptr);
  }
  EXPECT_EQ(names.size(), count);
  for (const abi::Entry &entry : abi::kEntries)
    EXPECT_TRUE(names.count(entry.name)) << entry.name;
  EXPECT_TRUE(names.count("vo_rt_main"));
}

} // namespace
} // namespace vo::rt::test
