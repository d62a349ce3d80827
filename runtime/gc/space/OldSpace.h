//===- OldSpace.h - Objects that do not move --------------------*- C++ -*-===//
//
// Blocks of cells by size class, and large objects in blocks of their own.
// Marked by side bits, swept lazily: after a mark, blocks without a live
// object are freed at once, the others when their size class needs room.
//
// In a block of cells, a header word of 0 is a free cell (its second word
// links the free list); cells from `bump` on have never been used. References
// into the old space may be interior; because they may also be the end of an
// object (the address of an element without size), the cell of address A is
// the one that contains A - 8: headers are not addressed by anyone.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Layouts.h"
#include "runtime/gc/space/FreeRuns.h"
#include "runtime/gc/space/Reservation.h"

namespace vo::rt {

class OldSpace {
public:
  /// Takes the part of the reservation behind the nursery. With `poison`,
  /// sweeping is eager and freed memory is overwritten.
  void initialise(Reservation &reservation, bool poison);

  //===--- Allocation -----------------------------------------------------===//

  /// A cell for header and data, `bytes` (a multiple of 8) together; gives the
  /// reference. Header and data are undefined, and the header must be written
  /// before anything walks the space. Null: no memory left.
  Ref allocate(uint64_t bytes) {
    if (bytes > kMaxSmallCell) [[unlikely]]
      return allocateLarge(bytes);
    FreeList &list = lists[sizeClassOf(bytes)];
    if (uint64_t cell = list.free) [[likely]] {
      list.free = reinterpret_cast<uint64_t *>(cell)[1];
      __builtin_prefetch(refAt(list.free));
      used += list.cellBytes;
      return refAt(cell + 8);
    }
    if (list.bump != list.limit) [[likely]] {
      uint64_t cell = list.bump;
      list.bump += list.cellBytes;
      used += list.cellBytes;
      return refAt(cell + 8);
    }
    return allocateSlow(bytes);
  }

  /// The same with zeroed data.
  Ref allocateZeroed(uint64_t size);

  //===--- Lookup ---------------------------------------------------------===//

  bool contains(uint64_t address) const { return address - start < bytes(); }

  /// Start of the live or dead object that an address belongs to; null when
  /// the address is in no allocated cell.
  Ref objectAt(uint64_t address) const;

  //===--- Marking --------------------------------------------------------===//

  /// Clears all marks. No allocation until finishMark.
  void startMark();
  /// Asks for what mark(address) will read.
  void prefetchMark(uint64_t address) const {
    __builtin_prefetch(refAt(address - abi::kHeaderBytes));
    __builtin_prefetch(&blocks[blockOf(address)]);
  }
  /// Marks the object that the address belongs to. Gives the object when it
  /// was not marked before, else null.
  Ref mark(uint64_t address);
  /// Whether the object that starts there has been marked.
  bool isMarked(uint64_t address) const {
    const Block &block = blocks[blockOf(address)];
    return block.kind == BlockKind::Small
               ? block.isMarked(cellOf(block, address))
               : block.marked;
  }
  /// Parts of a large object (kTraceBytes each) that have been traced; the
  /// caller counts them up.
  uint32_t &tracedParts(Ref object) {
    return blocks[blockOf(addressOf(object))].traced;
  }
  /// Remembers that a marked object is still to be traced. Takes no memory: its
  /// block goes on a list, at most once.
  void noteLost(Ref object);
  /// Takes a block off that list and calls trace(object) for its marked
  /// objects, those traced before as well. False: none is left.
  template <typename Trace> bool traceLost(Trace &&trace);
  /// Frees what is not marked: blocks without marks now, cells when needed.
  void finishMark();
  /// Frees the memory of free blocks beyond the given amount.
  void releaseFree(uint64_t keepBytes);

  //===--- Walking --------------------------------------------------------===//

  /// Calls scan(object, low, high) for the live objects on dirty cards, with
  /// the dirty addresses, and clears the cards. `scan` may allocate here. Gives
  /// the number of dirty cards.
  template <typename Scan> uint64_t scanDirtyCards(Scan &&scan);

  /// Calls visit(object, cellBytes) for all objects that are not known to be
  /// dead. Must not allocate.
  template <typename Visit> void forEachObject(Visit &&visit) const;

  /// Checks block descriptions and free cells; null or what is wrong.
  const char *check() const;

  /// Bytes of cells in use; unmarked objects count until they are swept or
  /// their block is freed.
  uint64_t usedBytes() const { return used; }
  /// Bytes of blocks that are not free.
  uint64_t blockBytes() const {
    return (blockCount - runs.freeBlocks()) * kBlockBytes;
  }

private:
  struct FreeList {
    uint64_t free = 0;            // address of the first free cell
    uint64_t bump = 0, limit = 0; // never used cells of the current block
    uint32_t cellBytes = 0;
    uint32_t current = kNoBlock;
    uint32_t pending = kNoBlock; // blocks to sweep
  };

