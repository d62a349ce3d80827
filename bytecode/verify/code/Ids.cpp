//===- Ids.cpp - Ids, global slots, branch targets ------------------------===//

#include "bytecode/verify/code/Code.h"

using namespace vo::bc;
using namespace vo::bc::verify;

/// How many global slots the instruction moves.
static uint32_t globalCount(const Site &site) {
  return site.row().flags == FlagsKind::Count ? site.word().flags : 1;
}

static void checkId(const Site &site, OperandKind kind, uint32_t value) {
  const Module &module = site.module();
  switch (kind) {
  case OperandKind::ConstId:
    site.demand(value < module.constants.size(), Rule::ConstantId, "constant ",
                value, " of ", module.constants.size());
    break;
  case OperandKind::ExternId:
    site.demand(value < module.externs.size(), Rule::ExternId, "extern ", value,
                " of ", module.externs.size());
    break;
  case OperandKind::GlobalSlot:
    site.demand(value + globalCount(site) <= site.globals.size(),
                Rule::GlobalRange, "global slots ", value, "..",
                value + globalCount(site), " of ", site.globals.size());
    break;
  case OperandKind::FuncLo:
  case OperandKind::FuncOrClosure:
    site.demand(isClosureForm(site) || calledFunction(site), Rule::FunctionId,
                "no such function among ", module.functions.size());
    break;
  default:
    break;
  }
}

void vo::bc::verify::checkIds(const Site &site) {
  for (unsigned field = 0; field < 3; ++field)
    checkId(site, site.row().operands[field].kind, site.word().operand(field));
}

void vo::bc::verify::checkTargets(const Site &site,
                                  const std::vector<bool> &insideSelect) {
  std::optional<int64_t> target = jumpTarget(site.word(), site.pc);
  if (!target)
    return;
  size_t size = site.function.code.size();
  if (site.demand(*target >= 0 && uint64_t(*target) < size, Rule::BranchTarget,
                  "target ", *target, " in code of ", size))
    site.demand(!insideSelect[*target], Rule::BranchTarget, "target ", *target,
                " is inside a select");
}
