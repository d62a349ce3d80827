//===- Events.h - Waiting for time and descriptors --------------*- C++ -*-===//
//
// Goroutines that wait for something outside of the program. Nothing is polled
// while nobody else can run: the thread sleeps in the kernel until the next
// event.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace vo::rt {

class Goroutine;

class Events {
public:
  enum class Direction : uint8_t { Read, Write };
  enum class Outcome : uint8_t { Ready, TimedOut, Closed };

  Events() = default;
  ~Events();
  Events(const Events &) = delete;
  Events &operator=(const Events &) = delete;

  /// Of the monotonic clock, in nanoseconds.
  static uint64_t now();
  static constexpr uint64_t kNever = ~uint64_t{0};

  /// Parks the running goroutine until the clock reads `time`. Goroutines of
  /// the same time go on in the order in which they came.
  void sleepUntil(Goroutine &self, uint64_t time);

  /// Parks the running goroutine until the descriptor can be read or written
  /// (or has failed), the clock reads `time`, or somebody calls `closing`. At
  /// once `Ready` for what cannot be waited for, as regular files.
  Outcome waitFor(Goroutine &self, int descriptor, Direction direction,
                  uint64_t time = kNever);

  /// To be called before a descriptor is closed: those that wait for it go on
  /// with `Closed`, behind those that are ready.
  void closing(int descriptor);

  /// From now on, whoever waits goes on also when this descriptor can be read.
  void listen(int descriptor);

  /// Somebody waits.
  bool any() const { return suspended != 0; }

  /// Makes those ready whose time or descriptor has come; with `wait`, waits
  /// for one at least.
  void collect(bool wait);

private:
  // Both name the wait by its ticket: when that is not the goroutine's any
  // more, the wait has ended.
  struct Timer {
    uint64_t time;
    uint64_t ticket;
    Goroutine *goroutine;
  };
  struct Watcher {
    Goroutine *goroutine;
    uint64_t ticket;
    Direction direction;
  };

  void suspend(Goroutine &self, uint64_t time);
  void resume(Goroutine &goroutine, Outcome outcome);
  bool watch(int descriptor);
  void dropEndedTimers();
  void expireTimers();
  void waitForDescriptors(uint64_t time);
  void resumeWatchers(int descriptor, uint32_t events);

  std::vector<Timer> timers; // a heap, earliest first
  std::unordered_map<int, std::vector<Watcher>> watchers;
  uint64_t tickets = 0;   // ascending
  uint64_t suspended = 0; // goroutines
  int epoll = -1;
  int bell = -1;
};

} // namespace vo::rt
