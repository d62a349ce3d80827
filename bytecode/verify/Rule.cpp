//===- Rule.cpp - The table of rules --------------------------------------===//

#include "bytecode/verify/Rule.h"

using namespace vo::bc::verify;

static constexpr RuleInfo table[numRules] = {
#define VO_RULE(name, id, stage, demand) {Rule::name, id, Stage::stage, demand},
#include "bytecode/verify/Rules.def"
};

static constexpr bool idsAreDistinct() {
  for (unsigned i = 0; i < numRules; ++i)
    for (unsigned j = 0; j < i; ++j)
      if (table[i].id == table[j].id)
        return false;
  return true;
}
static_assert(idsAreDistinct(), "two rules have the same id");

const RuleInfo &vo::bc::verify::info(Rule rule) {
  return table[unsigned(rule)];
}

std::string_view vo::bc::verify::name(Stage stage) {
  switch (stage) {
  case Stage::Any:
    return "Any";
  case Stage::Types:
    return "Types";
  case Stage::Module:
    return "Module";
  case Stage::Functions:
    return "Functions";
  case Stage::Code:
    return "Code";
  case Stage::Flow:
    return "Flow";
  }
  return "?";
}
