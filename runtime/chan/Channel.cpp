#include "runtime/chan/Channel.h"

#include "runtime/chan/RemotePort.h"
#include "runtime/gc/Roots.h"
#include "runtime/panic/Panic.h"

#include <algorithm>

namespace vo::rt {

//===----------------------------------------------------------------------===//
// Waiters
//===----------------------------------------------------------------------===//

/// Takes the other cases of a select out of their queues. The goroutine is
/// parked: its stack may lie elsewhere.
static void leaveOtherCases(Goroutine &goroutine) {
  const abi::SelectCase *cases = goroutine.inMemory(goroutine.cases);
  for (uint32_t i = 0; i < goroutine.caseCount; ++i) {
    Waiter &waiter = goroutine.selectWaiters[i];
    if (!waiter.isQueued)
      continue;
    Channel &channel = Channel::at(refAt(cases[i].channel));
    if (cases[i].isSend)
      channel.removeSender(waiter);
    else
      channel.removeReceiver(waiter);
  }
}

void resume(Waiter &waiter, bool hasReceived) {
  Goroutine &goroutine = *waiter.goroutine;
  if (waiter.isSelect) {
    goroutine.stopped.results[0] = waiter.index;
    goroutine.stopped.results[1] = hasReceived;
    leaveOtherCases(goroutine);
  }
  goroutine.scheduler->ready(goroutine);
}

//===----------------------------------------------------------------------===//
// Sending
//===----------------------------------------------------------------------===//

/// Doubles the buffer. It holds more than the capacity when senders are quicker
/// than the receivers that they have woken. May collect; gives the channel.
__attribute__((noinline)) static Ref grow(Goroutine &self, Ref object) {
  Rooted<Ref> rooted(self, object);
  Channel *channel = &Channel::at(rooted);
  uint64_t slots = channel->slots, bytes = channel->elemWords * abi::kWordBytes;
  uint32_t layout = abi::layoutOf(headerOf(refAt(channel->ring)));
  Ref ring = self.scheduler->heap.allocateArray(self, layout, uint32_t(bytes),
                                                0, slots * 2);
  channel = &Channel::at(rooted);
  auto *from = refAt(channel->ring) + abi::kArrayDataOffset;
  auto *to = ring + abi::kArrayDataOffset;
  uint64_t tail = (slots - channel->head) * bytes;
  std::memcpy(to, from + channel->head * bytes, tail);
  std::memcpy(to + tail, from, channel->head * bytes);
  channel->head = 0;
  channel->slots = slots * 2;
  channel->ring = addressOf(ring);
  self.heap->recordWrite(&channel->ring, sizeof channel->ring);
  return rooted;
}

Ref makeRoom(Goroutine &self, Ref reference) {
  const Channel &channel = Channel::at(reference);
  return channel.count == channel.slots ? grow(self, reference) : reference;
}

/// Hands a value to the first receiver and lets it run.
[[gnu::always_inline]] static inline Switch
sendToReceiver(Goroutine &self, Ref reference, const void *words) {
  Channel *channel = &Channel::at(reference);
  if (!channel->receiver()->isSelect && channel->count == channel->slots)
      [[unlikely]]
    channel = &Channel::at(grow(self, reference));
  handOver(self, *channel, words);
  return self.scheduler->yieldSwitch(self);
}

Switch sendNow(Goroutine &self, Ref reference, const void *words) {
  Channel &channel = Channel::at(reference);
  if (channel.closed) [[unlikely]]
    raiseTrap(self, abi::Trap::SendOnClosedChannel);
  if (channel.firstReceiver)
    return sendToReceiver(self, reference, words);
  channel.push(self, words);
  self.scheduler->tick(self);
  return Scheduler::stay(self);
}

//===----------------------------------------------------------------------===//
// Receiving
//===----------------------------------------------------------------------===//

/// The first sender's value, wherever its stack lies.
static const void *firstSent(const Channel &channel) {
  const Waiter &sender = *channel.sender();
  return sender.goroutine->inMemory(sender.words);
}

static Switch wakeSender(Goroutine &self, Channel &channel) {
  Waiter &sender = *channel.sender();
  channel.removeSender(sender);
  resume(sender, false);
  return self.scheduler->yieldSwitch(self);
}

Switch receiveNow(Goroutine &self, Ref reference, void *words,
                  int64_t &result) {
  Channel &channel = Channel::at(reference);
  result = 1;
  if (channel.count) {
    channel.pop(words);
    if (channel.firstSender) {
      if (isRemote(*channel.sender())) [[unlikely]] {
        admitFirst(self, reference);
        self.scheduler->tick(self);
        return Scheduler::stay(self);
      }
      channel.push(self, firstSent(channel));
      return wakeSender(self, channel);
    }
  } else if (channel.firstSender) {
    channel.copyWords(words, firstSent(channel));
    return wakeSender(self, channel);
  } else {
    result = 0;
    if (channel.elemWords != 0)
      std::memset(words, 0, channel.elemWords * abi::kWordBytes);
  }
  self.scheduler->tick(self);
  return Scheduler::stay(self);
}

//===----------------------------------------------------------------------===//
// Closing
//===----------------------------------------------------------------------===//

Switch sendOnClosed(Mutator *self) {
  raiseTrap(*self, abi::Trap::SendOnClosedChannel);
}

bool closeNow(Channel &channel) {
  channel.closed = true;
  bool anybody = channel.firstReceiver || channel.firstSender;
  while (Waiter *receiver = channel.receiver()) {
    channel.removeReceiver(*receiver);
    resume(*receiver, false);
  }
  while (Waiter *sender = channel.sender()) {
    channel.removeSender(*sender);
    if (isRemote(*sender)) {
      answerClosed(*sender);
      continue;
    }
    sender->goroutine->stopped.then = sendOnClosed;
    resume(*sender, false);
  }
  return anybody;
}

} // namespace vo::rt
