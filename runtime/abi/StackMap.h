//===- StackMap.h - Compact stack-map table ---------------------*- C++ -*-===//
//
// Written by the compiler while it emits an object (section kStackMapSection),
// read by the collector's stack walk without any parsing at start-up. Position
// independent: no relocation survives linking.
//
//   StackMapTable header
//   StackMapRecord records[recordCount]      ascending return address
//   uint8_t        pool[poolBytes]           root sets, shared between records
//
// A root set is a sequence of unsigned LEB128 numbers:
//
//   B, then B locations        references to object starts or interior
//   D, then D pairs (base location, derived location)
//   F, then F pairs (location, layout id)    frame objects, traced in place
//
// A location is zigzag(offset) << 1 | r, where the stack slot is at
// frame pointer + offset when r is 1, else at the caller-side stack pointer
// (the value of rsp after the call returns) + offset; offsets in bytes. For
// frame objects the location is the address of the object itself.
//
// A frame object with the layout id kFrameTableLayout is a FrameTable: it lists
// objects of the same frame, in place of the call that reports it.
//
// A derived slot holds base + distance; after a collection it is
// new base + same distance. Pairs whose base is null are left alone.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

namespace vo::abi {

inline constexpr char kStackMapSection[] = ".vo_stackmaps";

/// Symbol of the table, hidden, one per object file.
inline constexpr char kStackMapSymbol[] = "vo_stack_maps";

inline constexpr uint32_t kStackMapMagic = 0x314D5356; // "VSM1"

struct StackMapTable {
  uint32_t magic;
  uint32_t recordCount;
  uint32_t poolBytes;
  uint32_t reserved;
};
static_assert(sizeof(StackMapTable) == 16);

struct StackMapRecord {
  int32_t returnAddress; // relative to the address of this field
  uint32_t roots;        // byte offset of the root set in the pool
  uint32_t location;     // index into the location table; 0 = unknown
};
static_assert(sizeof(StackMapRecord) == 12);

/// What compiled code fills dead objects of frames with, when it is made so
/// that faults are found. As a word it is no address.
inline constexpr uint8_t kDeadFrameByte = 0xDB;
inline constexpr uint64_t kDeadFrameWord = ~uint64_t{0} / 0xFF * kDeadFrameByte;

/// In the place of a layout id; no object has it in its header, and Layouts.def
/// no row.
inline constexpr uint32_t kFrameTableLayout = 31;

/// Objects of one frame, in the frame; `count` rows follow. Written by compiled
/// code.
struct FrameTable {
  struct Row {
    uint64_t object; // address, or 0: not alive
    uint64_t layout;
  };
  uint64_t count;
};
static_assert(sizeof(FrameTable) == 8 && sizeof(FrameTable::Row) == 16);

} // namespace vo::abi
