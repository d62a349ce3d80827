#include "runtime/object/HeapFixture.h"
#include "runtime/object/Output.h"
#include "runtime/std/Natives.h"

namespace vo::rt {
namespace {

class FmtEntries : public HeapTest {
protected:
  /// Slots of interface elements: header, data.
  using Slots = std::vector<uint64_t>;

  static constexpr uint64_t kInt = 2 << 8 | uint64_t(ValueKind::Int);
  static constexpr uint64_t kString = 17 << 8 | uint64_t(ValueKind::String);

  /// The data word of a string operand. May collect.
  uint64_t boxed(std::string_view text) {
    return reinterpret_cast<uint64_t>(boxString(context, heapString(text)));
  }

  /// New []any of `count` ints 0, 1, ...
  Slice numbers(int64_t count) {
    Ref array =
        heap.allocateArray(context, abi::kLayoutIfaceArray, 16,
                           uint32_t(ValueKind::Interface), uint64_t(count));
    for (int64_t i = 0; i < count; ++i) {
      const uint64_t element[] = {kInt, uint64_t(i)};
      std::memcpy(array + abi::kArrayDataOffset + i * 16, element, 16);
    }
    return sliceOfArray(array, count, count);
  }

  /// New []any of an int and a string.
  Slice mixed(std::string_view text) {
    Rooted<Slice> slice(context, numbers(2));
    const uint64_t element[] = {kString, boxed(text)};
    std::memcpy(dataOf(slice) + 16, element, 16);
    heap.recordWrite(dataOf(slice) + 16, 16);
    return slice;
  }
};
VO_INSTANTIATE_HEAP_TESTS(FmtEntries);

TEST_P(FmtEntries, NoOperands) {
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprint({}, &context)), "");
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprintln({}, &context)), "\n");
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprintf({}, {}, &context)), "");
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprintf(heapString("%d"), {}, &context)),
            "%!d(MISSING)");
}

TEST_P(FmtEntries, ScalarsAndReferences) {
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprint(mixed("text"), &context)), "0text");
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprintln(mixed("text"), &context)),
            "0 text\n");
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprintf(constantString("<%3d|%6s>"),
                                            mixed("text"), &context)),
            "<  0|  text>");
}

TEST_P(FmtEntries, ManyOperands) {
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprint(numbers(8), &context)),
            "0 1 2 3 4 5 6 7");
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprint(numbers(12), &context)),
            "0 1 2 3 4 5 6 7 8 9 10 11");
}

TEST_P(FmtEntries, PartOfASlice) {
  Slice slice = numbers(5);
  slice.offset += 2 * 16;
  slice.length = 2;
  EXPECT_EQ(textOf(vo_std_fmt_nativeSprint(slice, &context)), "2 3");
}

TEST_P(FmtEntries, WritesToTheStandardOutput) {
  std::string seen;
  standardOutput().redirect(
      [](void *state, const char *text, size_t bytes) {
        static_cast<std::string *>(state)->append(text, bytes);
      },
      &seen);
  vo_std_fmt_nativeWrite(heapString("one "), &context);
  vo_std_fmt_nativeWrite({}, &context);
  vo_std_fmt_nativeWrite(constantString("two\n"), &context);
  standardOutput().redirect(nullptr, nullptr);
  EXPECT_EQ(seen, "one two\n");
}

} // namespace
} // namespace vo::rt
