//===- HeapFixture.h - A small heap for tests of entries --------*- C++ -*-===//
#pragma once

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Box.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <ostream>
#include <string>
#include <vector>

namespace vo::rt {

/// How the heap of a test behaves.
struct HeapMode {
  const char *name;
  bool stress; // every allocation and safepoint collects

  friend void PrintTo(const HeapMode &mode, std::ostream *out) {
    *out << mode.name;
  }
};

/// A verified heap and one goroutine without compiled frames. Every test runs
/// with a collection at each allocation, and without.
class HeapTest : public testing::TestWithParam<HeapMode> {
protected:
  HeapTest() : heap(optionsFor(GetParam())) { heap.attach(mutator); }
  ~HeapTest() override { heap.detach(mutator); }

  static HeapOptions optionsFor(const HeapMode &mode) {
    HeapOptions options;
    options.reservation = uint64_t{1} << 30;
    options.nursery = 64 << 10;
    options.window = 4 << 10;
    options.stress = mode.stress;
    options.stressMajorPeriod = 4;
    options.verify = true;
    return options;
  }

  /// A string whose bytes are in the heap.
  Str heapString(std::string_view text) { return makeString(context, text); }

  static std::string textOf(const Str &string) {
    return std::string(viewOf(string));
  }

  /// Elements as entries take them.
  static int64_t elementType(uint32_t bytes, ValueKind kind) {
    return int64_t(uint64_t{bytes} << 32 | uint64_t(kind));
  }

  /// New packed slice of scalars.
  template <typename T>
  Slice packed(ValueKind kind, const std::vector<T> &elements,
               int64_t capacity = 0) {
    int64_t length = int64_t(elements.size());
    capacity = std::max(capacity, length);
    Ref array = heap.allocateArray(context, abi::kLayoutScalarArray, sizeof(T),
                                   uint32_t(kind), uint64_t(capacity));
    if (length != 0)
      std::memcpy(array + abi::kArrayDataOffset, elements.data(),
                  elements.size() * sizeof(T));
    return sliceOfArray(array, length, capacity);
  }

  /// The elements of a packed slice.
  template <typename T> static std::vector<T> elementsOf(const Slice &slice) {
    std::vector<T> elements(size_t(slice.length));
    if (slice.length != 0)
      std::memcpy(elements.data(), dataOf(slice), elements.size() * sizeof(T));
    return elements;
  }

  Heap heap;
  Mutator mutator{};
  Context &context = mutator;
};

} // namespace vo::rt

/// Runs the tests of a HeapTest both ways.
#define VO_INSTANTIATE_HEAP_TESTS(Test)                                        \
  INSTANTIATE_TEST_SUITE_P(                                                    \
      Heap, Test,                                                              \
      testing::Values(HeapMode{"Plain", false}, HeapMode{"Stress", true}),     \
      [](const testing::TestParamInfo<HeapMode> &info) {                       \
        return std::string(info.param.name);                                   \
      })
