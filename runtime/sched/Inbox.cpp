#include "runtime/sched/Inbox.h"

#include "runtime/sched/Goroutine.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace vo::rt {

Inbox::~Inbox() {
  close();
  if (bell >= 0)
    ::close(bell);
}

bool Inbox::open(std::atomic<uint32_t> &islands) {
  bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (bell < 0)
    return false;
  awake = &islands;
  return true;
}

//===----------------------------------------------------------------------===//
// Senders
//===----------------------------------------------------------------------===//

void Inbox::post(Message *message) {
  bool ring = false;
  {
    std::unique_lock<std::mutex> guard(lock);
    if (isClosed) {
      guard.unlock();
      return message->discard();
    }
    message->next = nullptr;
    (first ? last->next : first) = message;
    last = message;
    mail.store(true, std::memory_order_seq_cst);
    if (std::exchange(isAtRest, false))
      awake->fetch_add(1, std::memory_order_acq_rel);
    ring = std::exchange(isAsleep, false);
    if (!ring)
      if (Goroutine *goroutine = running.load(std::memory_order_seq_cst))
        __atomic_fetch_or(&goroutine->pollWord, abi::kPollYield,
                          __ATOMIC_RELEASE);
  }
  constexpr uint64_t kOnce = 1;
  if (ring)
    (void)!write(bell, &kOnce, sizeof kOnce);
}

void Inbox::close() {
  Message *dropped = nullptr;
  {
    std::lock_guard<std::mutex> guard(lock);
    isClosed = true;
    dropped = std::exchange(first, nullptr);
  }
  discardAll(dropped);
  discardAll(std::exchange(delivering, nullptr));
}

void Inbox::discardAll(Message *first) {
  while (first)
    std::exchange(first, first->next)->discard();
}

//===----------------------------------------------------------------------===//
// The island
//===----------------------------------------------------------------------===//

Message *Inbox::takeAll() {
  std::lock_guard<std::mutex> guard(lock);
  mail.store(false, std::memory_order_relaxed);
  return std::exchange(first, nullptr);
}

void Inbox::deliver(Goroutine &self) {
  while (hasMail()) {
    Message *message = takeAll();
    while (message) {
      // What is left goes with the inbox if this is the end.
      delivering = message->next;
      message->next = nullptr;
      message->deliver(self);
      message->discard();
      message = std::exchange(delivering, nullptr);
    }
  }
}

bool Inbox::prepare(bool toRest, bool &isLast) {
  std::lock_guard<std::mutex> guard(lock);
  if (first)
    return false;
  isAsleep = true;
  if (toRest) {
    isAtRest = true;
    isLast = awake->fetch_sub(1, std::memory_order_acq_rel) == 1;
  }
  return true;
}

bool Inbox::prepareToSleep() {
  bool isLast = false;
  return prepare(false, isLast);
}

bool Inbox::prepareToRest(bool &isLast) { return prepare(true, isLast); }

void Inbox::wakeUp() {
  std::lock_guard<std::mutex> guard(lock);
  isAsleep = false;
  if (std::exchange(isAtRest, false))
    awake->fetch_add(1, std::memory_order_acq_rel);
}

void Inbox::waitForBell() {
  // It may have been rung for mail that has been read since.
  while (!hasMail()) {
    pollfd ring{bell, POLLIN, 0};
    (void)::poll(&ring, 1, -1);
    uint64_t rings = 0;
    (void)!read(bell, &rings, sizeof rings);
  }
}

} // namespace vo::rt
