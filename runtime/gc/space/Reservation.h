//===- Reservation.h - The heap's address range -----------------*- C++ -*-===//
//
// One contiguous range of addresses for what the collector owns:
//
//   block table | mark stack | table of free runs | card table | nursery |
//   old space ...
//
// Reserved without access; parts become readable and writable as the heap
// grows (commit), and read as zero then. A collection therefore asks the
// system for nothing but room for survivors: what it needs beside was committed
// together with the blocks.
//
// The card table in the range is the fallback. Normally a table of its own
// covers the whole user address space: compiled code marks cards without
// looking where it stores, and a reference may lead to an object on a stack or
// to a constant. Such a table is 256 GiB of addresses of which next to nothing
// is ever touched; where the system refuses it (a limit on addresses, strict
// overcommit), only heap addresses have cards.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/space/Blocks.h"

#include <cstdint>
#include <span>

namespace vo::rt {

class Reservation {
public:
  Reservation() = default;
  ~Reservation();
  Reservation(const Reservation &) = delete;
  Reservation &operator=(const Reservation &) = delete;

  /// Reserves room for `heapBytes` of objects, or half of that until the
  /// system agrees. The nursery's part is committed. False: not even the least
  /// useful amount can be had.
  bool reserve(uint64_t heapBytes, uint64_t nurseryBytes);

  /// Commits the first `blocks` blocks of the old space, their cards, their
  /// rows of the block table and their part of the mark stack. False: no memory
  /// or no addresses left.
  bool commitBlocks(uint64_t blocks);

  /// Gives the memory of these committed bytes back; they read as zero.
  static void release(uint64_t address, uint64_t bytes);

  uint64_t heapStart() const { return nursery; }
  uint64_t heapBytes() const { return end - nursery; }
  uint64_t oldStart() const { return old; }
  /// Blocks that the old space can have at most.
  uint64_t maxBlocks() const { return (end - old) / kBlockBytes; }
  Block *blocks() const { return reinterpret_cast<Block *>(table); }
  /// Entries of the mark stack that the committed blocks have brought.
  std::span<uint64_t> markStack() const {
    return {reinterpret_cast<uint64_t *>(stack),
            (stackTop - stack) / sizeof(uint64_t)};
  }
  /// Table for FreeRuns::initialise over maxBlocks() blocks.
  void *freeRuns() const { return reinterpret_cast<void *>(free); }
  /// Biased: the card of address A is cards()[A >> kCardShift].
  uint8_t *cards() const {
    return allCards ? reinterpret_cast<uint8_t *>(allCards)
                    : reinterpret_cast<uint8_t *>(cardTable -
                                                  (nursery >> abi::kCardShift));
  }
  /// True if every user-space address has a card.
  bool coversAllAddresses() const { return allCards != 0; }

private:
  bool reserveRange(uint64_t heapBytes, uint64_t nurseryBytes);
  void reserveAllCards();
  bool commitCards(uint64_t to);
  bool commit(uint64_t &from, uint64_t to);

  uint64_t base = 0, total = 0;
  uint64_t allCards = 0;
  uint64_t table = 0, stack = 0, free = 0, cardTable = 0;
  uint64_t nursery = 0, old = 0, end = 0;
  // How far each part is committed.
  uint64_t tableTop = 0, stackTop = 0, freeTop = 0, cardTop = 0, heapTop = 0;
};

} // namespace vo::rt
