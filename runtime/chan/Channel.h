//===- Channel.h - The state of a channel and its changes -------*- C++ -*-===//
//
// What sends, receives and selects have in common. Each operation is what the
// language says, in the order of its reference implementation (README.md).
//
// Nothing here collects but `offer`, which may have to make room; and what
// switches goroutines, during which anything happens.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Channel.h"
#include "runtime/gc/Layouts.h"
#include "runtime/sched/Scheduler.h"

#include <cstring>

namespace vo::rt {

/// A channel object; valid until something may collect.
struct Channel : abi::ChannelObject {
  static Channel &at(Ref reference) {
    return *reinterpret_cast<Channel *>(reference);
  }
  Ref reference() { return reinterpret_cast<Ref>(this); }

  Waiter *receiver() const { return reinterpret_cast<Waiter *>(firstReceiver); }
  Waiter *sender() const { return reinterpret_cast<Waiter *>(firstSender); }

  /// A port that lives on another island. Never ready.
  bool isRemote() const { return ring == 0; }

  bool canSend() const { return closed || firstReceiver || count < capacity; }
  bool canReceive() const { return count || firstSender || closed; }

  //===--- Queues of waiters ----------------------------------------------===//

  void addReceiver(Waiter &waiter) { add(waiter, firstReceiver, lastReceiver); }
  void addSender(Waiter &waiter) { add(waiter, firstSender, lastSender); }
  void removeReceiver(Waiter &waiter) {
    remove(waiter, firstReceiver, lastReceiver);
  }
  void removeSender(Waiter &waiter) { remove(waiter, firstSender, lastSender); }

  //===--- The buffer -----------------------------------------------------===//

  /// Appends a value; there is a free slot.
  void push(Context &context, const void *words) {
    uint64_t *slot = slotAt(count);
    copyWords(slot, words);
    ++count;
    if (hasReferences)
      context.heap->recordWrite(slot, elemWords * abi::kWordBytes);
  }

  /// Takes the oldest value; there is one.
  void pop(void *words) {
    uint64_t *slot = slotAt(0);
    copyWords(words, slot);
    if (hasReferences)
      std::memset(slot, 0, elemWords * abi::kWordBytes);
    --count;
    head = head + 1 == slots ? 0 : head + 1;
  }

  void copyWords(void *to, const void *from) const {
    if (elemWords == 1) [[likely]]
      std::memcpy(to, from, abi::kWordBytes);
    else if (elemWords != 0)
      std::memcpy(to, from, elemWords * abi::kWordBytes);
  }

private:
  uint64_t *slotAt(uint64_t index) {
    uint64_t slot = head + index;
    slot = slot >= slots ? slot - slots : slot;
    return reinterpret_cast<uint64_t *>(ring + abi::kArrayDataOffset) +
           slot * elemWords;
  }

  static void add(Waiter &waiter, uint64_t &first, uint64_t &last) {
    waiter.next = nullptr;
    waiter.previous = reinterpret_cast<Waiter *>(last);
    uint64_t address = reinterpret_cast<uint64_t>(&waiter);
    if (waiter.previous)
      waiter.previous->next = &waiter;
    else
      first = address;
    last = address;
    waiter.isQueued = true;
  }
  static void remove(Waiter &waiter, uint64_t &first, uint64_t &last) {
    if (waiter.previous)
      waiter.previous->next = waiter.next;
    else
      first = reinterpret_cast<uint64_t>(waiter.next);
    if (waiter.next)
      waiter.next->previous = waiter.previous;
    else
      last = reinterpret_cast<uint64_t>(waiter.previous);
    waiter.isQueued = false;
  }
};
static_assert(sizeof(Channel) == sizeof(abi::ChannelObject));

/// Makes sure that a value can be pushed. May collect; gives the channel.
Ref makeRoom(Goroutine &self, Ref reference);

/// Sends a value on a channel on which that is possible (canSend). Panics when
/// it is closed. The words lie in the running goroutine's stack. May collect.
Switch sendNow(Goroutine &self, Ref reference, const void *words);

/// Receives a value from a channel on which that is possible (canReceive). The
/// result is 1, or 0 with zero words when it is closed and empty. May collect.
Switch receiveNow(Goroutine &self, Ref reference, void *words, int64_t &result);

/// Closes a channel that is not closed; all who wait are woken. Whether there
/// was anybody.
bool closeNow(Channel &channel);

/// A waiter that has left its queue goes on: in a select, with its case, and
/// waits for none of the others any more.
void resume(Waiter &waiter, bool hasReceived);

/// How a sender goes on whose channel has been closed meanwhile.
Switch sendOnClosed(Mutator *self);

/// Gives the first receiver a value and wakes it. One that selects gets it;
/// another finds it in the buffer, which has room, when it runs, unless
/// somebody was quicker.
[[gnu::always_inline]] inline void handOver(Goroutine &self, Channel &channel,
                                            const void *words) {
  Waiter &receiver = *channel.receiver();
  channel.removeReceiver(receiver);
  if (receiver.isSelect) {
    Goroutine &goroutine = *receiver.goroutine;
    self.heap->activate(goroutine);
    channel.copyWords(goroutine.inMemory(receiver.words), words);
  } else {
    channel.push(self, words);
  }
  resume(receiver, true);
}

} // namespace vo::rt
