//===- Poll.cpp - What a poll of compiled code finds ----------------------===//
//
// Compiled code calls vo_rt_poll when its context's poll word is not zero. The
// word tells why (abi::PollReasons); who sets it has left what is to be done
// elsewhere.
//
//===----------------------------------------------------------------------===//
#include "runtime/gc/Heap.h"
#include "runtime/sched/Scheduler.h"

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY void vo_rt_poll(VO_RT_CONTEXT) {
  heapOf(*context).safepoint(*context);
  Goroutine &self = Goroutine::of(*context);
  self.scheduler->poll(self);
}
