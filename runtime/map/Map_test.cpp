//===- Map_test.cpp - What each operation on maps does --------------------===//
#include "runtime/map/MapFixture.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace vo::rt {
namespace {

VO_INSTANTIATE_HEAP_TESTS(MapTest);

TEST_P(MapTest, nilIsEmpty) {
  uint64_t key = 1;
  EXPECT_EQ(vo_rt_map_get(nullptr, inFrame(&key), &context), 0);
  EXPECT_EQ(vo_rt_map_get_i64(nullptr, 1, &context), 0);
  EXPECT_EQ(vo_rt_map_get_ref(nullptr, nullptr, &context), 0);
  EXPECT_EQ(vo_rt_map_get_string(nullptr, {}, &context), 0);
  EXPECT_EQ(vo_rt_map_delete(nullptr, inFrame(&key), &context), 0);
  vo_rt_map_delete_i64(nullptr, 1, &context);
  vo_rt_map_delete_ref(nullptr, nullptr, &context);
  vo_rt_map_delete_string(nullptr, {}, &context);
  vo_rt_map_clear(nullptr, &context);
  abi::MapIterObject iterator{};
  EXPECT_EQ(vo_rt_map_next(reinterpret_cast<Ref>(&iterator), &context), 0);
}

TEST_P(MapTest, newMapIsEmpty) {
  Rooted<Ref> map(context, newMap(kIntMap));
  EXPECT_EQ(countOf(map), 0u);
  EXPECT_EQ(get(map, {0}), -1);
  EXPECT_TRUE(values(map).empty());
  erase(map, {0});
  vo_rt_map_clear(map, &context);
  EXPECT_EQ(countOf(map), 0u);
}

TEST_P(MapTest, newEntriesHaveZeroValuesAlsoInDeletedOnesPlace) {
  for (unsigned size : {3u, 40u}) {
    Rooted<Ref> map(context, newMap(kIntMap));
    for (uint64_t key = 0; key < size; ++key)
      set(map, {key}, key + 100);
    for (uint64_t key = 0; key < size / 2; ++key)
      erase(map, {key});
    for (uint64_t key = 0; key < size / 2; ++key)
      EXPECT_EQ(*at(map, vo_rt_map_set_i64(map, int64_t(key), &context)), 0u);
    EXPECT_EQ(countOf(map), size);
  }
}

TEST_P(MapTest, entriesComeInTheOrderOfTheirInsertion) {
  Rooted<Ref> map(context, newMap(kIntMap));
  std::vector<uint64_t> expected;
  for (uint64_t i = 0; i < 100; ++i) {
    set(map, {i * i * 2654435761 ^ i << 40}, i);
    expected.push_back(i);
    EXPECT_EQ(values(map), expected);
  }
  set(map, {0}, 7); // the place of an entry is that of its first store
  expected[0] = 7;
  EXPECT_EQ(values(map), expected);
}

TEST_P(MapTest, entryForOneWordAgreesWithTheGeneralOne) {
  Rooted<Ref> map(context, newMap(kIntMap));
  for (int64_t key : {int64_t{0}, int64_t{-1}, INT64_MIN}) {
    *at(map, vo_rt_map_set_i64(map, key, &context)) = 5;
    EXPECT_EQ(get(map, {uint64_t(key)}), 5);
    EXPECT_NE(vo_rt_map_get_i64(map, key, &context), 0);
    vo_rt_map_delete_i64(map, key, &context);
    EXPECT_EQ(vo_rt_map_get_i64(map, key, &context), 0);
  }
  EXPECT_EQ(countOf(map), 0u);
}

TEST_P(MapTest, stringsAreKeysByTheirBytes) {
  Rooted<Ref> map(context, newMap(kStringMap));
  std::string text;
  for (int i = 0; i < 300; ++i) { // every length, with zeros in it
    setString(map, text, uint64_t(i));
    text += char(i % 3);
  }
  EXPECT_EQ(countOf(map), 300u);
  heap.collectMajor(context);
  text.clear();
  for (int i = 0; i < 300; ++i) {
    Str key = i % 2 ? heapString(text) : constantString(text);
    int64_t offset = vo_rt_map_get_string(map, key, &context);
    ASSERT_NE(offset, 0) << i;
    EXPECT_EQ(*at(map, offset), uint64_t(i));
    text += char(i % 3);
  }
  EXPECT_EQ(vo_rt_map_get_string(map, constantString(text), &context), 0);
}

TEST_P(MapTest, floatsAreEqualAsIeeeSays) {
  for (unsigned others : {0u, 20u}) {
    Rooted<Ref> map(context, newMap(kFloatMap));
    for (unsigned i = 0; i < others; ++i)
      set(map, {bits(i + 1.5)}, i);
    set(map, {bits(0.0)}, 1);
    EXPECT_EQ(get(map, {bits(-0.0)}), 1);
    set(map, {bits(-0.0)}, 2);
    EXPECT_EQ(countOf(map), others + 1);
    // The key is the one that was stored last.
    EXPECT_EQ(
        at(map, vo_rt_map_get(map, inFrame(Words{0}.data()), &context))[-1],
        bits(-0.0));
    double nan = std::numeric_limits<double>::quiet_NaN();
    for (unsigned i = 0; i < 50; ++i) {
      set(map, {bits(nan)}, 9);
      EXPECT_EQ(get(map, {bits(nan)}), -1);
      erase(map, {bits(nan)});
      EXPECT_EQ(countOf(map), others + 2 + i);
    }
    vo_rt_map_clear(map, &context);
    EXPECT_EQ(countOf(map), 0u);
  }
}

TEST_P(MapTest, manyNansAreNotQuadratic) {
  if (GetParam().stress)
    return;
  Rooted<Ref> map(context, newMap(kFloatMap));
  for (unsigned i = 0; i < 200000; ++i)
    set(map, {bits(NAN)}, i);
  EXPECT_EQ(values(map).size(), 200000u);
}

TEST_P(MapTest, keysWithoutWords) {
  Rooted<Ref> map(context, newMap(kUnitMap));
  EXPECT_EQ(get(map, {}), -1);
  set(map, {}, 1);
  set(map, {}, 2);
  EXPECT_EQ(values(map), (std::vector<uint64_t>{2}));
  erase(map, {});
  EXPECT_EQ(countOf(map), 0u);
}

TEST_P(MapTest, interfaceKeysCompareTypesAndValues) {
  Rooted<Ref> map(context, newMap(kIfaceMap));
  const Words intOne{header(ValueKind::Int, kIntType), 1};
  const Words otherOne{header(ValueKind::Int64, 6), 1};
  const Words nilValue{0, 0};
  set(map, intOne, 10);
  set(map, otherOne, 11);
  set(map, nilValue, 12);
  set(map, stringValue("one"), 13);
  set(map, stringValue(""), 14);
  set(map, {header(ValueKind::Float64, 13), bits(0.0)}, 15);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(get(map, intOne), 10);
    EXPECT_EQ(get(map, otherOne), 11);
    EXPECT_EQ(get(map, nilValue), 12);
    EXPECT_EQ(get(map, stringValue("one")), 13);
    EXPECT_EQ(get(map, {header(ValueKind::String, kStringType), 0}), 14);
    EXPECT_EQ(get(map, {header(ValueKind::Float64, 13), bits(-0.0)}), 15);
    // The method table is no part of the type.
    EXPECT_EQ(get(map, {intOne[0] | uint64_t{7} << 32, 1}), 10);
    EXPECT_EQ(get(map, stringValue("two")), -1);
    for (uint64_t more = 0; more < 30; ++more) // the same with an index
      set(map, {header(ValueKind::Uint, 7), more}, more);
  }
}

