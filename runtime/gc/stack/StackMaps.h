//===- StackMaps.h - Lookup in stack-map tables -----------------*- C++ -*-===//
//
// Finds the record of a return address (abi/StackMap.h). Tables are used as
// they lie in memory; nothing is parsed beforehand.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Module.h"

#include <vector>

namespace vo::rt {

/// Unsigned LEB128; advances `at`.
inline uint64_t readLeb(const uint8_t *&at) {
  uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    uint8_t byte = *at++;
    value |= uint64_t(byte & 0x7F) << shift;
    if (!(byte & 0x80))
      return value;
  }
}

/// One record and its table.
struct StackMapEntry {
  const abi::StackMapRecord *record = nullptr;
  const uint8_t *roots = nullptr; // the root set

  explicit operator bool() const { return record != nullptr; }
};

class StackMaps {
public:
  /// Adds a table, which must outlive this object; tables of different code do
  /// not overlap. Its magic number must be right.
  void add(const abi::StackMapTable &table);

  /// The record of a return address, or a null entry. Not thread-safe: keeps a
  /// small cache.
  StackMapEntry find(uint64_t returnAddress);

  /// The same, slower, without the cache: async-signal-safe.
  StackMapEntry search(uint64_t returnAddress) const;

private:
  struct Table {
    uint64_t first, last; // return addresses
    const abi::StackMapRecord *records;
    uint32_t count;
  };

  static constexpr uint64_t kCacheRows = 512;
  struct CacheRow {
    uint64_t returnAddress = 0;
    StackMapEntry entry;
  };

  std::vector<Table> tables; // by first
  CacheRow cache[kCacheRows];
};

} // namespace vo::rt
