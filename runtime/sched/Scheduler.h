//===- Scheduler.h - Which goroutine runs -----------------------*- C++ -*-===//
//
// One thread, cooperative, first come first served. See README.md for the order
// that programs see.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Heap.h"
#include "runtime/sched/Events.h"
#include "runtime/sched/Goroutine.h"
#include "runtime/sched/Inbox.h"
#include "runtime/sched/StackPool.h"
#include "runtime/sched/Ticker.h"

#include <atomic>
#include <memory>
#include <utility>
#include <vector>

namespace vo::rt {

class Program;

/// The goroutines of an island. All members but `run` are called on the stack
/// of the running goroutine, which is `self`. Those that switch may collect:
/// other goroutines run meanwhile.
class Scheduler {
public:
  Scheduler(Program &program, Heap &heap);
  ~Scheduler();
  Scheduler(const Scheduler &) = delete;
  Scheduler &operator=(const Scheduler &) = delete;

  //===--- The program ----------------------------------------------------===//

  /// Runs a goroutine with `main`, and those that it starts, on the calling
  /// thread until one calls `end` or none is left. Gives the exit status.
  int run(abi::GoFunction main);

  /// What every goroutine's stack begins with: the base of its walks.
  static void start(void *goroutine);

  /// Ends the run. All stacks are abandoned.
  [[noreturn]] void end(int status);

  /// The running goroutine; null before and after the run.
  const std::atomic<Goroutine *> &running() const { return current; }

  //===--- Goroutines -----------------------------------------------------===//

  /// Starts a goroutine (abi/Goroutine.h). It runs behind those that are ready,
  /// and the caller behind it.
  void spawn(Goroutine &self, abi::GoFunction function, Ref record,
             int64_t word) {
    perform(spawnSwitch(self, function, record, word));
  }

  /// The same, but nothing runs before the caller waits.
  void add(abi::GoFunction function, Ref record, int64_t word) {
    ticker.start();
    ready(make(function, record, word));
  }

  /// Lets those run that are ready.
  void yield(Goroutine &self) { perform(yieldSwitch(self)); }

  /// Waits until somebody calls ready(self). When nobody can, the program ends
  /// with a report of the deadlock.
  void park(Goroutine &self) { perform(parkSwitch(self)); }

  // The same for VO_RT_SWITCHING_ENTRY: what is left to be done.
  Switch spawnSwitch(Goroutine &self, abi::GoFunction function, Ref record,
                     int64_t word);
  [[gnu::always_inline]] Switch yieldSwitch(Goroutine &self) {
    readMail(self);
    ready(self);
    return switchTo(self, *next());
  }
  [[gnu::always_inline]] Switch parkSwitch(Goroutine &self) {
    readMail(self);
    Goroutine *to = next();
    if (!to) [[unlikely]]
      to = idle(self);
    return switchTo(self, *to);
  }
  /// Somebody has woken the goroutine before it was switched out.
  static Switch comeBack(Goroutine &self) {
    return {self.stopped.then ? &self.stopped : nullptr, &self.stopped};
  }
  static Switch stay(Goroutine &self) { return {nullptr, &self.stopped}; }

  /// A goroutine that is parked, or is about to be, goes on behind those that
  /// are ready.
  void ready(Goroutine &goroutine) {
    goroutine.next = nullptr;
    (firstReady ? lastReady->next : firstReady) = &goroutine;
    lastReady = &goroutine;
  }

  /// An operation that might be all that a loop does, and did not switch.
  void tick(Goroutine &self) {
    if (--budget == 0) [[unlikely]]
      endSlice(self);
  }

  /// What a poll of compiled code does when the poll word is set.
  void poll(Goroutine &self) {
    uint64_t reasons = __atomic_fetch_and(
        &self.pollWord, ~uint64_t{abi::kPollYield}, __ATOMIC_ACQUIRE);
    if (reasons & abi::kPollYield)
      endSlice(self);
  }

