//===- SlotFacts.cpp - Building and solving the graph of facts ------------===//

#include "bytecode/verify/flow/SlotFacts.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

Fact vo::bc::verify::meet(const Fact &x, const Fact &y) {
  if (x.level == Fact::Top)
    return y;
  if (y.level == Fact::Top)
    return x;
  if (x.isKnown() && y.isKnown())
    return x == y ? x : Fact{Fact::Conflict};
  return {std::max(x.level, y.level)};
}

void SlotFacts::sources(const Site &, uint32_t, std::vector<uint32_t> &) const {
}

Fact SlotFacts::initial(uint32_t) const { return {Fact::Unknown}; }

Fact SlotFacts::fold(const Operation &, const Fact &, const Fact &) const {
  return {Fact::Unknown};
}

void SlotFacts::storeIndexed(const Site &site) {
  std::span<const uint32_t> behind = trackedFrom(site.word().a);
  if (!flow.context.report.spend(behind.size()))
    return;
  for (uint32_t slot : behind)
    write(slot, unknown);
}

Fact SlotFacts::before(uint32_t pc, uint32_t slot) const {
  auto it = asked.find(uint64_t(pc) << 16 | slot);
  if (failed || it == asked.end())
    return {Fact::Unknown};
  return nodes[it->second].fact;
}

void SlotFacts::solve() {
  failed = !findTracked();
  if (failed || tracked.empty())
    return;
  build();
  connectPhis();
  propagate();
  // Out of budget, facts may still be too high.
  failed = !flow.context.report.spend(0);
}

//===----------------------------------------------------------------------===//
// Which slots to follow
//===----------------------------------------------------------------------===//

void SlotFacts::track(uint32_t slot) {
  if (slot < indexOf.size() && indexOf[slot] < 0) {
    indexOf[slot] = 0;
    tracked.push_back(slot);
  }
}

/// Tracks the sources of tracked slots that the instruction writes; false when
/// the budget is spent.
bool SlotFacts::followSources(const Site &site) {
  const Instruction &word = site.word();
  if (site.opcode() == Opcode::Copy || site.opcode() == Opcode::CopyN) {
    uint32_t count = site.opcode() == Opcode::Copy ? 1 : word.c;
    for (uint32_t i = 0; i < count; ++i)
      if (isTracked(word.a + i))
        track(word.b + i);
    return flow.context.report.spend(1 + count);
  }
  std::vector<uint32_t> more;
  if (isTracked(word.a))
    sources(site, word.a, more);
  for (uint32_t slot : more)
    track(slot);
  return flow.context.report.spend(1);
}

bool SlotFacts::findTracked() {
  indexOf.assign(flow.function.slotTypes.size(), -1);
  std::vector<uint32_t> slots;
  for (const Cfg::Block &each : flow.cfg.blocks)
    for (uint32_t pc = each.begin; pc < each.end; ++pc)
      wants(flow.site(pc), slots);
  for (uint32_t slot : slots)
    track(slot);
  // Sources mostly come before their uses, so few rounds are needed when going
  // backwards.
  for (size_t before = 0; before != tracked.size();) {
    before = tracked.size();
    for (size_t b = flow.cfg.blocks.size(); b-- > 0;)
      for (uint32_t pc = flow.cfg.blocks[b].end;
           pc-- > flow.cfg.blocks[b].begin;)
        if (!followSources(flow.site(pc)))
          return false;
  }
  std::ranges::sort(tracked);
  for (size_t i = 0; i < tracked.size(); ++i)
    indexOf[tracked[i]] = int32_t(i);
  return true;
}

std::span<const uint32_t> SlotFacts::trackedFrom(uint32_t slot) const {
  auto it = std::ranges::lower_bound(tracked, slot);
  return std::span(tracked).subspan(it - tracked.begin());
}

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

SlotFacts::Node SlotFacts::fact(const Fact &fact) {
  if (fact.level == Fact::Unknown)
    return unknown;
  nodes.push_back({Kind::Constant, fact});
  return Node(nodes.size() - 1);
}

SlotFacts::Node SlotFacts::apply(const Operation &operation) {
  nodes.push_back({Kind::Operation, {}, uint32_t(operations.size())});
  operations.push_back(operation);
  return Node(nodes.size() - 1);
}

SlotFacts::Node SlotFacts::phi(uint32_t where, uint32_t index) {
  auto [it, isNew] =
      phiAt.try_emplace(uint64_t(where) << 32 | index, Node(nodes.size()));
  if (isNew) {
    phis.push_back({where, index, it->second});
    nodes.push_back({Kind::Phi, {}});
  }
  return it->second;
}

SlotFacts::Node SlotFacts::read(uint32_t slot) {
  if (!isTracked(slot))
    return unknown;
  uint32_t index = uint32_t(indexOf[slot]);
  if (stamp[index] == block + 1)
    return current[index];
  return phi(block, index);
}

void SlotFacts::write(uint32_t slot, Node node) {
  if (!isTracked(slot))
    return;
  uint32_t index = uint32_t(indexOf[slot]);
  if (stamp[index] != block + 1) {
    stamp[index] = block + 1;
    touched.push_back(index);
  }
  current[index] = node;
}

