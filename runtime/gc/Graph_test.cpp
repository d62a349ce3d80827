//===- Graph_test.cpp - Random object graphs against a model --------------===//
//
// Builds and cuts random graphs of objects of every layout, with interior
// references, interface words and direct stores guarded by the barrier, and
// keeps a copy of the graph in ordinary memory. Both are compared throughout.
//
//===----------------------------------------------------------------------===//
#include "runtime/gc/TestHeap.h"

#include "gtest/gtest.h"

#include <map>
#include <memory>
#include <random>

namespace vo::rt::test {
namespace {

/// Copy of one heap object.
struct Node {
  struct Slot {
    Node *target = nullptr; // a reference, `offset` bytes into the target
    uint64_t offset = 0;
    uint64_t bits = 0; // otherwise
  };
  uint32_t layout;
  std::vector<Slot> slots; // data words
};

struct Root {
  Node *node = nullptr;
  uint64_t offset = 0;
};

class GraphTest {
public:
  GraphTest(const HeapOptions &options, bool interior, unsigned seed)
      : t(options, interior ? abi::kModuleHasInteriorPointers : 0),
        span(t.mutator, references, kRoots), interior(interior), random(seed) {}

  void run(int steps) {
    for (int step = 0; step < steps && !testing::Test::HasFatalFailure();
         ++step) {
      switch (pick(8)) {
      case 0:
      case 1:
      case 2:
        create();
        break;
      case 3:
        clear(pick(kRoots));
        break;
      case 4:
        load();
        break;
      default:
        store();
        break;
      }
      if (step % 97 == 0)
        compare();
      if (step % 1009 == 0)
        t.heap.collectMajor(t.mutator);
    }
    compare();
  }

  HeapStatistics statistics() { return t.heap.statistics(); }

private:
  static constexpr uint32_t kRoots = 24;

  uint64_t pick(uint64_t bound) { return random() % bound; }

  void clear(uint64_t root) {
    references[root] = nullptr;
    roots[root] = {};
  }

  /// A new object in a random root; its reference slots stay null.
  void create() {
    uint64_t root = pick(kRoots);
    auto node = std::make_unique<Node>();
    Ref object;
    uint64_t length = pick(10) == 0 ? pick(3000) : pick(12);
    switch (pick(12)) {
    case 0:
      object = t.longObject();
      node->layout = kLong;
      break;
    case 1:
      object = t.refArray(length);
      node->layout = abi::kLayoutRefArray;
      break;
    case 2:
      object = t.triples(length);
      node->layout = kTriples;
      break;
    case 3:
      object = t.heap.allocateBytes(t.mutator, length);
      node->layout = abi::kLayoutScalarArray;
      break;
    case 4:
    case 5:
    case 6:
      object = t.mixed();
      node->layout = kMixed;
      break;
    default:
      object = t.pair();
      node->layout = kPair;
      break;
    }
    node->slots.resize(Heap::objectBytes(object) / 8);
    for (uint64_t i = 0; i < node->slots.size(); ++i)
      node->slots[i].bits = word(object, i);
    references[root] = object;
    roots[root] = {node.get(), 0};
    nodes.push_back(std::move(node));
  }

  static abi::SlotType typeOf(const Node &node, uint64_t slot) {
    using enum abi::SlotType;
    switch (node.layout) {
    case kPair:
      return slot == 0 ? Ref : Value;
    case kMixed:
      return slot == 0   ? Value
             : slot <= 2 ? Ref
             : slot == 3 ? Interface0
                         : Interface1;
    case kLong:
      return longSlotType(slot);
    case abi::kLayoutRefArray:
      return slot < 2 ? Value : Ref;
    case kTriples:
      return slot < 2 || slot % 3 == 1 ? Value
             : slot % 3 == 2           ? Interface0
                                       : Interface1;
    default:
      return Value;
    }
  }

  /// The object that a root refers to, and into which byte.
  Ref objectOf(uint64_t root) { return references[root] - roots[root].offset; }

