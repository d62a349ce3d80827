//===- Program.h - One run of a compiled program ----------------*- C++ -*-===//
//
// Owns the heap, the goroutines and the global variables of an island: of the
// main one, with which a run begins and ends, and which owns the others, or of
// one of those. A run ends by leaving its stacks for the one that called run(),
// never by exit(): the JIT's host lives on and may run again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Heap.h"
#include "runtime/sched/Exports.h"
#include "runtime/sched/Islands.h"
#include "runtime/sched/Scheduler.h"

namespace vo::rt {

/// Where a thread was when its stack's guard stopped it; null if not known.
struct StackFault {
  const void *stackPointer; // or the first address above the guard
  const void *framePointer; // what rbp holds: a frame only in code that has one
};

class Program {
public:
  /// What the program does about what no goroutine can handle; all but
  /// `waiting` report and call end.
  struct Handlers {
    void (*outOfMemory)(Context &context);
    /// Something ran into the guard of the context's stack. Reports and ends
    /// the process. Called in a signal handler, in the middle of anything:
    /// async-signal-safe.
    void (*stackFault)(Context &context, const StackFault &fault);
    /// All goroutines wait for each other, those of other islands as well. The
    /// context is of one of the main island's, or of one that has ended.
    void (*deadlock)(Context &context);
    /// The thread is going to sleep until something happens outside.
    void (*waiting)();
  };

  /// The main island.
  Program(const abi::ModuleDescriptor &module, const Handlers &handlers,
          HeapOptions options);
  /// Another one, which posts `created` to its creator.
  Program(Program &main, Program &creator, Message *created);
  ~Program();

  /// False: no memory for the heap.
  bool isValid() const { return managed.isValid(); }

  /// The main island: runs the module's entry in the main goroutine, and all
  /// goroutines to their end, then stops the other islands; gives the exit
  /// status. Memory that cannot be had, at the start or later, is `vo: out of
  /// memory` and status 1.
  /// Another: initialises package variables, then does what it is told to.
  int run();

  /// Ends the run of the context's program with an exit status, whichever
  /// island it is on. Called on a goroutine's stack, whose frames are
  /// abandoned.
  [[noreturn]] static void end(Context &context, int status);
  /// Whether the context's island may report why it ends the run: not when
  /// another is ending it already. Such a report is followed by `end`.
  static bool claimEnd(Context &context, int status);

  /// Reports exhausted memory and ends the run; called like `end`. Allocates
  /// nothing.
  [[noreturn]] void reportOutOfMemory(Context &context);

  Heap &heap() { return managed; }
  Scheduler &scheduler() { return goroutines; }
  Inbox &inbox() { return goroutines.inbox(); }
  const Handlers &handlers() const { return callbacks; }
  const abi::ModuleDescriptor &descriptor() const { return module; }
  /// Where the block of its global variables is, if the module has one.
  uint64_t *globals() const { return block; }

  //===--- Islands --------------------------------------------------------===//

  bool isMain() const { return &main == this; }
  /// 0 for the main one, else 1, 2, ...
  uint32_t number() const { return id; }
  void setNumber(uint32_t number) { id = number; }
  /// All islands but the main one.
  Islands &islands() { return main.others; }

  /// Makes an island; gives it when its package variables are initialised. Ends
  /// the run when there is no memory for it. Parks, may collect.
  static Program &makeIsland(Goroutine &self);

  /// Another island shall end. By any thread.
  void interrupt() { inbox().post(&interruption); }

  /// Whether another island may have something to say to this one: it knows an
  /// object of it, or has been asked for something.
  bool expectsMail() const {
    return !isMain() || exports.any() || awaited != 0;
  }
  /// The main island has been told that all are at rest.
  bool isDeadlocked() const { return allAtRest; }
  /// To be called by the last island that comes to rest.
  void reportRest() { main.inbox().post(&main.rest); }

  Exports exports;
  /// Goroutines that wait for an answer of another island.
  uint64_t awaited = 0;

private:
  /// A message that says one thing only, and is the program's.
  class Notice final : public Message {
  public:
    Notice(void (*tell)(Goroutine &)) : tell(tell) {}
    void deliver(Goroutine &self) override { tell(self); }
    void discard() override {}

  private:
    void (*tell)(Goroutine &);
  };

  Program(const abi::ModuleDescriptor &module, const Handlers &handlers,
          const HeapOptions &options, Program *mainIsland);
  __attribute__((swiftcall)) static void runInit(void *record, int64_t word,
                                                 VO_RT_CONTEXT);

  const abi::ModuleDescriptor &module;
  const Handlers &callbacks;
  Program &main;
  uint32_t id = 0;
  Heap managed;
  Scheduler goroutines;
  Islands others; // of the main island only
  std::unique_ptr<uint64_t[]> ownBlock;
  uint64_t *block;
  Program *creator = nullptr;
  Message *created = nullptr; // until it has been posted
  bool allAtRest = false;
  Notice interruption, rest, ending;
};

} // namespace vo::rt
