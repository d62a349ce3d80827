//===- Code.cpp - Walking over the instructions of a function -------------===//

#include "bytecode/verify/code/Code.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

void vo::bc::verify::checkWindows(const Site &site) {
  static constexpr char fieldNames[] = {'a', 'b', 'c'};
  for (unsigned field = 0; field < 3; ++field) {
    std::optional<Window> window = operandWindow(site, field);
    if (!window || !site.context.report.spend(1 + window->size()))
      continue;
    Rule rule{};
    std::string problem = windowProblem(site, *window, rule);
    if (!problem.empty())
      site.breach(rule, "operand ", std::string_view(&fieldNames[field], 1),
                  ": ", problem);
  }
}

static void checkInstruction(const Site &site,
                             const std::vector<bool> &insideSelect) {
  Report &report = site.context.report;
  size_t before = report.count();
  checkMetadata(site);
  checkFlags(site);
  checkIds(site);
  checkTargets(site, insideSelect);
  checkLoopHint(site);
  if (report.count() != before)
    return;
  checkMirrors(site);
  checkWindows(site);
  if (report.count() != before)
    return;
  checkMoves(site);
  checkCalls(site);
  checkInterfaceOps(site);
}

bool vo::bc::verify::checkCode(ModuleContext &context, uint32_t index,
                               const FunctionDef &function,
                               LayoutView globals) {
  Report &report = context.report;
  size_t before = report.count();
  report.enterFunction(index, function);
  std::vector<bool> insideSelect = checkSelects(report, function);
  for (uint32_t pc = 0; pc < function.code.size() && !report.full(); ++pc) {
    report.enterInstruction(pc);
    const Instruction &word = function.code[pc];
    if (word.opcode() == Opcode::Invalid)
      report.add(Rule::OpcodeKnown, text("byte ", word.op, " is no opcode"));
    else
      checkInstruction({context, function, globals, pc}, insideSelect);
  }
  if (report.count() == before)
    checkLoopNesting(report, function);
  return report.count() == before;
}
