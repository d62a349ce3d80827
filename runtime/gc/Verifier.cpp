//===- Verifier.cpp - Heap checks after a collection ----------------------===//
#include "runtime/gc/HeapState.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <iterator>

namespace vo::rt {

namespace {
class Verifier {
public:
  Verifier(HeapState &heap, const void *running, const char *phase)
      : heap(heap), layouts(heap.roots.layouts), phase(phase) {
    heap.roots.visitStacks(running, [&](uint64_t low, uint64_t high) {
      stacks.push_back({low, high});
    });
    std::sort(stacks.begin(), stacks.end());
    // Disjoint, for the search.
    size_t last = 0;
    for (auto &[low, high] : stacks)
      if (low <= stacks[last].second)
        stacks[last].second = std::max(stacks[last].second, high);
      else
        stacks[++last] = {low, high};
    stacks.resize(std::min(stacks.size(), last + 1));
  }

  /// A reference in a root, or in a slot of `holder`.
  void operator()(uint64_t *slot) {
    uint64_t value = *slot;
    if (!value)
      return;
    if (value == abi::kDeadFrameWord)
      fail("a reference out of a dead object of a frame", slot);
    if (value - heap.memory.heapStart() >= heap.memory.heapBytes()) {
      if (value >= stackLow && value < frameLow)
        fail("a reference into a frame that is gone", slot);
      // Objects in frames die before what can be seen from elsewhere.
      if (isOnStack(value) && !isOnStack(reinterpret_cast<uint64_t>(slot)))
        fail("a reference to an object in a frame", slot);
      return;
    }
    if (heap.nursery.contains(value))
      fail("a reference into the emptied nursery", slot);
    Ref object = heap.old.objectAt(value);
    if (!object)
      fail("a reference to free memory", slot);
    if (value != addressOf(object) && !heap.interiorPointers)
      fail("an interior reference in a program without them", slot);
    if (value > addressOf(object) + dataBytesOf(object))
      fail("a reference behind the end of an object", slot);
  }

  void enterStack(const Mutator &mutator) {
    stack = &mutator;
    stackLow = mutator.stackLimit;
    frameLow = returnAddress = 0;
  }

  /// What a frame refers to lies in it or in older ones.
  void enterFrame(const Frame &frame) {
    frameLow = frame.stackPointer - stack->displacement;
    returnAddress = frame.returnAddress;
  }

  void checkObject(Ref object, uint64_t cellBytes) {
    holder = object;
    uint64_t header = headerOf(object);
    if (abi::isForwarded(header) || (header & 0xFE))
      fail("a damaged header", &headerOf(object));
    if (!layouts.isValid(abi::layoutOf(header)))
      fail("a header with an unknown layout", &headerOf(object));
    const abi::Layout &layout = layouts[abi::layoutOf(header)];
    uint64_t bytes = dataBytesOf(object);
    bool fixed = layout.kind == abi::LayoutKind::Fixed;
    if (bytes + abi::kHeaderBytes > cellBytes ||
        (fixed && layout.slots * abi::kWordBytes > bytes))
      fail("an object whose size does not fit", &headerOf(object));
    if (!fixed && layout.slots != 0 && !hasElementSize(layout, object))
      fail("an array whose elements do not fit its layout", &headerOf(object));
    layouts.trace(layout, object, *this);
    holder = nullptr;
  }

  static bool hasElementSize(const abi::Layout &layout, Ref object) {
    auto *array = reinterpret_cast<const abi::ArrayObject *>(object);
    return array->length == 0 ||
           array->elemBytes == layout.slots * abi::kWordBytes;
  }

  [[noreturn]] void fail(const char *what, const uint64_t *slot) {
    flockfile(stderr);
    std::fprintf(stderr,
                 "vo: heap check failed after %s collection %" PRIu64
                 ".%" PRIu64 ": %s",
                 phase, heap.statistics.minorCollections,
                 heap.statistics.majorCollections, what);
    if (slot)
      std::fprintf(stderr, ": %p holds 0x%" PRIx64,
                   static_cast<const void *>(slot), *slot);
    if (holder)
      std::fprintf(stderr, ", in object %p with header 0x%" PRIx64,
                   static_cast<void *>(holder), headerOf(holder));
    else if (slot)
      std::fputs(", a root", stderr);
    printPlace();
    std::fputc('\n', stderr);
    std::abort();
  }

private:
  /// Where the frame is whose slots are visited.
  void printPlace() const {
    if (!returnAddress || holder || !heap.locations)
      return;
    StackMapEntry entry = heap.roots.stackMaps.find(returnAddress);
    if (!entry || entry.record->location >= heap.locations->locationCount)
      return;
    const abi::SourceLocation &place =
        heap.locations->locations[entry.record->location];
    if (place.line && place.file < heap.locations->fileCount)
      std::fprintf(stderr, ", in the frame of %s:%u",
                   heap.locations->files[place.file], place.line);
  }

  bool isOnStack(uint64_t address) const {
    auto above = std::upper_bound(stacks.begin(), stacks.end(),
                                  std::pair(address, ~uint64_t{0}));
    return above != stacks.begin() && address < std::prev(above)->second;
  }

  HeapState &heap;
  const LayoutTable &layouts;
  const char *phase;
  Ref holder = nullptr;
  const Mutator *stack = nullptr; // of the slots that are visited
  uint64_t stackLow = 0, frameLow = 0;
  uint64_t returnAddress = 0;
  std::vector<std::pair<uint64_t, uint64_t>> stacks; // low, high; ascending
};
} // namespace

void verifyHeap(HeapState &heap, const void *running, const char *phase) {
  Verifier verifier(heap, running, phase);
  if (const char *damage = heap.old.check())
    verifier.fail(damage, nullptr);
  heap.old.forEachObject([&](Ref object, uint64_t cellBytes) {
    verifier.checkObject(object, cellBytes);
  });
  heap.roots.visit(running, verifier);
}

} // namespace vo::rt
