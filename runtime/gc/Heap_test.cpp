#include "runtime/gc/TestHeap.h"

#include "gtest/gtest.h"

#include <cstdlib>
#include <cstring>
#include <sys/resource.h>
#include <vector>

namespace vo::rt::test {
namespace {

TEST(HeapTest, objectsAreZeroAndLieBehindEachOtherInTheWindow) {
  TestHeap t(HeapOptions{});
  Ref first = t.pair();
  word(first, 0) = word(first, 1) = ~uint64_t{0};
  Ref second = t.mixed();
  EXPECT_EQ(second, first + size_t{kPairWords} * 8 + 8);
  EXPECT_EQ(headerOf(second), abi::headerWord(kMixed, kMixedWords));
  for (uint64_t i = 0; i < kMixedWords; ++i)
    EXPECT_EQ(word(second, i), 0u);
  EXPECT_EQ(t.mutator.allocPointer,
            addressOf(second) + uint64_t{kMixedWords} * 8 + 8);
}

TEST(HeapTest, zeroAfterReuseOfTheNursery) {
  TestHeap t(tinyOptions());
  for (int i = 0; i < 1000; ++i) {
    Ref object = t.mixed();
    for (uint64_t j = 0; j < kMixedWords; ++j) {
      ASSERT_EQ(word(object, j), 0u) << i;
      word(object, j) = j == 0 ? 77 : 0;
    }
  }
  EXPECT_GT(t.heap.statistics().minorCollections, 100u);
}

TEST(HeapTest, rootedValuesFollowTheirObjects) {
  TestHeap t(tinyOptions());
  Rooted<Ref> object(t.mutator, t.pair());
  Rooted<Ref> interior(t.mutator, object.get() + 8);
  word(object, 1) = 42;
  Rooted<Str> string(t.mutator, Str{t.heap.allocateBytes(t.mutator, 5), 16, 5});
  std::memcpy(string->base + 16, "hello", 5);
  Rooted<Slice> slice(t.mutator, Slice{object.get(), 0, 1, 1});
  Rooted<Ref> null(t.mutator);
  Ref before = object;
  t.heap.collectMinor(t.mutator);
  EXPECT_NE(object.get(), before);
  EXPECT_EQ(word(object, 1), 42u);
  EXPECT_EQ(interior.get(), object.get() + 8);
  EXPECT_EQ(slice->base, object.get());
  EXPECT_EQ(null.get(), nullptr);
  EXPECT_EQ(std::memcmp(string->base + 16, "hello", 5), 0);
  before = object;
  t.heap.collectMajor(t.mutator);
  EXPECT_EQ(object.get(), before); // the old space does not move
}

TEST(HeapTest, rootScopeDropsHandlesThatWereNotDestroyed) {
  TestHeap t(tinyOptions());
  Rooted<Ref> kept(t.mutator, t.pair());
  {
    RootScope scope(t.mutator);
    alignas(Rooted<Ref>) char memory[sizeof(Rooted<Ref>)];
    new (memory) Rooted<Ref>(t.mutator, t.pair());
    EXPECT_NE(t.mutator.handles->references[0], kept.get());
  }
  EXPECT_EQ(t.mutator.handles->references[0], kept.get());
}

TEST(HeapTest, rootedSpan) {
  TestHeap t(tinyOptions());
  Ref references[3] = {};
  RootedSpan span(t.mutator, references, 3);
  for (uint64_t i = 0; i < 3; ++i) {
    references[i] = t.pair();
    word(references[i], 1) = i + 10;
  }
  for (int i = 0; i < 50; ++i)
    t.pair();
  for (uint64_t i = 0; i < 3; ++i)
    EXPECT_EQ(word(references[i], 1), i + 10);
}

TEST(HeapTest, globalsAreRootsAndAreTracedByLayout) {
  uint64_t single[2] = {};
  uint64_t many[4] = {};
  uint64_t interfaces[4] = {};
  const abi::GlobalRoot roots[] = {{single, kPair, 2},
                                   {many, abi::kLayoutRefArray, 4},
                                   {interfaces, abi::kLayoutIfaceArray, 4}};
  abi::ModuleDescriptor module = testModule();
  module.globals = roots;
  module.globalCount = std::size(roots);
  TestHeap t(tinyOptions(4096), module);
  auto make = [&](uint64_t value) {
    Ref object = t.pair();
    word(object, 1) = value;
    return addressOf(object);
  };
  single[0] = make(1);
  single[1] = 0x1234567; // a scalar
  for (uint64_t i = 0; i < 4; ++i)
    many[i] = make(i + 2);
  interfaces[0] = kStringHeader;
  interfaces[1] = make(6);
  interfaces[2] = kIntHeader;
  uint64_t looksLikeOne = interfaces[3] = make(7);
  t.heap.collectMajor(t.mutator);
  EXPECT_EQ(word(refAt(single[0]), 1), 1u);
  EXPECT_EQ(single[1], 0x1234567u);
  for (uint64_t i = 0; i < 4; ++i)
    EXPECT_EQ(word(refAt(many[i]), 1), i + 2);
  EXPECT_EQ(word(refAt(interfaces[1]), 1), 6u);
  EXPECT_EQ(interfaces[3], looksLikeOne); // a number: left alone
}

TEST(HeapTest, referencesOutsideTheHeapAreIgnored) {
  static uint64_t constant[3] = {abi::headerWord(kPair, kPairWords), 0, 5};
  TestHeap t(tinyOptions());
  Rooted<Ref> outside(t.mutator, reinterpret_cast<Ref>(constant + 1));
  Rooted<Ref> holder(t.mutator, t.pair());
  word(holder, 0) = reinterpret_cast<uint64_t>(constant + 1);
  t.heap.collectMajor(t.mutator);
  EXPECT_EQ(outside.get(), reinterpret_cast<Ref>(constant + 1));
  EXPECT_EQ(word(holder, 0), reinterpret_cast<uint64_t>(constant + 1));
  EXPECT_EQ(t.heap.objectBase(outside), outside.get());
  EXPECT_EQ(constant[0], abi::headerWord(kPair, kPairWords));
}

TEST(HeapTest, largeArraysAreBornOldAndFreed) {
  HeapOptions options = tinyOptions(4096);
  options.firstMajor = 1 << 20;
  TestHeap t(options);
  Rooted<Ref> kept(t.mutator, t.refArray(100000));
  Ref before = kept;
  for (int i = 0; i < 200; ++i) { // 160 MB all in all
    Ref array = t.refArray(100000);
    ASSERT_EQ(word(array, 0), 100000u);
    ASSERT_EQ(word(array, 2 + i), 0u);
    ASSERT_EQ(word(array, 2 + 99999), 0u);
    std::memset(array + 16, 0, 800000);
    word(array, 2 + i) = addressOf(kept.get());
  }
  EXPECT_EQ(kept.get(), before);
  HeapStatistics statistics = t.heap.statistics();
  EXPECT_GT(statistics.majorCollections, 10u);
  EXPECT_LT(statistics.peakBytes, 10u << 20);
}

TEST(HeapTest, freshLargeArrayNeedsNoBarrierUntilTheNextCollection) {
  TestHeap t(tinyOptions(4096));
  Rooted<Ref> array(t.mutator, t.refArray(5000));
  Ref element = t.pair(); // does not collect: the nursery is empty
  word(element, 1) = 9;
  word(array, 2 + 4321) = addressOf(element);
  t.heap.collectMinor(t.mutator);
  EXPECT_EQ(word(refAt(word(array, 2 + 4321)), 1), 9u);
}

TEST(HeapTest, everyCardOfALargeArrayIsRemembered) {
  TestHeap t(tinyOptions(64 << 10));
  constexpr uint64_t kLength = 40000; // crosses many blocks
  Rooted<Ref> array(t.mutator, t.refArray(kLength));
  t.heap.collectMinor(t.mutator);
  for (uint64_t i = 0; i < kLength; i += 61) {
    Ref element = t.pair();
    word(element, 1) = i;
    word(array, 2 + i) = addressOf(element);
    t.heap.recordWrite(array.get() + (2 + i) * 8, 8);
  }
  t.heap.collectMinor(t.mutator);
  t.heap.collectMajor(t.mutator);
  for (uint64_t i = 0; i < kLength; ++i) {
    if (i % 61 == 0)
      ASSERT_EQ(word(refAt(word(array, 2 + i)), 1), i);
    else
      ASSERT_EQ(word(array, 2 + i), 0u);
  }
}

TEST(HeapTest, barrierOfCompiledCodeIsEnough) {
  TestHeap t(tinyOptions(4096));
  Rooted<Ref> holder(t.mutator, t.longObject());
  t.heap.collectMinor(t.mutator);
  for (uint32_t slot = 1; slot < kLongSlots; ++slot) {
    if (longSlotType(slot) == abi::SlotType::Value)
      continue;
    if (longSlotType(slot) == abi::SlotType::Interface0) {
      word(holder, slot) = slot % 8 < 4 ? kStringHeader : kIntHeader;
      continue;
    }
    Ref element = t.pair();
    word(element, 1) = slot;
    word(holder, slot) = addressOf(element);
    // As the compiler does it: the card of the reference's own word.
    t.mutator
        .cards[(addressOf(holder) + uint64_t{slot} * 8) >> abi::kCardShift] = 1;
    t.heap.collectMinor(t.mutator);
    bool number = longSlotType(slot) == abi::SlotType::Interface1 &&
                  word(holder, slot - 1) == kIntHeader;
    if (number)
      ASSERT_EQ(word(holder, slot), addressOf(element));
    else
      ASSERT_EQ(word(refAt(word(holder, slot)), 1), slot);
  }
}

TEST(HeapTest, whatHasNoCardMarksOneOfTheHeap) {
  if (!kAddressesCanBeLimited)
    GTEST_SKIP() << "the sanitizer has no addresses to spare";
  auto mark = [](abi::Context &context, uint64_t address) {
    // As the compiler does it where stacks have objects.
    if (address - context.cardsFrom >= context.cardsBytes)
      address = context.cardsFrom;
    context.cards[address >> abi::kCardShift] = 1;
  };
  auto limited = [&] {
    rlimit limit{uint64_t{1} << 30, uint64_t{1} << 30};
    setrlimit(RLIMIT_AS, &limit);
    TestHeap t(tinyOptions(4096));
    bool few = t.mutator.cardsFrom != 0;
    Rooted<Ref> holder(t.mutator, t.pair());
    t.heap.collectMinor(t.mutator);
    for (int i = 0; i < 1000; ++i) {
      uint64_t local = 0;
      mark(t.mutator, reinterpret_cast<uint64_t>(&local));
      mark(t.mutator, ~uint64_t{0} >> 17);
      mark(t.mutator, 8);
      Ref young = t.pair();
      word(young, 1) = i;
      word(holder, 0) = addressOf(young);
      mark(t.mutator, addressOf(holder));
      t.heap.collectMinor(t.mutator);
      if (word(refAt(word(holder, 0)), 1) != uint64_t(i))
        std::exit(2);
    }
    std::exit(few ? 0 : 1);
  };
  EXPECT_EXIT(limited(), testing::ExitedWithCode(0), "");
}

TEST(HeapTest, objectBase) {
  TestHeap t(tinyOptions(4096), 0);
  Rooted<Ref> a(t.mutator, t.pair());
  Rooted<Ref> b(t.mutator, t.longObject());
  Rooted<Ref> large(t.mutator, t.refArray(20000));
  for (int round = 0; round < 2; ++round) {
    for (uint64_t i = 0; i <= uint64_t{kPairWords} * 8; ++i) // the end included
      EXPECT_EQ(t.heap.objectBase(a.get() + i), a.get());
    for (uint64_t i = 0; i <= uint64_t{kLongSlots} * 8; i += 8)
      EXPECT_EQ(t.heap.objectBase(b.get() + i), b.get());
    for (uint64_t i = 0; i <= 16 + 20000 * 8; i += 512)
      EXPECT_EQ(t.heap.objectBase(large.get() + i), large.get());
    EXPECT_EQ(t.heap.objectBase(nullptr), nullptr);
    t.heap.collectMinor(t.mutator);
  }
}

TEST(HeapTest, addressOfAnElementWithoutSizeKeepsItsArray) {
  // 240 bytes hold ten cells exactly: the last one's end is the nursery's.
  TestHeap t(tinyOptions(240));
  for (int i = 0; i < 40; ++i) { // at every place of the nursery
    for (int j = 0; j < i % 10; ++j)
      t.pair();
    Rooted<Ref> element(
        t.mutator,
        t.heap.allocateArray(t.mutator, abi::kLayoutScalarArray, 0, 15, 7) +
            16);
    t.heap.collectMinor(t.mutator);
    Ref array = t.heap.objectBase(element);
    EXPECT_EQ(array, element.get() - 16);
    EXPECT_EQ(word(array, 0), 7u);
    t.heap.collectMajor(t.mutator);
    EXPECT_EQ(t.heap.objectBase(element), array);
  }
}

TEST(HeapTest, arrayBytes) {
  EXPECT_EQ(Heap::arrayBytes(0, 8), 16u);
  EXPECT_EQ(Heap::arrayBytes(9, 1), 32u);
  EXPECT_EQ(Heap::arrayBytes(~uint64_t{0}, 0), 16u);
  EXPECT_EQ(Heap::arrayBytes(~uint64_t{0}, 8), 0u);
  EXPECT_EQ(Heap::arrayBytes(uint64_t{1} << 61, 8), 0u);
}

TEST(HeapTest, windowMovesWithTheGoroutine) {
  TestHeap t(HeapOptions{});
  Mutator other{};
  t.heap.attach(other);
  Ref first = t.pair();
  t.heap.moveWindow(t.mutator, other);
  EXPECT_EQ(t.mutator.allocLimit, 0u);
  Ref second = t.heap.allocate(other, abi::headerWord(kPair, kPairWords), 16);
  EXPECT_EQ(second, first + 24);
  Ref third = t.pair(); // opens a window of its own
  EXPECT_GE(third, second + 24);
  t.heap.detach(other);
  Rooted<Ref> kept(t.mutator, third);
  t.heap.collectMinor(t.mutator);
  EXPECT_EQ(t.heap.objectBase(kept.get() + 8), kept.get());
}

TEST(HeapTest, stressCollectsAtEveryAllocation) {
  HeapOptions options = tinyOptions(4096);
  options.stress = true;
  TestHeap t(options);
  Rooted<Ref> object(t.mutator, t.pair());
  EXPECT_EQ(t.mutator.allocLimit, 0u);
  word(object, 1) = 3;
  for (int i = 0; i < 160; ++i) {
    Ref before = object;
    t.pair();
    ASSERT_EQ(word(object, 1), 3u);
    ASSERT_EQ(object.get() == before, i > 0);
  }
  t.heap.safepoint(t.mutator);
  EXPECT_EQ(t.heap.statistics().minorCollections, 162u);
  EXPECT_EQ(t.heap.statistics().majorCollections, 10u);
}

TEST(HeapTest, memoryLimitEndsTheProgram) {
  HeapOptions options = tinyOptions(4096);
  options.verify = false;
  options.memoryLimit = 4 << 20;
  auto fill = [&] {
    TestHeap t(options);
    Rooted<Ref> list(t.mutator);
    for (;;) {
      Ref next = t.pair();
      word(next, 0) = addressOf(list.get());
      list.set(next);
    }
  };
  EXPECT_EXIT(fill(), testing::ExitedWithCode(1), "vo: out of memory");
  auto large = [&] {
    TestHeap t(options);
    t.refArray(1 << 20);
  };
  EXPECT_EXIT(large(), testing::ExitedWithCode(1), "vo: out of memory");
}

TEST(HeapTest, noLimitRefusesSureArrays) {
  HeapOptions options = tinyOptions(4096);
  options.memoryLimit = 1 << 10;
  EXPECT_TRUE(TestHeap(options).heap.canHold(abi::kSureArrayBytes));
  EXPECT_FALSE(TestHeap(options).heap.canHold(abi::kSureArrayBytes + 8));
  options.memoryLimit = 1 << 20;
  EXPECT_TRUE(TestHeap(options).heap.canHold(1 << 20));
  EXPECT_FALSE(TestHeap(options).heap.canHold((1 << 20) + 8));
}

TEST(HeapTest, memoryLimitIsNoLimitForGarbage) {
  HeapOptions options = tinyOptions(4096);
  options.verify = false;
  options.memoryLimit = 4 << 20;
  options.firstMajor = uint64_t{1} << 40; // only the limit starts one
  TestHeap t(options);
  Rooted<Ref> kept(t.mutator);
  for (int i = 0; i < 2000000; ++i) {
    Ref object = t.pair();
    if (i % 4 == 0)
      kept.set(object);
  }
  for (int i = 0; i < 100; ++i)
    t.refArray(100000);
  EXPECT_GT(t.heap.statistics().majorCollections, 10u);
}

TEST(HeapTest, promotedGarbageIsCollectedWhenTheOldSpaceHasGrown) {
  HeapOptions options = tinyOptions(4096);
  options.verify = false;
  options.firstMajor = 1 << 20;
  TestHeap t(options);
  Ref ring[64] = {}; // objects die after they have been promoted
  RootedSpan span(t.mutator, ring, 64);
  for (int i = 0; i < 1000000; ++i)
    ring[i % 64] = t.pair();
  HeapStatistics statistics = t.heap.statistics();
  EXPECT_GT(statistics.promotedBytes, 5u << 20);
  EXPECT_GT(statistics.majorCollections, 4u);
  EXPECT_LT(statistics.majorCollections, 20u);
  EXPECT_LT(statistics.peakBytes, 2u << 20);
}

/// A large array of `width` pairs, each with a list of `depth` pairs behind it
/// whose links come last among the references of a node.
void buildComb(TestHeap &t, Rooted<Ref> &array, uint64_t width, int depth) {
  array.set(t.refArray(width));
  for (uint64_t i = 0; i < width; ++i) {
    Rooted<Ref> list(t.mutator);
    for (int j = 0; j < depth; ++j) {
      Rooted<Ref> payload(t.mutator, t.pair());
      Ref node = t.mixed();
      word(node, 0) = i;
      word(node, 1) = addressOf(payload.get());
      word(node, 2) = addressOf(list.get());
      list.set(node);
    }
    word(array, 2 + i) = addressOf(list.get());
    t.heap.recordWrite(array.get() + (2 + i) * 8, 8);
  }
}

uint64_t nodesOfComb(Ref array, uint64_t width) {
  uint64_t nodes = 0;
  for (uint64_t i = 0; i < width; ++i)
    for (Ref at = refAt(word(array, 2 + i)); at; at = refAt(word(at, 2)))
      nodes += word(at, 0) == i && word(at, 1) != 0;
  return nodes;
}

TEST(HeapTest, whatTheMarkStackHasNoRoomForIsFoundAgain) {
  for (uint64_t entries : {0, 1, 7, 100}) {
    HeapOptions options = tinyOptions(64 << 10);
    options.firstMajor = uint64_t{1} << 30;
    options.markStack = entries;
    TestHeap t(options);
    Rooted<Ref> array(t.mutator);
    buildComb(t, array, 3000, 5);
    for (int i = 0; i < 3; ++i) {
      t.heap.collectMajor(t.mutator); // verifies
      EXPECT_EQ(nodesOfComb(array, 3000), 15000u);
    }
    EXPECT_GT(t.heap.statistics().lostMarks, 0u) << entries;
    array.set(nullptr);
    t.heap.collectMajor(t.mutator);
    EXPECT_EQ(t.heap.statistics().majorCollections, 4u);
  }
}

TEST(HeapTest, wideArraysAndLongListsTakeLittleMarkStack) {
  HeapOptions options = tinyOptions(1 << 20);
  options.verify = false;
  options.markStack = 2 * 512 + 100; // two parts of an array
  TestHeap t(options);
  Rooted<Ref> wide(t.mutator), deep(t.mutator);
  buildComb(t, wide, 200000, 1);
  buildComb(t, deep, 5, 20000);
  t.heap.collectMajor(t.mutator);
  EXPECT_EQ(nodesOfComb(wide, 200000), 200000u);
  EXPECT_EQ(nodesOfComb(deep, 5), 100000u);
  EXPECT_EQ(t.heap.statistics().lostMarks, 0u);
}

TEST(HeapTest, lookingForAStartWalksOverOneStepOfTheNursery) {
  HeapOptions options;
  TestHeap t(options); // a module with interior pointers
  constexpr int kObjects = 200000;
  std::vector<Ref> interior(4);
  for (int i = 0; i < kObjects; ++i) {
    Ref object = t.pair();
    word(object, 1) = i;
    if (i % (kObjects / 4) == 0)
      interior[i / (kObjects / 4)] = object + 8;
  }
  RootedSpan span(t.mutator, interior.data(), interior.size());
  ASSERT_EQ(t.heap.statistics().minorCollections, 0u);
  t.heap.collectMinor(t.mutator);
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(word(interior[i], 0), uint64_t(i) * (kObjects / 4));
  EXPECT_LE(t.heap.statistics().walkedObjects, 4 * (16384 / 24 + 1u));
  t.pair();
  t.heap.collectMinor(t.mutator); // nothing refers to the nursery
  EXPECT_LE(t.heap.statistics().walkedObjects, 4 * (16384 / 24 + 1u));
}

TEST(HeapTest, minorCollectionsLeaveOutGoroutinesThatRest) {
  HeapOptions options = tinyOptions(64 << 10);
  options.verify = false; // would see the missed reference
  TestHeap t(options);
  Mutator others[3] = {};
  Ref references[3] = {};
  Handle handles[3];
  for (int i = 0; i < 3; ++i) {
    t.heap.attach(others[i]);
    handles[i] = {nullptr, &references[i], 1};
    others[i].handles = &handles[i];
    references[i] = t.pair();
    word(references[i], 1) = i;
  }
  t.heap.collectMinor(t.mutator); // all three are new
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(word(references[i], 1), uint64_t(i));
  Ref young[3];
  for (int i = 0; i < 3; ++i)
    references[i] = young[i] = t.pair();
  t.heap.activate(others[1]);
  t.heap.moveWindow(t.mutator, others[2]); // runs
  t.heap.moveWindow(others[2], t.mutator);
  t.heap.collectMinor(t.mutator);
  EXPECT_EQ(references[0], young[0]);
  EXPECT_NE(references[1], young[1]);
  EXPECT_NE(references[2], young[2]);
  references[0] = nullptr;
  Ref before = references[1];
  t.heap.collectMajor(t.mutator); // looks at all of them
  EXPECT_EQ(t.heap.objectBase(references[1] + 8), before);
  for (Mutator &other : others) {
    other.handles = nullptr;
    t.heap.detach(other);
  }
}

TEST(HeapTest, sampledCountsAreCloseAndThoseOfShortProgramsExact) {
  HeapOptions options;
  options.countEvery = 32;
  options.nursery = 1 << 20;
  TestHeap t(options);
  uint64_t objects = 0;
  auto some = [&](int rounds) {
    for (int i = 0; i < rounds; ++i, ++objects)
      i % 3 ? t.pair() : t.mixed();
  };
  some(20000);
  EXPECT_EQ(t.heap.statistics().objects.total(), objects);
  some(500000);
  EXPECT_GT(t.heap.statistics().minorCollections, 10u);
  const ObjectCounts counts = t.heap.statistics().objects;
  EXPECT_NEAR(counts.total(), objects, objects / 50.0);
  EXPECT_EQ(counts.of(abi::kLayoutSlice), 0u);
  EXPECT_EQ(t.heap.statistics().walkedObjects, 0u);
}

TEST(HeapTest, statisticsAreExact) {
  HeapOptions options;
  options.countEvery = 1;
  options.nursery = 2 << 20;
  TestHeap t(options);
  for (int i = 0; i < 200000; ++i)
    t.pair();
  t.refArray(100000);
  HeapStatistics statistics = t.heap.statistics();
  EXPECT_EQ(statistics.objects.total(), 200001u);
  EXPECT_EQ(statistics.objects.of(kPair), 200000u);
  EXPECT_EQ(statistics.objects.of(abi::kLayoutRefArray), 1u);
  EXPECT_EQ(statistics.objects.of(abi::kLayoutSlice), 0u);
  EXPECT_EQ(statistics.allocatedBytes, 200000u * 24 + 8 + 16 + 800000);
  EXPECT_EQ(statistics.minorCollections, 2u);
  EXPECT_EQ(statistics.promotedBytes, 0u);
  EXPECT_GE(statistics.totalPause, statistics.maxPause);
  EXPECT_GE(statistics.peakBytes, uint64_t{800000});
}

} // namespace
} // namespace vo::rt::test
