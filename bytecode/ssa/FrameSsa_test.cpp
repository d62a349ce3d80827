//===- FrameSsa_test.cpp - Values, phis, webs -----------------------------===//

#include "bytecode/ssa/FrameSsa.h"

#include "bytecode/assembly/Assembly.h"
#include "bytecode/verify/Verifier.h"

#include <gtest/gtest.h>

using namespace vo::bc;
using namespace vo::bc::ssa;

namespace {
/// The SSA form of a module's first function, with all that it rests on.
struct Built {
  explicit Built(std::string_view code)
      : module(parse(code)), report(verify::Options{}), types(module, report),
        methods(module), context{module, types, methods, report},
        proofs(module), facts(proofs, 0),
        ssa(FrameSsa::build(context, module.functions[0], facts, 1 << 20)) {}

  static Module parse(std::string_view code) {
    std::string text = "module \"m\" entryFunc=@main islandInitFunc=@main\n";
    Result<Module> parsed = assemble(text + std::string(code));
    EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().message);
    Module module = parsed.ok() ? std::move(*parsed) : Module();
    EXPECT_TRUE(verify::verifyModule(module).ok())
        << verify::verifyModule(module).text();
    return module;
  }
  const Value &value(ValueId id) const { return ssa->value(id); }

  Module module;
  verify::Report report;
  verify::TypeTable types;
  verify::MethodIndex methods;
  verify::ModuleContext context;
  verify::ProofContext proofs;
  verify::ProvenFacts facts;
  std::unique_ptr<FrameSsa> ssa;
};
} // namespace

TEST(FrameSsa, CopiesAreTheSameValue) {
  Built built(R"(
func "main" slotTypes=[V*3] {
    LoadInt      %0, 7
    Copy         %1, %0
    AddI         %2, %1, %0
    Return       %0, 0
}
)");
  ASSERT_TRUE(built.ssa);
  EXPECT_EQ(built.ssa->read(2, 1), built.ssa->read(2, 0));
  EXPECT_EQ(built.value(built.ssa->read(2, 1)).at, 0u);
  EXPECT_TRUE(built.ssa->writes(1).empty());
}

TEST(FrameSsa, OnlyWhatIsReadMeetsInAPhi) {
  Built built(R"(
func "main" slotTypes=[V*4] {
    LoadInt      %0, 1
    JumpIf       %3, both
    LoadInt      %0, 2
    LoadInt      %1, 2
  both:
    AddI         %2, %0, %0
    Return       %0, 0
}
)");
  ASSERT_TRUE(built.ssa);
  const Value &met = built.value(built.ssa->read(4, 0));
  ASSERT_EQ(met.kind, Value::Phi);
  const Phi &phi = built.ssa->phi(met);
  ASSERT_EQ(phi.operands.size(), 2u);
  EXPECT_NE(phi.operands[0], phi.operands[1]);
  // Slot 1 is written on one way, too, but nobody reads it.
  EXPECT_EQ(built.ssa->phis(met.at).size(), 1u);
}

TEST(FrameSsa, TheEntryIsAnEdgeOfALoopThatBeginsThere) {
  Built built(R"(
func "main" slotTypes=[V*2] {
  again:
    AddI         %0, %0, %1
    JumpIf       %0, again
    Return       %0, 0
}
)");
  ASSERT_TRUE(built.ssa);
  const Phi &phi = built.ssa->phi(built.value(built.ssa->read(0, 0)));
  ASSERT_EQ(phi.operands.size(), 2u);
  EXPECT_EQ(built.value(phi.operands[0]).kind, Value::Def);
  EXPECT_EQ(built.value(phi.operands[1]).kind, Value::Initial);
}

/// Two arrays in the same slots, one after the other, are two webs.
TEST(FrameSsa, WebsOfTheSameSlotsAreApart) {
  Built built(R"(
func "main" slotTypes=[R*2 V*2 R] {
    LoadInt      %3, 2
    IndexCheck   %2, %3
    SlotGet      %4, %0, %2 {elemLayout=[R]}
    LoadInt      %0, 0
    LoadInt      %1, 0
    SlotGet      %4, %0, %2 {elemLayout=[R]}
    SlotSet      %0, %2, %4 {elemLayout=[R]}
    Return       %0, 0
}
)");
  ASSERT_TRUE(built.ssa);
  const FrameSsa &ssa = *built.ssa;
  EXPECT_TRUE(ssa.isMemory(0));
  EXPECT_FALSE(ssa.isMemory(2));
  EXPECT_NE(ssa.web(ssa.indexed(2)), ssa.web(ssa.indexed(5)));
  EXPECT_EQ(ssa.web(ssa.indexed(5)), ssa.web(ssa.indexed(6)));
  EXPECT_TRUE(ssa.isIndexed(ssa.web(ssa.indexed(2))));
  EXPECT_EQ(ssa.run(2).length, 2u);
}

TEST(FrameSsa, GivesUpWhenTheBudgetIsSpent) {
  Built built(R"(
func "main" slotTypes=[V*2] {
    AddI         %0, %0, %1
    Return       %0, 0
}
)");
  EXPECT_TRUE(built.ssa);
  EXPECT_FALSE(FrameSsa::build(built.context, built.module.functions[0],
                               built.facts, 1));
}
