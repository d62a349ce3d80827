//===- Image_test.cpp - Graphs from one heap to another -------------------===//
#include "runtime/island/Image.h"

#include "runtime/abi/Map.h"
#include "runtime/gc/Roots.h"
#include "runtime/gc/TestHeap.h"

#include "gtest/gtest.h"

#include <map>
#include <random>

namespace vo::rt::test {
namespace {

/// The layouts of TestHeap.h, and entries of a map from references to such.
constexpr uint32_t kEntries = kTriples + 1;

std::vector<abi::Layout> layouts() {
  std::vector<abi::Layout> rows(std::begin(kLayouts), std::end(kLayouts));
  rows.push_back(
      {abi::LayoutKind::Array, {}, 2, 0b11, 0, abi::kNoSlotTypes, 0});
  return rows;
}

/// An island's heap, as far as images are concerned.
struct Side {
  explicit Side(const HeapOptions &options) : heap(options) {
    module.layouts = rows.data();
    module.layoutCount = rows.size();
    heap.registerModule(module);
    heap.attach(self);
    self.module = &module;
  }
  ~Side() { heap.detach(self); }

  Ref fixed(uint32_t layout, uint32_t words) {
    return heap.allocate(self, abi::headerWord(layout, words),
                         uint64_t{words} * 8);
  }
  Ref refArray(uint64_t length) {
    return heap.allocateArray(self, abi::kLayoutRefArray, 8, 0, length);
  }
  void store(Ref object, uint64_t index, uint64_t value) {
    word(object, index) = value;
    heap.recordWrite(&word(object, index), 8);
  }

  std::vector<abi::Layout> rows = layouts();
  abi::ModuleDescriptor module = testModule(abi::kModuleHasInteriorPointers);
  Heap heap;
  Goroutine self;
};

Ref carry(Side &from, Side &to, Ref root) {
  Image image;
  image.take(from.self, root);
  return refAt(*image.give(to.self));
}

/// Checks that what two references lead to has the same form.
class Comparison {
public:
  Comparison(Side &left, Side &right) : left(left), right(right) {}

  void slots(uint64_t a, uint64_t b) {
    work.push_back({a, b});
    while (!work.empty()) {
      auto [x, y] = work.back();
      work.pop_back();
      references(x, y);
    }
  }
  size_t objects() const { return pairs.size(); }

private:
  void references(uint64_t a, uint64_t b) {
    if (!left.heap.contains(refAt(a))) {
      ASSERT_EQ(a, b); // null, constants
      return;
    }
    ASSERT_TRUE(right.heap.contains(refAt(b)));
    Ref x = left.heap.objectBase(refAt(a)), y = right.heap.objectBase(refAt(b));
    ASSERT_EQ(a - addressOf(x), b - addressOf(y));
    auto [known, isNew] = pairs.try_emplace(x, y);
    ASSERT_EQ(known->second, y);
    if (!isNew)
      return;
    ASSERT_TRUE(images.try_emplace(y, x).second);
    ASSERT_EQ(headerOf(x) & ~uint64_t{0xFE}, headerOf(y) & ~uint64_t{0xFE});
    ASSERT_EQ(Heap::objectBytes(x), Heap::objectBytes(y));
    std::vector<bool> isReference(Heap::objectBytes(x) / 8);
    left.heap.layouts().trace(
        left.heap.layouts()[abi::layoutOf(headerOf(x))], x,
        [&](uint64_t *slot) {
          isReference[slot - reinterpret_cast<uint64_t *>(x)] = true;
        });
    for (size_t i = 0; i < isReference.size(); ++i)
      if (isReference[i])
        work.push_back({word(x, i), word(y, i)});
      else
        ASSERT_EQ(word(x, i), word(y, i));
  }

