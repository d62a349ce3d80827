//===- Defer.h - Deferred calls and recovery --------------------*- C++ -*-===//
//
// No unwinding tables: a panic runs the deferred calls on top of the stack, and
// a recovered function returns out of the runtime call that its frame is in.
//
// A function that defers calls is compiled in two parts:
//
//   f(args…)        a frame object that begins with a DeferFrame, holds the
//                   arguments, and the results or the boxes of named results;
//                   fills it and calls vo_rt_call_deferring, which gives 0, or
//                   1 after a recovery; takes the results out of it
//   f$body(frame)   the function itself. `defer` fills a DeferRecord and puts
//                   it in front of the frame's; a return leaves the results in
//                   the frame. The deferred calls run when it has returned.
//
// A function none of whose deferred calls can recover a panic is never returned
// into, so it is compiled in one part: it links a frame object with a
// DeferFrame and the records into the context's chain, and before it returns
// takes the records off, calls what they say itself, and unlinks the frame.
// Only panics look at that.
//
// A record is an object of the heap, or a place behind the rest of the frame
// object when its call is deferred once at most.
//
// So nothing that a recovery abandons is looked at afterwards: all that the
// first part reads is in the frame object, which the collector traces as any
// other, at the call.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>

namespace vo::abi {

/// Begin of the frame object. Zero before vo_rt_call_deferring, but for what
/// the function fills in.
struct DeferFrame {
  uint64_t records; // reference to the newest DeferRecord
  uint64_t failed;  // not 0: the function fails, so deferred calls marked
                    // `onError` run; written before the body returns
  // The runtime's.
  DeferFrame *outer; // of a caller
  void *savedStack;
  void *savedHandles;
  void *savedPanic;
  void *savedCall;
};
static_assert(sizeof(DeferFrame) == 56);
/// Letters of its words in layouts.
inline constexpr char kDeferFrameSlots[] = "rvvvvvv";
static_assert(sizeof kDeferFrameSlots - 1 == sizeof(DeferFrame) / 8);

/// One deferred call, filled in by compiled code; the arguments follow. In a
/// frame, its references are traced with those of the frame.
struct DeferRecord {
  uint64_t code;    // of a function that takes this record and drops results
  uint64_t next;    // reference to the record that runs after this one
  uint64_t onError; // only when the function fails or panics
  // arguments follow, as the layout of the object or the frame tells
};
static_assert(sizeof(DeferRecord) == 24);
inline constexpr char kDeferRecordSlots[] = "vrv";
inline constexpr uint64_t kDeferArgumentsOffset = sizeof(DeferRecord);

} // namespace vo::abi
