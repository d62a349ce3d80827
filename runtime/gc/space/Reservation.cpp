#include "runtime/gc/space/Reservation.h"

#include <algorithm>
#include <sys/mman.h>

namespace vo::rt {

static constexpr uint64_t kPage = 4096;
/// A heap smaller than this is of no use.
static constexpr uint64_t kLeastHeap = uint64_t{16} << 20;

static uint64_t roundUp(uint64_t value, uint64_t unit) {
  return (value + unit - 1) / unit * unit;
}

Reservation::~Reservation() {
  if (base)
    munmap(reinterpret_cast<void *>(base), total);
}

bool Reservation::reserve(uint64_t heapBytes, uint64_t nurseryBytes) {
  nurseryBytes = roundUp(nurseryBytes, kBlockBytes);
  void *memory = MAP_FAILED;
  uint64_t tableBytes, cardBytes;
  for (;; heapBytes /= 2) {
    heapBytes =
        roundUp(std::max(heapBytes, kLeastHeap + nurseryBytes), kBlockBytes);
    tableBytes = roundUp(heapBytes / kBlockBytes * sizeof(Block), kPage);
    cardBytes = roundUp(heapBytes / kCardBytes, kPage);
    total = tableBytes + cardBytes + heapBytes + kBlockBytes;
    memory = mmap(nullptr, total, PROT_NONE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory != MAP_FAILED)
      break;
    if (heapBytes <= kLeastHeap + nurseryBytes)
      return false;
  }
  base = reinterpret_cast<uint64_t>(memory);
  tableTop = table = base;
  cardTop = cardTable = base + tableBytes;
  heapTop = nursery = roundUp(cardTable + cardBytes, kBlockBytes);
  old = nursery + nurseryBytes;
  end = nursery + heapBytes;
  return commit(heapTop, old) &&
         commit(cardTop, cardTable + nurseryBytes / kCardBytes);
}

bool Reservation::commitBlocks(uint64_t blocks) {
  if (blocks > maxBlocks())
    return false;
  uint64_t top = old + blocks * kBlockBytes;
  return commit(tableTop, table + blocks * sizeof(Block)) &&
         commit(cardTop, cardTable + (top - nursery) / kCardBytes) &&
         commit(heapTop, top);
}

bool Reservation::commit(uint64_t &from, uint64_t to) {
  to = roundUp(to, kPage);
  if (to <= from)
    return true;
  if (mprotect(reinterpret_cast<void *>(from), to - from,
               PROT_READ | PROT_WRITE))
    return false;
  from = to;
  return true;
}

void Reservation::release(uint64_t address, uint64_t bytes) {
  madvise(reinterpret_cast<void *>(address), bytes, MADV_DONTNEED);
}

} // namespace vo::rt
