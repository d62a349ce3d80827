//===- SchedulerEntries.cpp - Go statements of compiled code --------------===//
#include "runtime/sched/Scheduler.h"

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY void vo_rt_go(const void *function, Ref record, int64_t word,
                          VO_RT_CONTEXT) {
  Goroutine &self = Goroutine::of(*context);
  auto *code = const_cast<void *>(function);
  self.scheduler->spawn(self, reinterpret_cast<abi::GoFunction>(code), record,
                        word);
}
