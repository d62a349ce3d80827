//===- Program.h - One run of a compiled program ----------------*- C++ -*-===//
//
// Owns the heap and the goroutines of a run. A run ends by leaving its stacks
// for the one that called run(), never by exit(): the JIT's host lives on and
// may run again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Heap.h"
#include "runtime/sched/Goroutine.h"

namespace vo::rt {

/// Where a thread was when its stack's guard stopped it; null if not known.
struct StackFault {
  const void *stackPointer; // or the first address above the guard
  const void *framePointer; // what rbp holds: a frame only in code that has one
};

class Program {
public:
  /// What the program does about errors that no goroutine can handle; they
  /// report and call end.
  struct Handlers {
    void (*outOfMemory)(Context &context);
    /// Something ran into the guard of the context's stack. Reports and ends
    /// the process. Called in a signal handler, in the middle of anything:
    /// async-signal-safe.
    void (*stackFault)(Context &context, const StackFault &fault);
  };

  Program(const abi::ModuleDescriptor &module, const Handlers &handlers,
          HeapOptions options);

  /// Runs the module's entry in the main goroutine; gives the exit status.
  /// Memory that cannot be had, at the start or later, is `vo: out of memory`
  /// and status 1.
  int run();

  /// Ends the run of the context's program with an exit status. Called on a
  /// goroutine's stack, whose frames are abandoned.
  [[noreturn]] static void end(Context &context, int status);

  /// Reports exhausted memory and ends the run; called like `end`. Allocates
  /// nothing.
  [[noreturn]] void reportOutOfMemory(Context &context);

  Heap &heap() { return managed; }

private:
  static void goroutineMain(Goroutine &goroutine);

  const abi::ModuleDescriptor &module;
  const Handlers &handlers;
  Heap managed;
  void *caller = nullptr; // suspended stack of run()
  int status = 0;
};

} // namespace vo::rt
