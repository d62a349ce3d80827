#include "runtime/object/HeapFixture.h"

#include <numeric>

namespace vo::rt {
namespace {

class SliceEntries : public HeapTest {
protected:
  static constexpr int64_t kIntType = int64_t{8} << 32 | 2;
  static constexpr int64_t kStringType = int64_t{8} << 32 | 17;

  /// Appends one element as compiled code does: grow when full, then store.
  Slice appendInt(Slice slice, int64_t value) {
    if (slice.length == slice.capacity)
      slice =
          vo_rt_slice_grow(slice, abi::kLayoutScalarArray, kIntType, &context);
    std::memcpy(dataOf(slice) + slice.length * 8, &value, sizeof value);
    ++slice.length;
    return slice;
  }

  Slice appendInts(const Slice &to, const Slice &from) {
    return vo_rt_slice_append_slice(to, from, abi::kLayoutScalarArray, kIntType,
                                    &context);
  }

  Slice ints(int64_t count, int64_t capacity = 0) {
    std::vector<int64_t> elements((size_t(count)));
    std::iota(elements.begin(), elements.end(), 0);
    return packed(ValueKind::Int, elements, capacity);
  }
};
VO_INSTANTIATE_HEAP_TESTS(SliceEntries);

TEST_P(SliceEntries, BoxAndUnbox) {
  EXPECT_EQ(boxSlice(context, {}), nullptr);
  EXPECT_EQ(unboxSlice(nullptr).base, nullptr);
  Rooted<Ref> box(context, boxSlice(context, ints(3, 5)));
  heap.collectMajor(context);
  Slice slice = unboxSlice(box.get());
  EXPECT_EQ(elementsOf<int64_t>(slice), (std::vector<int64_t>{0, 1, 2}));
  EXPECT_EQ(slice.capacity, 5);
  Slice empty = unboxSlice(boxSlice(context, ints(0)));
  EXPECT_NE(empty.base, nullptr);
  EXPECT_EQ(empty.length, 0);
}

TEST_P(SliceEntries, SingleAppendsDouble) {
  Rooted<Slice> slice(context);
  std::vector<int64_t> model, capacities;
  for (int64_t i = 0; i < 100; ++i) {
    slice.set(appendInt(slice, i * i));
    model.push_back(i * i);
    ASSERT_EQ(elementsOf<int64_t>(slice), model);
    if (capacities.empty() || capacities.back() != slice->capacity)
      capacities.push_back(slice->capacity);
  }
  EXPECT_EQ(capacities, (std::vector<int64_t>{4, 8, 16, 32, 64, 128}));
}

TEST_P(SliceEntries, GrowKeepsLengthAndLeavesTheOldArray) {
  Rooted<Slice> old(context, ints(3, 3));
  Rooted<Slice> grown(context, vo_rt_slice_grow(old, abi::kLayoutScalarArray,
                                                kIntType, &context));
  EXPECT_EQ(grown->length, 3);
  EXPECT_EQ(grown->capacity, 6);
  EXPECT_NE(grown->base, old->base);
  EXPECT_EQ(arrayOf(grown).length, 6u);
  EXPECT_EQ(arrayOf(grown).elemBytes, 8u);
  EXPECT_EQ(elementsOf<int64_t>(grown), elementsOf<int64_t>(old));
  // The rest is zero.
  Slice all = grown;
  all.length = 6;
  EXPECT_EQ(elementsOf<int64_t>(all), (std::vector<int64_t>{0, 1, 2, 0, 0, 0}));
}

TEST_P(SliceEntries, GrowOfAMiddlePartCopiesOnlyThatPart) {
  Rooted<Slice> whole(context, ints(6));
  Slice part{whole->base, whole->offset + 16, 3, 4};
  Slice grown =
      vo_rt_slice_grow(part, abi::kLayoutScalarArray, kIntType, &context);
  EXPECT_EQ(elementsOf<int64_t>(grown), (std::vector<int64_t>{2, 3, 4}));
  EXPECT_EQ(grown.capacity, 8);
}

TEST_P(SliceEntries, GrowWithElementsOfNoBytes) {
  Slice slice{};
  for (int64_t capacity : {4, 8, 16}) {
    slice = vo_rt_slice_grow(slice, abi::kLayoutScalarArray,
                             int64_t(ValueKind::Array), &context);
    EXPECT_EQ(slice.capacity, capacity);
    slice.length = capacity;
  }
}

TEST_P(SliceEntries, AppendSliceToNil) {
  for (int64_t count : {1, 3, 4, 5, 100}) {
    Rooted<Slice> source(context, ints(count));
    Slice result = appendInts({}, source);
    EXPECT_EQ(result.length, count);
    EXPECT_EQ(result.capacity, std::max<int64_t>(count, 4));
    EXPECT_NE(result.base, source->base);
    EXPECT_EQ(elementsOf<int64_t>(result), elementsOf<int64_t>(source));
  }
}

TEST_P(SliceEntries, AppendNothingReturnsTheDestination) {
  EXPECT_EQ(appendInts({}, {}).base, nullptr);
  EXPECT_EQ(appendInts({}, ints(0)).base, nullptr);
  Rooted<Slice> slice(context, ints(3));
  Rooted<Slice> result(context, appendInts(slice, {}));
  EXPECT_EQ(result->base, slice->base);
  EXPECT_EQ(result->length, 3);
  EXPECT_EQ(result->capacity, 3);
}

TEST_P(SliceEntries, AppendSliceThatFitsWritesInPlace) {
  Rooted<Slice> to(context, ints(2, 5)), from(context, ints(3));
  Rooted<Slice> result(context, appendInts(to, from));
  EXPECT_EQ(result->base, to->base);
  EXPECT_EQ(result->length, 5);
  EXPECT_EQ(result->capacity, 5);
  Slice alias = to;
  alias.length = 5;
  EXPECT_EQ(elementsOf<int64_t>(alias), (std::vector<int64_t>{0, 1, 0, 1, 2}));
}

TEST_P(SliceEntries, AppendSliceThatDoesNotFitGrowsToTwiceTheNewLength) {
  Rooted<Slice> to(context, ints(4)), from(context, ints(3));
  Slice result = appendInts(to, from);
  EXPECT_EQ(result.capacity, 14);
  EXPECT_EQ(elementsOf<int64_t>(result),
            (std::vector<int64_t>{0, 1, 2, 3, 0, 1, 2}));
  // At least 4.
  Rooted<Slice> empty(context, ints(0)), one(context, ints(1));
  EXPECT_EQ(appendInts(empty, one).capacity, 4);
}

TEST_P(SliceEntries, AppendSliceToItself) {
  Rooted<Slice> slice(context, ints(3));
  EXPECT_EQ(elementsOf<int64_t>(appendInts(slice, slice)),
            (std::vector<int64_t>{0, 1, 2, 0, 1, 2}));
  // s = [0 1 2 3 4 5]; append(s[:2], s[1:5]...) overlaps in place.
  Rooted<Slice> whole(context, ints(6));
  Slice head{whole->base, whole->offset, 2, 6};
  Slice tail{whole->base, whole->offset + 8, 4, 5};
  appendInts(head, tail);
  EXPECT_EQ(elementsOf<int64_t>(whole),
            (std::vector<int64_t>{0, 1, 1, 2, 3, 4}));
}

TEST_P(SliceEntries, AppendReferences) {
  constexpr int64_t kCount = 40;
  Rooted<Slice> to(context), one(context);
  std::vector<std::string> model;
  for (int64_t i = 0; i < kCount; ++i) {
    std::string text = "text " + std::to_string(i);
    one.set(sliceOfArray(heap.allocateArray(context, abi::kLayoutRefArray, 8,
                                            uint32_t(ValueKind::String), 1),
                         1, 1));
    Ref box = boxString(context, heapString(text));
    std::memcpy(dataOf(one), static_cast<void *>(&box), sizeof box);
    heap.recordWrite(dataOf(one), sizeof box);
    // Sometimes the destination has become old.
    if (i % 7 == 3)
      heap.collectMajor(context);
    to.set(vo_rt_slice_append_slice(to, one, abi::kLayoutRefArray, kStringType,
                                    &context));
    model.push_back(text);
    heap.collectMinor(context);
    ASSERT_EQ(to->length, i + 1);
    for (int64_t k = 0; k <= i; ++k)
      ASSERT_EQ(textOf(unboxString(elementsOf<Ref>(to)[size_t(k)])),
                model[size_t(k)]);
  }
}

TEST_P(SliceEntries, CopyReferencesIntoAnOldArray) {
  auto array = [&](int64_t count) {
    return sliceOfArray(heap.allocateArray(context, abi::kLayoutRefArray, 8,
                                           uint32_t(ValueKind::String),
                                           uint64_t(count)),
                        count, count);
  };
  Rooted<Slice> old(context, array(300));
  heap.collectMinor(context);
  heap.collectMajor(context); // now it is old
  Rooted<Slice> young(context, array(300));
  for (int64_t i = 0; i < 300; ++i) {
    Ref box = boxString(context, heapString(std::to_string(i)));
    std::memcpy(dataOf(young) + i * 8, static_cast<void *>(&box), sizeof box);
    heap.recordWrite(dataOf(young) + i * 8, sizeof box);
  }
  ASSERT_EQ(vo_rt_slice_copy(old, young, 8, &context), 300);
  young.set({});
  heap.collectMinor(context);
  for (int64_t i = 0; i < 300; ++i)
    ASSERT_EQ(textOf(unboxString(elementsOf<Ref>(old)[size_t(i)])),
              std::to_string(i));
}

TEST_P(SliceEntries, CopyOverlapping) {
  Rooted<Slice> up(context, ints(6)), down(context, ints(6));
  Slice upper{up->base, up->offset + 16, 4, 4};
  EXPECT_EQ(vo_rt_slice_copy(upper, up, 8, &context), 4);
  EXPECT_EQ(elementsOf<int64_t>(up), (std::vector<int64_t>{0, 1, 0, 1, 2, 3}));
  Slice lower{down->base, down->offset + 16, 4, 4};
  EXPECT_EQ(vo_rt_slice_copy(down, lower, 8, &context), 4);
  EXPECT_EQ(elementsOf<int64_t>(down),
            (std::vector<int64_t>{2, 3, 4, 5, 4, 5}));
  // Elements without storage.
  EXPECT_EQ(vo_rt_slice_copy(down, up, 0, &context), 6);
  EXPECT_EQ(elementsOf<int64_t>(down),
            (std::vector<int64_t>{2, 3, 4, 5, 4, 5}));
}

/// Longer than what a block move handles in registers.
TEST_P(SliceEntries, CopyOverlappingFar) {
  for (int64_t shift : {1, 3, 100}) {
    Rooted<Slice> slice(context, ints(2000));
    std::vector<int64_t> model = elementsOf<int64_t>(slice);
    Slice upper{slice->base, slice->offset + shift * 8, 2000 - shift,
                2000 - shift};
    vo_rt_slice_copy(upper, slice, 8, &context);
    std::copy_backward(model.begin(), model.end() - shift, model.end());
    EXPECT_EQ(elementsOf<int64_t>(slice), model);
    vo_rt_slice_copy(slice, upper, 8, &context);
    std::copy(model.begin() + shift, model.end(), model.begin());
    EXPECT_EQ(elementsOf<int64_t>(slice), model);
  }
}

TEST_P(SliceEntries, CopyTakesTheShorterLength) {
  Rooted<Slice> two(context, ints(2, 8)), five(context, ints(5));
  EXPECT_EQ(vo_rt_slice_copy(two, five, 8, &context), 2);
  EXPECT_EQ(vo_rt_slice_copy(five, two, 8, &context), 2);
  EXPECT_EQ(vo_rt_slice_copy({}, five, 8, &context), 0);
  EXPECT_EQ(vo_rt_slice_copy(five, {}, 0, &context), 0);
  EXPECT_EQ(vo_rt_slice_copy({}, {}, 0, &context), 0);
}

TEST_P(SliceEntries, AppendAndCopyStrings) {
  Rooted<Str> text(context, heapString("\xFFyz"));
  Slice fresh = vo_rt_slice_append_string({}, text, &context);
  EXPECT_EQ(elementsOf<uint8_t>(fresh), (std::vector<uint8_t>{255, 'y', 'z'}));
  EXPECT_EQ(fresh.capacity, 4);
  Rooted<Slice> roomy(context,
                      packed(ValueKind::Uint8, std::vector<uint8_t>{'a'}, 4));
  Rooted<Slice> result(context,
                       vo_rt_slice_append_string(roomy, text, &context));
  EXPECT_EQ(result->base, roomy->base);
  result.set(vo_rt_slice_append_string(result, text, &context));
  EXPECT_EQ(elementsOf<uint8_t>(result),
            (std::vector<uint8_t>{'a', 255, 'y', 'z', 255, 'y', 'z'}));
  EXPECT_EQ(result->capacity, 14);
  EXPECT_EQ(vo_rt_slice_append_string({}, {}, &context).base, nullptr);

  EXPECT_EQ(vo_rt_slice_copy_string(result, constantString("#"), &context), 1);
  EXPECT_EQ(dataOf(result)[0], std::byte{'#'});
  EXPECT_EQ(vo_rt_slice_copy_string({}, text, &context), 0);
}

/// A slice of an array that lies inside an object that moves.
TEST_P(SliceEntries, ArrayInsideAnObject) {
  Rooted<Ref> owner(
      context, heap.allocateArray(context, abi::kLayoutScalarArray, 8, 0, 10));
  // Bytes 24 to 28 of the elements are the array.
  uint64_t offset = abi::kArrayDataOffset + 24;
  Rooted<Slice> inside(context, Slice{owner.get(), int64_t(offset), 2, 4});
  Rooted<Slice> bytes(context,
                      packed(ValueKind::Int8, std::vector<int8_t>{-1, -2}));
  int64_t type = elementType(1, ValueKind::Int8);
  Rooted<Slice> full(context, vo_rt_slice_append_slice(inside, bytes,
                                                       abi::kLayoutScalarArray,
                                                       type, &context));
  EXPECT_EQ(full->base, owner.get());
  EXPECT_EQ(elementsOf<int8_t>(full), (std::vector<int8_t>{0, 0, -1, -2}));
  EXPECT_EQ(dataOf(full)[4], std::byte{0});
  Slice grown = vo_rt_slice_append_slice(full, bytes, abi::kLayoutScalarArray,
                                         type, &context);
  EXPECT_NE(grown.base, owner.get());
  EXPECT_EQ(elementsOf<int8_t>(grown),
            (std::vector<int8_t>{0, 0, -1, -2, -1, -2}));
}

} // namespace
} // namespace vo::rt
