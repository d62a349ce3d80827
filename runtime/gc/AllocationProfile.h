//===- AllocationProfile.h - Objects by the line that makes them -*- C++ -*-===//
//
// With VO_ALLOC_PROFILE, contexts get no allocation windows, so that every
// allocation comes to the heap; there the stack's innermost compiled frame
// tells the place in the source, for objects that natives make the call of the
// native. Exact, and some twenty times slower than bumping a pointer. The
// program does the same as without.
//
// Not counted: constants, objects that the compiler put into frames, memory of
// the runtime outside of the heap.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Module.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vo::rt {

/// Counts of one heap, or of several.
class AllocationProfile {
public:
  /// `row`: of the module's table of locations, 0 when unknown.
  void count(uint32_t row, uint64_t bytes) {
    if (row >= rows.size()) [[unlikely]]
      rows.resize(row + 1);
    rows[row].objects += 1;
    rows[row].bytes += bytes;
  }

  /// Adds the counts of another heap of the same module.
  void add(const AllocationProfile &other);

  /// A JSON object: "objects", "bytes", and "sites", an array of objects with
  /// "file" (empty: unknown), "line", "objects" and "bytes", most bytes first,
  /// equal ones by place. Bytes with the objects' headers. `table` may be null.
  std::string format(const abi::LocationTable *table) const;

private:
  struct Counts {
    uint64_t objects = 0;
    uint64_t bytes = 0;
  };
  std::vector<Counts> rows;
};

} // namespace vo::rt
