// The native functions of package runtime/mem.

#include "runtime/gc/Heap.h"
#include "runtime/std/Natives.h"

using namespace vo;
using namespace vo::rt;

/// Members that are not named stay zero: nobody counts them.
VO_RT_ENTRY void
vo_std_runtime_mem_ReadStats(vo_std_runtime_mem_ReadStats_result *results,
                             VO_RT_CONTEXT) {
  enum Member { // in the order of stdlib/runtime/mem
    kReserved = 0,
    kLive = 2,
    kOldLive = 4,
    kAllocatedTotal = 12,
    kCycle = 14,
    kMinorCycles = 15,
    kMajorCycles = 16,
    kDirtyCards = 20,
    kGrowthAllowed = 25,
    kAllocationAllowed = 26,
    kHardLimit = 27,
    kHardLimitSet = 28,
    kAutomatic = 31,
  };
  Heap &heap = heapOf(*context);
  HeapStatistics statistics = heap.statistics();
  const HeapOptions &options = heap.options();
  *results = {};
  auto *members = reinterpret_cast<uint64_t *>(results);
  members[kReserved] = options.reservation;
  members[kLive] = members[kOldLive] = heap.oldBytes();
  members[kAllocatedTotal] = statistics.allocatedBytes;
  members[kCycle] = statistics.minorCollections + statistics.majorCollections;
  members[kMinorCycles] = statistics.minorCollections;
  members[kMajorCycles] = statistics.majorCollections;
  members[kDirtyCards] = statistics.dirtyCards;
  members[kGrowthAllowed] = members[kAllocationAllowed] = 1;
  members[kHardLimit] = options.memoryLimit;
  members[kHardLimitSet] = options.memoryLimit != 0;
  members[kAutomatic] = 1;
}

/// A step is a minor collection, whatever work was asked for.
VO_RT_ENTRY int64_t vo_std_runtime_mem_GCStep(int64_t workUnits,
                                              VO_RT_CONTEXT) {
  (void)workUnits;
  heapOf(*context).collectMinor(*context);
  return 1;
}

VO_RT_ENTRY int64_t vo_std_runtime_mem_GCCollect(VO_RT_CONTEXT) {
  heapOf(*context).collectMajor(*context);
  return 1;
}
