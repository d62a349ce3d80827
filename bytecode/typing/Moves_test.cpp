//===- Moves_test.cpp - References that move, code that does not run ------===//

#include "bytecode/typing/testing/TypeText.h"

using namespace vo::bc;
using namespace vo::bc::typing;

/// However many functions a pointer passes.
TEST(Moves, AReferenceIsWhatItComesFrom) {
  std::string code = R"(
func "main" slotTypes=[V R] {
    LoadInt      %0, 271
    PtrNew       %1, %0, 3 {valueLayout=[R R V]}
    Call         @f1, %1
    Return       %0, 0
}
)";
  constexpr unsigned last = 40;
  for (unsigned i = 1; i < last; ++i)
    code += "func \"f" + std::to_string(i) +
            "\" paramCount=1 paramSlots=1 slotTypes=[R*2] {\n"
            "    Copy         %1, %0\n    Call         @f" +
            std::to_string(i + 1) + ", %1\n    Return       %0, 0\n}\n";
  code += "func \"f" + std::to_string(last) +
          "\" paramCount=1 paramSlots=1 slotTypes=[R] {\n"
          "    PtrGet       %0, %0, 0 {valueLayout=[R]}\n"
          "    Return       %0, 0\n}\n";
  Typed typed = typeText(code);
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.param(last, 0), "*struct#1");
}

static constexpr std::string_view passes = R"(
func "main" slotTypes=[V R] {
    LoadInt      %0, 271
    PtrNew       %1, %0, 3 {valueLayout=[R R V]}
    Call         @f, %1
    LoadInt      %0, FIRST
    PtrNew       %1, %0, 3 {valueLayout=[LAYOUT]}
    Call         @f, %1
    Return       %0, 0
}
func "f" paramCount=1 paramSlots=1 slotTypes=[R V] {
    PtrGet       %0, %0, 0 {valueLayout=[R]}
    StrLen       %1, %0
    Return       %0, 0
}
)";

static Typed typePassed(std::string_view second, std::string_view layout) {
  std::string code(passes);
  code.replace(code.find("FIRST"), 5, second);
  code.replace(code.find("LAYOUT"), 6, layout);
  return typeText(code);
}

TEST(Moves, SeveralSourcesShareTheStructTheyBeginWith) {
  Typed typed = typePassed("783", "R*3");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.param(1, 0), "*struct#0");
}

TEST(Moves, UnrelatedSourcesShareAPrefix) {
  Typed typed = typePassed("527", "R V*2");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.param(1, 0), "*{string}");
  TermId param = typed.types.function(1)->params()[0];
  const Universe &terms = typed.types.terms();
  EXPECT_TRUE(terms.rowOf(terms.term(param).rows[0]).isInterior);
}

/// A constant index outside of the array, and an array without elements: what
/// comes after the check would not fit.
TEST(Moves, WhatNeverRunsHasNoTypes) {
  for (const char *check : {"-1", "2"}) {
    Typed typed = typeText(std::string(R"(
func "main" slotTypes=[V*3 R*2] {
    LoadInt      %0, 527
    PtrNew       %3, %0, 3 {valueLayout=[R V*2]}
    LoadInt      %1, )") + check +
                           R"(
    LoadInt      %0, 2
    IndexCheck   %1, %0
    PtrAdd       %4, %3, %1
    PtrGet       %0, %4, 1 {valueLayout=[V]}
    StrLen       %0, %3
    Return       %0, 0
}
)");
    EXPECT_EQ(typed.error(), "");
  }
  Typed typed = typeText(R"(
func "main" slotTypes=[V*3 R] {
    LoadInt      %0, 0
    IndexCheck   %1, %0
    StrNew       %3, ="x"
    SliceLen     %0, %3
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
}

/// Only what the check of the sum says counts: one more than an index of two
/// elements may be outside.
TEST(Moves, ACheckBoundsASum) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*3 R*2] {
    LoadInt      %0, 527
    PtrNew       %3, %0, 3 {valueLayout=[R V*2]}
    LoadInt      %0, 2
    IndexCheck   %1, %0
    LoadInt      %2, 1
    AddI         %2, %1, %2
    IndexCheck   %2, %0
    PtrAdd       %4, %3, %2
    PtrGet       %0, %4, 1 {valueLayout=[V]}
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
}

TEST(Moves, AnArrayOfOneNarrowNumberIsAnElement) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*3 R] {
    LoadInt      %0, 2574
    SliceNew     %3, %0, %1 bytes=8 {elemBytes=8 slotLayout=[V]}
    SliceSet     %3, %1, %2 bytes=8 {elemBytes=8 slotLayout=[V]}
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.after(0, 1, 3), "[]{uint8}");
}

TEST(Moves, AStructWithoutContentsTakesNoSpace) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*4 R*2] {
    LoadInt      %0, 1039
    LoadInt      %3, 0
    SliceNew     %4, %0, %1 {slotLayout=[V]}
    SliceAddr    %5, %4, %1 {slotLayout=[V]}
    PtrGet       %0, %5, 0 {valueLayout=[V]}
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.after(0, 2, 4), "[]struct#4");
  TermId slice = typed.types.function(0)->type(
      typed.types.function(0)->ssa().written(2, 4));
  const Universe &terms = typed.types.terms();
  TermId leaf = terms.leafAt(terms.term(slice).rows[0], 0);
  EXPECT_EQ(terms.term(leaf).packing, Packing::Nothing);
}
