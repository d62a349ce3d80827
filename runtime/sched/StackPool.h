//===- StackPool.h - Which stack lies where ---------------------*- C++ -*-===//
//
// A goroutine's stack belongs to a region from its start to its end, because
// addresses of the stack lie in it. There are kMaxRegions regions; so many
// goroutines have one of their own. Where there are more, they share: when one
// of them is to run, the stack that is in the way is copied aside, and comes
// back when its goroutine runs again. So a parked goroutine costs the bytes that
// it uses, no page and no mapping. A collection finds what is copied aside
// through Mutator::displacement; other goroutines that store into it (values of
// a channel) through Mutator::inMemory.
//
// Cost: a switch between goroutines of different regions that are in place
// copies nothing. Others copy the used bytes of two stacks. Not handled: two
// goroutines of one region that alternate while one is deep in a recursion copy
// the whole recursion each time.
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

  /// Regions with addresses of their own.
  static constexpr size_t kMaxRegions = 1024;

private:
  bool bind(Goroutine &goroutine);
  StackRegion *freeRegion();
  StackRegion *sharedRegion();
  bool save(Goroutine &goroutine);
  void restore(Goroutine &goroutine);

  /// Free regions beyond so many keep no more memory than they need.
  static constexpr size_t kWarmRegions = 16;
  /// Of the others, one in so many is looked after when it becomes free.
  static constexpr size_t kTrimPeriod = 32;

  std::vector<std::unique_ptr<StackRegion>> regions;
  StackRegion *freeRegions = nullptr; // last freed first
  size_t freeCount = 0, releases = 0, turn = 0;
  bool exhausted = false; // the system has no more addresses
  ByteStore store;
};

} // namespace vo::rt
