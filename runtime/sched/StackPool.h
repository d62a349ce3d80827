//===- StackPool.h - Which stack lies where ---------------------*- C++ -*-===//
//
// A goroutine's stack belongs to a region from its start to its end, because
// addresses of the stack lie in it. The first kFewRegions goroutines have one
// of their own. Where there are more, they share: when one of them is to run,
// the stack that is in the way is copied aside, and comes back when its
// goroutine runs again. So a parked goroutine costs the bytes that it uses, no
// page and no mapping. A collection finds what is copied aside through
// Mutator::displacement; other goroutines that store into it (values of a
// channel) through Mutator::inMemory.
//
// Cost: a switch between goroutines that are in place copies nothing. Others
// copy the used bytes of two stacks, which for the usual few hundred costs no
// more than the cache and address misses of a region (measured with 64, 256 and
// 1024 of them and a thousand goroutines), and much less than to make one (10
// us). A goroutine with a deep stack gets no more company; there are up to
// kMaxRegions regions for the sake of those. Not handled: goroutines that share
// a region already, one of which becomes deep, and which alternate, copy the
// deep stack each time.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/sched/ByteStore.h"
#include "runtime/sched/Goroutine.h"
#include "runtime/sched/Stack.h"

#include <memory>
#include <vector>

namespace vo::rt {

class StackPool {
public:
  StackPool();

  /// The region of goroutines that have not started: nobody's place.
  static StackRegion &nowhere();

  /// Brings the goroutine's stack to its place, which one that has not started
  /// gets. The caller stands on no goroutine's stack. False: no memory.
  bool place(Goroutine &goroutine);

  /// The goroutine has ended; its stack may be used until the next call of
  /// `place`.
  void release(Goroutine &goroutine);

  /// The program has ended: frees what lies aside.
  void abandon(Goroutine &goroutine);

  static constexpr size_t kFewRegions = 64, kMaxRegions = 1024;
  /// A stack of more bytes is deep.
  static constexpr uint64_t kDeepBytes = uint64_t{8} << 10;

private:
  bool bind(Goroutine &goroutine);
  StackRegion *freeRegion();
  StackRegion *newRegion();
  StackRegion *sharedRegion();
  bool save(Goroutine &goroutine);
  void restore(Goroutine &goroutine);

  /// Free regions beyond so many keep no more memory than they need.
  static constexpr size_t kWarmRegions = 16;
  /// Of the others, one in so many is looked after when it becomes free.
  static constexpr size_t kTrimPeriod = 128;

  std::vector<std::unique_ptr<StackRegion>> regions;
  StackRegion *freeRegions = nullptr; // last freed first
  size_t freeCount = 0, releases = 0, turn = 0;
  bool exhausted = false; // the system has no more addresses
  ByteStore store;
};

} // namespace vo::rt
