//===- Nursery.h - Where objects are born -----------------------*- C++ -*-===//
//
// Handed out to contexts in windows, inside which compiled code allocates by
// bumping; emptied by every collection. Inside a window, objects lie one after
// the other without gaps.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Layouts.h"

#include <vector>

namespace vo::rt {

class Nursery {
public:
  /// Uses `bytes` bytes of committed memory at `address`.
  void initialise(uint64_t address, uint64_t bytes, uint64_t windowBytes);

  //===--- Allocation -----------------------------------------------------===//

  /// Makes room for one object of `dataBytes` in the context's window, which
  /// grows or is replaced. False: the nursery is full.
  bool refill(abi::Context &context, uint64_t dataBytes);

  /// One zeroed object without a window, for heaps whose contexts have none;
  /// its header is still to be written. Null: the nursery is full.
  Ref allocate(uint64_t dataBytes);

  /// Takes the context's window back, if it has one.
  void closeWindow(abi::Context &context);

  /// Moves the window of one context to another (goroutine switch).
  void moveWindow(abi::Context &from, abi::Context &to);

  //===--- Lookup ---------------------------------------------------------===//

  bool contains(uint64_t address) const { return address - start < size; }

  /// Prepares objectAt for everything allocated so far; linear in what was
  /// allocated since the last call. Counts objects on the way.
  void findObjects();
  /// Start of the object that the address points to or into (or to the end
  /// of). Only after findObjects.
  Ref objectAt(uint64_t address) const;

  /// All objects are gone. With `poison`, their memory is overwritten.
  void reset(bool poison);

  /// Bytes allocated since the last reset.
  uint64_t usedBytes() const;
  /// Objects seen by findObjects since the heap was made.
  uint64_t objectCount() const { return objects; }
  /// Largest object that the nursery takes when it is empty.
  uint64_t maxObjectBytes() const { return usable / 2 - 8; }

private:
  struct Window {
    uint64_t begin;
    uint64_t end;    // end of the objects, unless a context owns the window
    uint64_t limit;  // end of the window
    uint64_t walked; // findObjects got this far
    abi::Context *owner;
  };

  static uint64_t endOf(const Window &window) {
    return window.owner ? window.owner->allocPointer - 8 : window.end;
  }
  void close(Window &window);

  uint64_t start = 0;
  uint64_t size = 0;   // the address range, whole blocks
  uint64_t usable = 0; // bytes that objects may take
  uint64_t windowBytes = 0;
  uint64_t top = 0; // handed out
  uint64_t objects = 0;
  std::vector<Window> windows;
  std::vector<uint64_t> starts; // bit per word: an object's data starts here
};

} // namespace vo::rt
