#include "runtime/gc/space/Nursery.h"
#include "runtime/gc/space/OldSpace.h"

#include "gtest/gtest.h"

#include <cstdlib>
#include <cstring>
#include <random>
#include <set>
#include <sys/resource.h>

namespace vo::rt {
namespace {

TEST(SizeClassTest, everySizeHasTheSmallestFittingClass) {
  for (uint64_t bytes = kMinCellBytes; bytes <= kMaxSmallCell; bytes += 8) {
    unsigned index = sizeClassOf(bytes);
    ASSERT_LT(index, kSizeClassCount);
    EXPECT_GE(kSizeClasses.bytes[index], bytes);
    if (index != 0)
      EXPECT_LT(kSizeClasses.bytes[index - 1], bytes);
  }
  for (unsigned i = 1; i < kSizeClassCount; ++i)
    EXPECT_LT(kSizeClasses.bytes[i - 1], kSizeClasses.bytes[i]);
  EXPECT_EQ(kSizeClasses.bytes[sizeClassOf(24)], 24);
}

TEST(SizeClassTest, reciprocalDividesExactly) {
  for (unsigned i = 0; i < kSizeClassCount; ++i) {
    Block block{};
    block.cellBytes = kSizeClasses.bytes[i];
    block.reciprocal =
        ((uint64_t{1} << 32) + block.cellBytes - 1) / block.cellBytes;
    for (uint64_t offset = 0; offset < kBlockBytes; ++offset)
      ASSERT_EQ(block.cellAt(offset), offset / block.cellBytes);
  }
}

/// Free runs with a table of their own.
struct TestRuns : FreeRuns {
  explicit TestRuns(uint32_t capacity)
      : table(FreeRuns::tableBytes(capacity) / 8) {
    initialise(table.data(), capacity);
  }
  std::vector<uint64_t> table;
};

TEST(FreeRunsTest, againstASetOfBlocks) {
  constexpr uint32_t kBlocks = 1000;
  TestRuns runs(kBlocks);
  std::set<uint32_t> model;
  std::vector<std::pair<uint32_t, uint32_t>> taken;
  std::mt19937 random(7);
  runs.give(0, kBlocks);
  for (uint32_t i = 0; i < kBlocks; ++i)
    model.insert(i);
  // First fit, by looking at every block.
  auto lowest = [&](uint32_t count) {
    for (uint32_t i = 0, length = 0; i < kBlocks; ++i) {
      length = model.count(i) ? length + 1 : 0;
      if (length == count)
        return i + 1 - count;
    }
    return kBlocks;
  };
  for (int step = 0; step < 20000; ++step) {
    if (random() % 2) {
      uint32_t count = random() % 3 ? 1 : 1 + random() % 150;
      uint32_t first = kBlocks, expected = lowest(count);
      ASSERT_EQ(runs.take(count, first), expected != kBlocks);
      if (expected == kBlocks)
        continue;
      ASSERT_EQ(first, expected);
      for (uint32_t i = 0; i < count; ++i)
        ASSERT_EQ(model.erase(first + i), 1u);
      taken.push_back({first, count});
    } else if (!taken.empty()) {
      std::swap(taken[random() % taken.size()], taken.back());
      auto [first, count] = taken.back();
      taken.pop_back();
      runs.give(first, count);
      for (uint32_t i = 0; i < count; ++i)
        ASSERT_TRUE(model.insert(first + i).second);
    }
    ASSERT_EQ(runs.freeBlocks(), model.size());
    std::set<uint32_t> found;
    uint32_t end = 0;
    runs.forEachRun([&](uint32_t first, uint32_t count) {
      if (!found.empty()) // maximal and ascending
        ASSERT_GT(first, end);
      end = first + count;
      for (uint32_t i = first; i < end; ++i)
        found.insert(i);
    });
    ASSERT_EQ(found, model);
  }
}

TEST(FreeRunsTest, workDoesNotFollowTheNumberOfRuns) {
  // Every other block is free, given back in the worst order for a list.
  auto stepsPerBlock = [](uint32_t blocks) {
    TestRuns runs(blocks);
    uint32_t first = 0;
    for (uint32_t block = blocks; block > 1; block -= 2)
      runs.give(block - 2, 1);
    EXPECT_FALSE(runs.take(2, first));
    for (uint32_t i = 0; i < blocks; i += 2) {
      EXPECT_TRUE(runs.take(1, first));
      EXPECT_EQ(first, i);
    }
    return double(runs.steps()) / blocks;
  };
  // The tree has 15 levels here; half of the blocks were given and taken.
  EXPECT_LT(stepsPerBlock(1 << 20), 2 * 15);
}

class OldSpaceTest : public testing::Test {
protected:
  OldSpaceTest() {
    EXPECT_TRUE(reservation.reserve(64 << 20, 4096));
    space.initialise(reservation, false);
  }
  Ref allocate(uint64_t dataBytes) {
    Ref object = space.allocateZeroed(dataBytes + 8);
    if (object)
      headerOf(object) = abi::headerWord(32, dataBytes / 8);
    return object;
  }
  void keepOnly(const std::set<Ref> &live) {
    space.startMark();
    for (Ref object : live)
      EXPECT_EQ(space.mark(addressOf(object)), object);
    space.finishMark();
  }

