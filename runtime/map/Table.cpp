#include "runtime/map/Table.h"

#include "runtime/object/String.h"

#include <algorithm>

namespace vo::rt::map {

//===--- Inserting --------------------------------------------------------===//

uint32_t Table::insert(const KeyHash &hash, uint64_t moves) {
  ++map->count;
  if (isSmall())
    return takeSmall(hash.value);
  uint32_t number = takeLarge();
  place(number, hash.value);
  if (keepsHashes(type)) {
    index->hashes()[number] = hash.value;
    if (hash.isYoung) {
      index->young =
          index->young == 0 ? number + 1 : std::min(index->young, number + 1);
      index->moves = moves;
    }
  }
  return number;
}

/// An entry of a map without an index.
uint32_t Table::takeSmall(uint32_t hash) {
  uint32_t number = map->used;
  if (array->elemMeta != 0) {
    number = uint32_t(std::countr_zero(array->elemMeta));
    array->elemMeta &= array->elemMeta - 1;
  } else {
    ++map->used;
  }
  unsigned shift = number * 8;
  map->search &= ~(uint64_t{0xFF} << shift);
  map->search |= uint64_t{tagOf(hash)} << shift;
  return number;
}

/// The words of a deleted entry that no collector looks at hold the number of
/// the next one: those of hashes, or a scalar key. Keys without words are never
/// two.
static uint32_t *linkOf(const Table &table, uint32_t number) {
  return keepsHashes(table.type)
             ? &table.index->hashes()[number]
             : reinterpret_cast<uint32_t *>(table.entry(number));
}

/// An entry of a map with an index: one that was deleted, else the next.
uint32_t Table::takeLarge() {
  if (index->vacant == 0)
    return map->used++;
  uint32_t number = index->vacant - 1;
  uint32_t *link = linkOf(*this, number);
  index->vacant = *link;
  *link = 0;
  deadBits()[number / 64] &= ~(uint64_t{1} << number % 64);
  return number;
}

/// Puts an entry into the first slot for its hash that is free.
void Table::place(uint32_t number, uint32_t hash) {
  uint32_t *slots = index->slots();
  uint32_t mask = this->mask(), slot = hash & mask;
  while (slots[slot] & kLive)
    slot = (slot + 1) & mask;
  index->erased -= slots[slot] == kErased;
  slots[slot] = wanted(hash, mask) | number;
}

//===--- Deleting ---------------------------------------------------------===//

void Table::erase(const Place &place) {
  std::memset(entry(place.entry), 0, entryBytes);
  if (--map->count == 0 && map->used >= capacity() / 8) {
    // As many have been inserted and deleted since the last time that it costs
    // nothing to be as new.
    return clear();
  }
  if (isSmall()) {
    array->elemMeta |= 1u << place.entry;
    return;
  }
  deadBits()[place.entry / 64] |= uint64_t{1} << place.entry % 64;
  *linkOf(*this, place.entry) = index->vacant;
  index->vacant = place.entry + 1;
  eraseSlot(place.slot);
  limitErased();
}

/// Frees a slot. Those at the end of a run can be as if never used.
void Table::eraseSlot(uint32_t slot) {
  uint32_t *slots = index->slots();
  uint32_t mask = this->mask();
  slots[slot] = kErased;
  ++index->erased;
  if (slots[(slot + 1) & mask] != 0)
    return;
  for (; slots[slot] == kErased; slot = (slot - 1) & mask) {
    slots[slot] = 0;
    --index->erased;
  }
}

void Table::clear() {
  if (array)
    std::memset(entry(0), 0, map->used * entryBytes);
  map->count = 0;
  if (!index) {
    map->used = 0;
    map->search = 0;
    if (array)
      array->elemMeta = 0;
    return;
  }
  std::memset(index->slots(), 0,
              IndexObject::bytes(index->capacity, keepsHashes(type)) -
                  sizeof(IndexObject));
  map->used = index->vacant = index->erased = index->young = 0;
}

//===--- Index ------------------------------------------------------------===//

KeyHash Table::hashOf(const Context &context, uint32_t number) const {
  const uint64_t *key = entry(number);
  switch (type.keyClass) {
  case MapKeyClass::Integer:
    return {hashWord(*key)};
  case MapKeyClass::Reference:
    return {hashWord(*key), context.heap->isYoung(*key)};
  case MapKeyClass::String:
    return {hashString(viewOf(stringAt(key)))};
  case MapKeyClass::Bits:
    return {hashBits(key, type.keyWords)};
  case MapKeyClass::General:
    break;
  }
  return hashWords(context, {type.keyPattern, type.keyWords}, key);
}

void Table::rebuild() {
  std::memset(index->slots(), 0, index->slotCount() * sizeof(uint32_t));
  index->erased = 0;
  const uint32_t *hashes = keepsHashes(type) ? index->hashes() : nullptr;
  for (uint32_t number = 0; number < map->used; ++number)
    if (!isDead(number))
      place(number,
            hashes ? hashes[number] : hashBits(entry(number), type.keyWords));
}

__attribute__((noinline)) void Table::refresh(const Context &context) {
  uint32_t *slots = index->slots(), *hashes = index->hashes();
  uint32_t mask = this->mask(), first = index->young - 1;
  index->young = 0;
  for (uint32_t number = first; number < map->used; ++number) {
    if (isDead(number))
      continue;
    KeyHash hash = hashOf(context, number);
    if (hash.isYoung && index->young == 0)
      index->young = number + 1;
    if (hash.value == hashes[number])
      continue;
    uint32_t slot = hashes[number] & mask;
    while ((slots[slot] ^ wanted(hashes[number], mask)) != number)
      slot = (slot + 1) & mask;
    eraseSlot(slot);
    hashes[number] = hash.value;
    place(number, hash.value);
    limitErased();
  }
  index->moves = context.heap->moves();
}

} // namespace vo::rt::map
