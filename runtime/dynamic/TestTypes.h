//===- TestTypes.h - Tables of made-up types for tests ----------*- C++ -*-===//
#pragma once

#include "runtime/dynamic/Types.h"
#include "runtime/gc/TestHeap.h"

#include <string>
#include <vector>

namespace vo::rt::dynamic::test {

/// Interface tables have a number of rows, then the rows.
inline constexpr uint64_t kSpeakers[] = {2, abi::implementerRow(31, 70),
                                         abi::implementerRow(34, 71)};

/// Numbers of the types beside the basic ones, which have their kinds'.
enum TestRttid : uint32_t {
  kNamedInt = 20,   // type N int, method M
  kShortSlice = 21, // []int16
  kAnySlice = 22,   // []any
  kAny = 23,
  kBytes = 24,      // [3]uint8
  kInner = 25,      // struct { Deep int8; Text string }
  kOuter = 26,      // struct { *Inner; X float32; A any; B [3]uint8 }
  kNamedOuter = 27, // type Outer, method M
  kPointer = 28,    // *Inner
  kOuterPointer = 29,
  kStringMap = 30, // map[string]any
  kSpeaker = 31,   // implements kSpeakable
  kSpeakable = 32, // interface with a method
  kWide = 33,      // interface with more methods
  kOtherSpeaker = 34,
  kFunction = 35,      // func(int8, string, ...int16) (int, string)
  kNamedFunction = 36, // type F of it
  kErrorPointer = 37,
  kEmptyStruct = 38,
  kTypeCount
};

/// A module that knows these types; the code of kFunction is a test's.
class TestTypes {
public:
  TestTypes() : module(rt::test::testModule()) {
    types.resize(kTypeCount);
    for (uint32_t kind = 1; kind <= uint32_t(ValueKind::Float64); ++kind)
      add(kind, ValueKind(kind), 8, widths[kind]);
    add(uint32_t(ValueKind::String), ValueKind::String, 24, 24);
    addCompounds();
    addStructs();
    addInterfaces();
    addFunctions();
    finish();
  }
  TestTypes(const TestTypes &) = delete;
  TestTypes &operator=(const TestTypes &) = delete;

  void setCode(uint32_t number, const void *address) { code[number] = address; }

  abi::ModuleDescriptor module;

private:
  static constexpr uint32_t widths[] = {0, 1, 8, 1, 2, 4, 8,
                                        8, 1, 2, 4, 8, 4, 8};
  using Range = abi::DynamicRange;

  DynamicType &add(uint32_t rttid, ValueKind kind, uint32_t bytes,
                   uint32_t stride) {
    DynamicType &type = types[rttid];
    type.kind = uint32_t(kind);
    type.underlying = rttid;
    type.key = type.elem = abi::kNoRttid;
    type.bytes = bytes;
    type.stride = stride;
    type.code = type.interface = abi::kNoDynamic;
    for (uint32_t &protocol : type.protocols)
      protocol = abi::kNoDynamic;
    return type;
  }
  DynamicType &addNamed(uint32_t rttid, uint32_t underlying) {
    DynamicType &type = types[rttid] = types[underlying];
    type.flags |= abi::kDynamicNamed;
    type.underlying = underlying;
    return type;
  }
  Range list(std::vector<uint32_t> values) {
    Range range{uint32_t(numbers.size()), uint32_t(values.size())};
    numbers.insert(numbers.end(), values.begin(), values.end());
    return range;
  }
  /// Members of one type come one after the other, by name.
  void addMember(Range &range, std::string_view name, uint32_t type,
                 uint32_t place, Range path = {}) {
    if (range.count++ == 0)
      range.begin = uint32_t(members.size());
    members.push_back(
        {uint32_t(text.size()), uint32_t(name.size()), type, place, path});
    text += name;
  }

  void addCompounds() {
    auto slice = [&](uint32_t rttid, uint32_t elem, uint32_t layout) {
      DynamicType &type = add(rttid, ValueKind::Slice, 32, 32);
      type.elem = elem;
      type.layout = layout;
    };
    slice(kShortSlice, uint32_t(ValueKind::Int16), abi::kLayoutScalarArray);
    slice(kAnySlice, kAny, abi::kLayoutIfaceArray);
    add(kAny, ValueKind::Interface, 16, 16);
    DynamicType &bytes = add(kBytes, ValueKind::Array, 8, 8);
    bytes.elem = uint32_t(ValueKind::Uint8);
    bytes.length = 3;
    bytes.layout = abi::kLayoutScalarArray;
    DynamicType &map = add(kStringMap, ValueKind::Map, 8, 8);
    map.key = uint32_t(ValueKind::String);
    map.elem = kAny;
  }

