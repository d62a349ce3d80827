//===- Inbox.h - What other islands tell an island --------------*- C++ -*-===//
//
// Each island runs on a thread of its own and touches nothing of the others;
// all that passes between them are messages. An inbox is a queue under a lock,
// first come first served, many senders and one receiver: the island, which
// looks into it when it polls, before each switch of goroutines, and when it
// has nothing else to do.
//
// How a message gets through. Its sender sets `mail`, then the poll word of the
// goroutine that runs there, or rings the bell (an eventfd) if the island
// sleeps. The island stores which goroutine runs, then reads `mail`. Both
// orders are sequentially consistent, so one of the two sees the other.
//
// Rest. An island is at rest when nothing but a message can wake it: no
// goroutine is ready, none waits for time or a descriptor. Messages come from
// islands that are not at rest, so when the last one comes to rest, all are in
// a deadlock. The count of those that are not is all that is needed to see it:
// who wakes an island counts it before it may come to rest itself.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>

namespace vo::rt {

class Goroutine;

/// What one island tells another. Belongs to the inbox from `post` on.
class Message {
public:
  Message() = default;
  virtual ~Message() = default;
  Message(const Message &) = delete;
  Message &operator=(const Message &) = delete;

  /// Called by the receiving island on its thread, on the stack of `self`,
  /// which is about to be switched out, or parked, or has ended. May collect,
  /// may make goroutines ready; may not switch. May not return (the end of the
  /// program).
  virtual void deliver(Goroutine &self) = 0;
  /// Delivered, or never to be. One that belongs to somebody else does nothing.
  virtual void discard() { delete this; }

private:
  friend class Inbox;
  Message *next = nullptr;
};

class Inbox {
public:
  /// `running` is the goroutine that the island runs.
  explicit Inbox(const std::atomic<Goroutine *> &running) : running(running) {}
  ~Inbox();
  Inbox(const Inbox &) = delete;
  Inbox &operator=(const Inbox &) = delete;

  /// Before the first message. `islands` counts the islands that are not at
  /// rest, this one among them. False: the system refuses a descriptor.
  bool open(std::atomic<uint32_t> &islands);
  bool isOpen() const { return awake != nullptr; }

  /// By any thread.
  void post(Message *message);
  /// Discards what is there, and all that comes. By any thread, when the island
  /// has ended.
  void close();

  // By the island:

  bool hasMail() const { return mail.load(std::memory_order_seq_cst); }
  /// Delivers what is there.
  void deliver(Goroutine &self);

  /// The island is going to wait for events and mail: from now on a message
  /// rings the bell. False: there is mail.
  bool prepareToSleep();
  /// It is going to rest as well. `isLast`: so are all others.
  bool prepareToRest(bool &isLast);
  void wakeUp();
  /// Until there is mail.
  void waitForBell();
  int bellDescriptor() const { return bell; }

private:
  bool prepare(bool toRest, bool &isLast);
  Message *takeAll();
  static void discardAll(Message *first);

  const std::atomic<Goroutine *> &running;
  std::atomic<uint32_t> *awake = nullptr;
  std::atomic<bool> mail = false;
  int bell = -1;

  std::mutex lock; // of what follows
  Message *first = nullptr, *last = nullptr;
  bool isAsleep = false, isAtRest = false, isClosed = false;

  Message *delivering = nullptr; // the island's: those that it has taken
};

} // namespace vo::rt
