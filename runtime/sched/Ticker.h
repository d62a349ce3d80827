//===- Ticker.h - Interrupts loops that take long ---------------*- C++ -*-===//
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <pthread.h>

namespace vo::rt {

class Goroutine;

/// A thread that sets the poll word of a goroutine which has been running for a
/// time slice without a switch, so that a loop that waits for another goroutine
/// ends some time. Which goroutine runs when does not depend on it in programs
/// that never run so long without one.
class Ticker {
public:
  Ticker(const std::atomic<Goroutine *> &running,
         const std::atomic<uint32_t> &switches)
      : running(running), switches(switches) {}
  ~Ticker() { stop(); }
  Ticker(const Ticker &) = delete;
  Ticker &operator=(const Ticker &) = delete;

  /// Starts the thread if it has not been; without one, nothing is interrupted.
  void start() {
    if (!tried) [[unlikely]]
      startThread();
  }
  /// Waits for the thread's end.
  void stop();

private:
  static constexpr uint64_t kSliceMilliseconds = 100;

  void startThread();
  void run();

  const std::atomic<Goroutine *> &running;
  const std::atomic<uint32_t> &switches;
  uint64_t slice = 0; // milliseconds
  bool tried = false, started = false, stopping = false;
  pthread_t thread{};
  std::mutex lock;
  std::condition_variable wake;
};

} // namespace vo::rt
