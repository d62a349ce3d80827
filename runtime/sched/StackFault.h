//===- StackFault.h - What the guard of a stack caught ----------*- C++ -*-===//
//
// By the contract of abi/Stack.h nothing gets to the guard of a stack. What
// does all the same (a runtime entry that needs more than it may, foreign code)
// is caught as a memory fault and ends the process with a report: it may have
// stopped inside the memory allocator, in a static's initialization or while
// holding a lock, so nobody can go on. Recoverable overflows are those that
// prologues see; they never come here.
//
// The report is made in the signal handler. A second fault there makes a
// shorter one; a third none.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/sched/Goroutine.h"
#include "runtime/sched/Program.h"

#include <atomic>
#include <csignal>

namespace vo::rt {

/// While it lives, faults of the calling thread in the guard of the stack that
/// its current goroutine has call the handler, on a signal stack of the thread.
/// Other faults go where they went before. The first guard of the process
/// installs the signal handler, the last one restores what was there; signal
/// stacks are the threads' own. Guards of one thread nest.
class StackFaultGuard {
public:
  using Handler = void (*)(Context &context, const StackFault &fault);

  /// `running` is the goroutine that the thread is running; may hold null.
  StackFaultGuard(Handler handler, const std::atomic<Goroutine *> &running);
  ~StackFaultGuard();
  StackFaultGuard(const StackFaultGuard &) = delete;
  StackFaultGuard &operator=(const StackFaultGuard &) = delete;

  /// The goroutine that the calling thread is running, or null.
  static Goroutine *running();

  /// False: there was no memory for its stacks, and it catches nothing.
  bool isArmed() const { return memory != nullptr; }

private:
  static void onSignal(int signal, siginfo_t *info, void *context);
  static void installHandler();
  static void removeHandler();

  static constexpr size_t kStackBytes = size_t{64} << 10;

  Handler handler;
  char *memory = nullptr; // the signal stack
  stack_t previousStack{};
  volatile sig_atomic_t faults = 0;
  StackFaultGuard *outer;
  const std::atomic<Goroutine *> &current;
};

} // namespace vo::rt
