//===- UnwindState.h - Deferred calls and panics of a goroutine -*- C++ -*-===//
#pragma once

namespace vo::rt {

struct Panic;
struct DeferredCall;

/// Where a goroutine stands, beside the context's chain of frames;
/// panic/Unwind.h explains and owns it. All of it lies in the goroutine's own
/// stack.
struct UnwindState {
  /// Newest panic that is not recovered.
  Panic *panic = nullptr;
  /// Innermost deferred call that runs.
  DeferredCall *call = nullptr;
  /// Code of the function value that a deferred call is about to enter.
  const void *entering = nullptr;
  /// Whether the stack limit is lowered, because the stack overflowed.
  bool isDeep = false;
};

} // namespace vo::rt
