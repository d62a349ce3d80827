#include "runtime/object/HeapFixture.h"
#include "runtime/object/Interface.h"

#include <bit>
#include <cmath>
#include <limits>

namespace vo::rt {
namespace {

constexpr uint32_t kPoint = abi::kFirstModuleLayout, // two scalars
    kNamed = kPoint + 1,   // scalar, string, interface
    kFields = kPoint + 2,  // five scalars
    kStrings = kPoint + 3; // array of strings

/// Runtime types of the tests: how their words compare.
struct BoxedType {
  uint32_t rttid;
  std::string_view words;
};
constexpr BoxedType kPointType{100, "vv"};
constexpr BoxedType kNamedType{101, "vsvviv"};
constexpr BoxedType kSliceField{102, "vnnnn"};
constexpr BoxedType kFloatFields{103, "fg"};
constexpr BoxedType kIntsType{104, "v"};    // array of packed integers
constexpr BoxedType kFloatsType{105, "h"};  // of float32
constexpr BoxedType kDoublesType{106, "f"}; // of float64
constexpr BoxedType kStringsType{107, "svv"};
constexpr BoxedType kFuncsType{108, "n"};
constexpr BoxedType kIfacesType{109, "iv"};
constexpr BoxedType kEmptyType{110, ""};
constexpr BoxedType kTypes[] = {kPointType,   kNamedType,   kSliceField,
                                kFloatFields, kIntsType,    kFloatsType,
                                kDoublesType, kStringsType, kFuncsType,
                                kIfacesType,  kEmptyType};

constexpr uint64_t header(ValueKind kind, uint32_t rttid = 50,
                          uint32_t itab = 0) {
  return uint64_t{itab} << 32 | rttid << 8 | uint64_t(kind);
}

class InterfaceEquality : public HeapTest {
protected:
  InterfaceEquality() : types(111) {
    layouts[0] = {abi::LayoutKind::Fixed, {}, 2, 0, 0, abi::kNoSlotTypes, 0};
    layouts[1] = {abi::LayoutKind::Fixed, {}, 6, 2, 16, abi::kNoSlotTypes, 0};
    layouts[2] = {abi::LayoutKind::Fixed, {}, 5, 0, 0, abi::kNoSlotTypes, 0};
    layouts[3] = {abi::LayoutKind::Array, {}, 3, 1, 0, abi::kNoSlotTypes, 0};
    for (const BoxedType &type : kTypes) {
      types[type.rttid].words = uint32_t(words.size());
      types[type.rttid].wordCount = uint32_t(type.words.size());
      words += type.words;
    }
    stackMaps.magic = abi::kStackMapMagic;
    module.abiVersion = abi::kAbiVersion;
    module.name = "test";
    module.layouts = layouts;
    module.layoutCount = 4;
    module.types = types.data();
    module.typeWords = words.data();
    module.typeCount = uint32_t(types.size());
    module.stackMaps = &stackMaps;
    module.locations = &locations;
    module.errorPtrRttid = abi::kNoRttid;
    heap.registerModule(module);
    context.module = &module;
  }

  int64_t equal(const abi::InterfaceWords &a, const abi::InterfaceWords &b) {
    return vo_rt_iface_equal(int64_t(a.header), int64_t(a.bits),
                             reinterpret_cast<Ref>(a.ref), int64_t(b.header),
                             int64_t(b.bits), reinterpret_cast<Ref>(b.ref),
                             &context);
  }
  int64_t equal(ValueKind kind, Ref a, Ref b) {
    return equal({header(kind), 1, reinterpret_cast<uint64_t>(a)},
                 {header(kind), 2, reinterpret_cast<uint64_t>(b)});
  }
  int64_t equal(const BoxedType &type, ValueKind kind, Ref a, Ref b) {
    return equal({header(kind, type.rttid), 1, reinterpret_cast<uint64_t>(a)},
                 {header(kind, type.rttid), 2, reinterpret_cast<uint64_t>(b)});
  }
  int64_t equalStructs(const BoxedType &type, Ref a, Ref b) {
    return equal(type, ValueKind::Struct, a, b);
  }
  int64_t equalArrays(const BoxedType &type, Ref a, Ref b) {
    return equal(type, ValueKind::Array, a, b);
  }
  int64_t equalBits(ValueKind kind, uint64_t a, uint64_t b) {
    return equal({header(kind), a, 1}, {header(kind), b, 2});
  }

