//===- RootSet.h - The roots of one call as the table has them --*- C++ -*-===//
//
// Encoder and decoder of the root sets of runtime/abi/StackMap.h. The decoder
// serves tests and dumps; the runtime has its own, which never allocates.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"

#include <cstdint>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace vo::lowering {

/// A place in a frame; offsets in bytes.
struct FrameSlot {
  bool fromFramePointer = false; // else from the stack pointer
  int32_t offset = 0;
  auto operator<=>(const FrameSlot &) const = default;
};

struct RootSet {
  struct Derived {
    FrameSlot base, derived;
    auto operator<=>(const Derived &) const = default;
  };
  struct FrameObject {
    FrameSlot address;
    uint32_t layout;
    auto operator<=>(const FrameObject &) const = default;
  };
  llvm::SmallVector<FrameSlot> bases;
  llvm::SmallVector<Derived> derived;
  llvm::SmallVector<FrameObject> frameObjects;

  /// Adds a (base, derived) pair of a statepoint; equal slots are a base.
  void addPair(FrameSlot base, FrameSlot derivedSlot);

  /// Appends the encoding: sorted, each root once.
  void encode(llvm::SmallVectorImpl<char> &bytes) const;

  /// Reads the set at `offset` of the pool.
  static llvm::Expected<RootSet> decode(llvm::StringRef pool, uint32_t offset);

  /// Prints like `[rsp+8] [rsp+16]-[rsp+8] {rbp-32 layout 33}`.
  void print(llvm::raw_ostream &out) const;
};

} // namespace vo::lowering
