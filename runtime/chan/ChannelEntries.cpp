//===- ChannelEntries.cpp - Channels of compiled code ---------------------===//
#include "runtime/chan/Channel.h"
#include "runtime/chan/RemotePort.h"
#include "runtime/gc/Roots.h"
#include "runtime/panic/Panic.h"

#include <algorithm>

using namespace vo;
using namespace vo::rt;

namespace {
/// What makes a channel or a port.
struct QueueKind {
  uint64_t header;
  abi::Trap impossible;
};
constexpr QueueKind kChannelKind = {abi::headerWord(abi::kLayoutChannel,
                                                    abi::kChannelWords),
                                    abi::Trap::MakeChan},
                    kPortKind = {
                        abi::headerWord(abi::kLayoutPort, abi::kPortWords),
                        abi::Trap::MakePort};
} // namespace

/// `elements` is elemBytes << 32. At least one slot: a value on its way to a
/// receiver lies there.
static Ref makeQueue(Context &context, const QueueKind &kind, int64_t layout,
                     int64_t elements, int64_t capacity) {
  uint32_t elemBytes = uint64_t(elements) >> 32;
  Heap &heap = heapOf(context);
  uint64_t slots = std::max<uint64_t>(capacity, 1);
  uint64_t bytes = Heap::arrayBytes(slots, elemBytes);
  if (capacity < 0 || bytes == 0 || !heap.canHold(bytes))
    raiseTrap(context, kind.impossible);
  Rooted<Ref> ring(context,
                   heap.allocateArray(context, layout, elemBytes, 0, slots));
  Ref channel = heap.allocate(context, kind.header,
                              abi::wordsOf(kind.header) * abi::kWordBytes);
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
  return makeQueue(*context, kChannelKind, layout, elements, capacity);
}

VO_RT_ENTRY Ref vo_rt_port_new(int64_t layout, int64_t elements,
                               int64_t capacity, VO_RT_CONTEXT) {
  return makeQueue(*context, kPortKind, layout, elements,
                   capacity ? capacity : -1);
}

//===----------------------------------------------------------------------===//
// Operations that may switch
//===----------------------------------------------------------------------===//

VO_RT_SWITCHING_INNER vo_chan_send(Ref channel, void *words, Context *context) {
  Goroutine &self = Goroutine::of(*context);
  channel = safepoint(self, channel);
  if (channel) {
    if (Channel::at(channel).canSend())
      return sendNow(self, channel, words);
    if (Channel::at(channel).isRemote())
      return sendElsewhere(self, channel, words);
    self.waiter.words = words;
    Channel::at(channel).addSender(self.waiter);
  }
  return self.scheduler->parkSwitch(self);
}
VO_RT_SWITCHING_ENTRY(vo_rt_chan_send, vo_chan_send, rdx);

/// Receives or waits; a value that the goroutine was woken for may have been
/// taken by another.
static Switch receive(Goroutine &self, Ref channel, void *words) {
  if (Channel::at(channel).canReceive())
    return receiveNow(self, channel, words, self.stopped.results[0]);
  if (Channel::at(channel).isRemote())
    raiseTrap(self, abi::Trap::ReceiveRemotePort);
  self.own.channel = channel;
  self.waiter.words = words;
  self.stopped.then = [](Mutator *mutator) {
    auto &woken = static_cast<Goroutine &>(*mutator);
    return receive(woken, std::exchange(woken.own.channel, nullptr),
                   woken.waiter.words);
  };
  Channel::at(channel).addReceiver(self.waiter);
  return self.scheduler->parkSwitch(self);
}

VO_RT_SWITCHING_INNER vo_chan_recv(Ref channel, void *words, Context *context) {
  Goroutine &self = Goroutine::of(*context);
  channel = safepoint(self, channel);
  if (!channel) [[unlikely]]
    return self.scheduler->parkSwitch(self);
  return receive(self, channel, words);
}
VO_RT_SWITCHING_ENTRY(vo_rt_chan_recv, vo_chan_recv, rdx);

VO_RT_SWITCHING_INNER vo_chan_close(Ref reference, Context *context) {
  Goroutine &self = Goroutine::of(*context);
  reference = safepoint(self, reference);
  if (!reference)
    raiseTrap(self, abi::Trap::CloseNilChannel);
  Channel &channel = Channel::at(reference);
  if (channel.closed)
    raiseTrap(self, abi::Trap::CloseClosedChannel);
  if (channel.isRemote()) {
    closeElsewhere(self, reference);
    return Scheduler::stay(self);
  }
  return closeNow(channel) ? self.scheduler->yieldSwitch(self)
                           : Scheduler::stay(self);
}
VO_RT_SWITCHING_ENTRY(vo_rt_chan_close, vo_chan_close, rsi);

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

VO_RT_ENTRY int64_t vo_rt_chan_len(Ref channel, VO_RT_CONTEXT) {
  (void)context;
  return channel ? int64_t(Channel::at(channel).count) : 0;
}

VO_RT_ENTRY int64_t vo_rt_chan_cap(Ref channel, VO_RT_CONTEXT) {
  (void)context;
  return channel ? int64_t(Channel::at(channel).capacity) : 0;
}
