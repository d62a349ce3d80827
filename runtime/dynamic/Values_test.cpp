#include "runtime/dynamic/TestTypes.h"
#include "runtime/dynamic/Values.h"
#include "runtime/object/HeapFixture.h"

#include <bit>

namespace vo::rt::dynamic::test {
namespace {

class Values : public HeapTest {
protected:
  Values() {
    heap.registerModule(made.module);
    context.module = &made.module;
  }

  static Iface number(ValueKind kind, uint64_t bits) {
    return {int64_t(uint64_t(kind) << 8 | uint64_t(kind)), int64_t(bits),
            nullptr};
  }
  Iface loadFrom(uint32_t rttid, uint64_t *words, uint64_t offset = 0) {
    Rooted<Ref> base(context, inFrame(words));
    return load(context, types, rttid, base, offset);
  }
  std::string convertError(uint32_t target, Iface value) {
    const char *why = convert(types, types[target], value);
    return why ? why : "";
  }

  TestTypes made;
  Types types{(context.module = &made.module, context)};
  static constexpr auto kInt = uint32_t(ValueKind::Int);
  static constexpr auto kString = uint32_t(ValueKind::String);
};
VO_INSTANTIATE_HEAP_TESTS(Values);

TEST_P(Values, NumbersInBothForms) {
  struct Row {
    ValueKind kind;
    uint64_t value;
    unsigned bytes; // as an element
  } rows[] = {
      {ValueKind::Bool, 1, 1},
      {ValueKind::Int, uint64_t(-5), 8},
      {ValueKind::Int8, uint64_t(-5), 1},
      {ValueKind::Int16, uint64_t(-500), 2},
      {ValueKind::Int32, uint64_t(-70000), 4},
      {ValueKind::Uint8, 255, 1},
      {ValueKind::Uint16, 65535, 2},
      {ValueKind::Uint32, 4294967295, 4},
      {ValueKind::Uint64, ~uint64_t{0}, 8},
      {ValueKind::Float32, std::bit_cast<uint32_t>(-1.5f), 4},
      {ValueKind::Float64, std::bit_cast<uint64_t>(-2.5), 8},
  };
  for (const Row &row : rows) {
    SCOPED_TRACE(nameOf(row.kind));
    auto rttid = uint32_t(row.kind);
    constexpr uint64_t kFill = 0x5555555555555555;
    uint64_t words[2] = {kFill, kFill};
    store(context, types, rttid, number(row.kind, row.value),
          {inFrame(words), Form::Words});
    EXPECT_EQ(words[0], row.value);
    EXPECT_EQ(words[1], kFill);
    EXPECT_EQ(uint64_t(loadFrom(rttid, words).bits), row.value);
    words[0] = kFill;
    store(context, types, rttid, number(row.kind, row.value),
          {inFrame(words), Form::Packed});
    if (row.bytes < 8)
      EXPECT_EQ(words[0] >> (8 * row.bytes), kFill >> (8 * row.bytes));
    Iface loaded = loadFrom(rttid, words);
    EXPECT_EQ(uint64_t(loaded.bits), row.value);
    EXPECT_EQ(uint64_t(loaded.header), types.headerOf(rttid));
  }
}

TEST_P(Values, StringsAndSlices) {
  Rooted<Str> text(context, heapString("text"));
  Rooted<Ref> box(context, boxString(context, text));
  uint64_t words[4] = {};
  Iface boxed{int64_t(types.headerOf(kString)), 0, box};
  store(context, types, kString, boxed, {inFrame(words), Form::Words});
  Rooted<Ref> base(context, reinterpret_cast<Ref>(words[0]));
  words[0] = 0; // nothing traces these words
  heap.collectMinor(context);
  words[0] = reinterpret_cast<uint64_t>(base.get());
  Iface loaded = loadFrom(kString, words);
  EXPECT_EQ(textOf(unboxString(loaded.reference)), "text");

  Slice slice = packed<int16_t>(ValueKind::Int16, {1, -2});
  Iface boxedSlice{int64_t(types.headerOf(kShortSlice)), 0,
                   boxSlice(context, slice)};
  store(context, types, kShortSlice, boxedSlice, {inFrame(words), Form::Words});
  EXPECT_EQ(elementsOf<int16_t>(unboxSlice(words)),
            (std::vector<int16_t>{1, -2}));
  // Nothing there is a null box, and the other way round.
  uint64_t zeros[4] = {};
  EXPECT_EQ(loadFrom(kString, zeros).reference, nullptr);
  EXPECT_EQ(loadFrom(kShortSlice, zeros).reference, nullptr);
  boxedSlice.reference = nullptr;
  store(context, types, kShortSlice, boxedSlice, {inFrame(words), Form::Words});
  EXPECT_EQ(unboxSlice(words).base, nullptr);
}

TEST_P(Values, InterfacesLoseTheirMethods) {
  uint64_t words[] = {uint64_t{9} << 32 | types.headerOf(kInt), 5};
  Iface loaded = loadFrom(kAny, words);
  EXPECT_EQ(uint64_t(loaded.header), types.headerOf(kInt));
  EXPECT_EQ(loaded.bits, 5);
  Iface withMethods{int64_t(uint64_t{9} << 32 | types.headerOf(kInt)), 6,
                    nullptr};
  store(context, types, kSpeakable, withMethods, {inFrame(words), Form::Words});
  EXPECT_EQ(words[0], uint64_t(withMethods.header));
  EXPECT_EQ(words[1], 6u);
}

TEST_P(Values, StructsAndArraysAreCopied) {
  Rooted<Str> text(context, heapString("inner"));
  uint64_t outer[5] = {};
  Rooted<Ref> box(context, boxString(context, text));
  outer[2] = types.headerOf(kString);
  outer[3] = reinterpret_cast<uint64_t>(box.get());
  outer[4] = 0x030201;
  Rooted<Iface> copy(context);
  {
    // A struct of the heap, so that the collector knows its words.
    Rooted<Ref> object(
        context, heap.allocate(
                     context, abi::headerWord(TestTypes::kOuterLayout, 5), 40));
    outer[3] = reinterpret_cast<uint64_t>(box.get());
    std::memcpy(object.get(), outer, sizeof outer);
    heap.recordWrite(object.get(), sizeof outer);
    copy.set(load(context, types, kOuter, object, 0));
    std::memset(object.get(), 0, sizeof outer);
  }
  heap.collectMajor(context);
  auto *words = reinterpret_cast<uint64_t *>(copy->reference);
  EXPECT_EQ(textOf(unboxString(words[3])), "inner");
  Rooted<Ref> whole(context, copy->reference);
  Iface array = load(context, types, kBytes, whole, 32);
  auto *object = reinterpret_cast<const abi::ArrayObject *>(array.reference);
  EXPECT_EQ(object->length, 3u);
  EXPECT_EQ(object->elemBytes, 1u);
  EXPECT_EQ(uint64_t(array.reference[16 + 2]), 3u);
  uint64_t into = ~uint64_t{0};
  store(context, types, kBytes, array, {inFrame(&into), Form::Words});
  EXPECT_EQ(into, 0xFFFFFFFFFF030201u);
  // A null box stands for zeros.
  array.reference = nullptr;
  store(context, types, kBytes, array, {inFrame(&into), Form::Words});
  EXPECT_EQ(into, 0xFFFFFFFFFF000000u);
}

TEST_P(Values, EmptyStructsHaveAnObject) {
  uint64_t none = 0;
  EXPECT_NE(loadFrom(kEmptyStruct, &none).reference, nullptr);
}

TEST_P(Values, ConvertCutsIntegers) {
  auto cut = [&](ValueKind target, uint64_t bits) {
    Iface value = number(ValueKind::Int, bits);
    EXPECT_EQ(convert(types, types[uint32_t(target)], value), nullptr);
    EXPECT_EQ(uint64_t(value.header), types.headerOf(uint32_t(target)));
    return uint64_t(value.bits);
  };
  EXPECT_EQ(cut(ValueKind::Int8, 200), uint64_t(-56));
  EXPECT_EQ(cut(ValueKind::Uint8, 300), 44u);
  EXPECT_EQ(cut(ValueKind::Int16, 70000), 4464u);
  EXPECT_EQ(cut(ValueKind::Uint32, ~uint64_t{0}), 0xFFFFFFFFu);
  EXPECT_EQ(cut(ValueKind::Uint64, ~uint64_t{0}), ~uint64_t{0});
}

TEST_P(Values, ConvertRefuses) {
  Iface integer = number(ValueKind::Int, 1);
  EXPECT_EQ(convertError(uint32_t(ValueKind::Float64), integer),
            "dynamic target value kind mismatch");
  EXPECT_EQ(convertError(uint32_t(ValueKind::Bool), integer),
            "dynamic target value kind mismatch");
  EXPECT_EQ(convertError(kInt, number(ValueKind::Bool, 1)),
            "dynamic target value kind mismatch");
  EXPECT_EQ(convertError(kInt, {}), "cannot write nil to dynamic target");
  EXPECT_EQ(convertError(kString, {}), "cannot write nil to dynamic target");
  EXPECT_EQ(convertError(kAny, {}), "");
  EXPECT_EQ(convertError(kPointer, {}), "");
  EXPECT_EQ(convertError(kShortSlice, {}), "");
  Iface pointer{int64_t(types.headerOf(kPointer)), 0, nullptr};
  EXPECT_EQ(convertError(kOuterPointer, pointer),
            "dynamic target runtime type mismatch");
  EXPECT_EQ(convertError(kSpeakable, integer), "value does not have methods");
  Iface named{int64_t(types.headerOf(kNamedInt)), 1, nullptr};
  EXPECT_EQ(convertError(kSpeakable, named),
            "value does not implement interface");
  Iface speaker{int64_t(types.headerOf(kSpeaker)), 1, nullptr};
  EXPECT_EQ(convertError(kSpeakable, speaker), "");
}

} // namespace
} // namespace vo::rt::dynamic::test
