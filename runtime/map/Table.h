//===- Table.h - Entries and index of a map ---------------------*- C++ -*-===//
//
// A map is dense: entries lie one behind the other in an array, in the order in
// which they came, and an index of 32-bit slots says where a hash is. README.md
// has the reasons, the rules and the cost.
//
// Nothing here collects or panics. Addresses of entries are valid until the
// next call that may collect.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Map.h"
#include "runtime/gc/Heap.h"
#include "runtime/object/Hash.h"

#include <bit>
#include <cstring>

namespace vo::rt::map {

using abi::MapKeyClass;
using abi::MapObject;
using abi::MapType;

/// Largest map without an index. MapObject::search holds a byte of the hash of
/// each entry then (where Key::hasTags), else the number of slots minus 1.
inline constexpr uint32_t kMaxSmall = 8;
/// More would leave no bit of a slot for the hash.
inline constexpr uint32_t kMaxCapacity = uint32_t{1} << 29;

inline constexpr uint32_t kNone = ~uint32_t{0};

/// Index of a map with more entries than kMaxSmall: a scalar array that holds
/// these words, slots (a power of two, twice as many as entries), the entries'
/// hashes if the class of the keys wants them kept, and a bit per entry that
/// tells whether it has been deleted.
struct IndexObject {
  abi::ArrayObject array;
  uint32_t capacity; // entries; half the number of slots
  uint32_t vacant;   // first of the list of deleted entries, plus 1; 0 = none
  uint32_t erased;   // slots of deleted entries
  uint32_t young;    // entries before this one, minus 1, have lasting hashes;
                     // 0 = all have
  uint64_t moves;    // Heap::moves() when the young hashes were made

  uint32_t *slots() { return reinterpret_cast<uint32_t *>(this + 1); }
  const uint32_t *slots() const {
    return reinterpret_cast<const uint32_t *>(this + 1);
  }
  uint32_t slotCount() const { return 2 * capacity; }
  /// Only where the class of the keys has them kept.
  uint32_t *hashes() { return slots() + slotCount(); }
  uint64_t *dead(bool hasHashes) {
    return reinterpret_cast<uint64_t *>(hashes() + (hasHashes ? capacity : 0));
  }

  static uint64_t bytes(uint64_t capacity, bool hasHashes) {
    return sizeof(IndexObject) + capacity * (hasHashes ? 12 : 8) +
           (capacity + 63) / 64 * 8;
  }
};
static_assert(sizeof(IndexObject) == 40);

/// A slot is 0 (never used since the last rebuild), kErased, or kLive with the
/// entry's number in the low bits, as many as the mask of slots has, and high
/// bits of the hash between.
inline constexpr uint32_t kLive = uint32_t{1} << 31;
inline constexpr uint32_t kErased = 1;

/// Whether hashes are kept: those that are dear, and those that change with
/// addresses, because the old one is needed to find the slot.
inline bool keepsHashes(const MapType &type) {
  return type.keyClass != MapKeyClass::Integer &&
         type.keyClass != MapKeyClass::Bits;
}

/// A map's parts, read once.
class Table {
public:
  explicit Table(Ref map)
      : map(reinterpret_cast<MapObject *>(map)), type(*this->map->type),
        entryBytes((type.keyWords + type.valueWords) * abi::kWordBytes),
        array(reinterpret_cast<abi::ArrayObject *>(this->map->entries)),
        index(reinterpret_cast<IndexObject *>(this->map->index)) {}

  uint64_t *entry(uint32_t number) const {
    return reinterpret_cast<uint64_t *>(reinterpret_cast<uint64_t>(array) +
                                        abi::kArrayDataOffset +
                                        uint64_t{number} * entryBytes);
  }
  int64_t keyOffset(uint32_t number) const {
    return int64_t(abi::kArrayDataOffset + uint64_t{number} * entryBytes);
  }
  int64_t valueOffset(uint32_t number) const {
    return keyOffset(number) + int64_t(type.keyWords * abi::kWordBytes);
  }

  bool isSmall() const { return !index; }
  /// Entries that the array has room for.
  uint32_t capacity() const {
    return index ? index->capacity : array ? kMaxSmall : 0;
  }
  /// Only with an index.
  uint32_t mask() const { return uint32_t(map->search); }
  bool hasRoom() const {
    return map->used < capacity() || map->count < map->used;
  }
  uint64_t *deadBits() const { return index->dead(keepsHashes(type)); }
  bool isDead(uint32_t number) const {
    if (map->count == map->used)
      return false;
    return isSmall() ? array->elemMeta >> number & 1
                     : deadBits()[number / 64] >> number % 64 & 1;
  }

