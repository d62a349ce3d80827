//===- Evacuator.cpp - Minor collections ----------------------------------===//
//
// Copies nursery objects that are reachable from roots and from dirty cards to
// the old space. A copied object's header word becomes its new address; new
// copies wait on a worklist until their own slots have been seen to. Every
// survivor is promoted at once; aging would choose another target in promote().
//
//===----------------------------------------------------------------------===//
#include "runtime/gc/HeapState.h"

#include <cstring>

namespace vo::rt {

namespace {
class Evacuator {
public:
  Evacuator(HeapState &heap, void (*exhausted)(HeapState &))
      : heap(heap), nursery(heap.nursery), layouts(heap.roots.layouts),
        interior(heap.interiorPointers), exhausted(exhausted) {}

  /// Updates a slot that may refer into the nursery.
  void operator()(uint64_t *slot) {
    uint64_t value = *slot;
    if (!nursery.contains(value)) [[likely]]
      return;
    Ref object = interior ? nursery.objectAt(value) : refAt(value);
    uint64_t header = headerOf(object);
    uint64_t moved =
        abi::isForwarded(header) ? header : promote(object, header);
    *slot = moved + (value - addressOf(object));
  }

  /// Updates the slots of copies until none is left.
  void drain() {
    while (!worklist.empty()) {
      auto [copy, layout] = worklist.back();
      worklist.pop_back();
      layouts.trace(*layout, copy, *this);
    }
  }

private:
  /// A copy whose slots are still to be updated.
  struct Pending {
    Ref copy;
    const abi::Layout *layout;
  };

  uint64_t promote(Ref object, uint64_t header) {
    uint64_t bytes = dataBytesOf(object, header) + abi::kHeaderBytes;
    Ref copy = heap.old.allocate(bytes);
    if (!copy) [[unlikely]]
      exhausted(heap);
    copyWords(copy - 8, object - 8, bytes);
    headerOf(object) = addressOf(copy);
    heap.statistics.promotedBytes += bytes;
    const abi::Layout &layout = layouts[abi::layoutOf(header)];
    if (LayoutTable::hasReferences(layout)) {
      if (layout.kind == abi::LayoutKind::Fixed)
        prefetchReferents(layout, copy);
      worklist.push_back({copy, &layout});
    }
    return addressOf(copy);
  }

  /// Asks for the headers of what a fresh copy refers to, by the layout's bit
  /// set: its slots are in the cache, their turn comes a few copies later.
  static void prefetchReferents(const abi::Layout &layout, Ref copy) {
    auto *slots = reinterpret_cast<const uint64_t *>(copy);
    for (uint64_t set = layout.refs; set; set &= set - 1)
      __builtin_prefetch(
          refAt(slots[std::countr_zero(set)] - abi::kHeaderBytes));
  }

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
  std::vector<Pending> worklist;
};
} // namespace

void evacuateNursery(HeapState &heap, const void *running,
                     void (*exhausted)(HeapState &)) {
  Evacuator evacuator(heap, exhausted);
  const LayoutTable &layouts = heap.roots.layouts;
  heap.old.scanDirtyCards([&](Ref object, uint64_t low, uint64_t high) {
    const abi::Layout &layout = layouts[abi::layoutOf(headerOf(object))];
    layouts.traceRange(layout, object, low, high, evacuator);
    evacuator.drain();
  });
  heap.roots.visit(running, evacuator);
  evacuator.drain();
}

} // namespace vo::rt
