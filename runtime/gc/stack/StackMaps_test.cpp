#include "runtime/gc/TestHeap.h"
#include "runtime/gc/stack/StackWalk.h"
#include "runtime/gc/stack/TestTable.h"

#include "gtest/gtest.h"

#include <functional>
#include <memory>

// What compiled code looks like to the collector: a frame of eight words at
// rsp, around a call. The words are copied in from the first argument and back
// after the call; the second argument is handed to the function that the third
// one names. Word i lies at rsp + 8 * i and at rbp - 80 + 8 * i.
asm(R"(
  .text
  .globl vo_test_frame, vo_test_frame_return
  .type vo_test_frame, @function
vo_test_frame:
  pushq %rbp
  movq %rsp, %rbp
  pushq %r12
  subq $72, %rsp
  movq %rdi, %r12
  movq %rsi, %rax
  movq %rdi, %rsi
  movq %rsp, %rdi
  movl $8, %ecx
  rep movsq
  movq %rax, %rdi
  callq *%rdx
vo_test_frame_return:
  movq %rsp, %rsi
  movq %r12, %rdi
  movl $8, %ecx
  rep movsq
  addq $72, %rsp
  popq %r12
  popq %rbp
  retq
  .size vo_test_frame, .-vo_test_frame
)");

extern "C" void vo_test_frame(uint64_t *words, void *argument,
                              void (*function)(void *));
extern "C" const char vo_test_frame_return[];

namespace vo::rt::test {
namespace {

using Action = std::function<void()>;

/// Runs the action in a call from a frame that holds the words.
void inFrame(uint64_t (&words)[8], Action action) {
  vo_test_frame(words, &action,
                [](void *argument) { (*static_cast<Action *>(argument))(); });
}

constexpr Location sp(int word) { return {int64_t{word} * 8, false}; }
constexpr Location fp(int word) { return {word * 8 - 80, true}; }

class StackWalkTest : public testing::Test {
protected:
  /// Describes the frame's call; one record.
  void describe(const Roots &roots) {
    table.add(vo_test_frame_return, 0, roots);
    t.heap.registerStackMaps(table.finish());
  }
  uint64_t make(uint64_t value) {
    Ref object = t.pair();
    word(object, 1) = value;
    return addressOf(object);
  }
  /// Walks start from here on.
  __attribute__((noinline)) void run(uint64_t (&words)[8], Action action) {
    t.mutator.baseFrame = __builtin_frame_address(0);
    inFrame(words, std::move(action));
    t.mutator.baseFrame = nullptr;
  }
  Action minor = [this] { t.heap.collectMinor(t.mutator); };
  Action major = [this] { t.heap.collectMajor(t.mutator); };

