//===- Access_test.cpp - Accesses in whole programs -----------------------===//
#include "runtime/dynamic/Access.h"

#include "runtime/TestProgram.h"
#include "runtime/dynamic/TestTypes.h"
#include "runtime/gc/Heap.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"
#include "runtime/panic/Panic.h"

#include "gtest/gtest.h"

#include <cstdlib>

namespace vo::rt::dynamic::test {
namespace {

using rt::test::run;
using rt::test::stringObject;
using rt::test::word;

constexpr auto kInt = uint32_t(ValueKind::Int);
constexpr auto kString = uint32_t(ValueKind::String);

/// What the function of kFunction does; it has a name and a sum.
enum class Mode : uint8_t { Return, Panic, PanicWithNumber };
Mode mode = Mode::Return;

/// An abi::DynamicCall: the sum of the numbers, and the text again.
__attribute__((swiftcall)) Ref callSum(Ref, Ref rawArguments, VO_RT_CONTEXT) {
  Rooted<Ref> arguments(*context, rawArguments);
  heapOf(*context).collectMinor(*context);
  if (mode == Mode::Panic)
    raiseText(*context, "callee");
  if (mode == Mode::PanicWithNumber)
    raisePanic(*context, {kInt << 8 | kInt, 3, 0});
  const auto *words = reinterpret_cast<const uint64_t *>(arguments.get());
  Slice rest = unboxSlice(words + 4);
  auto sum = int64_t(words[0]);
  for (int64_t i = 0; i < rest.length; ++i)
    sum += reinterpret_cast<const int16_t *>(dataOf(rest))[i];
  Ref results = heapOf(*context).allocate(
      *context, abi::headerWord(TestTypes::kResultsLayout, 4), 32);
  words = reinterpret_cast<const uint64_t *>(arguments.get());
  word(results, 0) = uint64_t(sum);
  for (unsigned i = 1; i < 4; ++i)
    word(results, i) = words[i];
  return results;
}

Iface integer(int64_t value) { return {int64_t(kInt << 8 | kInt), value, {}}; }
Iface text(Context &context, std::string_view bytes) {
  return {int64_t(kString << 8 | kString), 0, stringObject(context, bytes)};
}
std::string textOf(const Iface &value) {
  return std::string(viewOf(unboxString(value.reference)));
}
/// The detail of an error and its cause.
std::string errorText(const Access &access) {
  auto *error =
      reinterpret_cast<const abi::ErrorObject *>(access.failure().reference);
  auto *cause = reinterpret_cast<const abi::ErrorObject *>(error->causeData);
  return std::string(viewOf(unboxString(&error->message))) + ": " +
         std::string(viewOf(unboxString(&cause->message)));
}

/// A []any of the values.
Slice listOf(Context &context, std::vector<Iface> values) {
  std::vector<Ref> references;
  references.reserve(values.size());
  for (const Iface &value : values)
    references.push_back(value.reference);
  RootedSpan rooted(context, references.data(), references.size());
  Ref array = heapOf(context).allocateArray(context, abi::kLayoutIfaceArray, 16,
                                            0, values.size());
  for (size_t i = 0; i < values.size(); ++i) {
    values[i].reference = references[i];
    putIface(reinterpret_cast<uint64_t *>(array + 16 + 16 * i), values[i]);
  }
  return sliceOfArray(array, int64_t(values.size()), int64_t(values.size()));
}

/// Whether every safepoint collects.
class AccessTest : public testing::TestWithParam<const char *> {
public:
  AccessTest() {
    made.setCode(0, reinterpret_cast<const void *>(&callSum));
    setenv("VO_GC_STRESS", GetParam(), 1);
    setenv("VO_GC_VERIFY", GetParam(), 1);
  }
  ~AccessTest() override {
    unsetenv("VO_GC_STRESS");
    unsetenv("VO_GC_VERIFY");
  }

protected:
  void inProgram(const rt::test::Body &body) {
    mode = Mode::Return;
    rt::test::Result result = run(body, 0, &made.module);
    EXPECT_EQ(result.status, 0) << result;
  }

