//===- LoopNest.cpp - How the loops of a function lie ---------------------===//

#include "bytecode/LoopNest.h"

using namespace vo::bc;

std::optional<unsigned> LoopNest::enter(uint32_t begin, uint32_t end) {
  while (!ends.empty() && ends.back() < begin)
    ends.pop_back();
  if (!ends.empty() && ends.back() < end)
    return std::nullopt;
  auto depth = unsigned(ends.size());
  ends.push_back(end);
  return depth;
}

void vo::bc::setLoopDepths(FunctionDef &function) {
  LoopNest nest;
  for (uint32_t pc = 0; pc < function.code.size(); ++pc) {
    Instruction &word = function.code[pc];
    if (word.opcode() != Opcode::Hint || word.flags != flag::loopHint)
      continue;
    auto *end = std::get_if<MetaLoopEnd>(&function.meta[pc]);
    if (!end)
      continue;
    unsigned loops = nest.enter(pc + 1, end->endPc).value_or(0);
    word.a = uint16_t((word.a & ~0xF0) | loopDepthMirror(loops) << 4);
  }
}