  TestTable table;
  TestHeap t{tinyOptions(1 << 20)}; // nothing collects by itself
};

TEST_F(StackWalkTest, slotsOfBothBasesAreUpdated) {
  describe({.bases = {sp(0), fp(1), sp(7), sp(2)}});
  uint64_t words[8] = {make(10), make(11), 0, make(13), 4, 5, 6, make(17) + 8};
  uint64_t unreported = words[3];
  run(words, minor);
  EXPECT_EQ(word(refAt(words[0]), 1), 10u);
  EXPECT_EQ(word(refAt(words[1]), 1), 11u);
  EXPECT_EQ(words[2], 0u);
  EXPECT_EQ(words[3], unreported);
  EXPECT_EQ(words[4], 4u);
  EXPECT_EQ(word(refAt(words[7]), 0), 17u); // interior: still the second word
  uint64_t after = words[0];
  run(words, major);
  EXPECT_EQ(words[0], after);
  EXPECT_EQ(word(refAt(words[0]), 1), 10u);
}

TEST_F(StackWalkTest, derivedReferencesKeepTheirDistance) {
  // Word 1 is the base of 2, 3 and 4, and is listed before, after and twice.
  describe({.bases = {sp(1), sp(0)},
            .derived = {{sp(1), sp(2)},
                        {fp(1), fp(3)},
                        {sp(1), sp(4)},
                        {sp(1), sp(2)},
                        {sp(5), sp(6)}}});
  uint64_t base = make(20);
  uint64_t words[8] = {make(1),   base, base + 8, base + 1000,
                       base - 64, 0,    1234,     7};
  run(words, minor);
  EXPECT_NE(words[1], base);
  EXPECT_EQ(word(refAt(words[1]), 1), 20u);
  EXPECT_EQ(words[2], words[1] + 8);
  EXPECT_EQ(words[3], words[1] + 1000);
  EXPECT_EQ(words[4], words[1] - 64);
  EXPECT_EQ(words[6], 1234u); // null base: left alone
  uint64_t copy[8];
  std::copy(words, words + 8, copy);
  run(words, major);
  EXPECT_TRUE(std::equal(words, words + 8, copy));
  EXPECT_EQ(word(refAt(words[1]), 1), 20u); // only the pairs name it
}

TEST_F(StackWalkTest, basesOfPairsAreRootsOfTheirOwn) {
  describe({.derived = {{sp(0), sp(1)}}});
  uint64_t base = make(30);
  uint64_t words[8] = {base, base + 16};
  run(words, minor);
  run(words, major);
  EXPECT_EQ(word(refAt(words[0]), 1), 30u);
  EXPECT_EQ(words[1], words[0] + 16);
}

TEST_F(StackWalkTest, frameObjectsAreTracedInPlace) {
  describe({.objects = {{sp(1), kMixed}, {fp(6), kPair}}});
  // Word 0 is a scalar; the mixed object is words 1..5, the pair 6 and 7.
  uint64_t words[8] = {3,        5,        make(41), make(42), kStringHeader,
                       make(44), make(46), 99};
  run(words, minor);
  EXPECT_EQ(words[1], 5u);
  EXPECT_EQ(word(refAt(words[2]), 1), 41u);
  EXPECT_EQ(word(refAt(words[3]), 1), 42u);
  EXPECT_EQ(word(refAt(words[5]), 1), 44u);
  EXPECT_EQ(word(refAt(words[6]), 1), 46u);
  words[4] = kIntHeader;
  words[5] = make(47);
  uint64_t number = words[5];
  run(words, minor);
  EXPECT_EQ(words[5], number);
}

TEST_F(StackWalkTest, tablesListObjectsThatAreAlive) {
  describe({.objects = {{sp(1), abi::kFrameTableLayout}}});
  uint64_t pair[2] = {make(51), 5};
  uint64_t ended[2] = {make(52), 6};
  uint64_t mixed[5] = {7, make(53), 0, kStringHeader, make(54)};
  uint64_t stale = ended[0];
  auto address = [](uint64_t *object) {
    return reinterpret_cast<uint64_t>(object);
  };
  uint64_t words[8] = {9, 3,     address(pair),  kPair,
                       0, kPair, address(mixed), kMixed};
  run(words, minor);
  run(words, major);
  EXPECT_EQ(word(refAt(pair[0]), 1), 51u);
  EXPECT_EQ(ended[0], stale);
  EXPECT_EQ(word(refAt(mixed[1]), 1), 53u);
  EXPECT_EQ(word(refAt(mixed[4]), 1), 54u);
}

TEST_F(StackWalkTest, referencesIntoStacksAreLeftAlone) {
  describe({.bases = {sp(0), fp(1)},
            .derived = {{sp(2), sp(3)}},
            .objects = {{sp(4), kPair}}});
  // An object in a frame, with what looks like the header of a moved one.
  uint64_t memory[4] = {0x1000, 1, 2, 3};
  auto object = reinterpret_cast<uint64_t>(memory + 1);
  uint64_t words[8] = {object,     object + 8, object,   object + 16,
                       object + 8, 77,         make(50), 0};
  uint64_t copy[8], before[4];
  std::copy(words, words + 8, copy);
  std::copy(memory, memory + 4, before);
  for (const Action &collect : {minor, major}) {
    run(words, collect);
    EXPECT_TRUE(std::equal(words, words + 8, copy));
    EXPECT_TRUE(std::equal(memory, memory + 4, before));
  }
  EXPECT_EQ(t.heap.objectBase(refAt(object + 8)), refAt(object + 8));
}

TEST_F(StackWalkTest, heapAndHandlesOutsideMayNotReferToStacks) {
  describe({.objects = {{sp(0), kPair}}});
  uint64_t words[8] = {make(1), 0};
  Rooted<Ref> holder(t.mutator, t.pair());
  EXPECT_DEATH(run(words,
                   [&] {
                     uint64_t local = 0;
                     word(holder, 0) = reinterpret_cast<uint64_t>(&local);
                     t.heap.collectMinor(t.mutator);
                   }),
               "a reference to an object in a frame");
}

TEST_F(StackWalkTest, everyFrameOfADeepStack) {
  describe({.bases = {sp(0), sp(1)}});
  std::function<void(int)> recurse = [&](int depth) {
    if (depth == 0)
      return t.heap.collectMajor(t.mutator);
    uint64_t words[8] = {make(depth), make(depth + 1000)};
    inFrame(words, [&] { recurse(depth - 1); });
    ASSERT_EQ(word(refAt(words[0]), 1), uint64_t(depth));
    ASSERT_EQ(word(refAt(words[1]), 1), uint64_t(depth + 1000));
  };
  uint64_t words[8] = {make(7), 0};
  run(words, [&] { recurse(2000); });
  EXPECT_EQ(word(refAt(words[0]), 1), 7u);
}

TEST_F(StackWalkTest, suspendedGoroutinesAreWalkedFromTheirTopFrame) {
  describe({.bases = {sp(0)}});
  Mutator other{};
  t.heap.attach(other);
  uint64_t words[8] = {make(50)};
  run(words, [&] {
    // As a goroutine that was switched out here.
    other.baseFrame = t.mutator.baseFrame;
    other.stopped.framePointer = __builtin_frame_address(0);
    t.mutator.baseFrame = nullptr;
    t.heap.collectMinor(t.mutator);
  });
  EXPECT_EQ(word(refAt(words[0]), 1), 50u);
  t.heap.detach(other);
}

TEST_F(StackWalkTest, framesBeyondTheBaseAreNotVisited) {
  describe({.bases = {sp(0)}});
  uint64_t outer[8] = {make(60)}, inner[8] = {make(61)};
  uint64_t stale = outer[0];
  inFrame(outer, [&] { run(inner, minor); });
  EXPECT_EQ(outer[0], stale);
  EXPECT_EQ(word(refAt(inner[0]), 1), 61u);
}

TEST_F(StackWalkTest, brokenChainEndsTheProgram) {
  uint64_t words[8] = {};
  int local = 0;
  EXPECT_DEATH(run(words,
                   [&] {
                     t.mutator.baseFrame = &local + 1; // no frame starts here
                     t.heap.collectMinor(t.mutator);
                   }),
               "chain of frames is broken");
}

TEST_F(StackWalkTest, locationIsThatOfTheInnermostCompiledCall) {
  static const abi::SourceLocation rows[] = {{0, 0}, {1, 42}};
  static const char *const files[] = {"a.vo", "b.vo"};
  static const abi::LocationTable locations = {rows, files, 2, 2, nullptr};
  for (uint32_t row : {0u, 1u, 9u}) {
    abi::ModuleDescriptor module = testModule();
    module.locations = &locations;
    TestHeap located(tinyOptions(), module);
    TestTable records;
    records.add(vo_test_frame_return, row, {});
    located.heap.registerStackMaps(records.finish());
    located.mutator.baseFrame = __builtin_frame_address(0);
    Heap::Location location{"?", 1};
    uint64_t words[8] = {};
    inFrame(words, [&] { location = located.heap.locate(located.mutator); });
    EXPECT_EQ(location.line, row == 1 ? 42u : 0u);
    if (row == 1)
      EXPECT_STREQ(location.file, "b.vo");
  }
}

TEST(StackMapsTest, findsExactlyTheRecordedAddresses) {
  // Tables of two modules; addresses near the table, so that they fit.
  static char code[4][20000];
  StackMaps maps;
  TestTable tables[4];
  for (int module : {2, 0, 3, 1}) {
    for (int i = 100 + module; i < 20000; i += 7 + i % 5)
      tables[module].add(code[module] + i, i, {.bases = {Location{i, false}}});
    maps.add(tables[module].finish());
  }
  for (int pass = 0; pass < 2; ++pass) // the second out of the cache
    for (int module = 0; module < 4; ++module) {
      int next = 100 + module;
      for (int i = 0; i < 20000; ++i) {
        StackMapEntry entry =
            maps.find(reinterpret_cast<uint64_t>(code[module] + i));
        ASSERT_EQ(bool(entry), i == next) << module << " " << i;
        if (!entry)
          continue;
        EXPECT_EQ(entry.record->location, uint32_t(i));
        const uint8_t *roots = entry.roots;
        EXPECT_EQ(readLeb(roots), 1u);
        EXPECT_EQ(readLeb(roots), uint64_t(i) << 2);
        next += 7 + i % 5;
      }
    }
  EXPECT_FALSE(maps.find(0));
  EXPECT_FALSE(maps.find(~uint64_t{0}));
}

TEST(StackMapsTest, emptyAndForeignTablesAreIgnored) {
  StackMaps maps;
  abi::StackMapTable empty{abi::kStackMapMagic, 0, 0, 0};
  abi::StackMapTable foreign{1, 100, 0, 0};
  maps.add(empty);
  maps.add(foreign);
  EXPECT_FALSE(maps.find(reinterpret_cast<uint64_t>(&foreign)));
}

TEST(StackMapsTest, locationsAreZigzag) {
  Frame frame{0, 1 << 20, 2 << 20};
  auto at = [&](Location location) {
    return reinterpret_cast<uint64_t>(frame.at(location.encoded()));
  };
  for (int64_t offset : {0, 8, -8, 4096, -4096, 1 << 19}) {
    EXPECT_EQ(at({offset, false}), uint64_t((1 << 20) + offset));
    EXPECT_EQ(at({offset, true}), uint64_t((2 << 20) + offset));
  }
}

} // namespace
} // namespace vo::rt::test
