#include "runtime/gc/space/OldSpace.h"

#include <algorithm>
#include <cstring>

namespace vo::rt {

/// The old space grows by this many blocks (8 MiB): commits are rare, and large
/// pages fit.
static constexpr uint64_t kGrowBlocks = 256;

static uint64_t &wordAt(uint64_t address) {
  return *reinterpret_cast<uint64_t *>(address);
}

void OldSpace::initialise(Reservation &newReservation, bool withPoison) {
  reservation = &newReservation;
  start = newReservation.oldStart();
  blocks = newReservation.blocks();
  cards = newReservation.cards();
  poison = withPoison;
  runs.initialise(newReservation.freeRuns(), newReservation.maxBlocks());
  for (unsigned i = 0; i < kSizeClassCount; ++i)
    lists[i].cellBytes = kSizeClasses.bytes[i];
}

//===----------------------------------------------------------------------===//
// Allocation
//===----------------------------------------------------------------------===//

Ref OldSpace::allocateZeroed(uint64_t size) {
  Ref object = allocate(size);
  if (object && size <= kMaxSmallCell)
    std::memset(object - 8, 0, size);
  return object;
}

Ref OldSpace::allocateSlow(uint64_t size) {
  if (!useNextBlock(sizeClassOf(size)))
    return nullptr;
  return allocate(size);
}

Ref OldSpace::allocateLarge(uint64_t size) {
  uint64_t count = (size + kBlockBytes - 1) / kBlockBytes;
  uint32_t first = 0;
  if (count > reservation->maxBlocks() || !takeBlocks(count, first))
    return nullptr;
  bool dirty = false;
  for (uint64_t i = 0; i < count; ++i) {
    Block &block = blocks[first + i];
    dirty |= block.dirty;
    block.kind = i == 0 ? BlockKind::Large : BlockKind::LargeRest;
    block.run = i == 0 ? count : first;
    block.marked = false;
    block.dirty = true;
  }
  // Memory that was never used, or was given back, is zero already.
  if (dirty)
    std::memset(reinterpret_cast<void *>(addressOfBlock(first)), 0, size);
  used += count * kBlockBytes;
  return refAt(addressOfBlock(first) + 8);
}

bool OldSpace::takeBlocks(uint32_t count, uint32_t &first) {
  if (runs.take(count, first))
    return true;
  uint64_t grow = std::max<uint64_t>(count, kGrowBlocks);
  if (!reservation->commitBlocks(blockCount + grow)) {
    grow = count;
    if (!reservation->commitBlocks(blockCount + grow))
      return false;
  }
  runs.give(blockCount, grow);
  blockCount += grow;
  return runs.take(count, first);
}

/// Makes the list of the class non-empty: by sweeping, else by a new block.
bool OldSpace::useNextBlock(unsigned sizeClass) {
  FreeList &list = lists[sizeClass];
  retireCurrent(list);
  while (list.pending != kNoBlock) {
    uint32_t index = list.pending;
    list.pending = blocks[index].next;
    list.free = sweep(index);
    Block &block = blocks[index];
    uint64_t base = addressOfBlock(index);
    list.current = index;
    list.bump = base + uint64_t{block.bump} * block.cellBytes;
    list.limit = base + uint64_t{block.cells} * block.cellBytes;
    if (list.free || list.bump != list.limit)
      return true;
    retireCurrent(list);
  }
  uint32_t index = 0;
  if (!takeBlocks(1, index))
    return false;
  Block &block = blocks[index];
  block.kind = BlockKind::Small;
  block.sizeClass = sizeClass;
  block.sweepPending = false;
  block.dirty = true;
  block.cellBytes = list.cellBytes;
  block.cells = kBlockBytes / list.cellBytes;
  block.reciprocal =
      ((uint64_t{1} << 32) + list.cellBytes - 1) / list.cellBytes;
  block.bump = 0;
  std::memset(block.marks, 0, sizeof block.marks);
  list.current = index;
  list.bump = addressOfBlock(index);
  list.limit = list.bump + uint64_t{block.cells} * block.cellBytes;
  return true;
}

/// Forgets the block that is allocated from; its free cells are found again by
/// the next sweep.
void OldSpace::retireCurrent(FreeList &list) {
  if (list.current != kNoBlock) {
    Block &block = blocks[list.current];
    block.bump = (list.bump - addressOfBlock(list.current)) / block.cellBytes;
  }
  list.current = kNoBlock;
  list.free = list.bump = list.limit = 0;
}

//===----------------------------------------------------------------------===//
// Lookup and marking
//===----------------------------------------------------------------------===//

Ref OldSpace::objectAt(uint64_t address) const {
  if (!contains(address - 8))
    return nullptr;
  uint64_t index = blockOf(address);
  const Block &block = blocks[index];
  switch (block.kind) {
  case BlockKind::Free:
    return nullptr;
  case BlockKind::Large:
    return refAt(addressOfBlock(index) + 8);
  case BlockKind::LargeRest:
    return refAt(addressOfBlock(block.run) + 8);
  case BlockKind::Small:
    break;
  }
  uint32_t cell = cellOf(block, address);
  uint64_t at = addressOfBlock(index) + cell * uint64_t{block.cellBytes};
  const FreeList &list = lists[block.sizeClass];
  bool handedOut = list.current == index ? at < list.bump : cell < block.bump;
  bool dead = block.sweepPending && !block.isMarked(cell);
  return handedOut && wordAt(at) != 0 && !dead ? refAt(at + 8) : nullptr;
}

void OldSpace::startMark() {
  // Blocks that still wait for a sweep may go on waiting: their dead cells
  // stay unmarked.
  for (FreeList &list : lists) {
    retireCurrent(list);
    list.pending = kNoBlock;
  }
  for (uint64_t i = 0; i < blockCount; ++i) {
    blocks[i].marked = false;
    if (blocks[i].kind == BlockKind::Large)
      blocks[i].traced = 0;
    if (blocks[i].kind == BlockKind::Small)
      std::memset(blocks[i].marks, 0, sizeof blocks[i].marks);
  }
}

Ref OldSpace::mark(uint64_t address) {
  uint64_t index = blockOf(address);
  Block *block = &blocks[index];
  if (block->kind == BlockKind::Small) [[likely]] {
    uint32_t cell = cellOf(*block, address);
    uint64_t bit = uint64_t{1} << cell % 64;
    uint64_t &word = block->marks[cell / 64];
    if (word & bit)
      return nullptr;
    word |= bit;
    return refAt(addressOfBlock(index) + cell * uint64_t{block->cellBytes} + 8);
  }
  if (block->kind == BlockKind::LargeRest) {
    index = block->run;
    block = &blocks[index];
  }
  if (block->kind != BlockKind::Large || block->marked)
    return nullptr;
  block->marked = true;
  return refAt(addressOfBlock(index) + 8);
}

void OldSpace::noteLost(Ref object) {
  uint64_t index = blockOf(addressOf(object));
  Block &block = blocks[index];
  if (block.lost)
    return;
  block.lost = true;
  block.next = lostBlocks; // nothing waits for a sweep while marking
  lostBlocks = index;
}

void OldSpace::finishMark() {
  used = 0;
  for (uint64_t i = blockCount; i-- > 0;) {
    Block &block = blocks[i];
    if (block.kind == BlockKind::Large) {
      if (block.marked)
        used += block.run * kBlockBytes;
      else
        freeBlocks(i, block.run);
    }
    if (block.kind == BlockKind::Small)
      finishMarkSmall(i);
  }
}

void OldSpace::finishMarkSmall(uint32_t index) {
  Block &block = blocks[index];
  uint64_t live = 0;
  for (uint64_t word : block.marks)
    live += std::popcount(word);
  if (live == 0)
    return freeBlocks(index, 1);
  used += live * block.cellBytes;
  if (live == block.cells)
    return; // nothing to sweep
  block.sweepPending = true;
  FreeList &list = lists[block.sizeClass];
  block.next = list.pending;
  list.pending = index;
  if (poison)
    sweep(index);
}

void OldSpace::freeBlocks(uint32_t first, uint32_t count) {
  uint64_t base = addressOfBlock(first);
  if (poison)
    std::memset(reinterpret_cast<void *>(base), kPoisonByte,
                count * kBlockBytes);
  std::memset(cards + (base >> abi::kCardShift), 0, count * kCardsPerBlock);
  for (uint32_t i = 0; i < count; ++i) {
    blocks[first + i].kind = BlockKind::Free;
    blocks[first + i].dirty = true;
    blocks[first + i].sweepPending = false;
  }
  runs.give(first, count);
}

/// Frees the dead cells of a block; gives the list of all its free cells,
/// ascending.
uint64_t OldSpace::sweep(uint32_t index) {
  Block &block = blocks[index];
  uint64_t size = block.cellBytes;
  uint64_t first = 0;
  uint64_t *link = &first;
  uint64_t at = addressOfBlock(index);
  for (uint32_t cell = 0; cell < block.bump; ++cell, at += size) {
    bool allocated = wordAt(at) != 0;
    if (allocated && (!block.sweepPending || block.isMarked(cell)))
      continue;
    if (allocated && poison)
      std::memset(reinterpret_cast<void *>(at), kPoisonByte, size);
    wordAt(at) = 0;
    *link = at;
    link = &wordAt(at + 8);
  }
  *link = 0;
  block.sweepPending = false;
  return first;
}

void OldSpace::releaseFree(uint64_t keepBytes) {
  if (poison)
    return; // the pattern has to stay
  runs.forEachRun([&](uint32_t first, uint32_t count) {
    uint32_t kept = std::min<uint64_t>(count, keepBytes / kBlockBytes);
    keepBytes -= kept * kBlockBytes;
    releaseBlocks(first + kept, count - kept);
  });
}

/// Gives the memory of free blocks back if any has been used.
void OldSpace::releaseBlocks(uint32_t first, uint32_t count) {
  bool dirty = false;
  for (uint32_t i = 0; i < count; ++i) {
    dirty |= blocks[first + i].dirty;
    blocks[first + i].dirty = false;
  }
  if (dirty)
    Reservation::release(addressOfBlock(first), count * kBlockBytes);
}

//===----------------------------------------------------------------------===//
// Verification
//===----------------------------------------------------------------------===//

const char *OldSpace::check() const {
  for (uint64_t i = 0; i < blockCount; ++i) {
    const Block &block = blocks[i];
    if (block.kind == BlockKind::LargeRest &&
        (block.run >= i || blocks[block.run].kind != BlockKind::Large ||
         block.run + blocks[block.run].run <= i))
      return "a block belongs to no large object";
    if (block.kind != BlockKind::Small)
      continue;
    if (block.sizeClass >= kSizeClassCount ||
        block.cellBytes != kSizeClasses.bytes[block.sizeClass] ||
        block.bump > block.cells)
      return "a block description is damaged";
    if (poison && lists[block.sizeClass].current != i && !freeCellsIntact(i))
      return "freed memory was written to";
  }
  return nullptr;
}

bool OldSpace::freeCellsIntact(uint32_t index) const {
  const Block &block = blocks[index];
  uint64_t at = addressOfBlock(index);
  for (uint32_t cell = 0; cell < block.bump; ++cell, at += block.cellBytes) {
    if (wordAt(at) != 0)
      continue;
    for (uint64_t offset = 16; offset < block.cellBytes; offset += 8)
      if (wordAt(at + offset) != kPoisonWord)
        return false;
  }
  return true;
}

} // namespace vo::rt
