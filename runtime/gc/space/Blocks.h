//===- Blocks.h - Blocks of the old space -----------------------*- C++ -*-===//
//
// The old space is an array of blocks of one size. A block is free, holds
// cells of one size class, or is part of a large object. The description of a
// block lies in a table aside, so that walking descriptions does not touch
// objects.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Context.h"

#include <array>
#include <cstdint>

namespace vo::rt {

inline constexpr unsigned kBlockShift = 15;
inline constexpr uint64_t kBlockBytes = uint64_t{1} << kBlockShift;
inline constexpr uint64_t kCardBytes = uint64_t{1} << abi::kCardShift;
inline constexpr uint64_t kCardsPerBlock = kBlockBytes / kCardBytes;

/// The mark stack has an entry per 1024 bytes of old space: far more than
/// trees and lists need (a mark goes down before it goes on, and takes large
/// arrays in parts). What does not fit is found again, see OldSpace::noteLost.
inline constexpr uint64_t kMarkStackBytesPerBlock = 32 * sizeof(uint64_t);

/// Large objects are traced in parts of this many bytes.
inline constexpr uint64_t kTraceBytes = 4096;

/// Pattern of freed memory in verify mode.
inline constexpr uint8_t kPoisonByte = 0xD8;
inline constexpr uint64_t kPoisonWord = 0xD8D8D8D8D8D8D8D8;

/// Cells of the size classes: header and data. A larger cell is a large
/// object with blocks of its own.
inline constexpr uint64_t kMinCellBytes = 16;
inline constexpr uint64_t kMaxSmallCell = kBlockBytes / 2;

namespace detail {
struct SizeClassTable {
  std::array<uint16_t, 64> bytes{};
  std::array<uint8_t, kMaxSmallCell / 8 + 1> classOf{};
  uint8_t count = 0;

  constexpr void add(uint64_t cell) { bytes[count++] = cell; }

  constexpr SizeClassTable() {
    // Steps of at most one eighth, then whole fractions of a block.
    for (uint64_t cell = kMinCellBytes; cell <= 128; cell += 8)
      add(cell);
    for (uint64_t step = 16; step <= 128; step *= 2)
      for (uint64_t cell = step * 8 + step; cell <= step * 16; cell += step)
        add(cell);
    for (uint64_t parts : {14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2})
      add(kBlockBytes / parts / 8 * 8);
    uint8_t index = 0;
    for (uint64_t words = 0; words < classOf.size(); ++words) {
      if (words * 8 > bytes[index])
        ++index;
      classOf[words] = index;
    }
  }
};
} // namespace detail

inline constexpr detail::SizeClassTable kSizeClasses;
inline constexpr unsigned kSizeClassCount = kSizeClasses.count;

/// Size class of a cell of `bytes` bytes, a multiple of 8 up to kMaxSmallCell.
inline unsigned sizeClassOf(uint64_t bytes) {
  return kSizeClasses.classOf[bytes / 8];
}

enum class BlockKind : uint8_t { Free, Small, Large, LargeRest };

inline constexpr uint32_t kNoBlock = 0xFFFFFFFF;

/// Description of one block. All zero: free and never used.
struct Block {
  BlockKind kind;
  uint8_t sizeClass;
  bool sweepPending; // Small: dead cells have not been put on a free list yet
  bool marked;       // Large
  bool dirty;        // the memory may be non-zero
  bool lost;         // marked objects here may not have been traced
  uint8_t reserved[2];
  uint32_t cellBytes;
  uint32_t reciprocal; // ceil(2^32 / cellBytes): cell = offset * this >> 32
  uint32_t cells;      // cells that fit
  union {
    uint32_t bump;   // Small: cells from here on have never been handed out
    uint32_t traced; // Large: parts of kTraceBytes, while marking
  };
  uint32_t next; // link of a list of blocks
  uint32_t run;  // Large: blocks of the object; LargeRest: its first block
  uint64_t marks[kBlockBytes / kMinCellBytes / 64]; // Small: by cell

  bool isMarked(uint32_t cell) const {
    return marks[cell / 64] >> (cell % 64) & 1;
  }
  void setMark(uint32_t cell) { marks[cell / 64] |= uint64_t{1} << cell % 64; }
  uint32_t cellAt(uint64_t offset) const { return offset * reciprocal >> 32; }
};

} // namespace vo::rt
