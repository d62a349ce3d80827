//===- Frame.h - Slots of the function being made ---------------*- C++ -*-===//
//
// A slot keeps one slot type for the whole function; what is allocated is given
// back in stack order and reused for the same layout. There are two regions:
// variables and temporaries, and above them all call windows, because a call
// may overwrite every slot from its window on. Window slots carry numbers from
// windowBase until the function is finished and the size of the first region
// is known.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Types.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

namespace vo::fe {

using Slot = uint32_t;

class Frame {
public:
  static constexpr Slot windowBase = 1u << 20;
  using Types = llvm::ArrayRef<bc::SlotType>;

  /// A variable or temporary; slots of a layout lie side by side. A layout
  /// without slots yields slot 0.
  Slot alloc(Types layout);
  Slot alloc(bc::SlotType type) { return alloc(Types(type)); }
  /// A window above everything that lives in the window region.
  Slot window(Types layout);

  using Mark = size_t;
  Mark mark() const { return live.size(); }
  /// Gives back what was allocated since.
  void release(Mark mark);

  bc::SlotType type(Slot slot) const {
    return slot >= windowBase ? windows[slot - windowBase] : locals[slot];
  }
  Types types(Slot slot, size_t count) const;

  size_t size() const { return locals.size() + windows.size(); }
  /// Final number of a slot.
  uint16_t place(Slot slot) const {
    return uint16_t(slot >= windowBase ? slot - windowBase + locals.size()
                                       : slot);
  }
  bc::Layout layout() const;

private:
  struct Allocation {
    Slot start;
    uint32_t count; ///< or the window top before this window
  };
  using Starts = llvm::SmallVector<Slot, 2>;
  static llvm::StringRef key(Types layout) {
    return {reinterpret_cast<const char *>(layout.data()), layout.size()};
  }
  Starts &freeList(Types layout);

  llvm::SmallVector<bc::SlotType, 64> locals, windows;
  llvm::SmallVector<Allocation, 16> live;
  uint32_t windowTop = 0;
  llvm::SmallVector<Slot, 8> freeSingles[bc::numSlotTypes];
  Starts freePairs;
  llvm::StringMap<Starts> freeRuns, windowStarts;
};

} // namespace vo::fe