  Side &left, &right;
  std::vector<std::pair<uint64_t, uint64_t>> work;
  std::map<Ref, Ref> pairs, images;
};

HeapOptions stressed() {
  HeapOptions options = tinyOptions(4096);
  options.stress = true;
  return options;
}

TEST(ImageTest, randomGraphsKeepTheirForm) {
  static const uint64_t constant = 7;
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    auto below = [&](uint64_t bound) { return random() % bound; };
    Side from(tinyOptions(8192)), to(seed % 2 ? stressed() : tinyOptions(512));
    constexpr uint64_t kObjects = 60;
    Rooted<Ref> all(from.self, from.refArray(kObjects));
    for (uint64_t i = 0; i < kObjects; ++i) {
      uint64_t kind = below(5);
      Ref object = kind == 0   ? from.fixed(kPair, kPairWords)
                   : kind == 1 ? from.fixed(kMixed, kMixedWords)
                   : kind == 2 ? from.fixed(kLong, kLongSlots)
                   : kind == 3 ? from.refArray(below(6))
                               : from.heap.allocateArray(from.self, kTriples,
                                                         24, 0, below(4));
      from.store(all, 2 + i, addressOf(object));
    }
    for (uint64_t i = 0; i < kObjects; ++i) {
      Ref object = refAt(word(all, 2 + i));
      uint64_t bytes = Heap::objectBytes(object);
      // Numbers first; headers of interfaces decide what the next word is.
      bool isArray = abi::wordsOf(headerOf(object)) == 0;
      for (uint64_t at = isArray ? 2 : 0; at < bytes / 8; ++at)
        word(object, at) = below(2) ? kStringHeader : kIntHeader;
      from.heap.layouts().trace(
          from.heap.layouts()[abi::layoutOf(headerOf(object))], object,
          [&](uint64_t *slot) {
            Ref target = refAt(word(all, 2 + below(kObjects)));
            uint64_t inside = below(4) ? 0 : Heap::objectBytes(target) / 8;
            uint64_t choice = below(8);
            *slot = choice == 0   ? 0
                    : choice == 1 ? reinterpret_cast<uint64_t>(&constant)
                                  : addressOf(target) + 8 * below(inside + 1);
          });
      from.heap.recordWrite(object, bytes);
    }
    if (below(2))
      from.heap.collectMajor(from.self);
    Ref root = refAt(word(all, 2));
    Ref copy = carry(from, to, root);
    Comparison compare(from, to);
    compare.slots(addressOf(root), addressOf(copy));
    EXPECT_GT(compare.objects(), 0u);
    // What has been made is in order, and lives on if it is held.
    Rooted<Ref> held(to.self, copy);
    to.heap.collectMajor(to.self);
    Comparison(from, to).slots(addressOf(root), addressOf(held));
  }
}

TEST(ImageTest, elementsOfPortsAreWordsWithReferencesAmongThem) {
  Side from(tinyOptions()), to(stressed());
  Ref pair = from.fixed(kPair, kPairWords);
  word(pair, 1) = 42;
  const uint64_t words[] = {kStringHeader, addressOf(pair), 17};
  Image image;
  image.take(from.self, kTriples, words, 3);
  const uint64_t *copies = image.give(to.self);
  EXPECT_EQ(copies[0], kStringHeader);
  EXPECT_TRUE(to.heap.contains(refAt(copies[1])));
  EXPECT_EQ(word(refAt(copies[1]), 1), 42u);
  EXPECT_EQ(copies[2], 17u);
}

TEST(ImageTest, channelsAndIslandsBecomeNil) {
  Side from(tinyOptions()), to(tinyOptions());
  Rooted<Ref> array(from.self, from.refArray(3));
  from.store(array, 2,
             addressOf(from.fixed(abi::kLayoutChannel, abi::kChannelWords)));
  from.store(array, 3,
             addressOf(from.fixed(abi::kLayoutIsland, abi::kIslandWords)));
  from.store(array, 4, addressOf(from.fixed(kPair, kPairWords)));
  Ref copy = carry(from, to, array);
  EXPECT_EQ(word(copy, 2), 0u);
  EXPECT_EQ(word(copy, 3), 0u);
  EXPECT_NE(word(copy, 4), 0u);
}

TEST(ImageTest, mapsFindTheirKeysAtNewAddresses) {
  static const abi::MapType map = {
      kEntries, 1,  1, abi::MapKeyClass::Reference, abi::mapKeyFlags("r"),
      0,        "r"};
  for (int count : {3, 100}) {
    Side from(tinyOptions(1 << 16)), to(tinyOptions(1 << 16));
    Rooted<Ref> table(from.self, vo_rt_map_new(&map, 0, &from.self));
    Rooted<Ref> root(from.self, from.refArray(count + 1));
    for (int i = 0; i < count; ++i) {
      from.store(root, 3 + i, addressOf(from.fixed(kPair, kPairWords)));
      Ref key = refAt(word(root, 3 + i));
      int64_t offset = vo_rt_map_set_ref(table, key, &from.self);
      uint64_t *value =
          reinterpret_cast<uint64_t *>(word(table, 0) + uint64_t(offset));
      *value = word(root, 3 + i);
      from.heap.recordWrite(value, 8);
    }
    from.store(root, 2, addressOf(table));
    Rooted<Ref> copy(to.self, carry(from, to, root));
    for (int round = 0; round < 2; ++round) {
      for (int i = 0; i < count; ++i) {
        Ref theMap = refAt(word(copy, 2));
        Ref key = refAt(word(copy, 3 + i));
        int64_t offset = vo_rt_map_get_ref(theMap, key, &to.self);
        ASSERT_NE(offset, abi::kMapNoEntry);
        EXPECT_EQ(
            *reinterpret_cast<uint64_t *>(word(theMap, 0) + uint64_t(offset)),
            addressOf(key));
      }
      to.heap.collectMajor(to.self);
    }
  }
}

} // namespace
} // namespace vo::rt::test
