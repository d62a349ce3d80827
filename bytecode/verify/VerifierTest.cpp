//===- VerifierTest.cpp - Every rule refuses what breaks it ---------------===//

#include "bytecode/verify/Verifier.h"
#include "bytecode/verify/tables/TypeTable.h"
#include "bytecode/verify/testing/Breakage.h"

#include <gtest/gtest.h>
#include <set>

using namespace vo::bc;
using namespace vo::bc::verify;
using namespace vo::bc::verify::testing;

static std::vector<Breakage> allBreakages() {
  std::vector<Breakage> out;
  for (std::span<const Breakage> list :
       {typeBreakages(), moduleBreakages(), externBreakages(),
        functionBreakages(), codeBreakages(), callBreakages(), flowBreakages()})
    out.insert(out.end(), list.begin(), list.end());
  return out;
}

TEST(Verifier, AcceptsTheSample) {
  Verdict verdict = verifyModule(sampleModule());
  EXPECT_TRUE(verdict.ok()) << verdict.text();
}

/// A module that breaks the rule is refused, and the first diagnostic names
/// the rule, the function and the instruction.
TEST(Verifier, RefusesEveryBreakage) {
  for (const Breakage &each : allBreakages()) {
    SCOPED_TRACE(std::string(id(each.rule)) + ": " + std::string(each.what));
    Module module = sampleModule();
    each.apply(module);
    Verdict verdict = verifyModule(module);
    if (verdict.ok()) {
      ADD_FAILURE() << "accepted";
      continue;
    }
    const Diagnostic &first = verdict.diagnostics().front();
    EXPECT_EQ(id(first.rule), id(each.rule)) << verdict.text();
    EXPECT_EQ(first.functionName, each.function) << verdict.text();
    EXPECT_EQ(first.function.has_value(), !each.function.empty());
    if (each.function.empty())
      continue;
    if (!first.function)
      continue;
    EXPECT_EQ(module.functions[*first.function].name, each.function);
    std::string_view opcode =
        first.instruction ? std::string_view(first.opcodeName) : "Invalid";
    EXPECT_EQ(opcode, name(each.opcode)) << verdict.text();
  }
}

TEST(Verifier, TestsEveryRule) {
  // These two have tests of their own.
  std::set<Rule> covered = {Rule::Cost, Rule::TableSize};
  for (const Breakage &each : allBreakages())
    covered.insert(each.rule);
  for (unsigned i = 0; i < numRules; ++i)
    EXPECT_TRUE(covered.contains(Rule(i))) << id(Rule(i)) << " is not tested";
}

TEST(Verifier, BreakagesAreDistinct) {
  std::set<std::pair<Rule, std::string_view>> seen;
  for (const Breakage &each : allBreakages())
    EXPECT_TRUE(seen.emplace(each.rule, each.what).second) << each.what;
}

TEST(Verifier, DescribesWhereAndWhat) {
  Module module = sampleModule();
  word(module, "moves", Opcode::LoadInt).a = 16;
  Verdict verdict = verifyModule(module);
  ASSERT_EQ(verdict.diagnostics().size(), 1u);
  EXPECT_EQ(verdict.text(),
            "function 6 'moves', instruction 0 (LoadInt): operand a: slots "
            "16..17 of a frame of 16 [slot-range]\n");
}

TEST(Verifier, CollectsUpToTheLimit) {
  Module module = sampleModule();
  for (FunctionDef &def : module.functions) {
    def.hasDefer = false;
    for (Instruction &each : def.code)
      each.op = 200;
  }
  EXPECT_EQ(verifyModule(module, {.maxDiagnostics = 5}).diagnostics().size(),
            5u);
  EXPECT_GT(verifyModule(module).diagnostics().size(), 50u);
}

/// Breaches in different functions are found in one run.
TEST(Verifier, GoesOnBehindABreach) {
  Module module = sampleModule();
  word(module, "moves", Opcode::LoadInt).a = 16;
  word(module, "loops", Opcode::ForLoop).flags = 8;
  Verdict verdict = verifyModule(module);
  ASSERT_EQ(verdict.diagnostics().size(), 2u) << verdict.text();
  EXPECT_EQ(verdict.diagnostics()[0].rule, Rule::SlotRange);
  EXPECT_EQ(verdict.diagnostics()[1].rule, Rule::FlagBits);
}

TEST(Verifier, StopsWhenTheBudgetIsSpent) {
  Verdict verdict = verifyModule(sampleModule(), {.maxSteps = 100});
  ASSERT_EQ(verdict.diagnostics().size(), 1u);
  EXPECT_EQ(verdict.diagnostics()[0].rule, Rule::Cost);
}

/// Called directly, because such a table takes a gigabyte.
TEST(Verifier, RefusesTablesThatAreTooLarge) {
  Report report(Options{});
  checkTableSize(report, "runtime_types", 0xFFFFFF);
  EXPECT_EQ(report.count(), 0u);
  checkTableSize(report, "runtime_types", 0x1000000);
  std::vector<Diagnostic> found = report.take();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].rule, Rule::TableSize);
}

TEST(Verifier, RefusesTheEmptyModule) {
  Verdict verdict = verifyModule(Module());
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.diagnostics()[0].rule, Rule::EntryFunction);
}
