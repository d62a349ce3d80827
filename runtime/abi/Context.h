//===- Context.h - Per-goroutine execution context --------------*- C++ -*-===//
//
// Every compiled function receives the running goroutine's context in the
// swiftself register. Compiled code reads the first words by the offsets
// below; the rest belongs to the runtime.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>

namespace vo::rt {
class Heap;
class Goroutine;
} // namespace vo::rt

namespace vo::abi {

struct ModuleDescriptor;
struct DeferFrame;

/// What a poll is for. The first is set by another thread.
enum PollReasons : uint64_t {
  kPollYield = 1,   // others shall run
  kPollCollect = 2, // the heap is stressed: every safepoint collects
};

struct Context {
  /// Reference that the next object of the allocation window gets (its header
  /// goes to the word before). Memory of the window is zero.
  uint64_t allocPointer;
  /// An object of N data bytes fits iff allocPointer + N <= allocLimit. Under
  /// VO_GC_STRESS this is 0, so that every allocation enters the runtime.
  uint64_t allocLimit;
  /// Lowest legal value of the frame pointer in a function prologue. Does not
  /// change while the goroutine runs.
  uint64_t stackLimit;
  /// Not zero: the goroutine must call vo_rt_poll at its next poll, for these
  /// PollReasons.
  uint64_t pollWord;
  /// Card table, biased: the card of the word at address A is the byte
  /// cards[A >> kCardShift]; storing 1 marks it.
  uint8_t *cards;
  /// Addresses that have cards: every one of the heap, and at best all there
  /// are. Who does not know that he stores to the heap marks the first in place
  /// of any other.
  uint64_t cardsFrom;
  uint64_t cardsBytes;
  /// Of programs that make islands: the block of the island's global variables
  /// (ModuleDescriptor::globalBlock). Does not change.
  uint64_t globals;
  /// Innermost active function that defers calls (abi/Defer.h).
  DeferFrame *deferFrame;

  // Not known to compiled code.
  rt::Heap *heap;
  rt::Goroutine *goroutine;
  const ModuleDescriptor *module;
};

inline constexpr unsigned kCardShift = 9;

inline constexpr uint64_t kContextAllocPointer = 0;
inline constexpr uint64_t kContextAllocLimit = 8;
inline constexpr uint64_t kContextStackLimit = 16;
inline constexpr uint64_t kContextPollWord = 24;
inline constexpr uint64_t kContextCards = 32;
inline constexpr uint64_t kContextCardsFrom = 40;
inline constexpr uint64_t kContextCardsBytes = 48;
inline constexpr uint64_t kContextGlobals = 56;
inline constexpr uint64_t kContextDeferFrame = 64;
static_assert(offsetof(Context, allocPointer) == kContextAllocPointer);
static_assert(offsetof(Context, allocLimit) == kContextAllocLimit);
static_assert(offsetof(Context, stackLimit) == kContextStackLimit);
static_assert(offsetof(Context, pollWord) == kContextPollWord);
static_assert(offsetof(Context, cards) == kContextCards);
static_assert(offsetof(Context, cardsFrom) == kContextCardsFrom);
static_assert(offsetof(Context, cardsBytes) == kContextCardsBytes);
static_assert(offsetof(Context, globals) == kContextGlobals);
static_assert(offsetof(Context, deferFrame) == kContextDeferFrame);

} // namespace vo::abi
