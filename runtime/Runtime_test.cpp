//===- Runtime_test.cpp - Whole runs of made-up programs ------------------===//
#include "runtime/Runtime.h"

#include "runtime/abi/Channel.h"
#include "runtime/abi/Defer.h"
#include "runtime/abi/Map.h"
#include "runtime/abi/Stack.h"
#include "runtime/gc/TestHeap.h"
#include "runtime/gc/stack/TestTable.h"
#include "runtime/object/Output.h"
#include "runtime/std/Natives.h"

#include "gtest/gtest.h"

#include <bit>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <new>
#include <set>
#include <unistd.h>

// A compiled function that makes one call, whose return address is known.
asm(R"(
  .text
  .globl vo_test_entry, vo_test_entry_return
  .type vo_test_entry, @function
vo_test_entry:
  pushq %rbp
  movq %rsp, %rbp
  callq vo_test_body
vo_test_entry_return:
  popq %rbp
  retq
  .size vo_test_entry, .-vo_test_entry
)");
extern "C" void vo_test_entry();
extern "C" const char vo_test_entry_return[];

namespace vo::rt::test {
namespace {

using Body = std::function<void(Context &)>;
Body body;

struct Result {
  int status;
  std::string out, error;

  bool operator==(const Result &) const = default;
};

std::ostream &operator<<(std::ostream &stream, const Result &result) {
  return stream << result.status << " [" << result.out << "] [" << result.error
                << "]";
}

/// Runs the body as the program; at line 7 of a.vo when `location` is 1.
int start(Body program, uint32_t location) {
  static const abi::SourceLocation rows[] = {{0, 0}, {0, 7}};
  static const char *const files[] = {"a.vo"};
  static const abi::LocationTable locations = {rows, files, 2, 1};
  static TestTable tables[2];
  static const abi::StackMapTable *const maps[] = {
      (tables[0].add(vo_test_entry_return, 0, {}), &tables[0].finish()),
      (tables[1].add(vo_test_entry_return, 1, {}), &tables[1].finish())};
  abi::ModuleDescriptor module = testModule();
  module.entry = reinterpret_cast<void *>(&vo_test_entry);
  module.locations = &locations;
  module.stackMaps = maps[location];
  body = std::move(program);
  char name[] = "program", *arguments[] = {name, nullptr};
  return vo_rt_main(1, arguments, &module);
}

/// The same, and catches what is written.
Result run(Body program, uint32_t location = 0) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Result result;
  result.status = start(std::move(program), location);
  result.out = testing::internal::GetCapturedStdout();
  result.error = testing::internal::GetCapturedStderr();
  return result;
}

void print(Context &context, int64_t number) {
  abi::InterfaceWords value{kIntHeader, uint64_t(number), 0};
  vo_rt_print(&value, 1, 1, &context);
}

Ref stringObject(Context &context, std::string_view text) {
  Rooted<Ref> bytes(context,
                    heapOf(context).allocateBytes(context, text.size()));
  std::memcpy(bytes.get() + 16, text.data(), text.size());
  Ref object = heapOf(context).allocate(
      context, abi::headerWord(abi::kLayoutString, 3), 24);
  word(object, 0) = addressOf(bytes);
  word(object, 1) = 16;
  word(object, 2) = text.size();
  return object;
}

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
  return descend(context, depth + 1) + frame[0];
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
    return depth + 1 - frame[0];
  return bounded(context, depth - 1) + 1 - frame[depth % sizeof frame];
}

TEST(RuntimeTest, deepRecursionFits) {
  EXPECT_EQ(run([](Context &context) {
              EXPECT_EQ(bounded(context, 32768), 0u); // got to the bottom
            }),
            (Result{0, "", ""}));
}

__attribute__((noinline)) uint64_t fall(uint64_t depth) {
  volatile char frame[4000];
  frame[depth % sizeof frame] = 1;
  if (depth == ~uint64_t{0})
    return 0;
  return fall(depth + 1) + frame[0];
}

/// Whether the program ends as one does whose stack's guard was reached.
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

/// What compiled code leaves of the stack above the guard.
constexpr uint64_t kAboveGuard =
    abi::kStackReserveBytes + abi::kStackSlackBytes;

void withStackLeft(Context &context, uint64_t bytes,
                   const std::function<void()> &then);

