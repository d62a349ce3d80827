//===- Goroutine.h - A stack with a context ---------------------*- C++ -*-===//
#pragma once

#include "runtime/abi/Channel.h"
#include "runtime/abi/Goroutine.h"
#include "runtime/gc/Mutator.h"
#include "runtime/sched/Stack.h"
#include "runtime/sched/Switch.h"
#include "runtime/sched/UnwindState.h"

namespace vo::rt {

class Goroutine;
class Message;
class Scheduler;

/// A goroutine in the queue of those that wait for a channel. Never on a stack:
/// others follow its links while the stack may lie elsewhere.
struct Waiter {
  Waiter *next, *previous;
  Goroutine *goroutine; // null: one of another island (chan/RemotePort.h)
  void *words;          // of the element, an address of the goroutine's stack
  uint32_t index;       // of the case
  bool isSelect;
  bool isQueued;
};

/// One goroutine: the context that compiled code sees, what the collector
/// needs, and the stack. abi::Context::goroutine leads here. Made and owned by
/// the scheduler, used again after its end.
class Goroutine : public Mutator {
public:
  Goroutine() {
    static_cast<abi::Context &>(*this) = {};
    stopped.owner = this;
  }
  Goroutine(const Goroutine &) = delete;
  Goroutine &operator=(const Goroutine &) = delete;

  static Goroutine &of(abi::Context &context) {
    return static_cast<Goroutine &>(Mutator::of(context));
  }

  /// Makes the stack that ends at `top` one that starts the goroutine.
  void begin(void *top);

  Scheduler *scheduler = nullptr;
  StackRegion *region = nullptr;
  Goroutine *next = nullptr; // in a queue or list of the scheduler
  uint32_t id = 0;           // the lowest free one when it was started
  bool isAlive = false;
  uint64_t suspension = 0;    // Events: ticket of the wait that it is in, or 0
  uint8_t outcome = 0;        // Events: of the last wait
  Message *request = nullptr; // to another island, made at the first; its own

  /// What it starts with.
  abi::GoFunction function = nullptr;
  int64_t word = 0;
  /// References of the runtime's own, known to the collector.
  struct {
    Ref record = nullptr;  // to start with
    Ref channel = nullptr; // of the operation that it is in
  } own;
  static constexpr size_t kOwnReferences = 2;
  Handle ownHandle{nullptr, &own.record, kOwnReferences};

  // Channels.
  Waiter waiter{};
  Waiter *selectWaiters = nullptr; // malloc'ed
  uint32_t selectCapacity = 0;
  uint32_t caseCount = 0;
  abi::SelectCase *cases = nullptr; // in its stack

  UnwindState unwind;
};

} // namespace vo::rt
