//===- Marker.cpp - Major collections -------------------------------------===//
//
// Marks with an explicit stack of objects whose slots are still to be seen.
// Marking is split into finding roots and draining, so that draining can later
// be done in steps.
//
//===----------------------------------------------------------------------===//
#include "runtime/gc/HeapState.h"

namespace vo::rt {

namespace {
class Marker {
public:
  explicit Marker(HeapState &heap)
      : old(heap.old), layouts(heap.roots.layouts) {}

  void operator()(uint64_t *slot) {
    // The end of an object may be the start of the next block.
    if (!old.contains(*slot - abi::kHeaderBytes))
      return;
    Ref object = old.mark(*slot);
    if (object && LayoutTable::hasReferences(layoutOf(object)))
      stack.push_back(object);
  }

  void drain() {
    while (!stack.empty()) {
      Ref object = stack.back();
      stack.pop_back();
      layouts.trace(layoutOf(object), object, *this);
    }
  }

private:
  const abi::Layout &layoutOf(Ref object) const {
    return layouts[abi::layoutOf(headerOf(object))];
  }

  OldSpace &old;
  const LayoutTable &layouts;
  std::vector<Ref> stack;
};
} // namespace

void markOldSpace(HeapState &heap, const void *running) {
  heap.old.startMark();
  Marker marker(heap);
  heap.roots.visit(running, marker);
  marker.drain();
  heap.old.finishMark();
}

} // namespace vo::rt
