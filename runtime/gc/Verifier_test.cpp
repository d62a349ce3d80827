#include "runtime/gc/TestHeap.h"

#include "gtest/gtest.h"

#include <cstring>

namespace vo::rt::test {
namespace {

class VerifierTest : public testing::Test {
protected:
  VerifierTest() { testing::FLAGS_gtest_death_test_style = "fast"; }

  TestHeap t{tinyOptions(4096), 0};
  void collect() { t.heap.collectMinor(t.mutator); }
};

TEST_F(VerifierTest, silentOnAHealthyHeap) {
  Rooted<Ref> object(t.mutator, t.mixed());
  for (int i = 0; i < 10; ++i) {
    Ref next = t.mixed();
    word(next, 1) = addressOf(object);
    object.set(next);
    t.heap.collectMajor(t.mutator);
  }
}

TEST_F(VerifierTest, missingBarrier) {
  Rooted<Ref> object(t.mutator, t.pair());
  collect();
  word(object, 0) = addressOf(t.pair()); // and no recordWrite
  EXPECT_DEATH(collect(), "a reference into the emptied nursery.*in object");
}

TEST_F(VerifierTest, deadObjectOfAFrame) {
  Rooted<Ref> object(t.mutator, t.pair());
  collect();
  word(object, 0) = abi::kDeadFrameWord;
  EXPECT_DEATH(collect(), "out of a dead object of a frame.*in object");
}

TEST_F(VerifierTest, danglingReference) {
  Ref lost;
  {
    Rooted<Ref> object(t.mutator, t.pair());
    collect();
    lost = object;
  }
  Rooted<Ref> other(t.mutator, t.pair());
  t.heap.collectMajor(t.mutator); // frees `lost`
  word(other, 0) = addressOf(lost);
  EXPECT_DEATH(collect(), "a reference to free memory.*in object");
}

TEST_F(VerifierTest, danglingRoot) {
  uint64_t stale;
  {
    Rooted<Ref> object(t.mutator, t.pair());
    collect();
    stale = addressOf(object);
  }
  t.heap.collectMajor(t.mutator);
  Rooted<Ref> root(t.mutator, refAt(stale));
  EXPECT_DEATH(collect(), "a reference to free memory.*a root");
}

TEST_F(VerifierTest, interiorReferenceInAProgramWithoutThem) {
  Rooted<Ref> object(t.mutator, t.pair());
  collect();
  Rooted<Ref> inside(t.mutator, object.get() + 8);
  EXPECT_DEATH(collect(), "an interior reference in a program without them");
}

TEST_F(VerifierTest, damagedHeader) {
  Rooted<Ref> object(t.mutator, t.pair());
  collect();
  headerOf(object) |= 0x20;
  EXPECT_DEATH(collect(), "a damaged header");
}

TEST_F(VerifierTest, unknownLayout) {
  Rooted<Ref> object(t.mutator, t.pair());
  collect();
  headerOf(object) = abi::headerWord(1000, kPairWords);
  EXPECT_DEATH(collect(), "a header with an unknown layout");
  headerOf(object) = abi::headerWord(20, kPairWords); // reserved, unused
  EXPECT_DEATH(collect(), "a header with an unknown layout");
}

TEST_F(VerifierTest, sizeThatDoesNotFit) {
  Rooted<Ref> object(t.mutator, t.pair());
  collect();
  headerOf(object) = abi::headerWord(kPair, 100);
  EXPECT_DEATH(collect(), "an object whose size does not fit");
  headerOf(object) = abi::headerWord(kMixed, kPairWords);
  EXPECT_DEATH(collect(), "an object whose size does not fit");
}

TEST_F(VerifierTest, arrayElementsThatDoNotFitTheLayout) {
  Rooted<Ref> object(t.mutator, t.refArray(3));
  collect();
  reinterpret_cast<abi::ArrayObject *>(object.get())->elemBytes = 4;
  EXPECT_DEATH(collect(), "an array whose elements do not fit");
}

TEST_F(VerifierTest, writeToFreedMemory) {
  Ref lost;
  {
    Rooted<Ref> object(t.mutator, t.mixed());
    Rooted<Ref> neighbour(t.mutator, t.mixed());
    collect();
    lost = object;
    t.heap.collectMajor(t.mutator);
    object.set(nullptr);
    t.heap.collectMajor(t.mutator); // the block stays, the cell is free
    word(lost, 3) = 1;
    EXPECT_DEATH(collect(), "freed memory was written to");
  }
}

TEST_F(VerifierTest, freedMemoryIsPoisoned) {
  Ref young = t.pair();
  Rooted<Ref> neighbour(t.mutator, t.mixed());
  Ref old;
  {
    Rooted<Ref> object(t.mutator, t.mixed());
    collect();
    old = object;
  }
  EXPECT_EQ(word(young, 0), 0xD8D8D8D8D8D8D8D8u);
  t.heap.collectMajor(t.mutator);
  EXPECT_EQ(word(old, 2), 0xD8D8D8D8D8D8D8D8u);
}

} // namespace
} // namespace vo::rt::test
