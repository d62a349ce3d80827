//===- WeakTable_test.cpp - What dies is told ------------------------------===//
#include "runtime/gc/WeakTable.h"

#include "runtime/gc/Roots.h"
#include "runtime/gc/TestHeap.h"

#include "gtest/gtest.h"

#include <array>
#include <set>

namespace vo::rt::test {
namespace {

std::set<void *> told;
void tell(void *key) { EXPECT_TRUE(told.insert(key).second); }

class WeakTableTest : public testing::Test {
protected:
  WeakTableTest() { told.clear(); }

  TestHeap heap{tinyOptions(1024)};
  WeakTable &table = heap.heap.weakTable();
  std::array<char, 8> keys{};
};

TEST_F(WeakTableTest, aDeadYoungObjectIsToldOnceALivingOneIsFollowed) {
  Rooted<Ref> kept(heap.mutator, heap.pair());
  table.add(&keys[0], kept, tell);
  table.add(&keys[1], heap.pair(), tell);
  Ref before = kept;
  heap.heap.collectMinor(heap.mutator);
  EXPECT_NE(kept.get(), before);
  EXPECT_EQ(table.find(&keys[0]), kept.get());
  EXPECT_EQ(table.find(&keys[1]), nullptr);
  EXPECT_EQ(told, std::set<void *>{&keys[1]});
  heap.heap.collectMajor(heap.mutator);
  EXPECT_EQ(told.size(), 1u);
}

TEST_F(WeakTableTest, oldObjectsDieInMajorCollections) {
  {
    Rooted<Ref> object(heap.mutator, heap.pair());
    table.add(&keys[0], object, tell);
    heap.heap.collectMajor(heap.mutator);
    EXPECT_EQ(table.find(&keys[0]), object.get());
  }
  heap.heap.collectMinor(heap.mutator);
  EXPECT_NE(table.find(&keys[0]), nullptr);
  heap.heap.collectMajor(heap.mutator);
  EXPECT_EQ(table.find(&keys[0]), nullptr);
  EXPECT_EQ(told.size(), 1u);
}

TEST_F(WeakTableTest, objectsThatAreBornOldAreNotTakenForDead) {
  Rooted<Ref> large(heap.mutator, heap.refArray(4000));
  table.add(&keys[0], large, tell);
  heap.heap.collectMinor(heap.mutator);
  heap.heap.collectMajor(heap.mutator);
  EXPECT_EQ(table.find(&keys[0]), large.get());
  large.set(nullptr);
  heap.heap.collectMajor(heap.mutator);
  EXPECT_EQ(told.size(), 1u);
}

TEST_F(WeakTableTest, whatIsFoundAgainLivesOn) {
  table.add(&keys[0], heap.pair(), tell);
  {
    Rooted<Ref> found(heap.mutator, table.find(&keys[0]));
    heap.heap.collectMinor(heap.mutator);
    EXPECT_EQ(table.find(&keys[0]), found.get());
  }
  heap.heap.collectMajor(heap.mutator);
  EXPECT_EQ(table.find(&keys[0]), nullptr);
  // The key is free.
  table.add(&keys[0], heap.pair(), tell);
  EXPECT_NE(table.find(&keys[0]), nullptr);
}

} // namespace
} // namespace vo::rt::test