TEST_P(MapTest, structsAndArraysInInterfaceKeys) {
  Rooted<Ref> map(context, newMap(kIfaceMap));
  // struct { int; any } and [2]any, each holding a string of its own.
  auto pair = [&](uint64_t number, std::string_view text) {
    Rooted<Ref> box(
        context, heap.allocate(context, abi::headerWord(kBoxedStruct, 3), 24));
    Words inner = stringValue(text);
    auto *words = reinterpret_cast<uint64_t *>(box.get());
    words[0] = number;
    words[1] = inner[0];
    words[2] = inner[1];
    heap.recordWrite(words, 24);
    return Words{header(ValueKind::Struct, kPairType), addressOf(box)};
  };
  auto array = [&](std::string_view text) {
    Rooted<Ref> box(context, heap.allocateArray(context, kIfaces, 16, 0, 2));
    Words inner = pair(4, text);
    auto *words = reinterpret_cast<uint64_t *>(box.get() + 16);
    words[2] = inner[0];
    words[3] = inner[1];
    heap.recordWrite(words, 32);
    return Words{header(ValueKind::Array, kIfacesType), addressOf(box)};
  };
  for (uint64_t others : {0, 30}) {
    for (uint64_t i = 0; i < others; ++i)
      set(map, {header(ValueKind::Int, kIntType), i}, i);
    set(map, pair(1, "x"), 101);
    set(map, pair(2, "x"), 102);
    set(map, pair(1, "y"), 103);
    set(map, array("x"), 104);
    set(map, array("y"), 105);
    EXPECT_EQ(countOf(map), 5 + others);
    heap.collectMajor(context);
    EXPECT_EQ(get(map, pair(1, "x")), 101);
    EXPECT_EQ(get(map, pair(2, "x")), 102);
    EXPECT_EQ(get(map, pair(1, "y")), 103);
    EXPECT_EQ(get(map, array("x")), 104);
    EXPECT_EQ(get(map, array("y")), 105);
    EXPECT_EQ(get(map, pair(2, "y")), -1);
    EXPECT_EQ(get(map, array("z")), -1);
  }
}

