//===- FreeRuns.h - Free blocks of the old space ----------------*- C++ -*-===//
//
// A bit per block, set when it is free, and above the words of the bitmap a
// binary tree: each node knows how many blocks are free at the beginning of
// its part, at its end, and in its longest run. Go's page allocator keeps the
// same three numbers ("Scaling the Go page allocator", 2019).
//
// Allocation is first fit, which keeps the heap dense at low addresses. Taking
// and giving back cost the length of the run / 64 plus the height of the tree,
// whatever the number of runs and the order of the calls. Needs no memory but
// the table that it is given when it is made: about half a byte per block.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <bit>
#include <cstdint>

namespace vo::rt {

class FreeRuns {
public:
  /// Bytes of the table for `capacity` blocks.
  static uint64_t tableBytes(uint64_t capacity) {
    uint64_t leaves = leavesFor(capacity);
    return leaves * sizeof(uint64_t) + 2 * leaves * sizeof(Summary);
  }

  /// Uses `table`, which is zero and aligned to 8: no block is free.
  void initialise(void *table, uint64_t capacity);

  /// Takes the lowest `count` adjacent free blocks; false if there are none.
  bool take(uint32_t count, uint32_t &first);
  /// Gives blocks below the capacity back, which must not be free.
  void give(uint32_t first, uint32_t count);

  uint64_t freeBlocks() const { return total; }

  /// Calls visit(first, count) for the maximal runs, ascending.
  template <typename Visit> void forEachRun(Visit &&visit) const;

  /// Nodes of the tree and words of the bitmap that were visited so far.
  uint64_t steps() const { return visited; }

private:
  /// Free blocks of a node's part.
  struct Summary {
    uint32_t head; // at its beginning
    uint32_t tail; // at its end
    uint32_t most; // in its longest run
  };

  static constexpr uint32_t kWordBlocks = 64;

  static uint64_t leavesFor(uint64_t capacity) {
    return std::bit_ceil((capacity + kWordBlocks - 1) / kWordBlocks);
  }
  void fill(uint32_t first, uint32_t count, bool free);
  void update(uint64_t low, uint64_t high);

  uint64_t *words = nullptr; // one per leaf
  Summary *tree = nullptr;   // root at 1, children of n at 2n and 2n + 1
  uint64_t leaves = 0;       // a power of two
  uint64_t used = 0;         // words that ever had a free block
  uint64_t total = 0;
  uint64_t visited = 0;
};

template <typename Visit> void FreeRuns::forEachRun(Visit &&visit) const {
  uint32_t first = 0, count = 0;
  for (uint64_t index = 0; index < used; ++index) {
    uint64_t word = words[index];
    for (uint32_t bit = 0; bit < kWordBlocks;) {
      uint64_t rest = word >> bit;
      uint32_t length = rest & 1 ? std::countr_one(rest) : 0;
      if (length != 0) {
        if (count == 0)
          first = index * kWordBlocks + bit;
        count += length;
        bit += length;
        continue;
      }
      if (count != 0)
        visit(first, count);
      count = 0;
      bit = rest ? bit + std::countr_zero(rest) : kWordBlocks;
    }
  }
  if (count != 0)
    visit(first, count);
}

} // namespace vo::rt
