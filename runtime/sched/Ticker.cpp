#include "runtime/sched/Ticker.h"

#include "runtime/sched/Goroutine.h"

#include <chrono>
#include <csignal>
#include <cstdlib>

namespace vo::rt {

void Ticker::startThread() {
  tried = true;
  const char *text = std::getenv("VO_TIME_SLICE");
  slice = text && *text ? std::strtoull(text, nullptr, 10) : kSliceMilliseconds;
  if (slice == 0)
    return;
  // The program's signals are not for this thread.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  started = pthread_create(
                &thread, nullptr,
                [](void *ticker) -> void * {
                  static_cast<Ticker *>(ticker)->run();
                  return nullptr;
                },
                this) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void Ticker::run() {
  std::unique_lock<std::mutex> guard(lock);
  uint32_t seen = ~uint32_t{0};
  while (!wake.wait_for(guard, std::chrono::milliseconds(slice),
                        [&] { return stopping; })) {
    uint32_t now = switches.load(std::memory_order_relaxed);
    Goroutine *goroutine = running.load(std::memory_order_acquire);
    if (now == seen && goroutine)
      __atomic_fetch_or(&goroutine->pollWord, abi::kPollYield,
                        __ATOMIC_RELAXED);
    seen = now;
  }
}

void Ticker::stop() {
  if (!started)
    return;
  {
    std::lock_guard<std::mutex> guard(lock);
    stopping = true;
  }
  wake.notify_one();
  pthread_join(thread, nullptr);
  started = false;
}

} // namespace vo::rt
