//===- FrameSsa.cpp - Placing phis and renaming ---------------------------===//

#include "bytecode/ssa/FrameSsa.h"

#include "bytecode/verify/flow/SlotFacts.h"

#include <algorithm>
#include <utility>

using namespace vo::bc;
using namespace vo::bc::ssa;

std::unique_ptr<FrameSsa> FrameSsa::build(verify::ModuleContext &context,
                                          const FunctionDef &function,
                                          const verify::ProvenFacts &facts,
                                          uint64_t maxSteps) {
  std::unique_ptr<FrameSsa> ssa(
      new FrameSsa(context, function, facts, maxSteps));
  if (!ssa->run())
    return nullptr;
  return ssa;
}

bool FrameSsa::spend(uint64_t count) {
  if (steps < count) {
    steps = 0;
    return false;
  }
  steps -= count;
  return true;
}

bool FrameSsa::run() {
  graph = verify::buildCfg(function);
  size_t code = function.code.size();
  readSet.start.assign(code + 1, 0);
  writeSet.start.assign(code + 1, 0);
  areaOf.assign(function.slotTypes.size(), noArea);
  phiLists.resize(graph.blocks.size());
  if (graph.blocks.empty())
    return true;
  tree = std::make_unique<Dominators>(graph);
  if (!findAreas())
    return false;
  findDefinitions();
  placePhis();
  rename();
  prunePhis();
  joinWebs();
  defBlocks.clear();
  undo.clear();
  return steps != 0;
}