void SlotFacts::runInstruction(const Site &site) {
  const Instruction &word = site.word();
  defined.clear();
  Opcode opcode = site.opcode();
  if (opcode == Opcode::Copy || opcode == Opcode::CopyN) {
    uint32_t count = opcode == Opcode::Copy ? 1 : word.c;
    for (uint32_t i = 0; i < count; ++i)
      if (isTracked(word.a + i))
        define(word.a + i, read(word.b + i));
    flow.context.report.spend(count);
  } else if (opcode == Opcode::SlotSet || opcode == Opcode::SlotSetN) {
    storeIndexed(site);
  } else {
    transfer(site);
  }
  forEachWrite(site, [&](uint32_t start, uint32_t count) {
    std::span<const uint32_t> behind = trackedFrom(start);
    size_t i = 0;
    for (; i < behind.size() && behind[i] < start + count; ++i)
      write(behind[i], unknown);
    flow.context.report.spend(i);
  });
  for (const SlotNode &each : defined)
    write(each.slot, each.node);
}

void SlotFacts::runBlock(uint32_t which) {
  block = which;
  touched.clear();
  std::vector<uint32_t> slots;
  const Cfg::Block &each = flow.cfg.blocks[which];
  for (uint32_t pc = each.begin; pc < each.end; ++pc) {
    if (!flow.context.report.spend(1))
      return;
    Site site = flow.site(pc);
    slots.clear();
    wants(site, slots);
    for (uint32_t slot : slots)
      asked.emplace(uint64_t(pc) << 16 | slot, read(slot));
    runInstruction(site);
  }
  std::ranges::sort(touched);
  exits[which].reserve(touched.size());
  for (uint32_t index : touched)
    exits[which].push_back({index, current[index]});
}

void SlotFacts::build() {
  nodes.push_back({Kind::Constant, {Fact::Unknown}});
  current.resize(tracked.size());
  stamp.resize(tracked.size());
  exits.resize(flow.cfg.blocks.size());
  for (uint32_t b = 0; b < flow.cfg.blocks.size(); ++b)
    runBlock(b);
}

SlotFacts::Node SlotFacts::atExit(uint32_t where, uint32_t index) {
  const auto &list = exits[where];
  auto it = std::ranges::lower_bound(list, index, {},
                                     &std::pair<uint32_t, Node>::first);
  if (it != list.end() && it->first == index)
    return it->second;
  return phi(where, index);
}

/// Gives every phi its inputs. That may make further phis.
void SlotFacts::connectPhis() {
  for (size_t i = 0; i < phis.size(); ++i) {
    PhiPlace place = phis[i];
    const auto &predecessors = flow.cfg.blocks[place.block].predecessors;
    if (!flow.context.report.spend(1 + predecessors.size()))
      return;
    std::vector<Node> inputs;
    if (place.block == 0)
      inputs.push_back(fact(initial(tracked[place.index])));
    for (uint32_t from : predecessors)
      inputs.push_back(atExit(from, place.index));
    nodes[place.node].first = uint32_t(phiInputs.size());
    nodes[place.node].count = uint32_t(inputs.size());
    phiInputs.insert(phiInputs.end(), inputs.begin(), inputs.end());
  }
}

//===----------------------------------------------------------------------===//
// Solving
//===----------------------------------------------------------------------===//

Fact SlotFacts::evaluate(const NodeData &node) const {
  switch (node.kind) {
  case Kind::Constant:
    return node.fact;
  case Kind::Phi: {
    Fact fact;
    for (uint32_t i = 0; i < node.count; ++i)
      fact = meet(fact, nodes[phiInputs[node.first + i]].fact);
    return fact;
  }
  case Kind::Operation: {
    const Operation &operation = operations[node.first];
    const Fact &x = nodes[operation.x].fact, &y = nodes[operation.y].fact;
    if (x.level == Fact::Top || y.level == Fact::Top)
      return {};
    return fold(operation, x, y);
  }
  }
  return {Fact::Unknown};
}

void SlotFacts::propagate() {
  // Users of every node, as ranges of one array.
  std::vector<uint32_t> start(nodes.size() + 1), users;
  auto forEachInput = [&](const NodeData &node, auto &&callback) {
    if (node.kind == Kind::Phi)
      for (uint32_t i = 0; i < node.count; ++i)
        callback(phiInputs[node.first + i]);
    if (node.kind == Kind::Operation) {
      callback(operations[node.first].x);
      callback(operations[node.first].y);
    }
  };
  for (const NodeData &node : nodes)
    forEachInput(node, [&](Node input) { ++start[input + 1]; });
  for (size_t i = 1; i < start.size(); ++i)
    start[i] += start[i - 1];
  users.resize(start.back());
  std::vector<uint32_t> next(start.begin(), start.end() - 1);
  for (Node node = 0; node < nodes.size(); ++node)
    forEachInput(nodes[node], [&](Node input) { users[next[input]++] = node; });

  std::vector<Node> work;
  std::vector<bool> queued(nodes.size(), true);
  for (Node node = Node(nodes.size()); node-- > 0;)
    work.push_back(node);
  while (!work.empty()) {
    Node node = work.back();
    work.pop_back();
    queued[node] = false;
    if (!flow.context.report.spend(1 + nodes[node].count))
      return;
    // Facts only fall, and each can fall three times.
    Fact fact = evaluate(nodes[node]);
    if (nodes[node].kind != Kind::Constant)
      fact = meet(nodes[node].fact, fact);
    bool first = nodes[node].kind == Kind::Constant;
    if (!first && fact == nodes[node].fact)
      continue;
    nodes[node].fact = fact;
    for (uint32_t i = start[node]; i < start[node + 1]; ++i)
      if (!queued[users[i]]) {
        queued[users[i]] = true;
        work.push_back(users[i]);
      }
  }
}
