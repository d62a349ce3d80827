//===- Map.h - Maps and their types in memory -------------------*- C++ -*-===//
//
// What compiled code knows of maps. A map is one object, named by its address;
// nil is null. Its entries lie in an array object that the first word refers
// to: the words of the key, then those of the value, one word per leaf, strings
// three, slices four, interfaces two, as in any object.
//
// Entries are named by byte offsets from that array, so that references always
// are the starts of objects: an entry gives the offset of the value's words,
// and compiled code loads the array from the map and adds. The offset is good
// until the next call that is given the map and may write it; the array is to
// be loaded after the call that gave the offset.
//
// Integers narrower than a word are extended as they are in interface values,
// so that equal keys have equal words; so are floats of 32 bits (low half).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Module.h"

#include <string_view>

namespace vo::abi {

/// How the keys of a map are hashed and compared.
enum class MapKeyClass : uint8_t {
  Integer,   // one word, by its bits
  Reference, // one reference, by identity
  String,
  Bits,    // any number of words, by their bits
  General, // anything else
};

enum MapKeyFlags : uint8_t {
  /// Holds interface values, so it may turn out not to be hashable.
  kMapKeyMayBeUnhashable = 1,
  /// Equal keys may differ (0 and -0), so that storing to an entry replaces its
  /// key.
  kMapKeyIsReplaced = 2,
  /// Some of it may be hashed by address.
  kMapKeyHasIdentity = 4,
};

/// A map's type: a constant of the module, referred to by vo_rt_map_new and
/// then by the map.
struct MapType {
  uint32_t layout; // of the array: kind Array, slots are those of an entry
  uint32_t keyWords;
  uint32_t valueWords;
  MapKeyClass keyClass; // mapKeyClass(keyPattern)
  uint8_t keyFlags;     // mapKeyFlags(keyPattern)
  uint16_t reserved;
  const char *keyPattern; // one ComparedWord per word of the key, not ended
};
static_assert(sizeof(MapType) == 24);

constexpr MapKeyClass mapKeyClass(std::string_view pattern) {
  if (pattern == "v")
    return MapKeyClass::Integer;
  if (pattern == "r")
    return MapKeyClass::Reference;
  if (pattern == "svv")
    return MapKeyClass::String;
  return pattern.find_first_not_of('v') == std::string_view::npos
             ? MapKeyClass::Bits
             : MapKeyClass::General;
}

constexpr uint8_t mapKeyFlags(std::string_view pattern) {
  constexpr auto none = std::string_view::npos;
  return (pattern.find('i') != none ? kMapKeyMayBeUnhashable : 0) |
         (pattern.find_first_of("fghi") != none ? kMapKeyIsReplaced : 0) |
         (pattern.find_first_of("ri") != none ? kMapKeyHasIdentity : 0);
}

/// Layout kLayoutMap.
struct MapObject {
  uint64_t entries;    // reference to an ArrayObject; null before the first
  uint64_t index;      // reference, the runtime's
  const MapType *type; // no reference
  uint32_t count;      // entries that exist: len(map)
  uint32_t used;       // entries of the array that exist or have been deleted
  uint64_t search;     // the runtime's
};
static_assert(sizeof(MapObject) == 40);
inline constexpr uint64_t kMapEntriesOffset = 0;
inline constexpr uint64_t kMapCountOffset = 24; // 32 bits
static_assert(offsetof(MapObject, entries) == kMapEntriesOffset);
static_assert(offsetof(MapObject, count) == kMapCountOffset);

/// An iteration, layout kLayoutMapIter. One that begins is the map and a zero,
/// in the heap or in a frame.
struct MapIterObject {
  uint64_t map;      // reference; null after the last entry, or for a nil map
  uint32_t position; // next entry to look at
  uint32_t limit;    // no entry from here on is looked at; 0 = not begun
};
static_assert(sizeof(MapIterObject) == 16);

/// What entries give in place of an offset.
inline constexpr int64_t kMapNoEntry = 0;
inline constexpr int64_t kMapUnhashable = 1;

} // namespace vo::abi
