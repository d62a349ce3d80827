#include "runtime/gc/space/Reservation.h"

#include "runtime/gc/space/FreeRuns.h"

#include <algorithm>
#include <sys/mman.h>

namespace vo::rt {

static constexpr uint64_t kPage = 4096;
static constexpr uint64_t kLargePage = uint64_t{2} << 20;
/// A heap smaller than this is of no use.
static constexpr uint64_t kLeastHeap = uint64_t{16} << 20;

/// Bytes of a card table for every address that user space can have.
static constexpr uint64_t kAllCardBytes = (uint64_t{1} << 47) / kCardBytes;

static uint64_t roundUp(uint64_t value, uint64_t unit) {
  return (value + unit - 1) / unit * unit;
}

Reservation::~Reservation() {
  if (base)
    munmap(reinterpret_cast<void *>(base), total);
  if (allCards)
    munmap(reinterpret_cast<void *>(allCards), kAllCardBytes);
}

bool Reservation::reserve(uint64_t heapBytes, uint64_t nurseryBytes) {
  nurseryBytes = roundUp(nurseryBytes, kBlockBytes);
  uint64_t least = kLeastHeap + nurseryBytes;
  heapBytes = roundUp(std::max(heapBytes, least), kBlockBytes);
  bool limited = false;
  while (!reserveRange(heapBytes, nurseryBytes)) {
    if (heapBytes == least)
      return false;
    limited = true;
    heapBytes = roundUp(std::max(heapBytes / 2, least), kBlockBytes);
  }
  // Where addresses are limited, stacks and tables need some as well.
  if (limited && heapBytes / 2 >= least) {
    munmap(reinterpret_cast<void *>(base), total);
    base = 0;
    if (!reserveRange(roundUp(heapBytes / 2, kBlockBytes), nurseryBytes))
      return false;
  }
  reserveAllCards();
  return commit(heapTop, old) &&
         commit(freeTop, free + FreeRuns::tableBytes(maxBlocks())) &&
         commitCards(cardTable + nurseryBytes / kCardBytes);
}

bool Reservation::reserveRange(uint64_t heapBytes, uint64_t nurseryBytes) {
  uint64_t blocks = heapBytes / kBlockBytes;
  uint64_t tableBytes = roundUp(blocks * sizeof(Block), kPage);
  uint64_t stackBytes = roundUp(blocks * kMarkStackBytesPerBlock, kPage);
  uint64_t freeBytes = roundUp(FreeRuns::tableBytes(blocks), kPage);
  uint64_t cardBytes = roundUp(heapBytes / kCardBytes, kPage);
  total =
      tableBytes + stackBytes + freeBytes + cardBytes + heapBytes + kLargePage;
  void *memory = mmap(nullptr, total, PROT_NONE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    return false;
  base = reinterpret_cast<uint64_t>(memory);
  tableTop = table = base;
  stackTop = stack = table + tableBytes;
  freeTop = free = stack + stackBytes;
  cardTop = cardTable = free + freeBytes;
  old = roundUp(cardTable + cardBytes + nurseryBytes, kLargePage);
  heapTop = nursery = old - nurseryBytes;
  end = nursery + heapBytes;
  // Promotion writes the old space front to back: large pages spare it most
  // page faults. Only advice. The nursery has too few of them to gain anything
  // (measured), and most programs touch little of it.
  madvise(reinterpret_cast<void *>(old), end - old, MADV_HUGEPAGE);
  return true;
}

void Reservation::reserveAllCards() {
  void *memory = mmap(nullptr, kAllCardBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    return;
  madvise(memory, kAllCardBytes, MADV_DONTDUMP);
  allCards = reinterpret_cast<uint64_t>(memory);
}

bool Reservation::commitBlocks(uint64_t blocks) {
  if (blocks > maxBlocks())
    return false;
  uint64_t top = old + blocks * kBlockBytes;
  return commit(tableTop, table + blocks * sizeof(Block)) &&
         commit(stackTop, stack + blocks * kMarkStackBytesPerBlock) &&
         commitCards(cardTable + (top - nursery) / kCardBytes) &&
         commit(heapTop, top);
}

bool Reservation::commitCards(uint64_t to) {
  return allCards || commit(cardTop, to);
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
