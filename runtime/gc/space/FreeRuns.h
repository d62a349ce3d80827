//===- FreeRuns.h - Free blocks of the old space ----------------*- C++ -*-===//
#pragma once

#include <cstdint>
#include <vector>

namespace vo::rt {

/// Runs of adjacent free blocks, ascending and maximal. Allocation is first
/// fit, which keeps the heap dense at low addresses.
class FreeRuns {
public:
  struct Run {
    uint32_t first;
    uint32_t count;
  };

  /// Takes `count` adjacent blocks; false if no run is long enough.
  bool take(uint32_t count, uint32_t &first);
  /// Gives blocks back, which must not be free.
  void give(uint32_t first, uint32_t count);

  uint64_t freeBlocks() const { return total; }
  const std::vector<Run> &list() const { return runs; }

private:
  std::vector<Run> runs;
  uint64_t total = 0;
};

} // namespace vo::rt
