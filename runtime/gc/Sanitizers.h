//===- Sanitizers.h - What sanitizers must be told --------------*- C++ -*-===//
//
// The address and the thread sanitizer follow each thread's one stack. Ours has
// many, switches between them by hand, gives them up without returning, moves
// their bytes, and reads their words. Whoever does any of that says so by the
// means below. In other builds they are nothing.
//
// The address sanitizer keeps, for every eight bytes, whether they may be used:
// a function of C++ marks the gaps between its local variables and clears them
// when it returns. Rules:
//
//   1. A switch announces the stack that it goes to (sched/Switch.cpp).
//   2. Who abandons frames, because it continues further up or never returns
//      to the stack, clears their marks: the next calls use the same bytes.
//   3. Bytes of a stack are copied without a look at the marks, and those of
//      the place that is left are cleared. The marks of what comes back are
//      lost: its frames are no longer checked, and nothing wrong is reported.
//   4. Local variables lie on the stack and not in the sanitizer's own memory
//      (-fsanitize-address-use-after-return=never, in .bazelrc): an address
//      tells whether an object is in a frame.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VO_RT_ASAN 1
#endif
#if __has_feature(thread_sanitizer)
#define VO_RT_TSAN 1
#endif
#endif
#ifndef VO_RT_ASAN
#define VO_RT_ASAN 0
#endif
#ifndef VO_RT_TSAN
#define VO_RT_TSAN 0
#endif

#if VO_RT_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if VO_RT_TSAN
#include <sanitizer/tsan_interface.h>
#endif

/// Attribute of functions whose own accesses and calls are not followed: they
/// read words of any frames, or do not end on the stack on which they begin.
#if VO_RT_ASAN || VO_RT_TSAN
#define VO_RT_UNSANITIZED __attribute__((disable_sanitizer_instrumentation))
#else
#define VO_RT_UNSANITIZED
#endif

/// Attribute of functions that call compiled code, to which the sanitizer of
/// undefined behaviour knows no types: it would look for them in the bytes
/// before the code, which need not be there.
#if defined(__clang__)
#define VO_RT_CALLS_COMPILED __attribute__((no_sanitize("function")))
#else
#define VO_RT_CALLS_COMPILED
#endif

namespace vo::rt {

/// Whether a test can limit the addresses of a process: the tables of these
/// sanitizers take terabytes of them.
inline constexpr bool kAddressesCanBeLimited = !VO_RT_ASAN && !VO_RT_TSAN;

/// A stack, as the sanitizers know it.
struct SanitizedStack {
#if VO_RT_ASAN
  const void *bottom = nullptr;
  size_t bytes = 0;
  void *fakeFrames = nullptr; // local variables that are not on it, of others

  /// A new stack lies from `low` to `high`.
  void begin(const void *low, const void *high) {
    bottom = low;
    bytes = static_cast<const char *>(high) - static_cast<const char *>(low);
  }
  void end() {}
  /// Called on `from`, which is about to be left.
  VO_RT_UNSANITIZED static void beforeSwitch(SanitizedStack &from,
                                             SanitizedStack &to) {
    __sanitizer_start_switch_fiber(&from.fakeFrames, to.bottom, to.bytes);
  }
  /// Called on `to` afterwards. Where a thread's own stack lies is known once
  /// it was left.
  VO_RT_UNSANITIZED static void afterSwitch(SanitizedStack &from,
                                            SanitizedStack &to) {
    __sanitizer_finish_switch_fiber(to.fakeFrames, &from.bottom, &from.bytes);
  }
#elif VO_RT_TSAN
  void *fiber = nullptr;

  void begin(const void *, const void *) { end(); }
  void end() {
    if (fiber)
      __tsan_destroy_fiber(std::exchange(fiber, nullptr));
  }
  VO_RT_UNSANITIZED static void beforeSwitch(SanitizedStack &from,
                                             SanitizedStack &to) {
    if (!from.fiber)
      from.fiber = __tsan_get_current_fiber();
    if (!to.fiber)
      to.fiber = __tsan_create_fiber(0);
    __tsan_switch_to_fiber(to.fiber, 0);
  }
  static void afterSwitch(SanitizedStack &, SanitizedStack &) {}
#else
  void begin(const void *, const void *) {}
  void end() {}
#endif
};

/// The frames from `low` to `high` are no more.
inline void forgetFrames([[maybe_unused]] const void *low,
                         [[maybe_unused]] const void *high) {
#if VO_RT_ASAN
  __asan_unpoison_memory_region(low, static_cast<const char *>(high) -
                                         static_cast<const char *>(low));
#endif
}

} // namespace vo::rt