TEST_P(MapTest, packedFloatsInInterfaceKeys) {
  Rooted<Ref> map(context, newMap(kIfaceMap));
  auto floats = [&](float a, float b, float c) {
    Ref box = heap.allocateArray(context, abi::kLayoutScalarArray, 4, 0, 3);
    float values[] = {a, b, c};
    std::memcpy(box + 16, values, sizeof values);
    return Words{header(ValueKind::Array, kFloatsType), addressOf(box)};
  };
  set(map, floats(1, 0, -0.0f), 1);
  EXPECT_EQ(get(map, floats(1, -0.0f, 0)), 1);
  EXPECT_EQ(get(map, floats(1, -0.0f, 2)), -1);
  for (uint64_t i = 0; i < 30; ++i)
    set(map, {header(ValueKind::Int, kIntType), i}, i);
  EXPECT_EQ(get(map, floats(1, -0.0f, 0)), 1);
  set(map, floats(NAN, 0, 0), 2);
  EXPECT_EQ(get(map, floats(NAN, 0, 0)), -1);
}

TEST_P(MapTest, unhashableKeysAreTold) {
  Rooted<Ref> map(context, newMap(kIfaceMap));
  const Words slice{header(ValueKind::Slice, 30), 0};
  for (int turn = 0; turn < 3; ++turn) { // empty, small, with an index
    for (ValueKind kind :
         {ValueKind::Slice, ValueKind::Map, ValueKind::Closure})
      EXPECT_TRUE(isUnhashable(map, {header(kind, 30), 0}));
    EXPECT_TRUE(
        isUnhashable(map, {header(ValueKind::Struct, kSliceStructType), 0}));
    Rooted<Ref> box(
        context, heap.allocate(context, abi::headerWord(kBoxedStruct, 3), 24));
    reinterpret_cast<uint64_t *>(box.get())[1] = slice[0];
    Words holder{header(ValueKind::Struct, kPairType), addressOf(box)};
    EXPECT_TRUE(isUnhashable(map, holder));
    EXPECT_EQ(vo_rt_map_delete(map, inFrame(holder.data()), &context),
              abi::kMapUnhashable);
    for (uint64_t i = 0; i < 5 + 20u * unsigned(turn); ++i)
      set(map, {header(ValueKind::Int, kIntType), i}, i);
  }
}

TEST_P(MapTest, deepValuesNeedNoStack) {
  Rooted<Ref> map(context, newMap(kIfaceMap));
  Rooted<Ref> chain(context);
  for (unsigned depth = 0; depth < (GetParam().stress ? 300 : 100000);
       ++depth) {
    Ref box = heap.allocate(context, abi::headerWord(kBoxedStruct, 3), 24);
    auto *words = reinterpret_cast<uint64_t *>(box);
    words[1] = header(ValueKind::Struct, kPairType);
    words[2] = addressOf(chain);
    chain.set(box);
  }
  auto key = [&] {
    return Words{header(ValueKind::Struct, kPairType), addressOf(chain)};
  };
  set(map, key(), 1);
  EXPECT_EQ(get(map, key()), 1);
}

