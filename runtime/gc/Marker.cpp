//===- Marker.cpp - Major collections -------------------------------------===//
//
// Marks with an explicit stack of objects whose slots are still to be seen.
// Marking is split into finding roots and draining, so that draining can later
// be done in steps.
//
// 1. The stack lies in the heap's reservation and is as large as the committed
//    blocks make it; marking asks nobody for memory. An object that does not
//    fit is marked, its block goes on a list, and all marked objects of the
//    block are traced once the stack is empty. Each object is put on the stack
//    or lost once, when it is marked, so this ends; it costs a visit of a block
//    per lost object at most.
// 2. A large object is traced in parts. Its rest goes on the stack before the
//    part's referents do, so that an array of N references takes the entries of
//    one part and not N.
// 3. Addresses wait in a ring of a few before they are marked: the memory that
//    marking reads has been asked for meanwhile.
//
//===----------------------------------------------------------------------===//
#include "runtime/gc/HeapState.h"

#include <span>
#include <utility>

namespace vo::rt {

namespace {
class Marker {
public:
  Marker(HeapState &heap, std::span<uint64_t> stack)
      : old(heap.old), layouts(heap.roots.layouts), statistics(heap.statistics),
        stack(stack) {}

  void operator()(uint64_t *slot) {
    uint64_t address = *slot;
    // The end of an object may be the start of the next block.
    if (!old.contains(address - abi::kHeaderBytes))
      return;
    old.prefetchMark(address);
    uint64_t oldest = std::exchange(ring[turn], address);
    turn = (turn + 1) % kRing;
    if (oldest)
      mark(oldest);
  }

  void drain() {
    do {
      traceStack();
    } while (old.traceLost([&](Ref object) {
      trace(object);
      traceStack();
    }));
  }

private:
  static constexpr unsigned kRing = 16;

  void mark(uint64_t address) {
    Ref object = old.mark(address);
    if (object && LayoutTable::hasReferences(layoutOf(object)))
      push(object);
  }

  void push(Ref object) {
    if (depth == stack.size()) [[unlikely]] {
      ++statistics.lostMarks;
      return old.noteLost(object);
    }
    stack[depth++] = addressOf(object);
  }

  /// Empties stack and ring.
  void traceStack() {
    do {
      while (depth != 0)
        trace(refAt(stack[--depth]));
      for (uint64_t &waiting : ring)
        if (uint64_t address = std::exchange(waiting, 0))
          mark(address);
    } while (depth != 0);
  }

  void trace(Ref object) {
    const abi::Layout &layout = layoutOf(object);
    uint64_t bytes = dataBytesOf(object);
    if (bytes + abi::kHeaderBytes <= kMaxSmallCell) [[likely]]
      return layouts.trace(layout, object, *this);
    uint64_t from = old.tracedParts(object)++ * kTraceBytes;
    if (from + kTraceBytes < bytes)
      push(object);
    uint64_t low = addressOf(object) + from;
    layouts.traceRange(layout, object, low, low + kTraceBytes, *this);
  }

  const abi::Layout &layoutOf(Ref object) const {
    return layouts[abi::layoutOf(headerOf(object))];
  }

  OldSpace &old;
  const LayoutTable &layouts;
  HeapStatistics &statistics;
  std::span<uint64_t> stack;
  size_t depth = 0;
  uint64_t ring[kRing] = {};
  unsigned turn = 0;
};
} // namespace

/// Entries whose memory stays between marks; whole pages.
static constexpr size_t kKeptStack = 8192;

void markOldSpace(HeapState &heap, const void *running) {
  std::span<uint64_t> stack = heap.memory.markStack();
  if (stack.size() > heap.markStackLimit)
    stack = stack.first(heap.markStackLimit);
  heap.old.startMark();
  Marker marker(heap, stack);
  heap.roots.visit(running, marker);
  marker.drain();
  heap.weak.afterMark(heap.old);
  heap.old.finishMark();
  // Most marks touch little of it.
  if (stack.size() > kKeptStack)
    Reservation::release(reinterpret_cast<uint64_t>(stack.data() + kKeptStack),
                         (stack.size() - kKeptStack) * sizeof(uint64_t));
}

} // namespace vo::rt
