#include "runtime/gc/space/Nursery.h"

#include "runtime/gc/space/Blocks.h"

#include <algorithm>
#include <cstring>

namespace vo::rt {

/// Smaller ones cost programs that allocate much: 4 KiB up to a tenth of
/// binary_trees' time, 16 KiB nothing that could be measured.
static constexpr uint64_t kStepBytes = 16 << 10;

void Nursery::initialise(uint64_t address, uint64_t bytes, uint64_t window) {
  start = top = address;
  size = bytes;
  // The end of the last object must still be an address of the nursery.
  usable = bytes - 8;
  windowBytes = std::max<uint64_t>(window / 8 * 8, 64);
  stepBytes = std::min(windowBytes, kStepBytes);
  windowBytes = windowBytes / stepBytes * stepBytes;
  // Every window but the last takes windowBytes at least, or all the rest.
  windows = std::make_unique<Window[]>(bytes / windowBytes + 2);
  steps = std::make_unique<Step[]>(bytes / stepBytes + 1);
  starts = std::make_unique<uint64_t[]>(bytes / 8 / 64 + 1);
}

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

bool Nursery::refill(Mutator &mutator, uint64_t dataBytes) {
  Window *window = mutator.window;
  // A window that ends where the free part begins grows in place.
  bool grows = window && window->limit == top;
  uint64_t from = window ? endOf(*window) : top;
  uint64_t need = dataBytes + 8;
  if (!window || need > window->limit - from) {
    if (!grows)
      from = top;
    if (need > start + usable - from)
      return false;
    if (!grows) {
      if (window)
        close(*window);
      window = &open(&mutator);
      mutator.allocPointer = top + 8;
      mutator.allocLimit = top;
    }
    top = std::min(start + usable, top + (from + need - top + windowBytes - 1) /
                                             windowBytes * windowBytes);
    window->limit = top;
  }
  noteStart(from);
  uint64_t limit = std::min(window->limit, roundUp(from + need, stepBytes));
  std::memset(refAt(mutator.allocLimit), 0, limit - mutator.allocLimit);
  mutator.allocLimit = limit;
  return true;
}

Ref Nursery::allocate(uint64_t dataBytes) {
  uint64_t need = dataBytes + 8;
  if (need > start + usable - top)
    return nullptr;
  if (windowCount == 0 || windows[windowCount - 1].owner)
    open(nullptr);
  noteStart(top);
  Ref object = refAt(top + 8);
  std::memset(object - 8, 0, need);
  top += need;
  Window &window = windows[windowCount - 1];
  window.end = window.limit = top;
  return object;
}

Nursery::Window &Nursery::open(Mutator *owner) {
  Window &window = windows[windowCount++];
  window = {top, top, top, owner};
  if (owner)
    owner->window = &window;
  return window;
}

void Nursery::close(Window &window) {
  if (!window.owner)
    return;
  window.end = endOf(window);
  window.owner->allocPointer = window.owner->allocLimit = 0;
  window.owner->window = nullptr;
  window.owner = nullptr;
}

void Nursery::closeWindow(Mutator &mutator) {
  if (mutator.window)
    close(*mutator.window);
}

void Nursery::reset(bool poison) {
  for (uint32_t i = 0; i < windowCount; ++i)
    close(windows[i]);
  if (poison)
    std::memset(refAt(start), kPoisonByte, top - start);
  std::fill_n(steps.get(), stepOf(top) + 1, Step{});
  if (anyWalked)
    std::fill_n(starts.get(), (top - start) / 8 / 64 + 1, 0);
  anyWalked = false;
  windowCount = 0;
  top = start;
}

uint64_t Nursery::usedBytes() const {
  uint64_t total = 0;
  for (uint32_t i = 0; i < windowCount; ++i)
    total += endOf(windows[i]) - windows[i].begin;
  return total;
}

//===----------------------------------------------------------------------===//
// Lookup
//===----------------------------------------------------------------------===//

/// The next object will have its header there.
void Nursery::noteStart(uint64_t header) {
  Step &step = steps[stepOf(header)];
  // Two in one step belong to one window, so the first leads to the second.
  if (step.first == 0)
    step = {header, header};
}

/// Bytes of header and data, of an object that may have been moved away.
static uint64_t cellBytesAt(uint64_t header) {
  Ref object = refAt(header + abi::kHeaderBytes);
  if (abi::isForwarded(headerOf(object)))
    object = refAt(headerOf(object));
  return abi::kHeaderBytes + dataBytesOf(object);
}

/// Sets the bits of the headers up to and including `to`, or to where no object
/// is.
void Nursery::walk(Step &step, uint64_t to) {
  anyWalked = true;
  while (step.walked <= to &&
         headerOf(refAt(step.walked + abi::kHeaderBytes)) != 0) {
    uint64_t bit = (step.walked - start) / 8;
    starts[bit / 64] |= uint64_t{1} << bit % 64;
    step.walked += cellBytesAt(step.walked);
    ++walked;
  }
}

Ref Nursery::objectAt(uint64_t address) {
  // The cell is the one that holds the word before (see OldSpace.h).
  uint64_t place = address - 8;
  if (place - start >= size)
    return nullptr;
  uint64_t index = stepOf(place);
  while (steps[index].first == 0 || steps[index].first > place)
    if (index-- == 0)
      return nullptr;
  walk(steps[index], place);
  uint64_t bit = (place - start) / 8;
  uint64_t word = starts[bit / 64] & (~uint64_t{0} >> (63 - bit % 64));
  for (bit /= 64; word == 0;)
    word = starts[--bit];
  bit = bit * 64 + 63 - std::countl_zero(word);
  return refAt(start + bit * 8 + abi::kHeaderBytes);
}

ObjectCounts Nursery::countObjects(unsigned every) const {
  ObjectCounts objects;
  uint64_t bytes = 0, turn = 0;
  for (uint32_t i = 0; i < windowCount; ++i) {
    const Window &window = windows[i];
    uint64_t end = endOf(window);
    for (uint64_t from = window.begin; from < end;) {
      // The next step of which a start is known.
      uint64_t index = stepOf(from) + 1;
      while (index <= stepOf(end - 1) && steps[index].first == 0)
        ++index;
      uint64_t to =
          index <= stepOf(end - 1) ? std::min(steps[index].first, end) : end;
      if (turn++ % every == 0) {
        bytes += to - from;
        for (uint64_t at = from; at < to; at += cellBytesAt(at))
          objects.add(abi::layoutOf(headerOf(refAt(at + abi::kHeaderBytes))));
      }
      from = to;
    }
  }
  if (uint64_t used = usedBytes(); bytes != used)
    objects.scale(double(used) / bytes);
  return objects;
}

} // namespace vo::rt
