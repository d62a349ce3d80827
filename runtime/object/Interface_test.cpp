#include "runtime/object/HeapFixture.h"
#include "runtime/object/Interface.h"

#include <bit>
#include <cmath>
#include <limits>

namespace vo::rt {
namespace {

enum ModuleLayout : uint32_t {
  kPoint = abi::kFirstModuleLayout, // two scalars
  kNamed,                           // scalar, reference, interface
  kWide,                            // 70 slots: scalars, one reference
};

constexpr uint64_t header(ValueKind kind, uint32_t rttid = 50,
                          uint32_t itab = 0) {
  return uint64_t{itab} << 32 | rttid << 8 | uint64_t(kind);
}

class InterfaceEquality : public HeapTest {
protected:
  InterfaceEquality() : pool(70, uint8_t(abi::SlotType::Value)) {
    pool[65] = uint8_t(abi::SlotType::Ref);
    layouts[0] = {abi::LayoutKind::Fixed, {}, 2, 0, 0, abi::kNoSlotTypes, 0};
    layouts[1] = {abi::LayoutKind::Fixed, {}, 4, 2, 4, abi::kNoSlotTypes, 0};
    layouts[2] = {abi::LayoutKind::Fixed, {}, 70, 0, 0, 0, 0};
    stackMaps.magic = abi::kStackMapMagic;
    module.abiVersion = abi::kAbiVersion;
    module.name = "test";
    module.layouts = layouts;
    module.layoutCount = 3;
    module.slotTypePool = pool.data();
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
  int64_t equalBits(ValueKind kind, uint64_t a, uint64_t b) {
    return equal({header(kind), a, 1}, {header(kind), b, 2});
  }

  Ref object(ModuleLayout layout) {
    uint64_t words = layouts[layout - kPoint].slots;
    return heap.allocate(context, abi::headerWord(layout, uint32_t(words)),
                         words * 8);
  }
  /// Stores a word of an object, which may be a reference.
  void store(Ref object, unsigned slot, uint64_t word) {
    std::memcpy(object + slot * 8, &word, sizeof word);
    heap.recordWrite(object + slot * 8, 8);
  }
  void store(Ref object, unsigned slot, Ref reference) {
    store(object, slot, reinterpret_cast<uint64_t>(reference));
  }
  Ref string(std::string_view text) {
    return boxString(context, heapString(text));
  }

  /// New kNamed object: 1, "name", any(value).
  Ref named(std::string_view name, uint64_t valueHeader, uint64_t value) {
    Rooted<Ref> result(context, object(kNamed));
    store(result, 0, uint64_t{1});
    Ref text = string(name);
    store(result, 1, text);
    store(result, 2, valueHeader);
    store(result, 3, value);
    return result;
  }

  std::vector<uint8_t> pool;
  abi::Layout layouts[3] = {};
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
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 0);
  store(b, 1, uint64_t{5});
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 1);
  EXPECT_EQ(equal(ValueKind::Struct, a, nullptr), 0);
  EXPECT_EQ(equal(ValueKind::Struct, nullptr, nullptr), 1);
}

TEST_P(InterfaceEquality, StructsWithStringsAndInterfaces) {
  uint64_t intHeader = header(ValueKind::Int, 2);
  Rooted<Ref> a(context, named("n", intHeader, 9)),
      same(context, named("n", header(ValueKind::Int, 2, 77), 9)),
      otherName(context, named("m", intHeader, 9)),
      otherValue(context, named("n", intHeader, 8)),
      otherType(context, named("n", header(ValueKind::Int, 3), 9)),
      noName(context, named("", intHeader, 9));
  EXPECT_EQ(equal(ValueKind::Struct, a, same), 1);
  for (const Rooted<Ref> *other :
       {&otherName, &otherValue, &otherType, &noName})
    EXPECT_EQ(equal(ValueKind::Struct, a, *other), 0);
  // Shared boxes do not make a NaN equal to itself.
  Rooted<Ref> nan(context, named("n", header(ValueKind::Float64, 13),
                                 std::bit_cast<uint64_t>(double(NAN))));
  EXPECT_EQ(equal(ValueKind::Struct, nan, nan), 0);
}

TEST_P(InterfaceEquality, StopsAtTheFirstDifference) {
  uint64_t sliceHeader = header(ValueKind::Slice, 70);
  Rooted<Ref> a(context, named("n", sliceHeader, 0)),
      b(context, named("n", sliceHeader, 0)),
      c(context, named("m", sliceHeader, 0));
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 2);
  EXPECT_EQ(equal(ValueKind::Struct, a, c), 0);
}

