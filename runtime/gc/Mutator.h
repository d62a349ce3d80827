//===- Mutator.h - What the collector knows of a goroutine ------*- C++ -*-===//
//
// Every abi::Context is the first part of a Mutator: compiled code sees the
// context, the collector the stack and the handles behind it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"

namespace vo::rt {

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
  /// Frame at which a walk of a goroutine that is switched out starts; null
  /// for the running one, which is walked from the collector's own frame.
  const void *topFrame = nullptr;
  /// The nursery's: its window of the allocation pointer, or kNoWindow.
  uint32_t window = kNoWindow;
  static constexpr uint32_t kNoWindow = ~uint32_t{0};
  /// The root set's: ring of mutators that this one is in, and whether that is
  /// the one of those that ran since the last collection.
  Mutator *nextMutator = nullptr, *previousMutator = nullptr;
  bool recent = false;

  static Mutator &of(abi::Context &context) {
    return static_cast<Mutator &>(context);
  }
};

} // namespace vo::rt
