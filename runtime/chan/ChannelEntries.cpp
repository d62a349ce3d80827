//===- ChannelEntries.cpp - Channels of compiled code ---------------------===//
#include "runtime/chan/Channel.h"
#include "runtime/gc/Roots.h"
#include "runtime/panic/Panic.h"

#include <algorithm>

using namespace vo;
using namespace vo::rt;

/// `elements` is elemBytes << 32. At least one slot: a value on its way to a
/// receiver lies there.
static Ref makeChannel(Context &context, int64_t layout, int64_t elements,
                       int64_t capacity, abi::Trap impossible) {
  uint32_t elemBytes = uint64_t(elements) >> 32;
  Heap &heap = heapOf(context);
  uint64_t slots = std::max<uint64_t>(capacity, 1);
  uint64_t bytes = Heap::arrayBytes(slots, elemBytes);
  if (capacity < 0 || bytes == 0 || !heap.canHold(bytes))
    raiseTrap(context, impossible);
  Rooted<Ref> ring(context,
                   heap.allocateArray(context, layout, elemBytes, 0, slots));
  Ref channel = heap.allocate(
      context, abi::headerWord(abi::kLayoutChannel, abi::kChannelWords),
      sizeof(Channel));
  Channel &fields = Channel::at(channel);
  fields.ring = addressOf(ring);
  fields.slots = slots;
  fields.capacity = capacity;
  fields.elemWords = elemBytes / abi::kWordBytes;
  fields.hasReferences = layout != abi::kLayoutScalarArray;
  return channel;
}

VO_RT_ENTRY Ref vo_rt_chan_new(int64_t layout, int64_t elements,
                               int64_t capacity, VO_RT_CONTEXT) {
  return makeChannel(*context, layout, elements, capacity,
                     abi::Trap::MakeChan);
}

VO_RT_ENTRY Ref vo_rt_port_new(int64_t layout, int64_t elements,
                               int64_t capacity, VO_RT_CONTEXT) {
  return makeChannel(*context, layout, elements, capacity ? capacity : -1,
                     abi::Trap::MakePort);
}

/// Adds the goroutine to a queue of the channel and waits.
[[gnu::always_inline]] static inline void
waitFor(Goroutine &self, Ref channel, void *words,
        void (Channel::*addTo)(Waiter &)) {
  self.waiter.words = words;
  (Channel::at(channel).*addTo)(self.waiter);
  self.scheduler->park(self);
}

VO_RT_ENTRY void vo_rt_chan_send(Ref channel, const void *words,
                                 VO_RT_CONTEXT) {
  Goroutine &self = Goroutine::of(*context);
  channel = safepoint(self, channel);
  if (!channel) [[unlikely]]
    waitForever(self);
  if (Channel::at(channel).canSend())
    return sendNow(self, channel, words);
  waitFor(self, channel, const_cast<void *>(words), &Channel::addSender);
  if (self.isWokenByClose) [[unlikely]]
    raiseTrap(self, abi::Trap::SendOnClosedChannel);
}

VO_RT_ENTRY int64_t vo_rt_chan_recv(Ref channel, const void *words,
                                    VO_RT_CONTEXT) {
  Goroutine &self = Goroutine::of(*context);
  channel = safepoint(self, channel);
  if (!channel) [[unlikely]]
    waitForever(self);
  auto *value = const_cast<void *>(words);
  // A value that it was woken for may have been taken by another.
  while (!Channel::at(channel).canReceive()) {
    self.own.channel = channel;
    waitFor(self, channel, value, &Channel::addReceiver);
    channel = std::exchange(self.own.channel, nullptr);
  }
  return receiveNow(self, channel, value);
}

VO_RT_ENTRY void vo_rt_chan_close(Ref reference, VO_RT_CONTEXT) {
  Goroutine &self = Goroutine::of(*context);
  reference = safepoint(self, reference);
  if (!reference)
    raiseTrap(self, abi::Trap::CloseNilChannel);
  Channel &channel = Channel::at(reference);
  if (channel.closed)
    raiseTrap(self, abi::Trap::CloseClosedChannel);
  channel.closed = true;
  bool anybody = channel.firstReceiver || channel.firstSender;
  while (Waiter *receiver = channel.receiver()) {
    channel.removeReceiver(*receiver);
    resume(*receiver, false, true);
  }
  while (Waiter *sender = channel.sender()) {
    channel.removeSender(*sender);
    resume(*sender, false, true);
  }
  if (anybody)
    self.scheduler->yield(self);
}

VO_RT_ENTRY int64_t vo_rt_chan_len(Ref channel, VO_RT_CONTEXT) {
  (void)context;
  return channel ? int64_t(Channel::at(channel).count) : 0;
}

VO_RT_ENTRY int64_t vo_rt_chan_cap(Ref channel, VO_RT_CONTEXT) {
  (void)context;
  return channel ? int64_t(Channel::at(channel).capacity) : 0;
}
