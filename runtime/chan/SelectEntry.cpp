//===- SelectEntry.cpp - Select statements of compiled code ---------------===//
//
// 1. Cases that are ready are counted; one of them, drawn by lot, is performed.
// 2. Without one, the goroutine joins the queues of all channels. Who comes
//    first performs its case and takes it out of the other queues (resume), so
//    it is in none when it goes on.
//
// Cost: two looks at each case, and two changes of queues when it waits.
//
//===----------------------------------------------------------------------===//
#include "runtime/chan/Channel.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Program.h"

#include <cstdlib>
#include <new>
#include <span>

using namespace vo;
using namespace vo::rt;

using Cases = std::span<abi::SelectCase>;

static bool isReady(const abi::SelectCase &one) {
  if (!one.channel)
    return false;
  const Channel &channel = Channel::at(refAt(one.channel));
  return one.isSend ? channel.canSend() : channel.canReceive();
}

static bool isRemote(const abi::SelectCase &one) {
  return one.channel && Channel::at(refAt(one.channel)).isRemote();
}

/// Number of a case that is ready, or of none. Panics when a port in any case
/// lives elsewhere.
static size_t choose(Goroutine &self, Cases cases) {
  uint32_t ready = 0;
  size_t first = cases.size();
  for (size_t i = cases.size(); i-- > 0;)
    if (isReady(cases[i])) {
      first = i;
      ++ready;
    } else if (isRemote(cases[i])) {
      raiseTrap(self, abi::Trap::SelectRemotePort);
    }
  if (ready < 2)
    return first;
  uint32_t skipped = self.scheduler->random(ready);
  for (size_t i = first;; ++i)
    if (isReady(cases[i]) && skipped-- == 0)
      return i;
}

static void reserveWaiters(Goroutine &self, uint32_t count) {
  if (count <= self.selectCapacity)
    return;
  void *memory = std::realloc(self.selectWaiters, count * sizeof(Waiter));
  if (!memory)
    self.scheduler->program.reportOutOfMemory(self);
  self.selectWaiters = static_cast<Waiter *>(memory);
  self.selectCapacity = count;
}

static void joinQueues(Goroutine &self, Cases cases) {
  reserveWaiters(self, uint32_t(cases.size()));
  self.cases = cases.data();
  self.caseCount = uint32_t(cases.size());
  for (uint32_t i = 0; i < self.caseCount; ++i) {
    Waiter &waiter = self.selectWaiters[i];
    waiter = {nullptr, nullptr, &self, cases[i].words, i, true, false};
    if (!cases[i].channel)
      continue;
    Channel &channel = Channel::at(refAt(cases[i].channel));
    if (cases[i].isSend)
      channel.addSender(waiter);
    else
      channel.addReceiver(waiter);
  }
}

VO_RT_SWITCHING_INNER vo_select(abi::SelectCase *array, int64_t count,
                                abi::SelectMode mode, Context *context) {
  Goroutine &self = Goroutine::of(*context);
  self.scheduler->heap.safepoint(self); // the array is the caller's root
  Cases cases(array, count);
  auto &[chosen, hasReceived] = self.stopped.results;
  hasReceived = 0;
  chosen = int64_t(choose(self, cases));
  if (chosen < count) {
    abi::SelectCase &one = cases[chosen];
    Ref channel = refAt(one.channel);
    return one.isSend ? sendNow(self, channel, one.words)
                      : receiveNow(self, channel, one.words, hasReceived);
  }
  if (mode == abi::SelectMode::Default) {
    chosen = abi::kSelectedDefault;
    self.scheduler->tick(self);
    return Scheduler::stay(self);
  }
  joinQueues(self, cases);
  return self.scheduler->parkSwitch(self); // `resume` gives the results
}
VO_RT_SWITCHING_ENTRY(vo_rt_select, vo_select, rcx);