  TestTypes made;
  abi::ClosureObject closure{};
  Iface function{int64_t(kNamedFunction << 8 | uint32_t(ValueKind::Closure)), 0,
                 inFrame(&closure)};
};
INSTANTIATE_TEST_SUITE_P(Heap, AccessTest, testing::Values("0", "1"),
                         [](const auto &info) {
                           return *info.param == '1' ? "Stress" : "Plain";
                         });

TEST_P(AccessTest, FieldsOfEmbeddedStructs) {
  inProgram([&](Context &context) {
    // An Inner behind an Outer, in no heap.
    uint64_t inner[] = {uint64_t(-3), 0, 0, 0};
    uint64_t outer[] = {reinterpret_cast<uint64_t>(inner), 0, kInt << 8 | kInt,
                        7, 0};
    Iface base{int64_t(kOuterPointer << 8 | uint32_t(ValueKind::Pointer)), 0,
               inFrame(outer)};
    Access access(context);
    EXPECT_TRUE(access.getField(base, constantString("Deep")));
    EXPECT_EQ(access.result().bits, -3);
    EXPECT_TRUE(access.getField(base, constantString("A")));
    EXPECT_EQ(access.result().bits, 7);
    EXPECT_FALSE(access.getField(base, constantString("Same")));
    EXPECT_EQ(errorText(access),
              "method not found: dynamic access: field does not exist");
    EXPECT_FALSE(access.setField(base, constantString("Same"), integer(1)));
    EXPECT_EQ(errorText(access),
              "field is ambiguous: dynamic access: field does not exist");
    EXPECT_TRUE(access.setField(base, constantString("Deep"), integer(300)));
    EXPECT_EQ(inner[0], 44u);
    outer[0] = 0;
    EXPECT_FALSE(access.setField(base, constantString("Deep"), integer(1)));
    EXPECT_EQ(errorText(access),
              "embedded pointer is nil: dynamic access: base value is nil");
  });
}

TEST_P(AccessTest, NamesAreText) {
  inProgram([&](Context &context) {
    Access access(context);
    EXPECT_FALSE(access.getField(integer(1), constantString("")));
    EXPECT_EQ(errorText(access),
              "field name is nil: dynamic access: base value is nil");
    EXPECT_FALSE(access.getField(integer(1), constantString("a\xff")));
    EXPECT_EQ(errorText(access), "dynamic member name must be valid UTF-8: "
                                 "dynamic access: field does not exist");
    EXPECT_TRUE(access.getField(
                    {int64_t(kOuterPointer << 8 | uint32_t(ValueKind::Pointer)),
                     0, nullptr},
                    constantString("\xef\xbf\xbd")) == false);
    EXPECT_EQ(errorText(access),
              "method not found: dynamic access: field does not exist");
  });
}

TEST_P(AccessTest, SentinelsStayTheSame) {
  inProgram([&](Context &context) {
    Rooted<Iface> first(context, sentinel(context, Failure::BadCall));
    heapOf(context).collectMajor(context);
    EXPECT_EQ(sentinel(context, Failure::BadCall).reference, first->reference);
    EXPECT_NE(sentinel(context, Failure::BadField).reference, first->reference);
  });
}

TEST_P(AccessTest, CallsPassArgumentsInAnObject) {
  inProgram([&](Context &context) {
    Access access(context);
    uint64_t pairs[4] = {}; // read before anything collects
    Rooted<Iface> name(context, text(context, "name"));
    Rooted<Slice> arguments(
        context,
        listOf(context, {integer(1), name, integer(20), integer(300)}));
    EXPECT_TRUE(access.call(function, arguments, pairs));
    EXPECT_EQ(pairs[0], kInt << 8 | kInt);
    EXPECT_EQ(pairs[1], 321u);
    EXPECT_EQ(textOf(ifaceAt(pairs + 2)), "name");
    uint64_t again[4] = {};
    EXPECT_TRUE(access.call(
        function, listOf(context, {integer(5), text(context, "x")}), again));
    EXPECT_EQ(again[1], 5u);
    uint64_t wrong[4] = {kString << 8 | kString, 0, 0, 0};
    EXPECT_FALSE(access.call(function, arguments, wrong));
    EXPECT_EQ(errorText(access),
              "dynamic return 0 type mismatch: expected String RTTID 17, got "
              "Int RTTID 2: dynamic access: type mismatch");
  });
}

TEST_P(AccessTest, PanicsBecomeErrors) {
  inProgram([&](Context &context) {
    Handle *handles = Mutator::of(context).handles;
    {
      Access access(context);
      Rooted<Slice> arguments(
          context, listOf(context, {integer(1), text(context, "x")}));
      for (int i = 0; i < 3; ++i) {
        uint64_t pairs[4] = {};
        mode = Mode::Panic;
        EXPECT_FALSE(access.call(function, arguments, pairs));
        EXPECT_EQ(
            errorText(access),
            "closure panicked: callee: dynamic access: cannot call value");
        mode = Mode::PanicWithNumber;
        EXPECT_FALSE(access.call(function, arguments, pairs));
        EXPECT_EQ(errorText(access),
                  "closure panicked: panic: dynamic access: cannot call value");
        mode = Mode::Return;
        EXPECT_TRUE(access.call(function, arguments, pairs));
      }
    }
    EXPECT_EQ(Mutator::of(context).handles, handles);
  });
}

TEST_P(AccessTest, SpreadsAnySlice) {
  inProgram([&](Context &context) {
    int16_t numbers[] = {-1, 2, 3};
    abi::SliceObject slice{reinterpret_cast<uint64_t>(numbers), 0, 3, 3};
    Iface last{int64_t(kShortSlice << 8 | uint32_t(ValueKind::Slice)), 0,
               inFrame(&slice)};
    Access access(context);
    Slice all{};
    EXPECT_TRUE(access.spread(listOf(context, {integer(9)}), last, all));
    ASSERT_EQ(all.length, 4);
    auto *pairs = reinterpret_cast<const uint64_t *>(dataOf(all));
    EXPECT_EQ(pairs[1], 9u);
    EXPECT_EQ(pairs[2], 4u << 8 | 4u);
    EXPECT_EQ(int64_t(pairs[3]), -1);
    EXPECT_EQ(pairs[7], 3u);
    EXPECT_FALSE(access.spread({}, integer(1), all));
    EXPECT_EQ(errorText(access),
              "spread arg must be slice: dynamic access: signature mismatch");
  });
}

} // namespace
} // namespace vo::rt::dynamic::test