TEST_P(MapTest, referencesAreKeysByIdentity) {
  constexpr unsigned kCount = 100;
  Ref nodes[kCount] = {};
  RootedSpan span(context, nodes, kCount);
  Rooted<Ref> map(context, newMap(kRefMap));
  for (unsigned i = 0; i < kCount; ++i) {
    nodes[i] = node();
    *at(map, vo_rt_map_set_ref(map, nodes[i], &context)) = i;
    if (i % 7 == 0)
      heap.collectMinor(context);
    for (unsigned j = 0; j <= i; j += 5) {
      int64_t offset = vo_rt_map_get_ref(map, nodes[j], &context);
      ASSERT_NE(offset, 0);
      EXPECT_EQ(*at(map, offset), j);
    }
  }
  EXPECT_EQ(vo_rt_map_get_ref(map, nullptr, &context), 0);
  Ref other = node();
  EXPECT_EQ(vo_rt_map_get_ref(map, other, &context), 0);
  heap.collectMinor(context);
  for (unsigned i = 0; i < kCount; i += 2)
    vo_rt_map_delete_ref(map, nodes[i], &context);
  heap.collectMajor(context);
  for (unsigned i = 0; i < kCount; ++i)
    EXPECT_EQ(vo_rt_map_get_ref(map, nodes[i], &context) != 0, i % 2 == 1);
}

TEST_P(MapTest, collectionsDoNotMakeReferenceMapsQuadratic) {
  if (GetParam().stress)
    return;
  HeapOptions options; // not verified
  options.nursery = 64 << 10;
  Heap fast(options);
  Mutator own{};
  fast.attach(own);
  abi::Layout layouts[] = {
      {abi::LayoutKind::Array, {}, 2, 1, 0, abi::kNoSlotTypes, 0}};
  abi::ModuleDescriptor module{};
  module.layouts = layouts;
  module.layoutCount = 1;
  fast.registerModule(module);
  {
    Rooted<Ref> map(own, vo_rt_map_new(&kRefMap, 0, &own));
    for (unsigned i = 0; i < 200000; ++i) {
      Ref key = fast.allocate(own, abi::headerWord(abi::kLayoutString, 3), 24);
      *at(map, vo_rt_map_set_ref(map, key, &own)) = i;
      if (i % 20 == 0) // ten thousand collections
        fast.collectMinor(own);
    }
    EXPECT_EQ(countOf(map), 200000u);
  }
  fast.detach(own);
}

TEST_P(MapTest, referencesInEntriesSurvive) {
  Rooted<Ref> map(context, newMap(kBoxMap));
  for (uint64_t i = 0; i < 200; ++i) {
    Rooted<Ref> value(context, node());
    *reinterpret_cast<uint64_t *>(value.get()) = i;
    uint64_t *place = at(map, vo_rt_map_set_i64(map, int64_t(i), &context));
    *place = addressOf(value);
    heap.recordWrite(place, 8);
    if (i % 50 == 0)
      heap.collectMinor(context);
  }
  heap.collectMajor(context);
  for (uint64_t i = 0; i < 200; ++i)
    EXPECT_EQ(*reinterpret_cast<uint64_t *>(get(map, {i})), i);
}

TEST_P(MapTest, deletedEntriesKeepNothingAlive) {
  Rooted<Ref> map(context, newMap(kRefMap));
  for (unsigned i = 0; i < 40; ++i) {
    Rooted<Ref> key(context, node());
    vo_rt_map_set_ref(map, key, &context);
    if (i != 20)
      vo_rt_map_delete_ref(map, key, &context);
  }
  const auto *words = at(map, abi::kArrayDataOffset);
  unsigned kept = 0;
  for (uint64_t i = 0; i < 2 * capacityOf(map); i += 2)
    kept += words[i] != 0;
  EXPECT_EQ(kept, 1u);
}

TEST_P(MapTest, hintMakesRoom) {
  Rooted<Ref> map(context, newMap(kStringMap, 1000));
  Rooted<Ref> array(context, reinterpret_cast<Ref>(objectOf(map).entries));
  EXPECT_GE(capacityOf(map), 1000u);
  for (unsigned i = 0; i < (GetParam().stress ? 50 : 1000); ++i)
    setString(map, std::to_string(i), i);
  EXPECT_EQ(objectOf(map).entries, addressOf(array));
  for (int64_t hint :
       {INT64_MIN, int64_t{-1}, INT64_MAX, int64_t{1} << 29, int64_t{1} << 40})
    EXPECT_EQ(capacityOf(newMap(kStringMap, hint)), 0u) << hint;
}

