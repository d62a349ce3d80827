//===- MapRandom_test.cpp - Random operations against a model -------------===//
//
// Does the same to maps of the heap and to std::map, and compares the results
// of each operation; iterations go on meanwhile. The model of a key is a
// number.
//
//===----------------------------------------------------------------------===//
#include "runtime/map/MapFixture.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>

namespace vo::rt {
namespace {

class RandomMapTest : public MapTest {
protected:
  static constexpr uint64_t kKeys = 160;
  using MakeKey = std::function<Words(uint64_t number)>;

  RandomMapTest() : span(context, nodes, kKeys) {
    for (Ref &place : nodes)
      place = node();
  }

  uint64_t pick(uint64_t bound) { return random() % bound; }

  /// An iteration and what is known of what it may still give.
  struct Walk {
    Rooted<Ref> iterator;
    std::set<uint64_t> mustSee; // values that were there and still are
    std::set<uint64_t> seen;

    explicit Walk(Context &context) : iterator(context) {}
  };

  /// Values are all different, so that one names an entry.
  void run(const abi::MapType &type, const MakeKey &makeKey, int steps);
  void operate(const abi::MapType &type, const MakeKey &makeKey);
  void startWalk();
  void walkOn();
  void compare(const MakeKey &makeKey);

  std::mt19937_64 random{7}; // NOLINT(bugprone-random-generator-seed)
  Ref nodes[kKeys] = {};
  RootedSpan span;
  std::unique_ptr<Rooted<Ref>> map;
  std::unique_ptr<Walk> walk;
  std::map<uint64_t, uint64_t> model;
  uint64_t nextValue = 1;
};

void RandomMapTest::startWalk() {
  walk.reset();
  walk = std::make_unique<Walk>(context);
  Ref iterator =
      heap.allocate(context, abi::headerWord(abi::kLayoutMapIter, 2), 16);
  *reinterpret_cast<Ref *>(iterator) = map->get();
  walk->iterator.set(iterator);
  for (auto [key, value] : model)
    walk->mustSee.insert(key);
}

/// Keys are compared: a value may have been replaced.
void RandomMapTest::walkOn() {
  auto *iteration =
      reinterpret_cast<abi::MapIterObject *>(walk->iterator.get());
  Ref before = reinterpret_cast<Ref>(iteration->map);
  int64_t offset = vo_rt_map_next(walk->iterator, &context);
  if (offset == 0) {
    EXPECT_TRUE(walk->mustSee.empty());
    EXPECT_EQ(vo_rt_map_next(walk->iterator, &context), 0);
    walk.reset();
    return;
  }
  uint64_t value = at(before, offset)[objectOf(before).type->keyWords];
  auto found = std::find_if(model.begin(), model.end(),
                            [&](auto &entry) { return entry.second == value; });
  ASSERT_NE(found, model.end()) << "a deleted entry";
  walk->mustSee.erase(found->first);
  EXPECT_TRUE(walk->seen.insert(found->first).second) << "seen twice";
}

void RandomMapTest::operate(const abi::MapType &type, const MakeKey &makeKey) {
  // Phases of growing, of shrinking and of few keys.
  uint64_t number = pick(random() % 4 ? kKeys : 6);
  uint64_t action = pick(16);
  if (action == 0 && walk)
    return walkOn();
  if (action < 7) {
    Words key = makeKey(number);
    int64_t offset = vo_rt_map_set(*map, inFrame(key.data()), &context);
    EXPECT_EQ(*at(*map, offset), model.count(number) ? model[number] : 0);
    *at(*map, offset) = model[number] = nextValue++;
  } else if (action < 11) {
    erase(*map, makeKey(number));
    model.erase(number);
    // May come again if it is inserted again.
    if (walk) {
      walk->mustSee.erase(number);
      walk->seen.erase(number);
    }
  } else if (action < 15) {
    EXPECT_EQ(get(*map, makeKey(number)),
              model.count(number) ? int64_t(model[number]) : -1);
  } else if (pick(4) == 0) {
    startWalk();
  } else if (pick(40) == 0) {
    vo_rt_map_clear(*map, &context);
    model.clear();
    walk.reset();
  } else if (pick(100) == 0) {
    walk.reset();
    map->set(newMap(type, int64_t(pick(100))));
    model.clear();
  } else {
    heap.collectMinor(context);
  }
  EXPECT_EQ(countOf(*map), model.size());
}

void RandomMapTest::compare(const MakeKey &makeKey) {
  for (uint64_t number = 0; number < kKeys; ++number)
    EXPECT_EQ(get(*map, makeKey(number)),
              model.count(number) ? int64_t(model[number]) : -1);
  std::vector<uint64_t> all = values(*map), expected;
  for (auto [key, value] : model)
    expected.push_back(value);
  std::sort(all.begin(), all.end());
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(all, expected);
}

void RandomMapTest::run(const abi::MapType &type, const MakeKey &makeKey,
                        int steps) {
  map = std::make_unique<Rooted<Ref>>(context, newMap(type));
  if (GetParam().stress)
    steps /= 10;
  for (int step = 0; step < steps && !HasFailure(); ++step) {
    operate(type, makeKey);
    if (step % 997 == 0)
      compare(makeKey);
    if (step % 4001 == 0)
      heap.collectMajor(context);
  }
  compare(makeKey);
  walk.reset();
  map.reset();
}

constexpr int kSteps = 30000;

TEST_P(RandomMapTest, integers) {
  run(kIntMap, [](uint64_t number) { return Words{number << 37}; }, kSteps);
}

TEST_P(RandomMapTest, pairs) {
  run(
      kPairMap, [](uint64_t number) { return Words{number % 3, number}; },
      kSteps);
}

TEST_P(RandomMapTest, floats) {
  run(
      kFloatMap,
      [&](uint64_t number) {
        bool negative = number == 0 && pick(2) == 0;
        return Words{bits(negative ? -0.0 : double(number) / 3)};
      },
      kSteps);
}

TEST_P(RandomMapTest, strings) {
  run(
      kStringMap,
      [&](uint64_t number) {
        return stringWords(std::string(number % 40, 'x') +
                           std::to_string(number));
      },
      kSteps);
}

TEST_P(RandomMapTest, references) {
  run(
      kRefMap, [&](uint64_t number) { return Words{addressOf(nodes[number])}; },
      kSteps);
}

/// New objects throughout, whose addresses change at the next collection.
TEST_P(RandomMapTest, youngReferences) {
  run(
      kRefMap,
      [&](uint64_t number) {
        if (!model.count(number))
          nodes[number] = node();
        return Words{addressOf(nodes[number])};
      },
      kSteps);
}

TEST_P(RandomMapTest, interfaces) {
  run(
      kIfaceMap,
      [&](uint64_t number) {
        switch (number % 4) {
        case 0:
          return Words{header(ValueKind::Int, kIntType), number};
        case 1:
          return stringValue(std::to_string(number));
        case 2:
          return Words{header(ValueKind::Pointer, 50),
                       addressOf(nodes[number])};
        default:
          return Words{header(ValueKind::Float64, 13), bits(double(number))};
        }
      },
      kSteps);
}

TEST_P(RandomMapTest, structsOfEverything) {
  run(
      kGeneralMap,
      [&](uint64_t number) {
        Words text = stringValue(std::to_string(number / 2));
        Rooted<Ref> boxed(context, reinterpret_cast<Ref>(text[1]));
        Words rest = stringWords(number % 2 ? "odd" : "even");
        return Words{number / 4, text[0], addressOf(boxed),
                     rest[0],    rest[1], rest[2]};
      },
      kSteps);
}

VO_INSTANTIATE_HEAP_TESTS(RandomMapTest);

} // namespace
} // namespace vo::rt