  Ref object(uint32_t layout) {
    uint64_t words = layouts[layout - kPoint].slots;
    return heap.allocate(context, abi::headerWord(layout, uint32_t(words)),
                         words * 8);
  }
  /// Stores a word of an object, which may be a reference.
  void store(Ref object, size_t slot, uint64_t word) {
    std::memcpy(object + slot * 8, &word, sizeof word);
    heap.recordWrite(object + slot * 8, 8);
  }
  static uint64_t word(Ref object, size_t slot) {
    uint64_t result = 0;
    std::memcpy(&result, object + slot * 8, sizeof result);
    return result;
  }
  void store(Ref object, size_t slot, Ref reference) {
    store(object, slot, reinterpret_cast<uint64_t>(reference));
  }
  Ref string(std::string_view text) {
    return boxString(context, heapString(text));
  }

  /// Stores the three words of a string.
  void storeString(const Rooted<Ref> &object, unsigned slot,
                   std::string_view text) {
    Str string = heapString(text);
    store(object, slot, string.base);
    store(object, slot + 1, uint64_t(string.offset));
    store(object, slot + 2, uint64_t(string.length));
  }

  /// New kNamed object: 1, "name", any(value).
  Ref named(std::string_view name, uint64_t valueHeader, uint64_t value) {
    Rooted<Ref> result(context, object(kNamed));
    store(result, 0, uint64_t{1});
    storeString(result, 1, name);
    store(result, 4, valueHeader);
    store(result, 5, value);
    return result;
  }