  Reservation reservation;
  OldSpace space;
};

TEST_F(OldSpaceTest, freedCellsAreUsedAgainAndLiveOnesNever) {
  std::mt19937 random(3);
  std::set<Ref> live;
  for (int round = 0; round < 30; ++round) {
    for (int i = 0; i < 3000; ++i) {
      uint64_t bytes = 8 * (1 + random() % (i % 50 == 0 ? 6000 : 40));
      Ref object = allocate(bytes);
      ASSERT_NE(object, nullptr);
      for (uint64_t j = 0; j < bytes / 8; ++j)
        ASSERT_EQ(reinterpret_cast<uint64_t *>(object)[j], 0u);
      std::memset(object, 0x55, bytes);
      ASSERT_TRUE(live.insert(object).second);
    }
    std::erase_if(live, [&](Ref) { return random() % 4 != 0; });
    keepOnly(live);
    ASSERT_EQ(space.check(), nullptr);
    std::set<Ref> found;
    space.forEachObject([&](Ref object, uint64_t) { found.insert(object); });
    ASSERT_EQ(found, live);
  }
  keepOnly({});
  EXPECT_EQ(space.usedBytes(), 0u);
  EXPECT_EQ(space.blockBytes(), 0u);
}

TEST_F(OldSpaceTest, objectAtFindsExactlyTheLiveOnes) {
  Ref small = allocate(24), gone = allocate(24), large = allocate(100000);
  for (uint64_t i = 0; i <= 24; ++i)
    EXPECT_EQ(space.objectAt(addressOf(small) + i), small);
  EXPECT_EQ(space.objectAt(addressOf(large) + 99999), large);
  EXPECT_EQ(space.objectAt(addressOf(gone) + 40), nullptr); // never used
  keepOnly({small, large});
  EXPECT_EQ(space.objectAt(addressOf(gone)), nullptr);
  EXPECT_EQ(space.objectAt(addressOf(small)), small);
  EXPECT_EQ(space.objectAt(addressOf(large) + 50000), large);
}

TEST_F(OldSpaceTest, markTellsOnceAndUnderstandsInteriorAddresses) {
  Ref small = allocate(40), large = allocate(70000);
  space.startMark();
  EXPECT_EQ(space.mark(addressOf(small) + 40), small);
  EXPECT_EQ(space.mark(addressOf(small)), nullptr);
  EXPECT_EQ(space.mark(addressOf(large) + 60000), large);
  EXPECT_EQ(space.mark(addressOf(large)), nullptr);
  space.finishMark();
}

TEST_F(OldSpaceTest, nullWhenTheAddressesRunOut) {
  EXPECT_EQ(allocate(65 << 20), nullptr);
  int count = 0;
  while (allocate(1 << 20))
    ++count;
  EXPECT_GT(count, 50);
  while (allocate(16))
    ++count;
  EXPECT_EQ(allocate(16), nullptr);
  keepOnly({});
  EXPECT_NE(allocate(60 << 20), nullptr); // the free blocks are one run again
}

TEST_F(OldSpaceTest, releasedMemoryIsUsableAndZero) {
  Ref first = allocate(10 << 20);
  std::memset(first, 1, 10 << 20);
  keepOnly({});
  space.releaseFree(0);
  Ref second = allocate(10 << 20);
  EXPECT_EQ(second, first);
  for (uint64_t i = 0; i < (10 << 20); i += 4096)
    ASSERT_EQ(uint8_t(second[i]), 0);
}

TEST_F(OldSpaceTest, dirtyCardsGiveEveryObjectThatOverlapsThem) {
  std::vector<Ref> objects;
  objects.reserve(5001);
  for (uint64_t i = 0; i < 5000; ++i)
    objects.push_back(allocate(8 * (1 + i % 60)));
  objects.push_back(allocate(200000));
  std::mt19937 random(5);
  uint8_t *cards = reservation.cards();
  for (int round = 0; round < 20; ++round) {
    std::set<uint64_t> dirty;
    for (int i = 0; i < 40; ++i) {
      Ref object = objects[random() % objects.size()];
      dirty.insert((addressOf(object) + 8) >> abi::kCardShift);
    }
    dirty.insert((addressOf(objects.back()) + 150000) >> abi::kCardShift);
    for (uint64_t card : dirty)
      cards[card] = 1;
    std::set<std::pair<Ref, uint64_t>> seen;
    auto scan = [&](Ref object, uint64_t low, uint64_t high) {
      for (uint64_t at = low; at < high; at += kCardBytes)
        seen.insert({object, at >> abi::kCardShift});
    };
    EXPECT_EQ(space.scanDirtyCards(scan), dirty.size());
    for (Ref object : objects) {
      uint64_t end = addressOf(object) + dataBytesOf(object) - 1;
      for (uint64_t card = addressOf(object) >> abi::kCardShift;
           card <= end >> abi::kCardShift; ++card)
        ASSERT_EQ(seen.count({object, card}), dirty.count(card));
    }
    space.scanDirtyCards([](Ref, uint64_t, uint64_t) { FAIL(); });
  }
}

TEST(NurseryTest, windowsGrowInPlaceAndOthersOpenNewOnes) {
  alignas(8) static char memory[4096];
  Nursery nursery;
  nursery.initialise(reinterpret_cast<uint64_t>(memory), sizeof memory, 256);
  Mutator a{}, b{};
  auto bump = [](abi::Context &context, uint64_t bytes) {
    Ref object = refAt(context.allocPointer);
    headerOf(object) = abi::headerWord(32, bytes / 8);
    context.allocPointer += bytes + 8;
    return object;
  };
  std::memset(memory, 0xEE, sizeof memory);
  ASSERT_TRUE(nursery.refill(a, 240));
  Ref first = bump(a, 240);
  EXPECT_EQ(addressOf(first), reinterpret_cast<uint64_t>(memory) + 8);
  ASSERT_TRUE(nursery.refill(a, 32));
  Ref second = bump(a, 32);
  EXPECT_EQ(second, first + 248); // no gap
  for (int i = 0; i < 32; ++i)
    EXPECT_EQ(uint8_t(second[i]), 0);
  ASSERT_TRUE(nursery.refill(b, 8));
  Ref other = bump(b, 8);
  EXPECT_EQ(nursery.usedBytes(), 248u + 40 + 16);
  ASSERT_TRUE(nursery.refill(a, 1000)); // a's window cannot grow any more
  Ref third = bump(a, 1000);
  EXPECT_GT(third, other);
  EXPECT_FALSE(nursery.refill(a, 4000));
  EXPECT_EQ(nursery.countObjects(1).total(), 4u);
  for (Ref object : {first, second, other, third}) {
    EXPECT_EQ(nursery.objectAt(addressOf(object)), object);
    EXPECT_EQ(nursery.objectAt(addressOf(object) + dataBytesOf(object)),
              object);
  }
  nursery.reset(false);
  EXPECT_EQ(a.allocLimit, 0u);
  EXPECT_EQ(b.allocLimit, 0u);
  EXPECT_EQ(nursery.usedBytes(), 0u);
}

TEST(ReservationTest, everyAddressHasACard) {
  Reservation reservation;
  ASSERT_TRUE(reservation.reserve(64 << 20, 4096));
  ASSERT_TRUE(reservation.coversAllAddresses());
  static int constant;
  int local = 0;
  for (void *address :
       {static_cast<void *>(&constant), static_cast<void *>(&local),
        reinterpret_cast<void *>(&sizeClassOf)}) {
    uint8_t &card =
        reservation
            .cards()[reinterpret_cast<uint64_t>(address) >> abi::kCardShift];
    EXPECT_EQ(card, 0);
    card = 1;
  }
}

TEST(ReservationTest, worksWithFewAddresses) {
  if (!kAddressesCanBeLimited)
    GTEST_SKIP() << "the sanitizer has no addresses to spare";
  auto limited = [] {
    rlimit limit{uint64_t{1} << 30, uint64_t{1} << 30};
    setrlimit(RLIMIT_AS, &limit);
    Reservation reservation;
    bool good = reservation.reserve(uint64_t{1} << 38, 4096) &&
                !reservation.coversAllAddresses();
    OldSpace space;
    space.initialise(reservation, false);
    for (int i = 0; good && i < 100000; ++i) {
      Ref object = space.allocateZeroed(64);
      good = object != nullptr;
      if (!good)
        break;
      headerOf(object) = abi::headerWord(32, 7);
      reservation.cards()[addressOf(object) >> abi::kCardShift] = 1;
    }
    uint64_t scanned = 0;
    space.scanDirtyCards([&](Ref, uint64_t, uint64_t) { ++scanned; });
    std::exit(good && scanned >= 100000 ? 0 : 1);
  };
  EXPECT_EXIT(limited(), testing::ExitedWithCode(0), "");
}

TEST(ReservationTest, halvesUntilTheSystemAgrees) {
  Reservation reservation;
  ASSERT_TRUE(reservation.reserve(uint64_t{1} << 52, 4096));
  EXPECT_GE(reservation.heapBytes(), uint64_t{16} << 20);
  EXPECT_LT(reservation.heapBytes(), uint64_t{1} << 48);
}

} // namespace
} // namespace vo::rt
