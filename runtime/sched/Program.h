//===- Program.h - One run of a compiled program ----------------*- C++ -*-===//
//
// Owns the heap and the goroutines of a run. A run ends by leaving its stacks
// for the one that called run(), never by exit(): the JIT's host lives on and
// may run again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Heap.h"
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
    /// All goroutines wait for each other. The context is of one of them, or of
    /// one that has ended.
    void (*deadlock)(Context &context);
    /// The thread is going to sleep until something happens outside.
    void (*waiting)();
  };

  Program(const abi::ModuleDescriptor &module, const Handlers &handlers,
          HeapOptions options);

  /// Runs the module's entry in the main goroutine, and all goroutines to their
  /// end; gives the exit status. Memory that cannot be had, at the start or
  /// later, is `vo: out of memory` and status 1.
  int run();

  /// Ends the run of the context's program with an exit status. Called on a
  /// goroutine's stack, whose frames are abandoned.
  [[noreturn]] static void end(Context &context, int status);

  /// Reports exhausted memory and ends the run; called like `end`. Allocates
  /// nothing.
  [[noreturn]] void reportOutOfMemory(Context &context);

  Heap &heap() { return managed; }
  Scheduler &scheduler() { return goroutines; }
  const Handlers &handlers() const { return callbacks; }
  const abi::ModuleDescriptor &descriptor() const { return module; }

private:
  const abi::ModuleDescriptor &module;
  const Handlers &callbacks;
  Heap managed;
  Scheduler goroutines;
};

} // namespace vo::rt
