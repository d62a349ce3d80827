//===- TestTable.h - Made-up stack-map tables -------------------*- C++ -*-===//
#pragma once

#include "runtime/abi/StackMap.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

namespace vo::rt::test {

struct Location {
  int64_t offset;
  bool framePointer;

  uint64_t encoded() const {
    uint64_t zigzag = uint64_t(offset) << 1 ^ uint64_t(offset >> 63);
    return zigzag << 1 | framePointer;
  }
};

struct Roots {
  std::vector<Location> bases = {};
  std::vector<std::pair<Location, Location>> derived = {};
  std::vector<std::pair<Location, uint32_t>> objects = {};
};

/// Builds one table; records must be added in ascending order of addresses.
/// The table lives as long as its maker.
class TestTable {
public:
  void add(const void *returnAddress, uint32_t location, const Roots &roots) {
    rows.push_back({reinterpret_cast<uint64_t>(returnAddress),
                    uint32_t(pool.size()), location});
    put(roots.bases.size());
    for (Location at : roots.bases)
      put(at.encoded());
    put(roots.derived.size());
    for (auto &[base, slot] : roots.derived) {
      put(base.encoded());
      put(slot.encoded());
    }
    put(roots.objects.size());
    for (auto &[at, layout] : roots.objects) {
      put(at.encoded());
      put(layout);
    }
  }

  const abi::StackMapTable &finish() {
    size_t bytes = sizeof(abi::StackMapTable) +
                   rows.size() * sizeof(abi::StackMapRecord) + pool.size();
    // Near the program's code, which relative addresses must reach.
    static uint32_t arena[1 << 18];
    static size_t used = 0;
    if (used + bytes > sizeof arena)
      std::abort();
    char *at = reinterpret_cast<char *>(arena) + used;
    used += (bytes + 15) / 16 * 16;
    auto *table = reinterpret_cast<abi::StackMapTable *>(at);
    *table = {abi::kStackMapMagic, uint32_t(rows.size()), uint32_t(pool.size()),
              0};
    auto *records = reinterpret_cast<abi::StackMapRecord *>(table + 1);
    for (size_t i = 0; i < rows.size(); ++i) {
      auto field = reinterpret_cast<uint64_t>(&records[i].returnAddress);
      records[i] = {int32_t(rows[i].address - field), rows[i].roots,
                    rows[i].location};
    }
    std::memcpy(records + rows.size(), pool.data(), pool.size());
    return *table;
  }

private:
  struct Row {
    uint64_t address;
    uint32_t roots, location;
  };

  void put(uint64_t value) {
    for (; value > 0x7F; value >>= 7)
      pool.push_back(uint8_t(value | 0x80));
    pool.push_back(uint8_t(value));
  }

  std::vector<Row> rows;
  std::vector<uint8_t> pool;
};

} // namespace vo::rt::test
