//===- StackFault.h - Overflows that no prologue saw ------------*- C++ -*-===//
//
// Compiled functions check the stack limit only where recursion needs it, and
// C++ code not at all. What runs into the guard of a goroutine's stack anyway
// is caught as a memory fault.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/sched/Goroutine.h"

#include <csignal>

namespace vo::rt {

/// While it lives, faults of the calling thread in the guard of the current
/// goroutine call the handler, on an emergency stack. Other faults go where
/// they went before. Restores what was there on destruction.
class StackFaultGuard {
public:
  explicit StackFaultGuard(void (*handler)(Context &context));
  ~StackFaultGuard();
  StackFaultGuard(const StackFaultGuard &) = delete;
  StackFaultGuard &operator=(const StackFaultGuard &) = delete;

  /// The goroutine that the calling thread is running; may be null.
  static void setCurrent(Goroutine *goroutine);
  static Goroutine *running();

  /// False: there was no memory for its stacks, and it catches nothing.
  bool isArmed() const { return memory != nullptr; }

private:
  static void onSignal(int signal, siginfo_t *info, void *context);
  static void recover(Goroutine &goroutine, const void *frame);

  static constexpr size_t kStackBytes = size_t{64} << 10;

  void (*handler)(Context &context);
  char *memory = nullptr; // signal stack, then emergency stack
  stack_t previousStack{};
  struct sigaction previousSegv{}, previousBus{};
  StackFaultGuard *outer;
  Goroutine *outerGoroutine;
};

} // namespace vo::rt
