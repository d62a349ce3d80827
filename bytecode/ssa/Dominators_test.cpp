//===- Dominators_test.cpp - Against the definitions ----------------------===//

#include "bytecode/ssa/Dominators.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace vo::bc;
using namespace vo::bc::ssa;
using verify::Cfg;

/// Blocks that are reached from the entry without going through `without`.
static std::set<uint32_t> reachedWithout(const Cfg &cfg, uint32_t without) {
  std::set<uint32_t> reached;
  if (without == 0)
    return reached;
  reached.insert(0);
  for (bool grew = true; grew;) {
    grew = false;
    for (uint32_t b = 0; b < cfg.blocks.size(); ++b)
      for (uint32_t from : cfg.blocks[b].predecessors)
        if (b != without && reached.contains(from))
          grew |= reached.insert(b).second;
  }
  return reached;
}

/// Blocks that are reached from the entry only through `block`, and itself: the
/// definition.
static std::set<uint32_t> dominatedBy(const Cfg &cfg, uint32_t block) {
  std::set<uint32_t> reached = reachedWithout(cfg, block), dominated;
  for (uint32_t b = 0; b < cfg.blocks.size(); ++b)
    if (b == block || !reached.contains(b))
      dominated.insert(b);
  return dominated;
}

static bool isAbove(const Dominators &tree, uint32_t a, uint32_t b) {
  while (b != a && b != 0)
    b = tree.immediateDominator(b);
  return a == b;
}

/// The blocks where definitions in `defs` meet others: successors of blocks
/// that a definition dominates which it does not strictly dominate, with those
/// as definitions too.
static std::set<uint32_t> meetings(const Cfg &cfg, const Dominators &tree,
                                   std::set<uint32_t> defs) {
  std::set<uint32_t> found;
  for (size_t before = ~size_t(0); before != found.size();) {
    before = found.size();
    for (uint32_t b = 0; b < cfg.blocks.size(); ++b)
      for (uint32_t from : cfg.blocks[b].predecessors)
        if (std::ranges::any_of(defs, [&](uint32_t d) {
              return isAbove(tree, d, from) && (d == b || !isAbove(tree, d, b));
            }))
          found.insert(b);
    defs.insert(found.begin(), found.end());
  }
  return found;
}

/// A graph in which every block is reached.
static Cfg randomCfg(std::mt19937 &random, uint32_t blocks, uint32_t extra) {
  Cfg cfg;
  for (uint32_t b = 0; b < blocks; ++b) {
    cfg.blocks.push_back({b, b + 1, {}});
    if (b)
      cfg.blocks[b].predecessors.push_back(random() % b);
  }
  for (uint32_t i = 0; i < extra; ++i) {
    std::vector<uint32_t> &to = cfg.blocks[random() % blocks].predecessors;
    uint32_t from = random() % blocks;
    if (std::ranges::find(to, from) == to.end())
      to.push_back(from);
  }
  return cfg;
}

TEST(Dominators, AreThoseOfTheDefinition) {
  std::mt19937 random(1);
  for (unsigned round = 0; round < 300; ++round) {
    Cfg cfg = randomCfg(random, 1 + random() % 14, random() % 20);
    Dominators tree(cfg);
    ASSERT_EQ(tree.preorder().size(), cfg.blocks.size());
    for (uint32_t a = 0; a < cfg.blocks.size(); ++a) {
      std::set<uint32_t> found;
      for (uint32_t b = 0; b < cfg.blocks.size(); ++b)
        if (isAbove(tree, a, b))
          found.insert(b);
      EXPECT_EQ(found, dominatedBy(cfg, a)) << a;
    }
  }
}

TEST(Dominators, FrontierIsTheLeastFixedPoint) {
  std::mt19937 random(2);
  for (unsigned round = 0; round < 300; ++round) {
    Cfg cfg = randomCfg(random, 2 + random() % 12, random() % 20);
    Dominators tree(cfg);
    uint32_t defs[] = {uint32_t(random() % cfg.blocks.size()),
                       uint32_t(random() % cfg.blocks.size())};
    std::vector<uint32_t> found = tree.iteratedFrontier(defs);
    std::set<uint32_t> expected = meetings(cfg, tree, {defs[0], defs[1]});
    EXPECT_EQ(std::set<uint32_t>(found.begin(), found.end()), expected);
    EXPECT_EQ(found.size(), expected.size());
  }
}
