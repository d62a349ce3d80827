//===- Dominators.cpp - Semi-NCA and Sreedhar-Gao -------------------------===//

#include "bytecode/ssa/Dominators.h"

#include <algorithm>
#include <queue>

using namespace vo::bc;
using namespace vo::bc::ssa;

Dominators::Dominators(const verify::Cfg &cfg)
    : cfg(cfg), idom(cfg.blocks.size()), levels(cfg.blocks.size()),
      inFrontier(cfg.blocks.size()), visited(cfg.blocks.size()) {
  findSuccessors();
  findDominators();
  findTree();
}

void Dominators::findSuccessors() {
  size_t count = cfg.blocks.size();
  succs.start.assign(count + 1, 0);
  for (const verify::Cfg::Block &block : cfg.blocks)
    for (uint32_t from : block.predecessors)
      ++succs.start[from + 1];
  for (size_t i = 0; i < count; ++i)
    succs.start[i + 1] += succs.start[i];
  succs.items.resize(succs.start.back());
  indices.resize(succs.start.back());
  std::vector<uint32_t> next(succs.start.begin(), succs.start.end() - 1);
  for (uint32_t block = 0; block < count; ++block) {
    const std::vector<uint32_t> &from = cfg.blocks[block].predecessors;
    for (uint32_t i = 0; i < from.size(); ++i) {
      succs.items[next[from[i]]] = block;
      indices[next[from[i]]++] = i;
    }
  }
}

namespace {
/// Semi-NCA's state; all numbers are depth-first numbers.
struct SemiNca {
  std::vector<uint32_t> number, block, parent, semi, label, ancestor, path;

  explicit SemiNca(size_t count) : number(count, UINT32_MAX) {
    block.reserve(count);
    parent.reserve(count);
  }

  void visit(uint32_t what, uint32_t from) {
    number[what] = uint32_t(block.size());
    block.push_back(what);
    parent.push_back(from);
  }

  /// The vertex of least semidominator on the path to `v` in the forest of
  /// vertices from `last` on, compressing that path.
  uint32_t evaluate(uint32_t v, uint32_t last) {
    if (ancestor[v] < last)
      return label[v];
    path.clear();
    uint32_t top = v;
    for (; ancestor[top] >= last; top = ancestor[top])
      path.push_back(top);
    uint32_t best = label[top];
    for (size_t i = path.size(); i-- > 0;) {
      uint32_t at = path[i];
      if (semi[label[at]] < semi[best])
        best = label[at];
      label[at] = best;
      ancestor[at] = ancestor[top];
    }
    return label[v];
  }
};
} // namespace

void Dominators::findDominators() {
  SemiNca nca(cfg.blocks.size());
  struct Frame {
    uint32_t block;
    size_t next;
  };
  std::vector<Frame> stack{{0, 0}};
  nca.visit(0, 0);
  while (!stack.empty()) {
    Frame &top = stack.back();
    std::span<const uint32_t> list = successors(top.block);
    if (top.next == list.size()) {
      stack.pop_back();
      continue;
    }
    uint32_t to = list[top.next++];
    if (nca.number[to] != UINT32_MAX)
      continue;
    nca.visit(to, nca.number[top.block]);
    stack.push_back({to, 0});
  }

  uint32_t count = uint32_t(nca.block.size());
  nca.semi.resize(count);
  nca.label.resize(count);
  for (uint32_t v = 0; v < count; ++v)
    nca.semi[v] = nca.label[v] = v;
  nca.ancestor = nca.parent;
  for (uint32_t w = count; w-- > 1;) {
    nca.semi[w] = nca.parent[w];
    for (uint32_t from : cfg.blocks[nca.block[w]].predecessors) {
      uint32_t v = nca.evaluate(nca.number[from], w + 1);
      nca.semi[w] = std::min(nca.semi[w], nca.semi[v]);
    }
  }
  std::vector<uint32_t> dominator(count);
  for (uint32_t w = 1; w < count; ++w) {
    uint32_t at = nca.parent[w];
    while (at > nca.semi[w])
      at = dominator[at];
    dominator[w] = at;
    idom[nca.block[w]] = nca.block[at];
  }
}

void Dominators::findTree() {
  size_t count = cfg.blocks.size();
  children.start.assign(count + 1, 0);
  for (uint32_t block = 1; block < count; ++block)
    ++children.start[idom[block] + 1];
  for (size_t i = 0; i < count; ++i)
    children.start[i + 1] += children.start[i];
  children.items.resize(children.start.back());
  std::vector<uint32_t> next(children.start.begin(), children.start.end() - 1);
  for (uint32_t block = 1; block < count; ++block)
    children.items[next[idom[block]]++] = block;
  std::vector<uint32_t> stack{0};
  while (!stack.empty()) {
    uint32_t block = stack.back();
    stack.pop_back();
    order.push_back(block);
    levels[block] = block ? levels[idom[block]] + 1 : 0;
    std::span<const uint32_t> list = slice(children, block);
    stack.insert(stack.end(), list.rbegin(), list.rend());
  }
}

std::vector<uint32_t>
Dominators::iteratedFrontier(std::span<const uint32_t> blocks) {
  ++stamp;
  std::vector<uint32_t> frontier, work;
  // Deepest first.
  std::priority_queue<std::pair<uint32_t, uint32_t>> queue;
  for (uint32_t block : blocks)
    queue.push({levels[block], block});
  while (!queue.empty()) {
    auto [rootLevel, root] = queue.top();
    queue.pop();
    if (visited[root] == stamp)
      continue;
    visited[root] = stamp;
    work.assign(1, root);
    while (!work.empty()) {
      uint32_t block = work.back();
      work.pop_back();
      for (uint32_t to : successors(block)) {
        if (levels[to] > rootLevel || inFrontier[to] == stamp)
          continue;
        inFrontier[to] = stamp;
        frontier.push_back(to);
        queue.push({levels[to], to});
      }
      for (uint32_t child : slice(children, block))
        if (visited[child] != stamp) {
          visited[child] = stamp;
          work.push_back(child);
        }
    }
  }
  return frontier;
}
