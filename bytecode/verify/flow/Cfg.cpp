//===- Cfg.cpp - Finding blocks and what reaches them ---------------------===//

#include "bytecode/verify/flow/Cfg.h"

#include <array>

using namespace vo::bc;
using namespace vo::bc::verify;

static bool fallsThrough(Opcode opcode) {
  return opcode != Opcode::Jump && opcode != Opcode::Return &&
         opcode != Opcode::Panic;
}

namespace {
struct Successors {
  std::array<uint32_t, 2> pcs;
  unsigned count = 0;
  bool runsOff = false;
};
} // namespace

static Successors successors(const FunctionDef &function, uint32_t pc) {
  Successors out;
  const Instruction &word = function.code[pc];
  std::optional<int64_t> target = jumpTarget(word, pc);
  if (target)
    out.pcs[out.count++] = uint32_t(*target);
  if (fallsThrough(word.opcode())) {
    out.runsOff = pc + 1 == function.code.size();
    if (!out.runsOff && !(target && uint32_t(*target) == pc + 1))
      out.pcs[out.count++] = pc + 1;
  }
  return out;
}

/// Instructions that a path from the first one reaches.
static std::vector<bool> findReachable(const FunctionDef &function) {
  std::vector<bool> reached(function.code.size());
  std::vector<uint32_t> work;
  auto reach = [&](uint32_t pc) {
    if (!reached[pc]) {
      reached[pc] = true;
      work.push_back(pc);
    }
  };
  reach(0);
  while (!work.empty()) {
    uint32_t pc = work.back();
    work.pop_back();
    Successors next = successors(function, pc);
    for (unsigned i = 0; i < next.count; ++i)
      reach(next.pcs[i]);
  }
  return reached;
}

/// Instructions that a block begins with: targets, and what follows a branch.
static std::vector<bool> findLeaders(const FunctionDef &function) {
  std::vector<bool> leaders(function.code.size());
  leaders[0] = true;
  for (uint32_t pc = 0; pc < function.code.size(); ++pc) {
    std::optional<int64_t> target = jumpTarget(function.code[pc], pc);
    if (target)
      leaders[*target] = true;
    bool ends = target || !fallsThrough(function.code[pc].opcode());
    if (ends && pc + 1 < function.code.size())
      leaders[pc + 1] = true;
  }
  return leaders;
}

Cfg vo::bc::verify::buildCfg(const FunctionDef &function) {
  Cfg cfg;
  if (function.code.empty())
    return cfg;
  std::vector<bool> reached = findReachable(function);
  std::vector<bool> leaders = findLeaders(function);
  // A block is reachable as a whole, so its first instruction decides.
  std::vector<uint32_t> blockAt(function.code.size());
  for (uint32_t pc = 0; pc < function.code.size(); ++pc) {
    if (!reached[pc])
      continue;
    if (leaders[pc]) {
      blockAt[pc] = uint32_t(cfg.blocks.size());
      cfg.blocks.push_back({pc, pc, {}});
    }
    cfg.blocks.back().end = pc + 1;
  }
  for (uint32_t b = 0; b < cfg.blocks.size(); ++b) {
    uint32_t last = cfg.blocks[b].end - 1;
    Successors next = successors(function, last);
    for (unsigned i = 0; i < next.count; ++i)
      cfg.blocks[blockAt[next.pcs[i]]].predecessors.push_back(b);
    if (next.runsOff)
      cfg.openEnds.push_back(last);
  }
  return cfg;
}