  //===--- Finding --------------------------------------------------------===//

  struct Place {
    uint32_t entry = kNone;
    uint32_t slot = 0; // of an index
  };

  /// Looks a key up; the hash is read only where there is an index, or where
  /// the keys have tags.
  template <typename Key>
  [[gnu::always_inline]] Place find(const Key &key, uint32_t hash) const {
    return isSmall() ? Place{findSmall(key, hash), 0} : findLarge(key, hash);
  }

  template <typename Key>
  [[gnu::always_inline]] uint32_t findSmall(const Key &key,
                                            uint32_t hash) const {
    if (Key::hasTags(type)) {
      // The lowest byte that is zero here is equal; those above may only seem
      // so.
      uint64_t same = map->search ^ kBytes * tagOf(hash);
      for (uint64_t hits = (same - kBytes) & ~same & kBytes << 7; hits;
           hits &= hits - 1) {
        uint32_t number = uint32_t(std::countr_zero(hits)) / 8;
        if (number >= map->used)
          break;
        if (key.equals(entry(number)) && !isDead(number))
          return number;
      }
      return kNone;
    }
    const uint64_t *words = entry(0);
    if constexpr (Key::kIsWord) {
      // Without branches: eight words are compared sooner than a jump is
      // guessed wrong.
      if (!array)
        return kNone;
      uint32_t hits = 0;
#pragma clang loop unroll(full)
      for (uint32_t number = 0; number < kMaxSmall; ++number) {
        hits |= uint32_t{key.equals(words)} << number;
        words += entryBytes / abi::kWordBytes;
      }
      hits &= ~array->elemMeta & ((1u << map->used) - 1);
      return hits ? uint32_t(std::countr_zero(hits)) : kNone;
    }
    for (uint32_t number = 0, used = map->used; number < used; ++number) {
      if (key.equals(words) && !isDead(number))
        return number;
      words += entryBytes / abi::kWordBytes;
    }
    return kNone;
  }

  template <typename Key>
  [[gnu::always_inline]] Place findLarge(const Key &key, uint32_t hash) const {
    const uint32_t *slots = index->slots();
    uint32_t mask = this->mask(), want = wanted(hash, mask);
    for (uint32_t slot = hash & mask;; slot = (slot + 1) & mask) {
      uint32_t found = slots[slot] ^ want;
      // Live and of the same bits: what is left is the entry's number.
      if (found <= mask) {
        if (key.equals(entry(found)))
          return {found, slot};
      } else if (slots[slot] == 0) {
        return {kNone, slot};
      }
    }
  }

  //===--- Changing -------------------------------------------------------===//

  /// A new entry with zeroed words, which the caller fills; there must be room.
  uint32_t insert(const KeyHash &hash, uint64_t moves);
  /// Deletes an entry.
  void erase(const Place &place);
  /// Deletes all.
  void clear();
  /// Makes the slots of an index anew, of hashes that are kept or can be had
  /// from the keys.
  void rebuild();
  /// Brings the slots of entries up to date whose hashes a collection may have
  /// changed.
  void refresh(const Context &context);
  /// All keys have other addresses: the map is the copy of another.
  void outdateAddresses() {
    if (!index || !(type.keyFlags & abi::kMapKeyHasIdentity))
      return;
    index->young = 1;
    index->moves = ~uint64_t{0};
  }
  bool isStale(uint64_t moves) const {
    return index && index->young != 0 && index->moves != moves;
  }

  /// Hash of an entry's key.
  KeyHash hashOf(const Context &context, uint32_t number) const;

  MapObject *const map;
  const MapType &type;
  const uint64_t entryBytes;
  abi::ArrayObject *const array;
  IndexObject *const index;

private:
  static constexpr uint64_t kBytes = 0x0101010101010101;
  static uint8_t tagOf(uint32_t hash) { return uint8_t(hash >> 24); }
  static uint32_t wanted(uint32_t hash, uint32_t mask) {
    return (hash & ~mask) | kLive;
  }

  uint32_t takeSmall(uint32_t hash);
  uint32_t takeLarge();
  void place(uint32_t number, uint32_t hash);
  void eraseSlot(uint32_t slot);
  /// Keeps a quarter of the slots free of what ends no search.
  void limitErased() {
    if (index->erased > index->capacity / 2) [[unlikely]]
      rebuild();
  }
};

} // namespace vo::rt::map
