//===- Evacuator.cpp - Minor collections ----------------------------------===//
//
// Copies nursery objects that are reachable from roots and from dirty cards to
// the old space. A copied object's header word becomes its new address. Every
// survivor is promoted at once; aging would choose another target in promote().
//
// 1. Copies whose slots are still to be seen to form a list through the first
//    data words of their originals, which nobody reads any more: the copy tells
//    size and layout. So a collection needs no memory but that of the copies.
// 2. Slots of objects wait in a ring of a few before they are updated: the
//    header that the update reads has been asked for meanwhile. Roots do not
//    wait; a derived reference is moved right behind its base
//    (visitFrameRoots).
//
//===----------------------------------------------------------------------===//
#include "runtime/gc/HeapState.h"

#include <cstring>
#include <utility>

namespace vo::rt {

namespace {
class Evacuator {
public:
  Evacuator(HeapState &heap, void (*exhausted)(HeapState &))
      : heap(heap), nursery(heap.nursery), layouts(heap.roots.layouts),
        interior(heap.interiorPointers), exhausted(exhausted) {}

  /// Updates a root.
  void operator()(uint64_t *slot) {
    if (nursery.contains(*slot)) [[unlikely]]
      update(slot);
  }

  /// Updates the slots of an old object on the addresses [low, high), now or in
  /// the next calls.
  void scan(Ref object, uint64_t low, uint64_t high) {
    const abi::Layout &layout = layouts[abi::layoutOf(headerOf(object))];
    layouts.traceRange(layout, object, low, high, Later{*this});
    tracePending();
  }

  /// Updates everything that waits.
  void drain() {
    do {
      tracePending();
      for (uint64_t *&waiting : ring)
        if (uint64_t *slot = std::exchange(waiting, nullptr))
          operator()(slot);
    } while (pending);
  }

private:
  /// Visitor of slots that may wait. They lie in the old space, so they stay
  /// where they are.
  struct Later {
    Evacuator &evacuator;
    void operator()(uint64_t *slot) const {
      if (evacuator.nursery.contains(*slot)) [[unlikely]]
        evacuator.wait(slot);
    }
  };

  static constexpr unsigned kRing = 16;

  void wait(uint64_t *slot) {
    __builtin_prefetch(refAt(*slot - abi::kHeaderBytes));
    uint64_t *oldest = std::exchange(ring[turn], slot);
    turn = (turn + 1) % kRing;
    if (oldest)
      operator()(oldest); // updated meanwhile if it came twice
  }

  void tracePending() {
    while (pending) {
      Ref object = pending;
      Ref copy = refAt(headerOf(object));
      pending = linkOf(object);
      layouts.trace(layouts[abi::layoutOf(headerOf(copy))], copy, Later{*this});
    }
  }

  void update(uint64_t *slot) {
    uint64_t value = *slot;
    Ref object = interior ? heap.nursery.objectAt(value) : refAt(value);
    uint64_t header = headerOf(object);
    uint64_t moved =
        abi::isForwarded(header) ? header : promote(object, header);
    *slot = moved + (value - addressOf(object));
  }

  uint64_t promote(Ref object, uint64_t header) {
    uint64_t bytes = dataBytesOf(object, header) + abi::kHeaderBytes;
    Ref copy = heap.old.allocate(bytes);
    if (!copy) [[unlikely]] {
      exhausted(heap);
      __builtin_unreachable();
    }
    copyWords(copy - 8, object - 8, bytes);
    headerOf(object) = addressOf(copy);
    heap.statistics.promotedBytes += bytes;
    if (LayoutTable::hasReferences(layouts[abi::layoutOf(header)])) {
      linkOf(object) = pending;
      pending = object;
    }
    return addressOf(copy);
  }

  /// Next of the list of moved objects; there is no object without a data word.
  static Ref &linkOf(Ref object) { return *reinterpret_cast<Ref *>(object); }

  /// memcpy of whole words; most objects are too small for a call to pay.
  static void copyWords(Ref to, Ref from, uint64_t bytes) {
    if (bytes > 64)
      return (void)std::memcpy(to, from, bytes);
    for (uint64_t at = 0; at < bytes; at += 8)
      std::memcpy(to + at, from + at, 8);
  }

  HeapState &heap;
  const Nursery &nursery;
  const LayoutTable &layouts;
  const bool interior;
  void (*exhausted)(HeapState &);
  Ref pending = nullptr;
  uint64_t *ring[kRing] = {};
  unsigned turn = 0;
};
} // namespace

void evacuateNursery(HeapState &heap, const void *running,
                     void (*exhausted)(HeapState &)) {
  Evacuator evacuator(heap, exhausted);
  heap.statistics.dirtyCards +=
      heap.old.scanDirtyCards([&](Ref object, uint64_t low, uint64_t high) {
        evacuator.scan(object, low, high);
      });
  heap.roots.visitRecent(running, evacuator);
  evacuator.drain();
  heap.weak.afterEvacuation(heap.nursery);
}

} // namespace vo::rt
