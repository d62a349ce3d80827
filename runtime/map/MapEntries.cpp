//===- MapEntries.cpp - Maps from compiled code ---------------------------===//
//
// Operations by class of key. What every program does all the time is inline
// and never roots anything; what may collect is in functions of its own.
//
//===----------------------------------------------------------------------===//
#include "runtime/gc/Layouts.h"
#include "runtime/map/Growth.h"
#include "runtime/map/Keys.h"
#include "runtime/panic/Panic.h"

#include <algorithm>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::map;

//===--- Reading ----------------------------------------------------------===//

/// Brings the table up to date and hashes the key as far as the search needs
/// it.
template <typename Key>
[[gnu::always_inline]] static inline KeyHash
prepare(const Context &context, Table &table, const Key &key) {
  if constexpr (Key::kHasIdentity)
    if (table.isStale(context.heap->moves())) [[unlikely]]
      table.refresh(context);
  if (table.isSmall() && !Key::needsHash(table.type))
    return {};
  return key.hash(context);
}

template <typename Key>
[[gnu::always_inline]] static inline int64_t get(const Context &context,
                                                 Ref map, const Key &key) {
  Table table(map);
  KeyHash hash = prepare(context, table, key);
  if (!hash.isHashable)
    return abi::kMapUnhashable;
  uint32_t number = table.find(key, hash.value).entry;
  return number == kNone ? abi::kMapNoEntry : table.valueOffset(number);
}

//===--- Writing ----------------------------------------------------------===//

/// The entry of a key that is known to be new; there must be room.
template <typename Key>
[[gnu::always_inline]] static inline int64_t
insert(Context &context, Table &table, const Key &key, const KeyHash &hash) {
  uint32_t number = table.insert(hash, context.heap->moves());
  key.store(context, table.entry(number));
  return table.valueOffset(number);
}

template <typename Key>
static void checkHashable(Context &context, Ref map, const Key &key) {
  if (Key::needsHash(Table(map).type) && !key.hash(context).isHashable)
    raiseTrap(context, abi::Trap::UnhashableType);
}

/// Finds or inserts; gives kMapNoEntry if there is no room.
template <typename Key>
[[gnu::always_inline]] static inline int64_t
setInRoom(Context &context, Ref map, const Key &key) {
  Table table(map);
  KeyHash hash = prepare(context, table, key);
  if (!hash.isHashable) [[unlikely]]
    raiseTrap(context, abi::Trap::UnhashableType);
  uint32_t number = table.find(key, hash.value).entry;
  if (number != kNone) {
    key.replace(context, table.type, table.entry(number));
    return table.valueOffset(number);
  }
  if (!table.hasRoom()) [[unlikely]]
    return abi::kMapNoEntry;
  return insert(context, table, key, hash);
}

/// Collects if every safepoint does, and makes room if the key needs it.
template <typename Key>
[[gnu::noinline]] static int64_t setSlowly(Context &context, Ref object,
                                           const Key &key) {
  // Nothing else has looked at the key then. A trap further down would leave
  // the memory of what is kept behind.
  if (context.heap->isStressed())
    checkHashable(context, object, key);
  Rooted<Ref> map(context, object);
  typename Key::Kept kept(context, Table(map).type, key);
  if (context.heap->isStressed()) {
    heapOf(context).safepoint(context);
    if (int64_t offset = setInRoom(context, map, kept.get()))
      return offset;
  }
  grow(context, map);
  return setInRoom(context, map, kept.get());
}

template <typename Key>
[[gnu::always_inline]] static inline int64_t set(Context &context, Ref map,
                                                 const Key &key) {
  if (!context.heap->isStressed()) [[likely]]
    if (int64_t offset = setInRoom(context, map, key)) [[likely]]
      return offset;
  return setSlowly(context, map, key);
}

static void checkNotNil(Context &context, Ref map) {
  if (!map) [[unlikely]]
    raiseTrap(context, abi::Trap::NilMapWrite);
}

/// False: the key cannot be hashed.
template <typename Key>
[[gnu::always_inline]] static inline bool erase(const Context &context, Ref map,
                                                const Key &key) {
  Table table(map);
  KeyHash hash = prepare(context, table, key);
  if (!hash.isHashable)
    return false;
  Table::Place place = table.find(key, hash.value);
  if (place.entry != kNone)
    table.erase(place);
  return true;
}

//===--- Entries: integers, references, strings ---------------------------===//

VO_RT_ENTRY int64_t vo_rt_map_get_i64(Ref map, int64_t key, VO_RT_CONTEXT) {
  return map ? get(*context, map, IntegerKey(uint64_t(key))) : abi::kMapNoEntry;
}

VO_RT_ENTRY int64_t vo_rt_map_set_i64(Ref map, int64_t key, VO_RT_CONTEXT) {
  checkNotNil(*context, map);
  return set(*context, map, IntegerKey(uint64_t(key)));
}

VO_RT_ENTRY void vo_rt_map_delete_i64(Ref map, int64_t key, VO_RT_CONTEXT) {
  if (map)
    erase(*context, map, IntegerKey(uint64_t(key)));
}

