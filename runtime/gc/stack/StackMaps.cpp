#include "runtime/gc/stack/StackMaps.h"

#include <algorithm>

namespace vo::rt {

static uint64_t addressOf(const abi::StackMapRecord &record) {
  return reinterpret_cast<uint64_t>(&record.returnAddress) +
         int64_t{record.returnAddress};
}

void StackMaps::add(const abi::StackMapTable &table) {
  if (table.magic != abi::kStackMapMagic || table.recordCount == 0)
    return;
  auto *records = reinterpret_cast<const abi::StackMapRecord *>(&table + 1);
  Table row{addressOf(records[0]), addressOf(records[table.recordCount - 1]),
            records, table.recordCount};
  auto before = [](const Table &a, const Table &b) {
    return a.first < b.first;
  };
  tables.insert(std::upper_bound(tables.begin(), tables.end(), row, before),
                row);
  for (CacheRow &cached : cache)
    cached = {};
}

StackMapEntry StackMaps::find(uint64_t returnAddress) {
  CacheRow &row = cache[(returnAddress ^ returnAddress >> 9) % kCacheRows];
  if (row.returnAddress != returnAddress)
    row = {returnAddress, search(returnAddress)};
  return row.entry;
}

StackMapEntry StackMaps::search(uint64_t returnAddress) const {
  auto table = std::upper_bound(
      tables.begin(), tables.end(), returnAddress,
      [](uint64_t address, const Table &t) { return address < t.first; });
  if (table == tables.begin())
    return {};
  --table;
  const abi::StackMapRecord *end = table->records + table->count;
  auto *record = std::lower_bound(table->records, end, returnAddress,
                                  [](const abi::StackMapRecord &r, uint64_t a) {
                                    return addressOf(r) < a;
                                  });
  if (record == end || addressOf(*record) != returnAddress)
    return {};
  return {record, reinterpret_cast<const uint8_t *>(end) + record->roots};
}

} // namespace vo::rt
