//===- Dominators.h - Dominator tree and its frontiers ----------*- C++ -*-===//
//
// Of a function's reachable blocks (verify/flow/Cfg.h). Built by semi-NCA
// (Georgiadis, "Linear-Time Algorithms for Dominators", 2005, chapter 2);
// frontiers are iterated by levels (Sreedhar and Gao, POPL 1995). Both take
// close to linear time on the graphs that programs have. No recursion.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_SSA_DOMINATORS_H
#define VO_BYTECODE_SSA_DOMINATORS_H

#include "bytecode/verify/flow/Cfg.h"

#include <span>

namespace vo::bc::ssa {

class Dominators {
public:
  /// `cfg` has at least one block and outlives this.
  explicit Dominators(const verify::Cfg &cfg);

  /// Blocks such that each comes after the blocks that dominate it.
  const std::vector<uint32_t> &preorder() const { return order; }
  /// The entry's is itself.
  uint32_t immediateDominator(uint32_t block) const { return idom[block]; }
  /// Distance from the entry in the tree.
  uint32_t level(uint32_t block) const { return levels[block]; }
  std::span<const uint32_t> successors(uint32_t block) const {
    return slice(succs, block);
  }
  /// By successor, this block's index among its predecessors.
  std::span<const uint32_t> edgeIndices(uint32_t block) const {
    return std::span(indices).subspan(
        succs.start[block], succs.start[block + 1] - succs.start[block]);
  }

  /// The iterated dominance frontier of `blocks`: where definitions in them
  /// meet. Without duplicates, in no particular order.
  std::vector<uint32_t> iteratedFrontier(std::span<const uint32_t> blocks);

private:
  /// Lists of blocks by block, in one array.
  struct Lists {
    std::vector<uint32_t> start, items;
  };
  static std::span<const uint32_t> slice(const Lists &lists, uint32_t block) {
    return std::span(lists.items)
        .subspan(lists.start[block],
                 lists.start[block + 1] - lists.start[block]);
  }
  void findSuccessors();
  void findDominators();
  void findTree();

  const verify::Cfg &cfg;
  Lists succs, children;
  std::vector<uint32_t> indices, idom, levels, order;
  /// Stamps of blocks for iteratedFrontier.
  std::vector<uint32_t> inFrontier, visited;
  uint32_t stamp = 0;
};

} // namespace vo::bc::ssa

#endif // VO_BYTECODE_SSA_DOMINATORS_H