  /// Calls visit(Goroutine &) for those that have started and not ended, by
  /// ascending number.
  template <typename Visit> void forEach(Visit &&visit) {
    for (uint32_t id = 0; id < made; ++id)
      if (Goroutine &goroutine = at(id); goroutine.isAlive)
        visit(goroutine);
  }

  /// A number of the program's own sequence, below `bound`.
  uint32_t random(uint32_t bound);

  Program &program;
  Heap &heap;
  Events events;

  /// What other islands have to say, once there are some.
  Inbox &inbox() { return mail; }
  /// Before the first of them (Inbox::open).
  bool openInbox(std::atomic<uint32_t> &awake) {
    hasInbox = mail.open(awake);
    return hasInbox;
  }

private:
  /// Operations in a row before others get their turn.
  static constexpr uint32_t kSlice = 2048;
  /// Switches between two looks at time and descriptors.
  static constexpr uint32_t kEventPeriod = 256;
  static constexpr uint32_t kChunk = 32;

  Goroutine &at(uint32_t id) { return chunks[id / kChunk][id % kChunk]; }
  Goroutine &make(abi::GoFunction function, Ref record, int64_t word);
  [[noreturn]] void finish(Goroutine &self);
  Goroutine *idle(Goroutine &self);
  void sleep();
  void rest(Goroutine &self);
  __attribute__((noinline)) void setRunningForMail(Goroutine &to);
  void endSlice(Goroutine &self);
  void lookForEvents();
  static void perform(Switch change) {
    if (change.to)
      vo_switch_stacks(change.from, change.to);
  }

  Goroutine *next() {
    Goroutine *first = firstReady;
    if (first)
      firstReady = first->next;
    return first;
  }

  /// May collect, may make goroutines ready, self among them.
  void readMail(Goroutine &self) {
    if (hasInbox) [[unlikely]]
      mail.deliver(self);
  }

  void setRunning(Goroutine &from, Goroutine &to) {
    heap.moveWindow(from, to);
    if (hasInbox) [[unlikely]]
      setRunningForMail(to);
    else
      current.store(&to, std::memory_order_release);
    budget = kSlice;
    uint32_t count = switches.load(std::memory_order_relaxed) + 1;
    switches.store(count, std::memory_order_relaxed);
    if (count % kEventPeriod == 0) [[unlikely]]
      lookForEvents();
  }

  /// By way of the thread's stack if `to` has no place yet, or its place is
  /// taken.
  [[gnu::always_inline]] Switch switchTo(Goroutine &self, Goroutine &to) {
    if (&to == &self) [[unlikely]]
      return comeBack(self);
    setRunning(self, to);
    if (to.region->occupant == &to) [[likely]]
      return {&to.stopped, &self.stopped};
    hopping = &to;
    return {&thread, &self.stopped};
  }

  Goroutine *firstReady = nullptr, *lastReady = nullptr;
  std::atomic<Goroutine *> current = nullptr;
  uint32_t budget = kSlice;
  bool hasInbox = false;
  std::atomic<uint32_t> switches = 0; // the ticker looks at it
  StackPool stacks;

  std::vector<std::unique_ptr<Goroutine[]>> chunks;
  uint32_t made = 0;            // goroutines with a number
  uint32_t alive = 0;           // of them
  Goroutine *ended = nullptr;   // last ended first
  Goroutine *hopping = nullptr; // whose stack the thread has to place
  SwitchPoint thread;           // run()
  int status = 0;
  uint64_t randomState = 0x9E3779B97F4A7C15;
  Ticker ticker;
  Inbox mail;
};

/// A collection where the heap asks for one at every safepoint; gives the
/// object, which may have been moved.
inline Ref safepoint(Goroutine &self, Ref object) {
  if (!self.heap->options().stress) [[likely]]
    return object;
  self.own.channel = object;
  self.heap->safepoint(self);
  return std::exchange(self.own.channel, nullptr);
}

} // namespace vo::rt