  void addStructs() {
    DynamicType &inner = add(kInner, ValueKind::Struct, 32, 32);
    inner.layout = rt::test::kMixed; // never made by these tests
    addMember(inner.fields, "Deep", uint32_t(ValueKind::Int8), 0);
    addMember(inner.fields, "Text", uint32_t(ValueKind::String), 8);
    DynamicType &outer = add(kOuter, ValueKind::Struct, 40, 40);
    outer.layout = kOuterLayout;
    outer.declared = {0, 1};
    declared.push_back(
        {uint32_t(text.size()), 1, 0, 0, kAny, 16, abi::kFieldExported});
    text += "A";
    addMember(outer.fields, "A", kAny, 16);
    addMember(outer.fields, "B", kBytes, 32);
    addMember(outer.fields, "Deep", uint32_t(ValueKind::Int8), 0, list({0}));
    addMember(outer.fields, "Same", kAny, abi::kNoDynamic);
    addMember(outer.fields, "X", uint32_t(ValueKind::Float32), 8);
    addNamed(kNamedOuter, kOuter).fields = {};
    add(kPointer, ValueKind::Pointer, 8, 8).elem = kInner;
    add(kOuterPointer, ValueKind::Pointer, 8, 8).elem = kNamedOuter;
    add(kEmptyStruct, ValueKind::Struct, 0, 0).layout = rt::test::kPair;
    DynamicType &named = addNamed(kNamedInt, uint32_t(ValueKind::Int));
    addMember(named.methods, "M", kFunction, 1);
    addMember(named.methods, "OfPointer", kFunction, abi::kNoDynamic);
  }

  void addInterfaces() {
    DynamicType &narrow = add(kSpeakable, ValueKind::Interface, 16, 16);
    narrow.interface = 0;
    narrow.wider = list({kSpeakable, kWide});
    add(kWide, ValueKind::Interface, 16, 16).interface = 1;
    addNamed(kSpeaker, uint32_t(ValueKind::Int));
    addNamed(kOtherSpeaker, uint32_t(ValueKind::String));
    add(kErrorPointer, ValueKind::Pointer, 8, 8);
  }

  void addFunctions() {
    DynamicType &type = add(kFunction, ValueKind::Closure, 8, 8);
    type.flags = abi::kDynamicVariadic;
    type.params = list(
        {uint32_t(ValueKind::Int8), uint32_t(ValueKind::String), kShortSlice});
    type.results =
        list({uint32_t(ValueKind::Int), uint32_t(ValueKind::String)});
    type.layout = kArgumentsLayout;
    type.code = 0;
    addNamed(kNamedFunction, kFunction);
  }

  void finish() {
    tables = {types.data(),   members.data(), declared.data(),
              numbers.data(), text.data(),    code,
              interfaces,     kTypeCount,     0};
    module.dynamic = &tables;
    module.errorPtrRttid = kErrorPointer;
    layouts.assign(std::begin(rt::test::kLayouts),
                   std::end(rt::test::kLayouts));
    layouts.push_back(fixed(5, 0b1, 0b100)); // pointer, number, pair, number
    layouts.push_back(fixed(8, 0b10010, 0)); // number, string, slice
    layouts.push_back(fixed(4, 0b10, 0));    // number, string
    module.layouts = layouts.data();
    module.layoutCount = uint32_t(layouts.size());
  }

public:
  enum Layout : uint32_t {
    kOuterLayout = abi::kFirstModuleLayout + std::size(rt::test::kLayouts),
    kArgumentsLayout,
    kResultsLayout,
  };

private:
  std::vector<DynamicType> types;
  std::vector<DynamicMember> members;
  std::vector<abi::DynamicField> declared;
  std::vector<uint32_t> numbers;
  std::string text;
  const void *code[2] = {};
  static constexpr uint64_t kNobody[] = {0};
  const abi::InterfaceTable interfaces[2] = {kSpeakers, kNobody};
  abi::DynamicTables tables{};
  static constexpr abi::Layout fixed(uint32_t slots, uint64_t refs,
                                     uint64_t ifaces) {
    return {abi::LayoutKind::Fixed, {}, slots, refs, ifaces,
            abi::kNoSlotTypes,      0};
  }
  std::vector<abi::Layout> layouts;
};

} // namespace vo::rt::dynamic::test