TEST_P(MapTest, deletingAndInsertingDoesNotGrow) {
  for (unsigned live : {1u, 5u, 12u, 40u}) {
    Rooted<Ref> map(context, newMap(kIntMap));
    for (uint64_t key = 0; key < live; ++key)
      set(map, {key}, key);
    uint64_t capacity = capacityOf(map);
    for (uint64_t key = live; key < live + 3000; ++key) {
      erase(map, {key - live});
      set(map, {key}, key);
    }
    EXPECT_EQ(countOf(map), live);
    EXPECT_EQ(capacityOf(map), capacity);
    for (uint64_t key = 3000; key < live + 3000; ++key)
      EXPECT_EQ(get(map, {key}), int64_t(key));
  }
}

TEST_P(MapTest, clearEmptiesAndIsOfUseAgain) {
  for (unsigned size : {3u, 30u, 100u}) {
    Rooted<Ref> map(context, newMap(kStringMap, size == 30 ? 1000 : 0));
    for (int turn = 0; turn < 3; ++turn) {
      for (unsigned i = 0; i < size; ++i)
        setString(map, std::to_string(i), i);
      EXPECT_EQ(values(map).size(), size);
      vo_rt_map_clear(map, &context);
      EXPECT_EQ(countOf(map), 0u);
      EXPECT_TRUE(values(map).empty());
      EXPECT_EQ(get(map, stringWords("1")), -1);
    }
  }
}

//===--- Iteration --------------------------------------------------------===//

/// An iteration whose state lies in the heap.
class Iteration {
public:
  Iteration(Context &context, Ref map) : context(context), iterator(context) {
    Rooted<Ref> rooted(context, map);
    iterator.set(heapOf(context).allocate(
        context, abi::headerWord(abi::kLayoutMapIter, 2), 16));
    *reinterpret_cast<Ref *>(iterator.get()) = rooted;
  }

  /// The next key, or -1.
  int64_t next() {
    int64_t offset = vo_rt_map_next(iterator, &context);
    if (offset == 0)
      return -1;
    auto *map = *reinterpret_cast<abi::MapObject **>(iterator.get());
    return *reinterpret_cast<int64_t *>(map->entries + uint64_t(offset));
  }

private:
  Context &context;
  Rooted<Ref> iterator;
};

TEST_P(MapTest, iterationSeesNoDeletedEntries) {
  for (uint64_t size : {8u, 200u}) {
    Rooted<Ref> map(context, newMap(kIntMap));
    for (uint64_t key = 0; key < size; ++key)
      set(map, {key}, key);
    Iteration iteration(context, map);
    std::vector<int64_t> seen;
    for (int64_t key = 0; (key = iteration.next()) >= 0;) {
      seen.push_back(key);
      erase(map, {uint64_t(key)});     // this one
      erase(map, {uint64_t(key) + 1}); // and the next
      heap.safepoint(context);
    }
    std::vector<int64_t> expected;
    for (uint64_t key = 0; key < size; key += 2)
      expected.push_back(int64_t(key));
    EXPECT_EQ(seen, expected);
    EXPECT_EQ(countOf(map), 0u);
    set(map, {5}, 5);
    EXPECT_EQ(iteration.next(), -1); // for ever after
  }
}

TEST_P(MapTest, iterationEndsAlthoughTheMapGrows) {
  Rooted<Ref> map(context, newMap(kIntMap));
  for (uint64_t key = 0; key < 5; ++key)
    set(map, {key}, key);
  Iteration iteration(context, map);
  std::vector<int64_t> seen;
  for (int64_t key = 0; (key = iteration.next()) >= 0;) {
    seen.push_back(key);
    for (uint64_t more = 0; more < 20; ++more)
      set(map, {uint64_t(key) * 100 + more + 1000}, 0);
  }
  EXPECT_EQ(seen, (std::vector<int64_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(countOf(map), 105u);
}

TEST_P(MapTest, iterationOverAMapThatIsCleared) {
  Rooted<Ref> map(context, newMap(kIntMap));
  for (uint64_t size : {3u, 100u}) {
    for (uint64_t key = 0; key < size; ++key)
      set(map, {key}, key);
    Iteration iteration(context, map);
    EXPECT_EQ(iteration.next(), 0);
    vo_rt_map_clear(map, &context);
    EXPECT_EQ(iteration.next(), -1);
  }
}

} // namespace
} // namespace vo::rt