/// Calls `range(start, count)` for the slots that get new values. Advancing a
/// map iterator changes what its slots stand for, not which iterator it is.
template <class Callback>
static void forEachDefinition(const verify::Site &site, Callback &&range) {
  bool isNext = site.opcode() == Opcode::MapIterNext;
  verify::forEachWrite(site, [&](uint32_t start, uint32_t count) {
    if (!isNext || start != site.word().b)
      range(start, count);
  });
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

/// The base and width of what SlotGet or SlotSet works on.
static std::optional<IndexedRun> runShape(const FunctionDef &function,
                                          uint32_t pc) {
  auto *layout = std::get_if<MetaSlotLayout>(&function.meta[pc]);
  const Instruction &word = function.code[pc];
  Opcode opcode = word.opcode();
  bool isGet = opcode == Opcode::SlotGet || opcode == Opcode::SlotGetN;
  bool isSet = opcode == Opcode::SlotSet || opcode == Opcode::SlotSetN;
  if (!layout || (!isGet && !isSet))
    return std::nullopt;
  return IndexedRun{isGet ? word.b : word.a,
                    uint32_t(layout->elemLayout.size()), 0};
}

IndexedRun FrameSsa::run(uint32_t pc) const {
  std::optional<IndexedRun> shape = runShape(function, pc);
  if (!shape)
    return {};
  uint64_t bound = facts.indexBound(pc).value_or(0);
  uint64_t room = function.slotTypes.size() - shape->base;
  shape->length =
      shape->width ? uint32_t(std::min(bound, room / shape->width)) : 0;
  return *shape;
}

bool FrameSsa::findAreas() {
  std::vector<std::pair<uint32_t, uint32_t>> found;
  for (const verify::Cfg::Block &block : graph.blocks)
    for (uint32_t pc = block.begin; pc < block.end; ++pc) {
      std::optional<IndexedRun> shape = runShape(function, pc);
      if (!shape || shape->width == 0)
        continue;
      if (!facts.indexBound(pc))
        return false;
      if (uint32_t size = run(pc).size())
        found.push_back({shape->base, shape->base + size});
    }
  std::ranges::sort(found);
  // Overlapping runs are one area.
  uint32_t area = 0, end = 0;
  for (auto [from, to] : found) {
    if (from >= end && end)
      ++area;
    for (uint32_t slot = std::max(from, end); slot < to; ++slot)
      areaOf[slot] = area;
    end = std::max(end, to);
  }
  seen.resize(area + 1);
  epochs.resize(area + 1);
  return true;
}

ValueId FrameSsa::findWeb(ValueId value) const {
  while (webs[value] != value)
    value = webs[value] = webs[webs[value]];
  return value;
}

void FrameSsa::unite(ValueId x, ValueId y) {
  x = findWeb(x);
  y = findWeb(y);
  webs[std::max(x, y)] = std::min(x, y);
}

ValueId FrameSsa::web(ValueId value) const { return findWeb(value); }

ValueId FrameSsa::indexed(uint32_t pc) const {
  auto it = std::ranges::lower_bound(runs, pc, {},
                                     &std::pair<uint32_t, ValueId>::first);
  return it != runs.end() && it->first == pc ? it->second : noValue;
}

/// The run's slots become one web, once as long as nothing writes them.
void FrameSsa::seeRun(uint32_t pc) {
  IndexedRun run = this->run(pc);
  if (run.size() == 0)
    return;
  ValueId first = current(run.base);
  runs.push_back({pc, first});
  uint32_t area = areaOf[run.base];
  Seen here{epochs[area], block, run.base, run.size()};
  if (seen[area] == here)
    return;
  seen[area] = here;
  if (!spend(run.size()))
    return;
  for (uint32_t slot = run.base; slot < run.base + run.size(); ++slot)
    unite(first, current(slot));
}

void FrameSsa::joinWebs() {
  for (const std::vector<Phi> &list : phiLists)
    for (const Phi &phi : list)
      if (isMemory(values[phi.value].slot))
        for (ValueId operand : phi.operands)
          unite(phi.value, operand);
  indexedWebs.assign(values.size(), false);
  for (auto [pc, value] : runs)
    indexedWebs[findWeb(value)] = true;
}

//===----------------------------------------------------------------------===//
// Phis
//===----------------------------------------------------------------------===//

/// Which blocks write which slots, and which slots are read in a block that
/// has not written them before.
void FrameSsa::findDefinitions() {
  size_t slots = function.slotTypes.size();
  defBlocks.resize(slots);
  exposed.assign(slots, false);
  std::vector<uint32_t> writtenIn(slots, UINT32_MAX);
  for (uint32_t b = 0; b < graph.blocks.size(); ++b) {
    auto read = [&](uint32_t start, uint32_t count) {
      spend(count);
      for (uint32_t slot = start; slot < start + count; ++slot)
        if (writtenIn[slot] != b)
          exposed[slot] = true;
    };
    auto write = [&](uint32_t start, uint32_t count) {
      spend(count);
      for (uint32_t slot = start; slot < start + count; ++slot)
        if (std::exchange(writtenIn[slot], b) != b)
          defBlocks[slot].push_back(b);
    };
    for (uint32_t pc = graph.blocks[b].begin; pc < graph.blocks[b].end; ++pc) {
      if (!spend(1))
        return;
      verify::Site here = site(pc);
      forEachRead(here, read);
      IndexedRun indexed = run(pc);
      read(indexed.base, indexed.size());
      forEachDefinition(here, write);
    }
  }
}

ValueId FrameSsa::make(Value value) {
  values.push_back(value);
  webs.push_back(ValueId(webs.size()));
  return ValueId(values.size() - 1);
}

void FrameSsa::placePhis() {
  for (uint32_t slot = 0; slot < defBlocks.size(); ++slot) {
    if (!exposed[slot] || defBlocks[slot].empty() || !spend(1))
      continue;
    std::vector<uint32_t> where = tree->iteratedFrontier(defBlocks[slot]);
    for (uint32_t block : where) {
      size_t inputs = graph.blocks[block].predecessors.size() + (block == 0);
      if (!spend(inputs))
        return;
      ValueId value = make({Value::Phi, uint16_t(slot), block,
                            uint32_t(phiLists[block].size())});
      phiLists[block].push_back({value, std::vector<ValueId>(inputs, noValue)});
    }
  }
}

/// Keeps the phis that an instruction reads, directly or through others.
void FrameSsa::prunePhis() {
  std::vector<bool> live(values.size());
  std::vector<ValueId> work;
  auto need = [&](ValueId id) {
    if (id == noValue || live[id])
      return;
    live[id] = true;
    if (values[id].kind == Value::Phi)
      work.push_back(id);
  };
  for (ValueId id : readSet.values)
    need(id);
  // All values of an indexed web are seen by an instruction.
  std::vector<bool> runWeb(values.size());
  for (auto [pc, value] : runs)
    runWeb[findWeb(value)] = true;
  for (ValueId id = 0; id < values.size(); ++id)
    if (values[id].kind == Value::Phi && runWeb[findWeb(id)])
      need(id);
  while (!work.empty()) {
    const Phi &each = phi(values[work.back()]);
    work.pop_back();
    for (ValueId operand : each.operands)
      need(operand);
  }
  for (std::vector<Phi> &list : phiLists) {
    std::erase_if(list, [&](const Phi &each) { return !live[each.value]; });
    for (uint32_t i = 0; i < list.size(); ++i)
      values[list[i].value].index = i;
  }
}

//===----------------------------------------------------------------------===//
// Renaming
//===----------------------------------------------------------------------===//

ValueId FrameSsa::current(uint32_t slot) {
  if (now[slot] != noValue)
    return now[slot];
  if (initial[slot] == noValue)
    initial[slot] = make({Value::Initial, uint16_t(slot)});
  return initial[slot];
}

void FrameSsa::define(uint32_t slot, ValueId value) {
  undo.push_back({uint16_t(slot), now[slot]});
  now[slot] = value;
  if (areaOf[slot] != noArea)
    ++epochs[areaOf[slot]];
}

void FrameSsa::renameCopy(uint32_t pc, uint32_t from, uint32_t to,
                          uint32_t count) {
  bool memory = false;
  for (uint32_t i = 0; i < count && !memory; ++i)
    memory = isMemory(from + i) || isMemory(to + i);
  std::vector<ValueId> moved(count);
  for (uint32_t i = 0; i < count; ++i)
    moved[i] = current(from + i);
  if (memory) {
    readSet.segments.push_back(
        {uint16_t(from), count, uint32_t(readSet.values.size())});
    readSet.values.insert(readSet.values.end(), moved.begin(), moved.end());
    writeSet.segments.push_back(
        {uint16_t(to), count, uint32_t(writeSet.values.size())});
  }
  for (uint32_t i = 0; i < count; ++i) {
    if (memory) {
      moved[i] = make({Value::Def, uint16_t(to + i), pc});
      writeSet.values.push_back(moved[i]);
    }
    define(to + i, moved[i]);
  }
}

void FrameSsa::renameInstruction(uint32_t pc) {
  const Instruction &word = function.code[pc];
  if (word.opcode() == Opcode::Copy)
    return renameCopy(pc, word.b, word.a, 1);
  if (word.opcode() == Opcode::CopyN)
    return renameCopy(pc, word.b, word.a, word.c);
  verify::Site here = site(pc);
  forEachRead(here, [&](uint32_t start, uint32_t count) {
    readSet.segments.push_back(
        {uint16_t(start), count, uint32_t(readSet.values.size())});
    for (uint32_t slot = start; slot < start + count; ++slot)
      readSet.values.push_back(current(slot));
  });
  seeRun(pc);
  forEachDefinition(here, [&](uint32_t start, uint32_t count) {
    writeSet.segments.push_back(
        {uint16_t(start), count, uint32_t(writeSet.values.size())});
    for (uint32_t slot = start; slot < start + count; ++slot) {
      ValueId value = make({Value::Def, uint16_t(slot), pc});
      writeSet.values.push_back(value);
      define(slot, value);
    }
  });
}

void FrameSsa::fillPhis(uint32_t block) {
  std::span<const uint32_t> to = tree->successors(block);
  std::span<const uint32_t> index = tree->edgeIndices(block);
  for (size_t i = 0; i < to.size(); ++i)
    for (Phi &phi : phiLists[to[i]])
      phi.operands[index[i]] = current(values[phi.value].slot);
}

/// Walks the dominator tree. Segments of instructions are recorded in the
/// order of the walk, so the tables by instruction are put in order at the end.
void FrameSsa::rename() {
  size_t slots = function.slotTypes.size();
  now.assign(slots, noValue);
  initial.assign(slots, noValue);
  for (Phi &phi : phiLists[0])
    phi.operands.back() = current(values[phi.value].slot);
  std::vector<std::pair<uint32_t, size_t>> open;
  std::vector<uint32_t> readEnd(function.code.size()),
      writeEnd(function.code.size());
  for (uint32_t next : tree->preorder()) {
    block = next;
    while (!open.empty() &&
           open.back().first != tree->immediateDominator(block)) {
      for (size_t mark = open.back().second; undo.size() > mark;
           undo.pop_back())
        now[undo.back().slot] = undo.back().value;
      open.pop_back();
    }
    open.push_back({block, undo.size()});
    for (const Phi &phi : phiLists[block])
      define(values[phi.value].slot, phi.value);
    for (uint32_t pc = graph.blocks[block].begin; pc < graph.blocks[block].end;
         ++pc) {
      if (!spend(1))
        return;
      beginSet(readSet, pc);
      beginSet(writeSet, pc);
      renameInstruction(pc);
      readEnd[pc] = uint32_t(readSet.segments.size());
      writeEnd[pc] = uint32_t(writeSet.segments.size());
    }
    fillPhis(block);
  }
  auto inOrder = [&](Set &set, const std::vector<uint32_t> &ends) {
    std::vector<Segment> sorted;
    sorted.reserve(set.segments.size());
    std::vector<uint32_t> start(ends.size() + 1);
    for (size_t pc = 0; pc < ends.size(); ++pc) {
      start[pc] = uint32_t(sorted.size());
      for (uint32_t i = set.start[pc]; i < ends[pc]; ++i)
        sorted.push_back(set.segments[i]);
    }
    start.back() = uint32_t(sorted.size());
    set.segments = std::move(sorted);
    set.start = std::move(start);
  };
  inOrder(readSet, readEnd);
  inOrder(writeSet, writeEnd);
  std::ranges::sort(runs);
}

//===----------------------------------------------------------------------===//
// Queries
//===----------------------------------------------------------------------===//

std::vector<SlotRange> FrameSsa::ranges(const Set &set, uint32_t pc) const {
  std::vector<SlotRange> out;
  for (uint32_t i = set.start[pc]; i < set.start[pc + 1]; ++i) {
    const Segment &each = set.segments[i];
    out.push_back(
        {each.start, std::span(set.values).subspan(each.first, each.count)});
  }
  return out;
}

ValueId FrameSsa::find(const Set &set, uint32_t pc, uint32_t slot) {
  for (uint32_t i = set.start[pc]; i < set.start[pc + 1]; ++i) {
    const Segment &each = set.segments[i];
    if (slot >= each.start && slot < each.start + each.count)
      return set.values[each.first + (slot - each.start)];
  }
  return noValue;
}
