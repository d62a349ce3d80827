#include "runtime/gc/space/Nursery.h"

#include "runtime/gc/space/Blocks.h"

#include <algorithm>
#include <cstring>

namespace vo::rt {

void Nursery::initialise(uint64_t address, uint64_t bytes, uint64_t window) {
  start = top = address;
  size = bytes;
  // The end of the last object must still be an address of the nursery.
  usable = bytes - 8;
  windowBytes = std::max<uint64_t>(window / 8 * 8, 64);
  starts.resize((bytes / 8 + 63) / 64);
}

bool Nursery::refill(abi::Context &context, uint64_t dataBytes) {
  Window *window = nullptr;
  for (Window &candidate : windows)
    if (candidate.owner == &context)
      window = &candidate;
  uint64_t end = start + usable;
  // A window that ends where the free part begins grows in place.
  bool grows = window && window->limit == top;
  uint64_t from = grows ? endOf(*window) : top;
  uint64_t need = dataBytes + 8;
  if (need > end - from)
    return false;
  if (!grows) {
    if (window)
      close(*window);
    windows.push_back({top, top, top, top, &context});
    window = &windows.back();
    context.allocPointer = top + 8;
  }
  uint64_t step =
      (from + need - top + windowBytes - 1) / windowBytes * windowBytes;
  uint64_t newTop = std::min(end, top + step);
  std::memset(reinterpret_cast<void *>(top), 0, newTop - top);
  window->limit = context.allocLimit = top = newTop;
  return true;
}

Ref Nursery::allocate(uint64_t dataBytes) {
  uint64_t need = dataBytes + 8;
  if (need > start + usable - top)
    return nullptr;
  if (windows.empty() || windows.back().owner)
    windows.push_back({top, top, top, top, nullptr});
  Ref object = refAt(top + 8);
  std::memset(object - 8, 0, need);
  top += need;
  windows.back().end = windows.back().limit = top;
  return object;
}

void Nursery::close(Window &window) {
  if (!window.owner)
    return;
  window.end = endOf(window);
  window.owner->allocPointer = window.owner->allocLimit = 0;
  window.owner = nullptr;
}

void Nursery::closeWindow(abi::Context &context) {
  for (Window &window : windows)
    if (window.owner == &context)
      close(window);
}

void Nursery::moveWindow(abi::Context &from, abi::Context &to) {
  for (Window &window : windows)
    if (window.owner == &from)
      window.owner = &to;
  to.allocPointer = from.allocPointer;
  to.allocLimit = from.allocLimit;
  from.allocPointer = from.allocLimit = 0;
}

void Nursery::findObjects() {
  for (Window &window : windows) {
    uint64_t end = endOf(window);
    while (window.walked < end) {
      Ref object = refAt(window.walked + 8);
      uint64_t bit = (addressOf(object) - start) / 8;
      starts[bit / 64] |= uint64_t{1} << bit % 64;
      window.walked += 8 + dataBytesOf(object);
      ++objects;
    }
  }
}

Ref Nursery::objectAt(uint64_t address) const {
  uint64_t bit = (address - start) / 8;
  uint64_t index = bit / 64;
  uint64_t word = starts[index] & (~uint64_t{0} >> (63 - bit % 64));
  while (word == 0) {
    if (index == 0)
      return nullptr;
    word = starts[--index];
  }
  return refAt(start + (index * 64 + 63 - std::countl_zero(word)) * 8);
}

void Nursery::reset(bool poison) {
  for (Window &window : windows)
    close(window);
  if (poison)
    std::memset(reinterpret_cast<void *>(start), kPoisonByte, top - start);
  uint64_t usedWords = ((top - start) / 8 + 64) / 64;
  std::fill_n(starts.begin(), std::min(usedWords, starts.size()), 0);
  windows.clear();
  top = start;
}

uint64_t Nursery::usedBytes() const {
  uint64_t total = 0;
  for (const Window &window : windows)
    total += endOf(window) - window.begin;
  return total;
}

} // namespace vo::rt