  void store() {
    uint64_t into = pick(kRoots), from = pick(kRoots);
    Node *node = roots[into].node;
    if (!node || node->slots.empty())
      return;
    uint64_t slot = pick(node->slots.size());
    Ref object = objectOf(into);
    auto put = [&](uint64_t index, bool reference) {
      Node::Slot &copy = node->slots[index];
      copy = {};
      if (reference && roots[from].node) {
        uint64_t bytes = roots[from].node->slots.size() * 8;
        copy.target = roots[from].node;
        copy.offset = interior && pick(3) == 0 ? pick(bytes) : 0;
        word(object, index) = addressOf(objectOf(from)) + copy.offset;
        t.heap.recordWrite(object + index * 8, 8);
      } else {
        // A number that looks like a reference when it may.
        copy.bits = word(object, index) =
            reference ? 0 : addressOf(references[pick(kRoots)]);
      }
    };
    switch (typeOf(*node, slot)) {
    case abi::SlotType::Ref:
      return put(slot, true);
    case abi::SlotType::Interface1:
      --slot;
      [[fallthrough]];
    case abi::SlotType::Interface0: {
      bool reference = pick(2);
      node->slots[slot] = {};
      node->slots[slot].bits = word(object, slot) =
          reference ? kStringHeader | uint64_t{5} << 32 : kIntHeader;
      return put(slot + 1, reference);
    }
    default:
      if (slot >= 2 || node->layout == kPair || node->layout == kMixed)
        put(slot, false);
    }
  }

  /// Makes a root of a reference found in an object.
  void load() {
    uint64_t from = pick(kRoots), to = pick(kRoots);
    Node *node = roots[from].node;
    if (!node)
      return;
    for (int tries = 0; tries < 4; ++tries) {
      uint64_t slot = pick(node->slots.size());
      if (!node->slots[slot].target)
        continue;
      references[to] = refAt(word(objectOf(from), slot));
      roots[to] = {node->slots[slot].target, node->slots[slot].offset};
      return;
    }
  }

  void compare() {
    std::map<const Node *, Ref> seen;
    std::vector<const Node *> work;
    auto reach = [&](const Node *node, Ref object) {
      auto [entry, isNew] = seen.try_emplace(node, object);
      ASSERT_EQ(entry->second, object);
      if (isNew)
        work.push_back(node);
    };
    for (uint64_t i = 0; i < kRoots; ++i) {
      if (roots[i].node)
        reach(roots[i].node, objectOf(i));
      else
        ASSERT_EQ(references[i], nullptr);
    }
    while (!work.empty() && !testing::Test::HasFatalFailure()) {
      const Node *node = work.back();
      work.pop_back();
      Ref object = seen[node];
      ASSERT_EQ(abi::layoutOf(headerOf(object)), node->layout);
      ASSERT_EQ(Heap::objectBytes(object), node->slots.size() * 8);
      for (uint64_t i = 0; i < node->slots.size(); ++i) {
        const Node::Slot &slot = node->slots[i];
        if (slot.target)
          reach(slot.target, refAt(word(object, i) - slot.offset));
        else
          ASSERT_EQ(word(object, i), slot.bits);
      }
    }
    // The model need not remember what nobody reaches.
    std::erase_if(nodes, [&](auto &node) { return !seen.count(node.get()); });
  }

  TestHeap t;
  Ref references[kRoots] = {};
  RootedSpan span;
  Root roots[kRoots];
  std::vector<std::unique_ptr<Node>> nodes;
  bool interior;
  std::mt19937_64 random;
};

struct Mode {
  const char *name;
  uint64_t nursery;
  bool interior, verify, stress;
  int steps;
};

class GraphModes : public testing::TestWithParam<Mode> {};

TEST_P(GraphModes, heapMatchesTheModel) {
  const Mode &mode = GetParam();
  for (unsigned seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    HeapOptions options = tinyOptions(mode.nursery);
    options.verify = mode.verify;
    options.stress = mode.stress;
    GraphTest graph(options, mode.interior, seed);
    graph.run(mode.steps);
    if (testing::Test::HasFatalFailure())
      return;
    HeapStatistics statistics = graph.statistics();
    EXPECT_GT(statistics.minorCollections, mode.nursery < 65536 ? 1000u : 30u);
    EXPECT_GT(statistics.majorCollections, 30u);
    EXPECT_GT(statistics.promotedBytes, 100000u);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, GraphModes,
    testing::Values(Mode{"tiny", 256, true, true, false, 30000},
                    Mode{"small", 4096, true, true, false, 60000},
                    Mode{"smallWithoutInterior", 4096, false, true, false,
                         60000},
                    Mode{"lazySweep", 4096, true, false, false, 200000},
                    Mode{"large", 65536, true, false, false, 300000},
                    Mode{"stress", 4096, true, true, true, 10000}),
    [](const auto &info) { return std::string(info.param.name); });

} // namespace
} // namespace vo::rt::test
