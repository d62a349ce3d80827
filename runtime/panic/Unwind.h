//===- Unwind.h - Deferred calls, panics, recovery --------------*- C++ -*-===//
//
// How abi/Defer.h's contract is kept.
//
// Each active function that defers calls has a DeferFrame; a goroutine's form a
// chain, innermost first. Deferred calls run
//
//   when the body has returned: in vo_rt_call_deferring, newest first
//   in a panic: on top of the stack, where the panic was raised. The frames
//   below stay as they are, so the report of an uncaught panic still finds its
//   place, and the collector finds every frame complete.
//
// recover() works in a function that the panic itself called: functions that
// contain it have a second form for that (compiled as f$recovering), so it need
// not be found out at run time who called. For function values it is: whoever
// calls one as a deferred call says so (vo_rt_defer_enter) and the entry of a
// function that recovers or defers asks (vo_rt_defer_entered), before anything
// else runs.
//
// What a function that a panic called as a deferred one has deferred itself
// belongs to that panic, too, when the function returns: it may recover. (The
// reference does so; Go does not.) Whoever calls such a function says so in the
// same way, with the code of its body, and vo_rt_call_deferring asks.
//
// When a deferred call has recovered the panic and returned, control goes back
// into vo_rt_call_deferring of its frame (callProtected gives 1), which runs
// the remaining deferred calls, without those marked onError, and returns 1.
// All frames above are abandoned: C++ frames there lose their handles, which
// are restored to those of the frame, and own nothing else (a rule for natives
// that call back).
//
// A panic in a deferred call that an older panic runs replaces that: it goes
// back into the older one's loop, so that a chain of replacements needs no more
// stack than one panic.
//
// C++ that calls functions of the program may catch their panics (runCatching):
// its frame is one of the chain, without deferred calls, where a panic ends as
// after a recovery.
//
// After a stack overflow the limit is lowered by abi::kStackReserveBytes, so
// that deferred calls have room; recovery restores it. A second overflow there
// finds less to run, record by record, until nothing is left.
//
// Cost: a deferring call links and unlinks a frame; a deferred call is a record
// (in the frame, or an object in the nursery) and an indirect call; a panic
// looks its place up.
//
// Functions whose deferred calls cannot recover are never returned into. They
// link and unlink their frames themselves, and run the calls when they return
// (abi/Defer.h); what is here only meets their frames in panics.
//
// Not handled: deferred calls of C++ frames.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Defer.h"
#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/sched/Goroutine.h"

namespace vo::rt {

/// Calls function(argument) and gives 0; or gives 1 when, while that runs,
/// returnProtected is called with what is now in `savedStack`. May be called
/// again with the same place, but not be nested with it.
using Protected = void (*)(void *argument);
extern "C" int64_t vo_call_protected(void **savedStack, Protected function,
                                     void *argument);
extern "C" [[noreturn]] void vo_return_protected(void *savedStack);

/// A panic that runs deferred calls. On the stack of the goroutine.
struct Panic {
  Panic *outer;
  Iface value;
  Heap::Location where;
  /// Frame whose deferred calls it runs.
  abi::DeferFrame *frame;
  void *savedStack; // of its loop
  void *savedHandles;
  bool isRecovered;
};

/// A deferred call that runs.
struct DeferredCall {
  DeferredCall *outer;
  Panic *panic; // that runs it; null: the function has returned
};

/// Raises `value` as a panic. `where` is reported when nobody recovers it.
[[noreturn]] void unwind(Context &context, Iface value,
                         const Heap::Location &where);

/// Runs function(argument), which may call functions of the program. False: a
/// panic ended it; `caught` is its value then, until the next call that may
/// collect. Its frames have been abandoned. Panics itself when the stack is
/// used up already.
bool runCatching(Context &context, Protected function, void *argument,
                 Iface &caught);

/// Lowers the stack limit for what handles an overflow.
void beginOverflow(Context &context);

} // namespace vo::rt