  uint64_t bytes() const { return blockCount * kBlockBytes; }
  uint64_t addressOfBlock(uint64_t block) const {
    return start + block * kBlockBytes;
  }
  /// Block of an address as a reference means it (see above).
  uint64_t blockOf(uint64_t address) const {
    return (address - 8 - start) >> kBlockShift;
  }
  uint32_t cellOf(const Block &block, uint64_t address) const {
    return block.cellAt((address - 8 - start) & (kBlockBytes - 1));
  }
  static uint64_t nextDirty(const uint8_t *row, uint64_t card) {
    while (card < kCardsPerBlock && row[card] == 0)
      ++card;
    return card;
  }
  template <typename Scan>
  void scanRange(uint32_t block, uint64_t low, uint64_t high, Scan &scan);

  Ref allocateSlow(uint64_t size);
  Ref allocateLarge(uint64_t size);
  bool takeBlocks(uint32_t count, uint32_t &first);
  bool useNextBlock(unsigned sizeClass);
  void retireCurrent(FreeList &list);
  uint64_t sweep(uint32_t index);
  void finishMarkSmall(uint32_t index);
  bool freeCellsIntact(uint32_t index) const;
  void freeBlocks(uint32_t first, uint32_t count);
  void releaseBlocks(uint32_t first, uint32_t count);

  Reservation *reservation = nullptr;
  uint64_t start = 0;
  uint64_t blockCount = 0;
  Block *blocks = nullptr;
  uint8_t *cards = nullptr;
  uint64_t used = 0;
  bool poison = false;
  uint32_t lostBlocks = kNoBlock;
  FreeRuns runs;
  FreeList lists[kSizeClassCount];
};

template <typename Scan>
void OldSpace::scanRange(uint32_t index, uint64_t low, uint64_t high,
                         Scan &scan) {
  Block &block = blocks[index];
  if (block.kind == BlockKind::Large || block.kind == BlockKind::LargeRest) {
    uint32_t first = block.kind == BlockKind::Large ? index : block.run;
    return scan(refAt(addressOfBlock(first) + 8), low, high);
  }
  if (block.kind != BlockKind::Small)
    return;
  uint64_t base = addressOfBlock(index);
  // The block that is being allocated from keeps its bump pointer elsewhere.
  const FreeList &list = lists[block.sizeClass];
  uint64_t end =
      list.current == index ? list.bump : base + block.bump * block.cellBytes;
  uint32_t cell = block.cellAt(low - base);
  for (uint64_t at = base + cell * uint64_t{block.cellBytes};
       at < high && at < end; at += block.cellBytes, ++cell) {
    if (*reinterpret_cast<uint64_t *>(at) == 0 ||
        (block.sweepPending && !block.isMarked(cell)))
      continue;
    scan(refAt(at + 8), low, high);
  }
}

template <typename Scan> uint64_t OldSpace::scanDirtyCards(Scan &&scan) {
  uint64_t dirty = 0;
  uint64_t count = blockCount; // blocks made meanwhile have clean cards
  for (uint64_t index = 0; index < count; ++index) {
    uint64_t base = addressOfBlock(index);
    uint8_t *row = cards + (base >> abi::kCardShift);
    auto *words = reinterpret_cast<uint64_t *>(row);
    uint64_t any = 0;
    for (uint64_t i = 0; i < kCardsPerBlock / 8; ++i)
      any |= words[i];
    if (any == 0) [[likely]]
      continue;
    for (uint64_t card = nextDirty(row, 0); card < kCardsPerBlock;) {
      uint64_t first = card;
      while (card < kCardsPerBlock && row[card])
        row[card++] = 0;
      dirty += card - first;
      uint64_t next = nextDirty(row, card);
      // The processor sees what follows once it has begun.
      for (uint64_t line = 0; line < kCardBytes && next < kCardsPerBlock;
           line += 64)
        __builtin_prefetch(refAt(base + next * kCardBytes + line));
      scanRange(index, base + first * kCardBytes, base + card * kCardBytes,
                scan);
      card = next;
    }
  }
  return dirty;
}

template <typename Trace> bool OldSpace::traceLost(Trace &&trace) {
  if (lostBlocks == kNoBlock)
    return false;
  uint32_t index = lostBlocks;
  Block &block = blocks[index];
  lostBlocks = block.next;
  block.lost = false;
  uint64_t base = addressOfBlock(index);
  if (block.kind == BlockKind::Large) {
    trace(refAt(base + 8));
    return true;
  }
  for (uint32_t cell = 0; cell < block.cells; ++cell)
    if (block.isMarked(cell))
      trace(refAt(base + cell * uint64_t{block.cellBytes} + 8));
  return true;
}

template <typename Visit> void OldSpace::forEachObject(Visit &&visit) const {
  for (uint64_t index = 0; index < blockCount; ++index) {
    const Block &block = blocks[index];
    uint64_t base = addressOfBlock(index);
    if (block.kind == BlockKind::Large)
      visit(refAt(base + 8), block.run * kBlockBytes);
    if (block.kind != BlockKind::Small)
      continue;
    const FreeList &list = lists[block.sizeClass];
    uint64_t end =
        list.current == index ? list.bump : base + block.bump * block.cellBytes;
    uint32_t cell = 0;
    for (uint64_t at = base; at < end; at += block.cellBytes, ++cell)
      if (*reinterpret_cast<uint64_t *>(at) != 0 &&
          !(block.sweepPending && !block.isMarked(cell)))
        visit(refAt(at + 8), uint64_t{block.cellBytes});
  }
}

} // namespace vo::rt
