//===- MapFixture.h - Maps for tests ----------------------------*- C++ -*-===//
#pragma once

#include "runtime/abi/Map.h"
#include "runtime/gc/Layouts.h"
#include "runtime/object/HeapFixture.h"

#include <bit>
#include <vector>

namespace vo::rt {

/// Layouts of the test module.
enum MapTestLayout : uint32_t {
  kRefEntries = abi::kFirstModuleLayout, // reference, value
  kStringEntries,                        // string, value
  kIfaceEntries,                         // interface, value
  kGeneralEntries,                       // integer, interface, string, value
  kBoxEntries,                           // integer, value: a reference
  kNode,                                 // object: an integer
  kBoxedStruct,                          // object: integer, interface
  kIfaces,                               // array of interfaces
};

/// Runtime types of the test module: how their words compare.
enum MapTestType : uint32_t {
  kIntType = 2,
  kStringType = 17,
  kPairType = 40,   // struct { int; any }
  kSliceStructType, // struct { int; []T }
  kIfacesType,      // [n]any
  kFloatsType,      // [n]float32
};

constexpr abi::MapType mapType(uint32_t layout, std::string_view pattern) {
  return {layout,
          uint32_t(pattern.size()),
          1,
          abi::mapKeyClass(pattern),
          abi::mapKeyFlags(pattern),
          0,
          pattern.data()};
}
inline constexpr abi::MapType kIntMap = mapType(abi::kLayoutScalarArray, "v");
inline constexpr abi::MapType kFloatMap = mapType(abi::kLayoutScalarArray, "f");
inline constexpr abi::MapType kPairMap = mapType(abi::kLayoutScalarArray, "vv");
inline constexpr abi::MapType kUnitMap = mapType(abi::kLayoutScalarArray, "");
inline constexpr abi::MapType kRefMap = mapType(kRefEntries, "r");
inline constexpr abi::MapType kStringMap = mapType(kStringEntries, "svv");
inline constexpr abi::MapType kIfaceMap = mapType(kIfaceEntries, "iv");
inline constexpr abi::MapType kGeneralMap = mapType(kGeneralEntries, "vivsvv");
inline constexpr abi::MapType kBoxMap = mapType(kBoxEntries, "v");

/// Header of an interface value.
constexpr uint64_t header(ValueKind kind, uint32_t rttid) {
  return rttid << 8 | uint64_t(kind);
}

/// A heap with the layouts and types above.
class MapTest : public HeapTest {
protected:
  MapTest() {
    constexpr auto kArray = abi::LayoutKind::Array;
    constexpr auto kFixed = abi::LayoutKind::Fixed;
    auto layout = [&](abi::LayoutKind kind, uint32_t slots, uint64_t refs,
                      uint64_t interfaces) {
      layouts.push_back(
          {kind, {}, slots, refs, interfaces, abi::kNoSlotTypes, 0});
    };
    layout(kArray, 2, 1, 0);
    layout(kArray, 4, 1, 0);
    layout(kArray, 3, 0, 1);
    layout(kArray, 7, 8, 2);
    layout(kArray, 2, 2, 0);
    layout(kFixed, 1, 0, 0);
    layout(kFixed, 3, 0, 2);
    layout(kArray, 2, 0, 1);
    describe(kPairType, "viv");
    describe(kSliceStructType, "vnnnn");
    describe(kIfacesType, "iv");
    describe(kFloatsType, "h");
    module.abiVersion = abi::kAbiVersion;
    module.layouts = layouts.data();
    module.layoutCount = uint32_t(layouts.size());
    module.types = types.data();
    module.typeCount = uint32_t(types.size());
    module.typeWords = words.data();
    module.errorPtrRttid = abi::kNoRttid;
    heap.registerModule(module);
    context.module = &module;
  }

  Ref newMap(const abi::MapType &type, int64_t hint = 0) {
    return vo_rt_map_new(&type, hint, &context);
  }

  static const abi::MapObject &objectOf(Ref map) {
    return *reinterpret_cast<abi::MapObject *>(map);
  }
  static uint32_t countOf(Ref map) { return objectOf(map).count; }
  static uint64_t capacityOf(Ref map) {
    uint64_t entries = objectOf(map).entries;
    return entries ? reinterpret_cast<abi::ArrayObject *>(entries)->length : 0;
  }
  static uint64_t *at(Ref map, int64_t offset) {
    return reinterpret_cast<uint64_t *>(objectOf(map).entries +
                                        uint64_t(offset));
  }

  /// The same after the map may have moved.
  static uint64_t *at(const Rooted<Ref> &map, int64_t offset) {
    return at(map.get(), offset);
  }

  /// Words in the form in which compiled code passes them.
  using Words = std::vector<uint64_t>;

  void set(const Rooted<Ref> &map, Words key, uint64_t value) {
    int64_t offset = vo_rt_map_set(map, inFrame(key.data()), &context);
    *at(map, offset) = value;
  }
  /// The value, or -1.
  int64_t get(const Rooted<Ref> &map, Words key) {
    int64_t offset = vo_rt_map_get(map, inFrame(key.data()), &context);
    return offset == abi::kMapNoEntry ? -1 : int64_t(*at(map, offset));
  }
  bool isUnhashable(const Rooted<Ref> &map, Words key) {
    return vo_rt_map_get(map, inFrame(key.data()), &context) ==
           abi::kMapUnhashable;
  }
  void erase(const Rooted<Ref> &map, Words key) {
    EXPECT_EQ(vo_rt_map_delete(map, inFrame(key.data()), &context), 0);
  }

  void setString(const Rooted<Ref> &map, std::string_view text,
                 uint64_t value) {
    Str key = heapString(text);
    *at(map, vo_rt_map_set_string(map, key, &context)) = value;
  }

  /// All values of the map in the order of an iteration.
  std::vector<uint64_t> values(const Rooted<Ref> &map) {
    std::vector<uint64_t> result;
    Ref place = map;
    abi::MapIterObject iterator{addressOf(place), 0, 0};
    uint32_t keyWords = objectOf(map).type->keyWords;
    while (int64_t offset =
               vo_rt_map_next(reinterpret_cast<Ref>(&iterator), &context))
      result.push_back(at(map, offset)[keyWords]);
    return result;
  }

  static uint64_t bits(double value) { return std::bit_cast<uint64_t>(value); }

  /// Words of a string that is about to be used.
  Words stringWords(std::string_view text) {
    Str string = heapString(text);
    return {addressOf(string.base), uint64_t(string.offset),
            uint64_t(string.length)};
  }
  Words stringValue(std::string_view text) {
    return {header(ValueKind::String, kStringType),
            addressOf(boxString(context, heapString(text)))};
  }
  Ref node() { return heap.allocate(context, abi::headerWord(kNode, 1), 8); }

private:
  void describe(uint32_t type, std::string_view pattern) {
    types.resize(type + 1);
    types[type].words = uint32_t(words.size());
    types[type].wordCount = uint32_t(pattern.size());
    words += pattern;
  }

  std::vector<abi::Layout> layouts;
  std::vector<abi::TypeInfo> types;
  std::string words;
  abi::ModuleDescriptor module{};
};

} // namespace vo::rt