VO_RT_ENTRY int64_t vo_rt_map_get_ref(Ref map, Ref key, VO_RT_CONTEXT) {
  return map ? get(*context, map, ReferenceKey(addressOf(key)))
             : abi::kMapNoEntry;
}

VO_RT_ENTRY int64_t vo_rt_map_set_ref(Ref map, Ref key, VO_RT_CONTEXT) {
  checkNotNil(*context, map);
  return set(*context, map, ReferenceKey(addressOf(key)));
}

VO_RT_ENTRY void vo_rt_map_delete_ref(Ref map, Ref key, VO_RT_CONTEXT) {
  if (map)
    erase(*context, map, ReferenceKey(addressOf(key)));
}

VO_RT_ENTRY int64_t vo_rt_map_get_string(Ref map, Str key, VO_RT_CONTEXT) {
  return map ? get(*context, map, StringKey(key)) : abi::kMapNoEntry;
}

VO_RT_ENTRY int64_t vo_rt_map_set_string(Ref map, Str key, VO_RT_CONTEXT) {
  checkNotNil(*context, map);
  return set(*context, map, StringKey(key));
}

VO_RT_ENTRY void vo_rt_map_delete_string(Ref map, Str key, VO_RT_CONTEXT) {
  if (map)
    erase(*context, map, StringKey(key));
}

//===--- Entries: any key -------------------------------------------------===//

/// The key that compiled code has put into its frame.
static uint64_t *wordsAt(const void *key) {
  return static_cast<uint64_t *>(const_cast<void *>(key));
}

VO_RT_ENTRY int64_t vo_rt_map_get(Ref map, Ref key, VO_RT_CONTEXT) {
  if (!map)
    return abi::kMapNoEntry;
  return withKey(*context, Table(map).type, wordsAt(key),
                 [&](const auto &key) { return get(*context, map, key); });
}

VO_RT_ENTRY int64_t vo_rt_map_set(Ref map, Ref key, VO_RT_CONTEXT) {
  checkNotNil(*context, map);
  return withKey(*context, Table(map).type, wordsAt(key),
                 [&](const auto &key) { return set(*context, map, key); });
}

VO_RT_ENTRY int64_t vo_rt_map_delete(Ref map, Ref key, VO_RT_CONTEXT) {
  if (!map)
    return abi::kMapNoEntry;
  bool isHashable =
      withKey(*context, Table(map).type, wordsAt(key),
              [&](const auto &key) { return erase(*context, map, key); });
  return isHashable ? abi::kMapNoEntry : abi::kMapUnhashable;
}

//===--- Entries: whole maps ----------------------------------------------===//

VO_RT_ENTRY Ref vo_rt_map_new(const void *type, int64_t hint, VO_RT_CONTEXT) {
  constexpr uint64_t kBytes = sizeof(MapObject);
  Rooted<Ref> map(
      *context,
      heapOf(*context).allocate(
          *context, abi::headerWord(abi::kLayoutMap, kBytes / abi::kWordBytes),
          kBytes));
  const auto &mapType = *static_cast<const MapType *>(type);
  reinterpret_cast<MapObject *>(map.get())->type = &mapType;
  if (hint > int64_t{kMaxSmall} && hint <= int64_t{kMaxCapacity}) {
    uint64_t capacity = std::bit_ceil(uint64_t(hint));
    if (canReserve(*context, mapType, capacity))
      reserve(*context, map, capacity);
  }
  return map;
}

VO_RT_ENTRY void vo_rt_map_clear(Ref map, VO_RT_CONTEXT) {
  (void)context;
  if (!map)
    return;
  Table table(map);
  if (table.map->used >= table.capacity() / 8)
    return table.clear();
  // To wipe a table costs more than what has been put into it.
  *table.map = {0, 0, &table.type, 0, 0, 0};
}

/// Number of the first entry from `from` on that has not been deleted, or
/// `limit`.
static uint32_t nextAlive(const Table &table, uint32_t from, uint32_t limit) {
  if (table.map->count == table.map->used)
    return from;
  if (table.isSmall())
    return std::min(limit,
                    from + std::countr_one(table.array->elemMeta >> from));
  const uint64_t *dead = table.deadBits();
  while (from < limit) {
    uint32_t bit = from % 64, ones = std::countr_one(dead[from / 64] >> bit);
    from += std::min(ones, 64 - bit);
    if (bit + ones < 64)
      break;
  }
  return std::min(from, limit);
}

VO_RT_ENTRY int64_t vo_rt_map_next(Ref iterator, VO_RT_CONTEXT) {
  (void)context;
  auto &iteration = *reinterpret_cast<abi::MapIterObject *>(iterator);
  if (!iteration.map)
    return abi::kMapNoEntry;
  Table table(reinterpret_cast<Ref>(iteration.map));
  if (iteration.limit == 0)
    iteration.limit = table.map->used;
  uint32_t limit = std::min(iteration.limit, table.map->used);
  uint32_t number = iteration.position;
  if (number < limit)
    number = nextAlive(table, number, limit);
  if (number >= limit) {
    iteration.map = 0;
    return abi::kMapNoEntry;
  }
  iteration.position = number + 1;
  return table.keyOffset(number);
}
