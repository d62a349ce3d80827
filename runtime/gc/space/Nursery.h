//===- Nursery.h - Where objects are born -----------------------*- C++ -*-===//
//
// Handed out to mutators in windows, inside which compiled code allocates by
// bumping; emptied by every collection. Inside a window, objects lie one after
// the other without gaps.
//
// A mutator may use its window in steps of 16 KiB, and enters the runtime for
// each: there it is known where the next object starts. So the start of the
// object that any address belongs to is found by walking over one step of
// objects, and each step is walked over at most once; a program pays for the
// steps that references point into.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Layouts.h"
#include "runtime/gc/Mutator.h"

#include <memory>

namespace vo::rt {

class Nursery {
public:
  /// Uses `bytes` bytes of committed memory at `address`.
  void initialise(uint64_t address, uint64_t bytes, uint64_t windowBytes);

  //===--- Allocation -----------------------------------------------------===//

  /// Makes room for one object of `dataBytes` in the mutator's window, which
  /// grows or is replaced. False: the nursery is full.
  bool refill(Mutator &mutator, uint64_t dataBytes);

  /// One zeroed object without a window, for heaps whose mutators have none;
  /// its header is still to be written. Null: the nursery is full.
  Ref allocate(uint64_t dataBytes);

  /// Takes the mutator's window back, if it has one.
  void closeWindow(Mutator &mutator);

  //===--- Lookup ---------------------------------------------------------===//

  bool contains(uint64_t address) const { return address - start < size; }

  /// Start of the object that the address points to or into (or to the end
  /// of). Objects may have been moved away.
  Ref objectAt(uint64_t address);

  /// Counts the objects, which must not have been moved: those of one step in
  /// `every`, and takes the others to have as many per byte.
  ObjectCounts countObjects(unsigned every) const;

  /// All objects are gone. With `poison`, their memory is overwritten.
  void reset(bool poison);

  /// Bytes allocated since the last reset.
  uint64_t usedBytes() const;
  /// Objects that lookups have walked over since the nursery was made.
  uint64_t walkedObjects() const { return walked; }
  /// Largest object that the nursery takes when it is empty.
  uint64_t maxObjectBytes() const { return usable / 2 - 8; }

private:
  using Window = AllocationWindow;
  /// What is known of the objects of one step of the nursery. All zero: none
  /// is known to start there.
  struct Step {
    uint64_t first;  // the first header that is known, or 0
    uint64_t walked; // headers from `first` to here have their bits in `starts`
  };

  static uint64_t endOf(const Window &window) {
    return window.owner ? window.owner->allocPointer - 8 : window.end;
  }
  uint64_t stepOf(uint64_t address) const {
    return (address - start) / stepBytes;
  }
  uint64_t roundUp(uint64_t address, uint64_t unit) const {
    return start + (address - start + unit - 1) / unit * unit;
  }
  Window &open(Mutator *owner);
  void close(Window &window);
  void noteStart(uint64_t header);
  void walk(Step &step, uint64_t to);

  uint64_t start = 0;
  uint64_t size = 0;   // the address range, whole blocks
  uint64_t usable = 0; // bytes that objects may take
  uint64_t windowBytes = 0;
  uint64_t stepBytes = 0;
  uint64_t top = 0; // handed out
  std::unique_ptr<Window[]> windows;
  uint32_t windowCount = 0;
  std::unique_ptr<Step[]> steps;
  std::unique_ptr<uint64_t[]> starts; // bit per word: a header that was walked
  bool anyWalked = false;             // since the last reset
  uint64_t walked = 0;
};

} // namespace vo::rt
