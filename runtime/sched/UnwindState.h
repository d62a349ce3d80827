//===- UnwindState.h - Deferred calls and panics of a goroutine -*- C++ -*-===//
#pragma once

#include "runtime/abi/Defer.h"

namespace vo::rt {

struct Panic;
struct DeferredCall;

/// Where a goroutine stands; panic/Unwind.h explains and owns it. All of it
/// lies in the goroutine's own stack.
struct UnwindState {
  /// Innermost active function that defers calls.
  abi::DeferFrame *frame = nullptr;
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