/// A step down whose pages stay untouched.
template <size_t kBytes>
__attribute__((noinline)) void stepDown(Context &context, uint64_t bytes,
                                        const std::function<void()> &then) {
  volatile char frame[kBytes];
  frame[0] = 1;
  withStackLeft(context, bytes, then);
  frame[1] = frame[0];
}

/// Calls `then` when `bytes` of the stack are left above the guard.
__attribute__((noinline)) void
withStackLeft(Context &context, uint64_t bytes,
              const std::function<void()> &then) {
  uint64_t left = reinterpret_cast<uint64_t>(__builtin_frame_address(0)) -
                  (context.stackLimit - kAboveGuard);
  volatile char frame[64];
  frame[0] = 1;
  if (left <= bytes)
    then();
  else if (left - bytes > 600000)
    stepDown<500000>(context, bytes, then);
  else if (left - bytes > 10000)
    stepDown<8000>(context, bytes, then);
  else
    withStackLeft(context, bytes, then);
  frame[1] = frame[0];
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

constexpr abi::MapType mapType(std::string_view pattern) {
  return {abi::kLayoutScalarArray,
          uint32_t(pattern.size()),
          /*valueWords=*/1,
          abi::mapKeyClass(pattern),
          abi::mapKeyFlags(pattern),
          0,
          pattern.data()};
}
constexpr abi::MapType kIntMap = mapType("v");
constexpr abi::MapType kStringMap = mapType("svv"); // of constants only
constexpr abi::MapType kRefMap = mapType("r");      // of null only
constexpr abi::MapType kAnyMap = mapType("iv");     // of scalars only

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

/// One call of an entry of the runtime, with arguments that make it work.
using EntryCall = std::function<void(Context &)>;

__attribute__((swiftcall)) void doNothing(void *, int64_t, VO_RT_CONTEXT) {
  (void)context;
}

std::map<std::string_view, EntryCall> entryCalls() {
  constexpr int64_t kBytes = int64_t{1} << 32 | 8,
                    kRunes = int64_t{4} << 32 | 5,
                    kAnys = int64_t{16} << 32 | 16;
  constexpr uint64_t kStringKind = 17 | 17 << 8, kFloat = 13 | 13 << 8;
  auto slice = [](Context &context, int64_t meta) {
    int64_t layout =
        meta == kAnys ? abi::kLayoutIfaceArray : abi::kLayoutScalarArray;
    Ref array = vo_rt_new_array(layout, meta, 40, &context);
    if (meta == kAnys)
      for (int i = 0; i < 40; ++i) {
        word(array, 2 + 2 * i) = kFloat;
        word(array, 3 + 2 * i) = std::bit_cast<uint64_t>(-1.25e-300);
      }
    return Slice{array, abi::kArrayDataOffset, 40, 40};
  };
  constexpr int64_t kWords = int64_t{8} << 32;
  auto channel = [](Context &context) {
    return vo_rt_chan_new(abi::kLayoutScalarArray, kWords, 1, &context);
  };
  auto send = [](Context &context, Ref to) {
    int64_t value = 1;
    vo_rt_chan_send(to, inFrame(&value), &context);
  };
  static constexpr char kText[] = "%v %30.20f %x %q \xce\xbb \xff";
  const Str text{nullptr, reinterpret_cast<int64_t>(kText), sizeof kText - 1};
  static const abi::InterfaceWords values[] = {
      {2, 514, 0}, {kFloat, std::bit_cast<uint64_t>(-1.25e-300), 0}};
  static const uint64_t rows[] = {1, abi::implementerRow(17, 1)};
  // A map with an index and an entry.
  auto map = [](Context &c, const abi::MapType &type) {
    Rooted<Ref> map(c, vo_rt_map_new(&type, 9, &c));
    uint64_t key[] = {kIntHeader, 1, 0};
    vo_rt_map_set(map, inFrame(type.keyWords == 1 ? key + 1 : key), &c);
    return map.get();
  };
  // One that gets an index with the next key.
  auto fullMap = [](Context &c, const abi::MapType &type) {
    Rooted<Ref> map(c, vo_rt_map_new(&type, 0, &c));
    for (uint64_t i = 0; i < 8; ++i) {
      uint64_t key[] = {kIntHeader, i, 0};
      vo_rt_map_set(map, inFrame(type.keyWords == 1 ? key + 1 : key), &c);
    }
    return map.get();
  };
  static uint64_t anyKey[] = {kFloat, 7};
  return {
      {"vo_rt_alloc",
       [](Context &c) {
         vo_rt_alloc(abi::headerWord(kPair, kPairWords), 16, &c);
       }},
      {"vo_rt_new_array",
       [](Context &c) {
         vo_rt_new_array(abi::kLayoutScalarArray, kBytes, 100000, &c);
       }},
      {"vo_rt_make_slice",
       [](Context &c) {
         vo_rt_make_slice(abi::kLayoutScalarArray, kBytes, 3, 5, &c);
       }},
      {"vo_rt_string_concat",
       [=](Context &c) { vo_rt_string_concat(text, text, &c); }},
      {"vo_rt_string_compare",
       [=](Context &c) { vo_rt_string_compare(text, text, &c); }},
      {"vo_rt_string_equal",
       [=](Context &c) { vo_rt_string_equal(text, text, &c); }},
      {"vo_rt_string_decode_rune",
       [=](Context &c) { vo_rt_string_decode_rune(text, 15, &c); }},
      {"vo_rt_string_from_int",
       [](Context &c) { vo_rt_string_from_int(955, &c); }},
      {"vo_rt_string_from_bytes",
       [=](Context &c) { vo_rt_string_from_bytes(slice(c, kBytes), &c); }},
      {"vo_rt_string_from_runes",
       [=](Context &c) { vo_rt_string_from_runes(slice(c, kRunes), &c); }},
      {"vo_rt_string_to_bytes",
       [=](Context &c) { vo_rt_string_to_bytes(text, &c); }},
      {"vo_rt_string_to_runes",
       [=](Context &c) { vo_rt_string_to_runes(text, &c); }},
      {"vo_rt_slice_grow",
       [=](Context &c) {
         vo_rt_slice_grow(slice(c, kBytes), abi::kLayoutScalarArray, kBytes,
                          &c);
       }},
      {"vo_rt_slice_append_slice",
       [=](Context &c) {
         Slice s = slice(c, kBytes);
         vo_rt_slice_append_slice(s, s, abi::kLayoutScalarArray, kBytes, &c);
       }},
      {"vo_rt_slice_append_string",
       [=](Context &c) {
         vo_rt_slice_append_string(slice(c, kBytes), text, &c);
       }},
      {"vo_rt_slice_copy",
       [=](Context &c) {
         Slice s = slice(c, kBytes);
         vo_rt_slice_copy(s, s, 1, &c);
       }},
      {"vo_rt_slice_copy_string",
       [=](Context &c) {
         vo_rt_slice_copy_string(slice(c, kBytes), text, &c);
       }},
      {"vo_rt_object_base",
       [=](Context &c) { vo_rt_object_base(slice(c, kBytes).base + 8, &c); }},
      {"vo_rt_object_clone",
       [=](Context &c) { vo_rt_object_clone(slice(c, kBytes).base, &c); }},
      {"vo_rt_iface_equal",
       [=](Context &c) {
         Ref array = slice(c, kAnys).base;
         vo_rt_iface_equal(14, 0, array, 14, 0, array, &c);
       }},
      {"vo_rt_iface_convert",
       [](Context &c) { vo_rt_iface_convert(kStringKind, rows, &c); }},
      {"vo_rt_iface_find",
       [](Context &c) { vo_rt_iface_find(kStringKind, rows, &c); }},
      {"vo_rt_map_new", [](Context &c) { vo_rt_map_new(&kIntMap, 100, &c); }},
      {"vo_rt_map_get",
       [=](Context &c) {
         vo_rt_map_get(map(c, kAnyMap), inFrame(anyKey), &c);
       }},
      {"vo_rt_map_get_i64",
       [=](Context &c) { vo_rt_map_get_i64(map(c, kIntMap), 9, &c); }},
      {"vo_rt_map_get_ref",
       [=](Context &c) {
         vo_rt_map_get_ref(vo_rt_map_new(&kRefMap, 9, &c), nullptr, &c);
       }},
      {"vo_rt_map_get_string",
       [=](Context &c) {
         vo_rt_map_get_string(vo_rt_map_new(&kStringMap, 9, &c), text, &c);
       }},
      {"vo_rt_map_set",
       [=](Context &c) {
         vo_rt_map_set(fullMap(c, kAnyMap), inFrame(anyKey), &c);
       }},
      {"vo_rt_map_set_i64",
       [=](Context &c) { vo_rt_map_set_i64(map(c, kIntMap), 99, &c); }},
      {"vo_rt_map_set_ref",
       [=](Context &c) {
         vo_rt_map_set_ref(vo_rt_map_new(&kRefMap, 9, &c), nullptr, &c);
       }},
      {"vo_rt_map_set_string",
       [=](Context &c) {
         vo_rt_map_set_string(vo_rt_map_new(&kStringMap, 0, &c), text, &c);
       }},
      {"vo_rt_map_delete",
       [=](Context &c) {
         vo_rt_map_delete(map(c, kAnyMap), inFrame(anyKey), &c);
       }},
      {"vo_rt_map_delete_i64",
       [=](Context &c) { vo_rt_map_delete_i64(map(c, kIntMap), 9, &c); }},
      {"vo_rt_map_delete_ref",
       [=](Context &c) {
         vo_rt_map_delete_ref(vo_rt_map_new(&kRefMap, 9, &c), nullptr, &c);
       }},
      {"vo_rt_map_delete_string",
       [=](Context &c) {
         vo_rt_map_delete_string(vo_rt_map_new(&kStringMap, 9, &c), text, &c);
       }},
      {"vo_rt_map_clear",
       [=](Context &c) { vo_rt_map_clear(map(c, kIntMap), &c); }},
      {"vo_rt_map_next",
       [=](Context &c) {
         abi::MapIterObject iterator{addressOf(map(c, kIntMap)), 0, 0};
         vo_rt_map_next(reinterpret_cast<Ref>(&iterator), &c);
       }},
      {"vo_rt_call_deferring",
       [](Context &c) {
         abi::DeferFrame frame{};
         auto body = [](Ref, VO_RT_CONTEXT)
                         __attribute__((swiftcall)) { (void)context; };
         __attribute__((swiftcall)) void (*code)(Ref, VO_RT_CONTEXT) = body;
         vo_rt_call_deferring(reinterpret_cast<const void *>(code),
                              reinterpret_cast<Ref>(&frame), &c);
       }},
      {"vo_rt_recover", [](Context &c) { vo_rt_recover(&c); }},
      {"vo_rt_defer_enter", [](Context &c) { vo_rt_defer_enter(&c, &c); }},
      {"vo_rt_defer_entered", [](Context &c) { vo_rt_defer_entered(&c, &c); }},
      {"vo_rt_panic_error",
       [](Context &c) {
         vo_rt_panic_error({kStringKind, 0, stringObject(c, "error")}, &c);
       }},
      {"vo_rt_go",
       [](Context &c) {
         vo_rt_go(reinterpret_cast<const void *>(&doNothing), nullptr, 0, &c);
       }},
      {"vo_rt_chan_new", [=](Context &c) { channel(c); }},
      {"vo_rt_port_new",
       [](Context &c) {
         vo_rt_port_new(abi::kLayoutScalarArray, kWords, 3, &c);
       }},
      {"vo_rt_chan_send", [=](Context &c) { send(c, channel(c)); }},
      {"vo_rt_chan_recv",
       [=](Context &c) {
         Rooted<Ref> to(c, channel(c));
         send(c, to);
         int64_t value = 0;
         vo_rt_chan_recv(to, inFrame(&value), &c);
       }},
      {"vo_rt_chan_close",
       [=](Context &c) { vo_rt_chan_close(channel(c), &c); }},
      {"vo_rt_chan_len", [=](Context &c) { vo_rt_chan_len(channel(c), &c); }},
      {"vo_rt_chan_cap", [=](Context &c) { vo_rt_chan_cap(channel(c), &c); }},
      {"vo_rt_select",
       [=](Context &c) {
         int64_t value = 1;
         abi::SelectCase one = {addressOf(channel(c)), &value, 1};
         RootedSpan root(c, reinterpret_cast<Ref *>(&one.channel), 1);
         vo_rt_select(inFrame(&one), 1, 0, &c);
       }},
      {"vo_rt_print", [](Context &c) { vo_rt_print(values, 2, 1, &c); }},
      {"vo_rt_assert_failed",
       [](Context &c) { vo_rt_assert_failed(values, 2, &c); }},
      {"vo_rt_poll", [](Context &c) { vo_rt_poll(&c); }},
      {"vo_rt_trap", [](Context &c) { vo_rt_trap(0, &c); }},
      {"vo_rt_trap_index", [](Context &c) { vo_rt_trap_index(3, 2, &c); }},
      {"vo_rt_trap_slice", [](Context &c) { vo_rt_trap_slice(3, 2, &c); }},
      {"vo_rt_panic",
       [](Context &c) {
         vo_rt_panic(kStringKind, 0, stringObject(c, "panic"), &c);
       }},
      {"vo_rt_stack_overflow", [](Context &c) { vo_rt_stack_overflow(&c); }},
      {"vo_std_fmt_print",
       [=](Context &c) { vo_std_fmt_nativeSprint(slice(c, kAnys), &c); }},
      {"vo_std_fmt_println",
       [=](Context &c) { vo_std_fmt_nativeSprintln(slice(c, kAnys), &c); }},
      {"vo_std_fmt_printf",
       [=](Context &c) {
         vo_std_fmt_nativeSprintf(text, slice(c, kAnys), &c);
       }},
      {"vo_std_fmt_write",
       [=](Context &c) { vo_std_fmt_nativeWrite(text, &c); }},
      {"vo_std_io_getIoErrors",
       [](Context &c) {
         static abi::ModuleDescriptor withErrors = *c.module;
         withErrors.errorPtrRttid = 30;
         const abi::ModuleDescriptor *module = c.module;
         c.module = &withErrors;
         vo_std_io_getIoErrors_result errors;
         vo_std_io_getIoErrors(&errors, &c);
         c.module = module;
       }},
  };
}

/// Runs the calls where a quarter of what an entry may need is left above the
/// guard. A fault would end the process. Those that check the stack, because
/// they call compiled code, find nothing wrong.
Result runWithLittleStack(const std::vector<EntryCall> &calls) {
  return run(
      [&](Context &context) {
        withStackLeft(context, abi::kEntryStackBytes / 4, [&] {
          context.stackLimit -= kAboveGuard;
          for (const EntryCall &call : calls)
            call(context);
          context.stackLimit += kAboveGuard;
        });
      },
      1);
}

TEST(RuntimeTest, entriesNeedMuchLessStackThanTheyMay) {
  const auto calls = entryCalls();
  std::vector<EntryCall> returning, ending;
  for (const abi::Entry &entry : abi::kEntries) {
    auto call = calls.find(entry.name);
    if (call != calls.end())
      (entry.effects & abi::NoReturn ? ending : returning)
          .push_back(call->second);
    else
      EXPECT_TRUE(entry.name.starts_with("vo_std_"))
          << entry.name << " is not measured";
  }
  for (const char *stress : {"0", "1"}) {
    setenv("VO_GC_STRESS", stress, 1);
    setenv("VO_GC_VERIFY", stress, 1);
    Result result = runWithLittleStack(returning);
    EXPECT_EQ(result.status, 0) << result;
    for (const EntryCall &call : ending)
      EXPECT_EQ(runWithLittleStack({call}).error.substr(0, 8), "a.vo:7: ");
  }
  unsetenv("VO_GC_STRESS");
  unsetenv("VO_GC_VERIFY");
}

TEST(RuntimeTest, otherFaultsStayFaults) {
  auto program = [](Context &) {
    *reinterpret_cast<volatile int *>(uint64_t{16}) = 1;
  };
  EXPECT_EXIT(start(program, 0), testing::KilledBySignal(SIGSEGV), "");
}

TEST(RuntimeTest, signalHandlingOfTheHostComesBack) {
  struct sigaction before, after;
  stack_t stackBefore, stackAfter;
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
    EXPECT_EQ(run(exhaust, 1), (Result{1, "before\n", "vo: out of memory\n"}));
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
  size_t count;
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

VO_RT_ENTRY void vo_test_body(VO_RT_CONTEXT) { vo::rt::test::body(*context); }
