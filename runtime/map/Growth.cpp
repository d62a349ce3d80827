#include "runtime/map/Growth.h"

#include <algorithm>

namespace vo::rt::map {

bool canReserve(const Context &context, const MapType &type,
                uint64_t capacity) {
  uint64_t entryBytes =
      uint64_t{type.keyWords + type.valueWords} * abi::kWordBytes;
  uint64_t bytes = Heap::arrayBytes(capacity, entryBytes);
  return capacity <= kMaxCapacity && bytes != 0 && context.heap->canHold(bytes);
}

[[noreturn]] static void exhaust(Context &context) {
  constexpr uint64_t kMoreThanAnyHeap = uint64_t{1} << 48;
  heapOf(context).allocate(context, abi::headerWord(abi::kLayoutScalarArray, 0),
                           kMoreThanAnyHeap);
  __builtin_unreachable();
}

static Ref newIndex(Context &context, const MapType &type, uint64_t capacity) {
  uint64_t bytes =
      IndexObject::bytes(capacity, keepsHashes(type)) - abi::kArrayDataOffset;
  return heapOf(context).allocateArray(context, abi::kLayoutScalarArray,
                                       sizeof(uint32_t), /*elemMeta=*/0,
                                       bytes / sizeof(uint32_t));
}

/// Hashes of all entries, of those in the old index if there is one.
static void fillHashes(const Context &context, const IndexObject *old,
                       const Table &table) {
  IndexObject &index = *table.index;
  uint32_t *hashes = index.hashes();
  if (old) {
    std::copy_n(const_cast<IndexObject *>(old)->hashes(), table.map->used,
                hashes);
    index.young = old->young;
    index.moves = old->moves;
    return;
  }
  index.moves = context.heap->moves();
  for (uint32_t number = 0; number < table.map->used; ++number) {
    KeyHash hash = table.hashOf(context, number);
    hashes[number] = hash.value;
    if (hash.isYoung && index.young == 0)
      index.young = number + 1;
  }
}

void reserve(Context &context, const Rooted<Ref> &map, uint64_t capacity) {
  const MapType &type = Table(map).type;
  if (!canReserve(context, type, capacity))
    exhaust(context);
  Rooted<Ref> index(context);
  if (capacity > kMaxSmall)
    index.set(newIndex(context, type, capacity));
  // The youngest object, so that what is copied needs no barrier.
  Ref array = heapOf(context).allocateArray(context, type.layout,
                                            uint32_t(Table(map).entryBytes),
                                            /*elemMeta=*/0, capacity);
  Table old(map);
  if (old.isStale(context.heap->moves()))
    old.refresh(context);
  if (old.array)
    std::memcpy(array + abi::kArrayDataOffset, old.entry(0),
                old.map->used * old.entryBytes);
  old.map->entries = reinterpret_cast<uint64_t>(array);
  old.map->index = reinterpret_cast<uint64_t>(index.get());
  heapOf(context).recordWrite(old.map, 2 * abi::kWordBytes);
  Table grown(map);
  if (!grown.index)
    return;
  grown.index->capacity = uint32_t(capacity);
  grown.map->search = grown.index->slotCount() - 1;
  if (keepsHashes(type))
    fillHashes(context, old.index, grown);
  grown.rebuild();
}

} // namespace vo::rt::map
