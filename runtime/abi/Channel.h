//===- Channel.h - Channels, and how values get there -----------*- C++ -*-===//
//
// A channel is an object of layout kLayoutChannel, a port one of kLayoutPort;
// nil is null. Compiled code may read length and capacity by the offsets below,
// and nothing else.
//
// Values. An element is a sequence of words, one for each leaf: one per scalar,
// three per string, four per slice, two per interface. Compiled code passes the
// address of that many words in its own frame:
//
//   send     the words are the value; they are not changed
//   receive  the words become the value, or zero; they must be legal before
//            (zero, or an older value), since the collector may look at them
//
// While the entry has not returned, the goroutine may be parked, the collector
// may run, and the other side of the channel copies from or to the words. So
// words that may hold references are a frame object of the call's statepoint
// ("deopt" bundle) with the layout of the element, and the compiler may assume
// nothing of their contents behind the call. Without references they are any
// stack slot.
//
// Select. vo_rt_select takes an array of SelectCase in the caller's frame, in
// the order of the source. The channels in it are references: the array is a
// frame object, too, whose layout has kSelectCaseWords slots per case, the
// first of them a reference. The words of all cases obey the rules above; those
// of receives must be zero, and stay so but for the one that got a value.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>

namespace vo::abi {

/// Data words of a channel object (layout kLayoutChannel).
struct ChannelObject {
  uint64_t ring;     // reference to an array object: the buffer
  uint64_t count;    // values in the buffer; the program's len
  uint64_t capacity; // the program's cap
  // The runtime's.
  uint64_t head;  // slot of the oldest value
  uint64_t slots; // of the ring; more than the capacity at times
  uint32_t elemWords;
  uint8_t hasReferences;
  uint8_t closed;
  uint16_t reserved;
  // Queues of those who wait: addresses outside of the heap.
  uint64_t firstReceiver, lastReceiver;
  uint64_t firstSender, lastSender;
};
inline constexpr uint32_t kChannelWords = 10;
static_assert(sizeof(ChannelObject) == kChannelWords * 8);

inline constexpr uint64_t kChannelLengthOffset = 8;
inline constexpr uint64_t kChannelCapacityOffset = 16;
static_assert(offsetof(ChannelObject, count) == kChannelLengthOffset);
static_assert(offsetof(ChannelObject, capacity) == kChannelCapacityOffset);

/// A port (layout kLayoutPort): a channel that other islands may send to. Here,
/// where it was made, or elsewhere, where it has neither ring nor capacity and
/// only leads here.
struct PortObject : ChannelObject {
  uint64_t link; // the runtime's: null while only its own island knows it
};
inline constexpr uint32_t kPortWords = 11;
static_assert(sizeof(PortObject) == kPortWords * 8);

/// One case of a select statement.
struct SelectCase {
  uint64_t channel; // reference; null: never ready
  void *words;      // the element, in the same frame; null if it has no words
  uint64_t isSend;
};
inline constexpr uint32_t kSelectCaseWords = 3;
static_assert(sizeof(SelectCase) == kSelectCaseWords * 8);

/// What vo_rt_select takes for `mode`.
enum class SelectMode : int64_t { Wait = 0, Default = 1 };

/// The case that vo_rt_select gives for the default.
inline constexpr int64_t kSelectedDefault = -1;

} // namespace vo::abi
