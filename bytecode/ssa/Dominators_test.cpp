//===- Dominators_test.cpp - Against the definitions ----------------------===//

#include "bytecode/ssa/Dominators.h"

#include <algorithm>
#include <gtest/gtest.h>
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
      std::set<uint32_t> reached = reachedWithout(cfg, a);
      for (uint32_t b = 0; b < cfg.blocks.size(); ++b) {
        bool inTree = false;
        for (uint32_t at = b;; at = tree.immediateDominator(at)) {
          inTree |= at == a;
          if (at == 0)
            break;
        }
        EXPECT_EQ(inTree, !reached.contains(b) || a == b) << a << " " << b;
      }
    }
  }
}

TEST(Dominators, FrontierIsTheLeastFixedPoint) {
  std::mt19937 random(2);
  for (unsigned round = 0; round < 300; ++round) {
    Cfg cfg = randomCfg(random, 2 + random() % 12, random() % 20);
    Dominators tree(cfg);
    auto dominates = [&](uint32_t a, uint32_t b) {
      for (; b != a && b != 0; b = tree.immediateDominator(b))
        ;
      return a == b;
    };
    uint32_t defs[] = {uint32_t(random() % cfg.blocks.size()),
                       uint32_t(random() % cfg.blocks.size())};
    std::set<uint32_t> expected, sources(defs, defs + 2);
    for (bool grew = true; grew;) {
      grew = false;
      for (uint32_t d : std::set<uint32_t>(sources))
        for (uint32_t b = 0; b < cfg.blocks.size(); ++b)
          for (uint32_t from : cfg.blocks[b].predecessors)
            if (dominates(d, from) && !(dominates(d, b) && d != b)) {
              grew |= expected.insert(b).second;
              sources.insert(b);
            }
    }
    std::vector<uint32_t> found = tree.iteratedFrontier(defs);
    EXPECT_EQ(std::set<uint32_t>(found.begin(), found.end()), expected);
    EXPECT_EQ(found.size(), expected.size());
  }
}
