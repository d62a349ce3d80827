//===- Select.cpp - How select blocks are built ---------------------------===//

#include "bytecode/verify/code/Code.h"

#include <unordered_set>

using namespace vo::bc;
using namespace vo::bc::verify;

namespace {
/// The select whose SelectExec has not come yet.
struct OpenSelect {
  uint32_t begin;
  uint32_t cases;
  bool hasDefault;
  std::unordered_set<uint16_t> seen = {};
};
} // namespace

static void checkCase(Report &report, std::optional<OpenSelect> &open,
                      const Instruction &word) {
  if (!open) {
    report.add(Rule::SelectBlock, "a case outside a select");
    return;
  }
  uint32_t indices = open->cases + open->hasDefault;
  if (open->seen.size() == open->cases)
    report.add(Rule::SelectBlock,
               text("more than the ", open->cases, " cases declared"));
  else if (word.c >= indices)
    report.add(Rule::SelectBlock,
               text("source index ", word.c, " of ", indices));
  else if (!open->seen.insert(word.c).second)
    report.add(Rule::SelectBlock,
               text("source index ", word.c, " occurs twice"));
}

std::vector<bool> vo::bc::verify::checkSelects(Report &report,
                                               const FunctionDef &function) {
  std::vector<bool> inside(function.code.size());
  std::optional<OpenSelect> open;
  for (uint32_t pc = 0; pc < function.code.size(); ++pc) {
    const Instruction &word = function.code[pc];
    report.enterInstruction(pc);
    inside[pc] = open.has_value();
    switch (word.opcode()) {
    case Opcode::SelectBegin:
      if (open)
        report.add(Rule::SelectBlock, "a select inside a select");
      open = OpenSelect{pc, word.a, bool(word.flags & flag::selectDefault)};
      break;
    case Opcode::SelectSend:
    case Opcode::SelectRecv:
      checkCase(report, open, word);
      break;
    case Opcode::SelectExec:
      if (!open)
        report.add(Rule::SelectBlock, "SelectExec outside a select");
      else if (open->seen.size() != open->cases)
        report.add(Rule::SelectBlock, text(open->seen.size(), " cases of the ",
                                           open->cases, " declared"));
      open.reset();
      break;
    default:
      if (open)
        report.add(Rule::SelectBlock,
                   text("inside the select that begins at ", open->begin));
      open.reset();
    }
  }
  if (open)
    report.add(Rule::SelectBlock, text("the select that begins at ",
                                       open->begin, " has no SelectExec"));
  return inside;
}
