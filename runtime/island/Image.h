//===- Image.h - Values on their way to another island ----------*- C++ -*-===//
//
// A deep copy of words and of all that they refer to, outside of any heap: the
// sender makes it of its heap, the receiver makes objects of it in its own.
//
//  1. Objects are copied whole, by what the collector knows of them: the header
//     and its layout. Code, constants and type descriptions lie outside of
//     heaps; their addresses are the same on all islands.
//  2. Each object is copied once, so that what was one object, a cycle, a slice
//     of the same array is so afterwards; a reference into an object leads to
//     the same place of the copy.
//  3. A port becomes its home's export (Ports.h). A channel or island becomes
//     nil: no value of a type that may cross refers to one. It may lie in the
//     same object as such a value (a struct in a struct, an array in a struct);
//     nobody can reach it from there.
//  4. Maps are arrays; hashes of addresses are made again when they are needed.
//
// Cost: linear in the words; a table of the objects while the image is made.
// Not handled: parts of a large object only one of which can be reached from
// the value; the object crosses as a whole.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Heap.h"
#include "runtime/sched/Exports.h"
#include "runtime/sched/Goroutine.h"

#include <span>
#include <vector>

namespace vo::rt {

class Image {
public:
  Image() = default;
  ~Image() { clear(); }
  Image(const Image &) = delete;
  Image &operator=(const Image &) = delete;

  /// Copies `count` words, traced by the element type of a layout of arrays,
  /// out of the heap of `self`. The image is empty before. Never collects.
  void take(Goroutine &self, uint32_t arrayLayout, const void *source,
            uint32_t count);
  /// The same for one reference.
  void take(Goroutine &self, Ref object) {
    take(self, abi::kLayoutRefArray, &object, 1);
  }

  /// Makes the objects in the heap of `self`, and gives the words, whose
  /// references are valid until something may collect, and as long as the image
  /// is. May collect. Once only.
  const uint64_t *give(Goroutine &self);

  /// Frees the memory and the holds on exports.
  void clear();

private:
  class Reader;
  class Writer;

  /// A place in `words` where an object begins; its header is before.
  using Place = uint64_t;

  std::vector<uint64_t> words; // the taken ones, then objects with headers
  std::vector<Place> objects;  // ascending
  std::vector<Export *> holds;
  uint32_t rootLayout = 0;
  uint32_t rootCount = 0;
};

} // namespace vo::rt
