//===- Mutator.h - What the collector knows of a goroutine ------*- C++ -*-===//
//
// Every abi::Context is the first part of a Mutator: compiled code sees the
// context, the collector the stack and the handles behind it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/gc/Sanitizers.h"

namespace vo::rt {

struct Mutator;

/// Part of the nursery that one mutator allocates from.
struct AllocationWindow {
  uint64_t begin;
  uint64_t end;   // end of the objects, unless a mutator owns the window
  uint64_t limit; // end of the window
  Mutator *owner;
};

struct SwitchPoint;

/// What to do about a stack: leave it at `from` for another at `to`, or stay
/// there when `to` is null.
struct Switch {
  SwitchPoint *to, *from;
};

/// Where a stack was left, and what is to be done when it is continued. The
/// code in sched/Switch.cpp knows the members' places.
struct SwitchPoint {
  const void *stackPointer = nullptr;
  const void *framePointer = nullptr; // null: running, or not started
  /// Called first, on that stack, with `owner`; then forgotten. Null: nothing.
  Switch (*then)(Mutator *owner) = nullptr;
  /// What the call that was left returns.
  int64_t results[2] = {};
  Mutator *owner = nullptr;
  [[no_unique_address]] SanitizedStack sanitized;
};

/// One link of a goroutine's chain of C++ roots (Roots.h makes them).
struct Handle {
  Handle *previous;
  Ref *references;
  size_t count;
};

/// A goroutine as the collector sees it. Attached to one heap (Heap::attach)
/// for all of its life.
struct Mutator : abi::Context {
  /// Innermost handle.
  Handle *handles = nullptr;
  /// Frame at which a stack walk ends; its caller is not looked at. Null: the
  /// goroutine has no compiled frames.
  const void *baseFrame = nullptr;
  /// Where a goroutine that is switched out continues. A walk of its stack
  /// starts at the frame pointer, one of the running goroutine's at the
  /// collector's own frame.
  SwitchPoint stopped;
  /// The bytes of the stack from `savedLow` to `savedHigh` lie `displacement`
  /// bytes from where their addresses say: another goroutine uses the place.
  /// Zero: they are in place.
  uint64_t savedLow = 0, savedHigh = 0;
  ptrdiff_t displacement = 0;
  /// The nursery's: where the allocation pointer points, or null.
  AllocationWindow *window = nullptr;
  /// The root set's: ring of mutators that this one is in, and whether that is
  /// the one of those that ran since the last collection.
  Mutator *nextMutator = nullptr, *previousMutator = nullptr;
  bool recent = false;

  /// Where the object with the given address is, which may be one of the stack.
  template <typename T> T *inMemory(T *address) const {
    auto at = reinterpret_cast<uint64_t>(address);
    bool saved = displacement != 0 && at >= savedLow && at < savedHigh;
    return reinterpret_cast<T *>(at + (saved ? displacement : 0));
  }

  static Mutator &of(abi::Context &context) {
    return static_cast<Mutator &>(context);
  }
};

} // namespace vo::rt
