//===- Loops.cpp - What hints say about loops -----------------------------===//
//
// A hint announces a loop to compilers that enter it while it runs: the
// instruction behind the hint is the header, the end is the jump back to it.
// They take the ranges of pcs from header to end for the loops of the function
// and trust the hints for how these lie in each other.
//
//===----------------------------------------------------------------------===//

#include "bytecode/LoopNest.h"
#include "bytecode/verify/code/Code.h"

using namespace vo::bc;
using namespace vo::bc::verify;

/// Where the loop of the hint at `pc` ends: as the metadata says, else as far
/// behind the hint as the word says, where 0 is too far for the field.
static std::optional<uint64_t> loopEnd(const FunctionDef &function,
                                       uint32_t pc) {
  if (auto *meta = std::get_if<MetaLoopEnd>(&function.meta[pc]))
    return meta->endPc;
  if (uint16_t distance = function.code[pc].a >> 8)
    return uint64_t(pc) + distance;
  return std::nullopt;
}

void vo::bc::verify::checkLoopHint(const Site &site) {
  const Instruction &word = site.word();
  if (!isLoopHint(word))
    return;
  const std::vector<Instruction> &code = site.function.code;
  // The exit is an absolute pc, 0 for loops that never end.
  auto exit = uint32_t(word.imm32());
  site.demand(exit < code.size(), Rule::BranchTarget, "loop exit ", exit,
              " in code of ", code.size());
  std::optional<uint64_t> end = loopEnd(site.function, site.pc);
  if (!site.demand(end.has_value(), Rule::LoopHint, "no end is given") ||
      !site.demand(*end < code.size(), Rule::BranchTarget, "loop end ", *end,
                   " in code of ", code.size()) ||
      !site.demand(*end > site.pc, Rule::LoopHint, "loop end ", *end,
                   " is not behind the hint"))
    return;
  Opcode back = code[*end].opcode();
  bool leadsBack = (back == Opcode::Jump || back == Opcode::ForLoop) &&
                   jumpTarget(code[*end], uint32_t(*end)) == site.pc + 1;
  site.demand(leadsBack, Rule::LoopHint, "loop end ", *end, " (", name(back),
              ") is no Jump or ForLoop to ", site.pc + 1);
}

void vo::bc::verify::checkLoopNesting(Report &report,
                                      const FunctionDef &function) {
  LoopNest nest;
  for (uint32_t pc = 0; pc < function.code.size(); ++pc) {
    const Instruction &word = function.code[pc];
    if (!isLoopHint(word))
      continue;
    auto hinted = loopEnd(function, pc);
    if (!hinted)
      continue;
    auto end = uint32_t(*hinted);
    report.enterInstruction(pc);
    std::optional<unsigned> loops = nest.enter(pc + 1, end);
    if (!loops)
      report.add(Rule::LoopNesting, text("loop ", pc + 1, "..", end,
                                         " leaves a loop that it begins in"));
    else if (loopDepthIn(word.a) != loopDepthMirror(*loops))
      report.add(Rule::LoopNesting, text("depth ", loopDepthIn(word.a),
                                         " inside ", *loops, " loops"));
  }
}
