#include "runtime/object/HeapFixture.h"

namespace vo::rt {
namespace {

using Object = HeapTest;
VO_INSTANTIATE_HEAP_TESTS(Object);

TEST_P(Object, CloneOfNothing) {
  EXPECT_EQ(vo_rt_object_clone(nullptr, &context), nullptr);
}

TEST_P(Object, CloneOfAFixedObject) {
  Rooted<Ref> box(context, boxString(context, heapString("shared bytes")));
  heap.collectMajor(context); // the original has collector flags of its own
  Rooted<Ref> copy(context, vo_rt_object_clone(box, &context));
  EXPECT_NE(copy.get(), box.get());
  heap.collectMajor(context);
  EXPECT_EQ(textOf(unboxString(copy.get())), "shared bytes");
  EXPECT_EQ(unboxString(copy.get()).base, unboxString(box.get()).base);
}

TEST_P(Object, CloneOfArraysOfAllSizes) {
  for (size_t length : {0, 1, 7, 8, 9, 1000, 100000}) {
    std::vector<uint16_t> elements(length);
    for (size_t i = 0; i < length; ++i)
      elements[i] = uint16_t(i * 7);
    Rooted<Ref> array(context, packed(ValueKind::Uint16, elements).base);
    Rooted<Ref> copy(context, vo_rt_object_clone(array, &context));
    EXPECT_NE(copy.get(), array.get());
    Slice slice = sliceOfArray(copy, int64_t(length), int64_t(length));
    EXPECT_EQ(elementsOf<uint16_t>(slice), elements);
    EXPECT_EQ(arrayOf(slice).length, length);
    EXPECT_EQ(arrayOf(slice).elemMeta, uint32_t(ValueKind::Uint16));
    EXPECT_EQ(arrayOf(slice).elemBytes, 2u);
  }
}

TEST_P(Object, CloneIsShallowAndApart) {
  Rooted<Ref> array(context,
                    packed(ValueKind::Uint8, std::vector<uint8_t>{1}).base);
  Rooted<Ref> copy(context, vo_rt_object_clone(array, &context));
  array.get()[abi::kArrayDataOffset] = std::byte{9};
  EXPECT_EQ(copy.get()[abi::kArrayDataOffset], std::byte{1});
}

TEST_P(Object, Base) {
  Rooted<Ref> array(context,
                    packed(ValueKind::Uint8, std::vector<uint8_t>(50)).base);
  for (unsigned offset : {0, 1, 16, 65})
    EXPECT_EQ(vo_rt_object_base(array.get() + offset, &context), array.get());
  EXPECT_EQ(vo_rt_object_base(nullptr, &context), nullptr);
  Ref outside = reinterpret_cast<Ref>(&context);
  EXPECT_EQ(vo_rt_object_base(outside, &context), outside);
}

} // namespace
} // namespace vo::rt
