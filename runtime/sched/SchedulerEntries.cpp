//===- SchedulerEntries.cpp - Go statements of compiled code --------------===//
#include "runtime/sched/Scheduler.h"

using namespace vo;
using namespace vo::rt;

VO_RT_SWITCHING_INNER vo_go(void *function, Ref record, int64_t word,
                            Context *context) {
  Goroutine &self = Goroutine::of(*context);
  return self.scheduler->spawnSwitch(
      self, reinterpret_cast<abi::GoFunction>(function), record, word);
}
VO_RT_SWITCHING_ENTRY(vo_rt_go, vo_go, rcx);
