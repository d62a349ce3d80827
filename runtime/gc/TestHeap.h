//===- TestHeap.h - Heaps and layouts for tests -----------------*- C++ -*-===//
#pragma once

#include "runtime/gc/Heap.h"
#include "runtime/gc/Layouts.h"
#include "runtime/gc/Roots.h"

#include <iterator>

namespace vo::rt::test {

/// Layout ids of the test module.
enum TestLayout : uint32_t {
  kPair = abi::kFirstModuleLayout, // reference, scalar
  kMixed,                          // scalar, 2 references, interface pair
  kLong,                           // kLongSlots, typed by longSlotType
  kTriples,                        // array of: interface pair, scalar
};

inline constexpr uint32_t kPairWords = 2;
inline constexpr uint32_t kMixedWords = 5;
inline constexpr uint32_t kLongSlots = 200;

/// Slot 0 is a scalar, then (reference, interface pair, scalar) repeat.
inline constexpr abi::SlotType longSlotType(uint32_t slot) {
  if (slot == 0 || slot % 4 == 0)
    return abi::SlotType::Value;
  return slot % 4 == 1   ? abi::SlotType::Ref
         : slot % 4 == 2 ? abi::SlotType::Interface0
                         : abi::SlotType::Interface1;
}

struct SlotTypes {
  uint8_t bytes[kLongSlots];
  constexpr SlotTypes() : bytes() {
    for (uint32_t i = 0; i < kLongSlots; ++i)
      bytes[i] = uint8_t(longSlotType(i));
  }
};
inline constexpr SlotTypes kSlotTypes;

inline constexpr abi::Layout kLayouts[] = {
    {abi::LayoutKind::Fixed, {}, kPairWords, 0b1, 0, abi::kNoSlotTypes, 0},
    {abi::LayoutKind::Fixed,
     {},
     kMixedWords,
     0b110,
     0b1000,
     abi::kNoSlotTypes,
     0},
    {abi::LayoutKind::Fixed, {}, kLongSlots, 0, 0, 0, 0},
    {abi::LayoutKind::Array, {}, 3, 0, 0b1, abi::kNoSlotTypes, 0},
};

inline constexpr uint64_t kStringHeader = 17; // interface header: reference
inline constexpr uint64_t kIntHeader = 2;     // interface header: scalar

/// A module with the layouts above and nothing else.
inline abi::ModuleDescriptor testModule(uint32_t flags = 0) {
  abi::ModuleDescriptor module{};
  module.abiVersion = abi::kAbiVersion;
  module.flags = flags;
  module.name = "test";
  module.layouts = kLayouts;
  module.layoutCount = std::size(kLayouts);
  module.slotTypePool = kSlotTypes.bytes;
  module.errorPtrRttid = abi::kNoRttid;
  return module;
}

/// A heap with one mutator that has no stack.
struct TestHeap {
  explicit TestHeap(const HeapOptions &options,
                    uint32_t flags = abi::kModuleHasInteriorPointers)
      : TestHeap(options, testModule(flags)) {}
  TestHeap(const HeapOptions &options, const abi::ModuleDescriptor &module)
      : module(module), heap(options) {
    heap.registerModule(this->module);
    heap.attach(mutator);
    mutator.module = &this->module;
  }
  ~TestHeap() { heap.detach(mutator); }

  Ref fixed(uint32_t layout, uint32_t words) {
    return heap.allocate(mutator, abi::headerWord(layout, words), words * 8);
  }
  Ref pair() { return fixed(kPair, kPairWords); }
  Ref mixed() { return fixed(kMixed, kMixedWords); }
  Ref longObject() { return fixed(kLong, kLongSlots); }
  Ref refArray(uint64_t length) {
    return heap.allocateArray(mutator, abi::kLayoutRefArray, 8, 0, length);
  }
  Ref triples(uint64_t length) {
    return heap.allocateArray(mutator, kTriples, 24, 0, length);
  }

  abi::ModuleDescriptor module;
  Heap heap;
  Mutator mutator{};
};

/// Small, checked after every collection.
inline HeapOptions tinyOptions(uint64_t nursery = 256) {
  HeapOptions options;
  options.reservation = uint64_t{1} << 28;
  options.nursery = nursery;
  options.window = nursery < 4096 ? 64 : 512;
  options.firstMajor = 64 << 10;
  options.verify = true;
  options.countEvery = 1;
  return options;
}

inline uint64_t &word(Ref object, uint64_t index) {
  return reinterpret_cast<uint64_t *>(object)[index];
}

} // namespace vo::rt::test
