//===- Stack.h - How a goroutine's stack is shared --------------*- C++ -*-===//
//
// From the lowest address of a goroutine's stack:
//
//   guard    no access: what gets here is a fault
//   reserve  more slack, for what handles an overflow: deferred calls run with
//            a limit that is lower by it
//   slack    for code that does not check the stack; ends at the limit
//            (Context::stackLimit)
//   the rest for frames of compiled functions
//
// The contract. Compiled code that checks the stack keeps its frame pointer at
// or above the limit and makes sure that what it and its unchecked callees may
// need below the frame pointer ends above the guard. A runtime entry needs at
// most kEntryStackBytes below the return address of its call; it must not call
// compiled code without a check of its own. So nothing ever gets to the guard;
// a fault there is our own mistake, and ends the process.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

#if defined(__has_feature)
#define VO_ABI_ASAN __has_feature(address_sanitizer)
#else
#define VO_ABI_ASAN 0
#endif

namespace vo::abi {

/// Addresses reserved per stack. Room for 32,768 frames of almost 8 KiB. The
/// address sanitizer does not clear, after calls that do not return, what is
/// more than 64 MiB long (kMaxExpectedCleanupSize in its asan_rtl.cpp).
#if VO_ABI_ASAN
inline constexpr uint64_t kStackBytes = uint64_t{64} << 20;
#else
inline constexpr uint64_t kStackBytes = uint64_t{256} << 20;
#endif
inline constexpr uint64_t kStackGuardBytes = uint64_t{1} << 20;
inline constexpr uint64_t kStackSlackBytes = uint64_t{1} << 20;
inline constexpr uint64_t kStackReserveBytes = uint64_t{1} << 20;

/// What a runtime entry may need: its own frames, the collector's, those of the
/// C and C++ libraries. Runtime_test runs each with a quarter.
inline constexpr uint64_t kEntryStackBytes = uint64_t{128} << 10;

/// Frames are touched at least this often from the top down when they are made,
/// so that none reaches over the guard.
inline constexpr uint64_t kStackProbeBytes = uint64_t{64} << 10;
static_assert(2 * kStackProbeBytes < kStackGuardBytes);

/// Largest sum of a function's stack objects; the rest is for the frames that
/// any program has.
inline constexpr uint64_t kMaxFrameBytes =
    kStackBytes - kStackGuardBytes - kStackReserveBytes - kStackSlackBytes;

} // namespace vo::abi