TEST_P(InterfaceEquality, SliceFieldsAreUncomparable) {
  Rooted<Ref> a(context, object(kNamed)), b(context, object(kNamed));
  Ref box = boxSlice(context, packed(ValueKind::Int, std::vector<int64_t>{1}));
  store(a, 1, box);
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 2);
  EXPECT_EQ(equal(ValueKind::Struct, b, a), 2);
  EXPECT_EQ(equal(ValueKind::Struct, a, a), 2);
}

TEST_P(InterfaceEquality, PointerFieldsCompareByIdentity) {
  Rooted<Ref> a(context, object(kNamed)), b(context, object(kNamed)),
      target(context, object(kPoint)), other(context, object(kPoint));
  store(a, 1, target.get());
  store(b, 1, target.get());
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 1);
  store(b, 1, other.get());
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 0);
}

/// Pointers into objects: what lies there looks like two equal strings.
TEST_P(InterfaceEquality, InteriorPointersHaveNoHeader) {
  Rooted<Ref> a(context, object(kNamed)), b(context, object(kNamed)),
      x(context, object(kWide)), y(context, object(kWide));
  for (const Rooted<Ref> *target : {&x, &y})
    store(*target, 10, abi::headerWord(abi::kLayoutString, 3));
  store(a, 1, x.get() + 11 * 8);
  store(b, 1, y.get() + 11 * 8);
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 0);
  store(b, 1, x.get() + 11 * 8);
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 1);
}

TEST_P(InterfaceEquality, LongStructsUseTheSlotTypePool) {
  Rooted<Ref> a(context, object(kWide)), b(context, object(kWide));
  Ref text = string("t");
  store(a, 65, text);
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 0);
  text = string("t");
  store(b, 65, text);
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 1);
  store(b, 69, uint64_t{1});
  EXPECT_EQ(equal(ValueKind::Struct, a, b), 0);
}

TEST_P(InterfaceEquality, ScalarArrays) {
  auto array = [&](std::vector<int32_t> elements) {
    return packed(ValueKind::Int32, elements).base;
  };
  Rooted<Ref> a(context, array({1, 2, 3})), b(context, array({1, 2, 3})),
      c(context, array({1, 2, 4})), empty(context, array({}));
  EXPECT_EQ(equal(ValueKind::Array, a, b), 1);
  EXPECT_EQ(equal(ValueKind::Array, a, c), 0);
  EXPECT_EQ(equal(ValueKind::Array, a, empty), 0);
  EXPECT_EQ(equal(ValueKind::Array, empty, empty), 1);
}

TEST_P(InterfaceEquality, FloatArrays) {
  Rooted<Ref> a(context,
                packed(ValueKind::Float32, std::vector<float>{0, 1}).base),
      b(context, packed(ValueKind::Float32, std::vector<float>{-0.0f, 1}).base),
      n(context, packed(ValueKind::Float64, std::vector<double>{NAN}).base);
  EXPECT_EQ(equal(ValueKind::Array, a, b), 1);
  EXPECT_EQ(equal(ValueKind::Array, n, n), 0);
}

TEST_P(InterfaceEquality, ReferenceArrays) {
  auto array = [&](ValueKind kind, std::string_view text) {
    Rooted<Ref> result(context,
                       heap.allocateArray(context, abi::kLayoutRefArray, 8,
                                          uint32_t(kind), 3));
    Ref element = string(text);
    store(result, 2 + 2, element); // the last one
    return result.get();
  };
  Rooted<Ref> a(context, array(ValueKind::String, "x")),
      b(context, array(ValueKind::String, "x")),
      c(context, array(ValueKind::String, "y"));
  EXPECT_EQ(equal(ValueKind::Array, a, b), 1);
  EXPECT_EQ(equal(ValueKind::Array, a, c), 0);
  Rooted<Ref> funcs(context,
                    heap.allocateArray(context, abi::kLayoutRefArray, 8,
                                       uint32_t(ValueKind::Closure), 1));
  EXPECT_EQ(equal(ValueKind::Array, funcs, funcs), 2);
}

TEST_P(InterfaceEquality, InterfaceArrays) {
  auto array = [&](uint64_t value) {
    Ref result = heap.allocateArray(context, abi::kLayoutIfaceArray, 16,
                                    uint32_t(ValueKind::Interface), 2);
    store(result, 4, header(ValueKind::Int, 2));
    store(result, 5, value);
    return result;
  };
  Rooted<Ref> a(context, array(1)), b(context, array(1)), c(context, array(2));
  EXPECT_EQ(equal(ValueKind::Array, a, b), 1);
  EXPECT_EQ(equal(ValueKind::Array, a, c), 0);
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
  EXPECT_EQ(equalBoxed(context, a, b), Equality::Same);
  EXPECT_EQ(equalBoxed(context, a, c), Equality::Different);
}

} // namespace
} // namespace vo::rt