  std::vector<abi::TypeInfo> types;
  std::string words;
  abi::Layout layouts[4] = {};
  abi::StackMapTable stackMaps{};
  abi::LocationTable locations{};
  abi::ModuleDescriptor module{};
};
VO_INSTANTIATE_HEAP_TESTS(InterfaceEquality);

TEST_P(InterfaceEquality, TypesFirst) {
  EXPECT_EQ(equal({0, 0, 0}, {0, 0, 0}), 1);
  EXPECT_EQ(equal({0, 0, 0}, {header(ValueKind::Int), 0, 0}), 0);
  EXPECT_EQ(equal({header(ValueKind::Int, 2), 7, 0},
                  {header(ValueKind::Int, 60), 7, 0}),
            0);
  // Uncomparable types that differ are just different.
  EXPECT_EQ(equal({header(ValueKind::Slice, 60), 0, 0},
                  {header(ValueKind::Slice, 61), 0, 0}),
            0);
  // The itab does not count.
  EXPECT_EQ(equal({header(ValueKind::Int, 2, 3), 7, 0},
                  {header(ValueKind::Int, 2, 4), 7, 0}),
            1);
}

TEST_P(InterfaceEquality, Scalars) {
  EXPECT_EQ(equalBits(ValueKind::Int, 7, 7), 1);
  EXPECT_EQ(equalBits(ValueKind::Int, 7, 8), 0);
  EXPECT_EQ(equalBits(ValueKind::Uint64, 1, uint64_t{1} << 63 | 1), 0);
  EXPECT_EQ(equalBits(ValueKind::Bool, 0, 1), 0);
}

TEST_P(InterfaceEquality, Floats) {
  auto doubles = [&](double a, double b) {
    return equalBits(ValueKind::Float64, std::bit_cast<uint64_t>(a),
                     std::bit_cast<uint64_t>(b));
  };
  auto floats = [&](float a, float b) {
    return equalBits(ValueKind::Float32, std::bit_cast<uint32_t>(a),
                     std::bit_cast<uint32_t>(b));
  };
  EXPECT_EQ(doubles(1.5, 1.5), 1);
  EXPECT_EQ(doubles(0.0, -0.0), 1);
  EXPECT_EQ(doubles(NAN, NAN), 0);
  EXPECT_EQ(floats(1.5f, 1.5f), 1);
  EXPECT_EQ(floats(0.0f, -0.0f), 1);
  EXPECT_EQ(floats(NAN, NAN), 0);
  EXPECT_EQ(floats(1.0f, 2.0f), 0);
}

TEST_P(InterfaceEquality, Strings) {
  Rooted<Ref> a(context, string("text")), b(context, string("text")),
      c(context, string("texT"));
  EXPECT_EQ(equal(ValueKind::String, a, a), 1);
  EXPECT_EQ(equal(ValueKind::String, a, b), 1);
  EXPECT_EQ(equal(ValueKind::String, a, c), 0);
  EXPECT_EQ(equal(ValueKind::String, a, nullptr), 0);
  EXPECT_EQ(equal(ValueKind::String, nullptr, nullptr), 1);
}

TEST_P(InterfaceEquality, References) {
  Rooted<Ref> a(context, object(kPoint)), b(context, object(kPoint));
  for (ValueKind kind : {ValueKind::Pointer, ValueKind::Channel,
                         ValueKind::Port, ValueKind::Island}) {
    EXPECT_EQ(equal(kind, a, a), 1);
    EXPECT_EQ(equal(kind, a, b), 0);
    EXPECT_EQ(equal(kind, a, nullptr), 0);
  }
  for (ValueKind kind :
       {ValueKind::Slice, ValueKind::Map, ValueKind::Closure}) {
    EXPECT_EQ(equal(kind, a, a), 2);
    EXPECT_EQ(equal(kind, nullptr, nullptr), 2);
  }
}

TEST_P(InterfaceEquality, Structs) {
  Rooted<Ref> a(context, object(kPoint)), b(context, object(kPoint));
  store(a, 1, uint64_t{5});
  EXPECT_EQ(equalStructs(kPointType, a, b), 0);
  store(b, 1, uint64_t{5});
  EXPECT_EQ(equalStructs(kPointType, a, b), 1);
  EXPECT_EQ(equalStructs(kPointType, nullptr, nullptr), 1);
}

TEST_P(InterfaceEquality, StructsWithoutMembersAreEqual) {
  Rooted<Ref> a(context, object(kPoint)), b(context, object(kPoint));
  EXPECT_EQ(equalStructs(kEmptyType, a, b), 1);
}

TEST_P(InterfaceEquality, StructsWithStringsAndInterfaces) {
  uint64_t intHeader = header(ValueKind::Int, 2);
  Rooted<Ref> a(context, named("n", intHeader, 9)),
      same(context, named("n", header(ValueKind::Int, 2, 77), 9)),
      otherName(context, named("m", intHeader, 9)),
      otherValue(context, named("n", intHeader, 8)),
      otherType(context, named("n", header(ValueKind::Int, 3), 9)),
      noName(context, named("", intHeader, 9));
  EXPECT_EQ(equalStructs(kNamedType, a, same), 1);
  for (const Rooted<Ref> *other :
       {&otherName, &otherValue, &otherType, &noName})
    EXPECT_EQ(equalStructs(kNamedType, a, *other), 0);
  // Shared boxes do not make a NaN equal to itself.
  Rooted<Ref> nan(context, named("n", header(ValueKind::Float64, 13),
                                 std::bit_cast<uint64_t>(double(NAN))));
  EXPECT_EQ(equalStructs(kNamedType, nan, nan), 0);
}

// The bytes of equal strings may lie at different places.
TEST_P(InterfaceEquality, StringsCompareByTheirBytes) {
  Rooted<Ref> a(context, named("text", 0, 0)), b(context, object(kNamed));
  store(b, 0, uint64_t{1});
  storeString(b, 1, "in the text");
  store(b, 2, word(b, 2) + 7);
  store(b, 3, uint64_t{4});
  EXPECT_EQ(equalStructs(kNamedType, a, b), 1);
  store(b, 3, uint64_t{3});
  EXPECT_EQ(equalStructs(kNamedType, a, b), 0);
}

// What an interface holds counts when the comparison comes to it.
TEST_P(InterfaceEquality, ContentsStopAtTheFirstDifference) {
  uint64_t sliceHeader = header(ValueKind::Slice, 70);
  Rooted<Ref> a(context, named("n", sliceHeader, 0)),
      b(context, named("n", sliceHeader, 0)),
      c(context, named("m", sliceHeader, 0));
  EXPECT_EQ(equalStructs(kNamedType, a, b), 2);
  EXPECT_EQ(equalStructs(kNamedType, a, c), 0);
}

// A slice field makes the type uncomparable, nil or not, and whatever is before
// it.
TEST_P(InterfaceEquality, SliceFieldsAreUncomparable) {
  Rooted<Ref> a(context, object(kFields)), b(context, object(kFields));
  EXPECT_EQ(equalStructs(kSliceField, a, b), 2);
  store(a, 0, uint64_t{1});
  EXPECT_EQ(equalStructs(kSliceField, a, b), 2);
}

TEST_P(InterfaceEquality, FloatFields) {
  auto fields = [&](double wide, float narrow) {
    Ref result = object(kFields);
    store(result, 0, std::bit_cast<uint64_t>(wide));
    store(result, 1, uint64_t{std::bit_cast<uint32_t>(narrow)});
    return result;
  };
  Rooted<Ref> a(context, fields(0.0, 1.5f)), b(context, fields(-0.0, 1.5f)),
      c(context, fields(0.0, 2.5f)), wideNaN(context, fields(NAN, 1.5f)),
      narrowNaN(context, fields(0.0, NAN));
  EXPECT_EQ(equalStructs(kFloatFields, a, b), 1);
  EXPECT_EQ(equalStructs(kFloatFields, a, c), 0);
  EXPECT_EQ(equalStructs(kFloatFields, wideNaN, wideNaN), 0);
  EXPECT_EQ(equalStructs(kFloatFields, narrowNaN, narrowNaN), 0);
}

TEST_P(InterfaceEquality, ScalarArrays) {
  auto array = [&](const std::vector<int32_t> &elements) {
    return packed(ValueKind::Int32, elements).base;
  };
  Rooted<Ref> a(context, array({1, 2, 3})), b(context, array({1, 2, 3})),
      c(context, array({1, 2, 4})), empty(context, array({}));
  EXPECT_EQ(equalArrays(kIntsType, a, b), 1);
  EXPECT_EQ(equalArrays(kIntsType, a, c), 0);
  EXPECT_EQ(equalArrays(kIntsType, empty, empty), 1);
}

TEST_P(InterfaceEquality, FloatArrays) {
  auto array = [&](const std::vector<float> &elements) {
    return packed(ValueKind::Float32, elements).base;
  };
  Rooted<Ref> a(context, array({0, 1, 2})), b(context, array({-0.0f, 1, 2})),
      c(context, array({0, 1, 3})), nan(context, array({0, NAN, 2})),
      n(context, packed(ValueKind::Float64, std::vector<double>{NAN}).base);
  EXPECT_EQ(equalArrays(kFloatsType, a, b), 1);
  EXPECT_EQ(equalArrays(kFloatsType, a, c), 0);
  EXPECT_EQ(equalArrays(kFloatsType, nan, nan), 0);
  EXPECT_EQ(equalArrays(kDoublesType, n, n), 0);
}

TEST_P(InterfaceEquality, StringArrays) {
  auto array = [&](std::string_view text) {
    Rooted<Ref> result(context,
                       heap.allocateArray(context, kStrings, 24, 0, 3));
    storeString(result, 2 + 6, text); // the last one
    return result.get();
  };
  Rooted<Ref> a(context, array("x")), b(context, array("x")),
      c(context, array("y"));
  EXPECT_EQ(equalArrays(kStringsType, a, b), 1);
  EXPECT_EQ(equalArrays(kStringsType, a, c), 0);
  Rooted<Ref> funcs(context,
                    heap.allocateArray(context, abi::kLayoutRefArray, 8, 0, 1));
  EXPECT_EQ(equalArrays(kFuncsType, funcs, funcs), 2);
}

TEST_P(InterfaceEquality, InterfaceArrays) {
  auto array = [&](uint64_t value) {
    Ref result = heap.allocateArray(context, abi::kLayoutIfaceArray, 16, 0, 2);
    store(result, 4, header(ValueKind::Int, 2));
    store(result, 5, value);
    return result;
  };
  Rooted<Ref> a(context, array(1)), b(context, array(1)), c(context, array(2));
  EXPECT_EQ(equalArrays(kIfacesType, a, b), 1);
  EXPECT_EQ(equalArrays(kIfacesType, a, c), 0);
}

/// Values nested deeper than any machine stack.
TEST(InterfaceEqualityDepth, IsNotLimitedByTheStack) {
  HeapOptions options;
  Heap heap(options);
  Mutator mutator{};
  heap.attach(mutator);
  Context &context = mutator;
  abi::StackMapTable stackMaps{abi::kStackMapMagic, 0, 0, 0};
  abi::LocationTable locations{};
  abi::Layout layout{abi::LayoutKind::Fixed, {}, 2, 0, 1, abi::kNoSlotTypes, 0};
  abi::ModuleDescriptor module{};
  module.abiVersion = abi::kAbiVersion;
  module.name = "test";
  module.layouts = &layout;
  module.layoutCount = 1;
  abi::TypeInfo types[51] = {};
  types[50].wordCount = 2;
  module.types = types;
  module.typeWords = "iv";
  module.typeCount = 51;
  module.stackMaps = &stackMaps;
  module.locations = &locations;
  heap.registerModule(module);
  context.module = &module;

  // any(node{any(node{... any(last)})})
  auto chain = [&](uint64_t last) {
    Rooted<Ref> inner(context);
    for (unsigned i = 0; i < 300000; ++i) {
      Ref node = heap.allocate(context,
                               abi::headerWord(abi::kFirstModuleLayout, 2), 16);
      uint64_t words[] = {header(i ? ValueKind::Struct : ValueKind::Int),
                          i ? reinterpret_cast<uint64_t>(inner.get()) : last};
      std::memcpy(node, words, sizeof words);
      inner.set(node);
    }
    return inner.get();
  };
  Rooted<Ref> a(context, chain(1)), b(context, chain(1)), c(context, chain(2));
  auto wordsOf = [](Ref node) {
    return abi::InterfaceWords{header(ValueKind::Struct), 0,
                               reinterpret_cast<uint64_t>(node)};
  };
  EXPECT_EQ(equalInterfaces(context, wordsOf(a), wordsOf(b)), Equality::Same);
  EXPECT_EQ(equalInterfaces(context, wordsOf(a), wordsOf(c)),
            Equality::Different);
}

} // namespace
} // namespace vo::rt
