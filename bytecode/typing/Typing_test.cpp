//===- Typing_test.cpp - Types found --------------------------------------===//

#include "bytecode/typing/testing/TypeText.h"

using namespace vo::bc;
using namespace vo::bc::typing;

TEST(Typing, OneSlotMayBeSeveralThings) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*3 R] {
    StrNew       %3, ="x"
    StrLen       %0, %3
    LoadInt      %0, 2
    SliceNew     %3, %0, %1 bytes=8 {elemBytes=8 slotLayout=[V]}
    SliceLen     %0, %3
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.after(0, 0, 3), "string");
  EXPECT_EQ(typed.after(0, 3, 3), "[]{number}");
}

TEST(Typing, WhatMeetsButIsNotReadMayDiffer) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*3 R] {
    JumpIf       %0, other
    StrNew       %3, ="x"
    Jump         both
  other:
    LoadInt      %0, 2
    SliceNew     %3, %0, %1 bytes=8 {elemBytes=8 slotLayout=[V]}
  both:
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
}

TEST(Typing, AZeroMovesAnywhere) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*2 R*3] {
    LoadInt      %2, 0
    LoadInt      %0, 15
    PtrNew       %3, %0, 2 {valueLayout=[R R]}
    PtrSet       %3, 0, %2 barrier {valueLayout=[R]}
    PtrSet       %3, 1, %2 barrier {valueLayout=[R]}
    LoadInt      %0, 2
    SliceAppend  %4, %2, %0 bytes=8 {elemBytes=8 slotLayout=[V]}
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.after(0, 6, 4), "[]{number}");
}

TEST(Typing, AParameterDemandsAPrefix) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V R] {
    LoadInt      %0, 271
    PtrNew       %1, %0, 3 {valueLayout=[R R V]}
    Call         @f, %1
    LoadInt      %0, 15
    PtrNew       %1, %0, 2 {valueLayout=[R R]}
    Call         @f, %1
    Return       %0, 0
}
func "f" paramCount=1 paramSlots=1 slotTypes=[R V] {
    PtrGet       %0, %0, 0 {valueLayout=[R]}
    StrLen       %1, %0
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.after(1, 0, 0), "string");
}

TEST(Typing, AnAddressHasTheTypesOfItsPlace) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*2 R*2] {
    LoadInt      %0, 271
    PtrNew       %2, %0, 3 {valueLayout=[R R V]}
    LoadInt      %0, 1
    PtrAdd       %3, %2, %0
    PtrGet       %3, %3, 0 {valueLayout=[R]}
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.after(0, 4, 3), "[]{number}");
}

/// A second address goes beyond what the first one itself is used for.
TEST(Typing, AnAddressOfAnAddressLeavesAGap) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*2 R*2] {
    LoadInt      %0, 271
    PtrNew       %2, %0, 3 {valueLayout=[R R V]}
    LoadInt      %0, 0
    PtrAdd       %3, %2, %0
    LoadInt      %0, 1
    PtrAdd       %3, %3, %0
    PtrGet       %3, %3, 0 {valueLayout=[R]}
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.after(0, 6, 3), "[]{number}");
}

/// What lies before the elements is passed over, whatever it is.
TEST(Typing, AnIndexedAddressLeavesGaps) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*3 R*2] {
    LoadInt      %0, 527
    PtrNew       %3, %0, 3 {valueLayout=[R V*2]}
    LoadInt      %0, 2
    IndexCheck   %1, %0
    PtrAdd       %4, %3, %1
    PtrGet       %0, %4, 1 {valueLayout=[V]}
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
}

TEST(Typing, AFrameArrayHasElementsOfOneType) {
  Typed typed = typeText(R"(
func "main" slotTypes=[R*2 V*2 R] {
    LoadInt      %3, 2
    IndexCheck   %2, %3
    StrNew       %4, ="x"
    SlotSet      %0, %2, %4 {elemLayout=[R]}
    Copy         %4, %1
    StrLen       %3, %4
    Return       %0, 0
}
)");
  EXPECT_EQ(typed.error(), "");
  EXPECT_EQ(typed.after(0, 4, 4), "string");
}

TEST(Typing, StopsWhenTheBudgetIsSpent) {
  Typed typed = typeText(R"(
func "main" slotTypes=[V*3 R] {
    StrNew       %3, ="x"
    StrLen       %0, %3
    Return       %0, 0
}
)");
  Options few;
  few.maxSteps = 8;
  EXPECT_FALSE(typeModule(*typed.module, few).ok());
}

TEST(ExternNames, AreCounted) {
  auto name = parseExternName("vo1:13:path/filepath:7:absPath");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->package, "path/filepath");
  EXPECT_EQ(name->function, "absPath");
  EXPECT_FALSE(parseExternName("vo1:99:path:1:x"));
  EXPECT_FALSE(parseExternName("vo_print"));
}

constexpr std::pair<const char *, std::string_view> natives[] = {
#define VO_NATIVE(wire, name, results, arguments, effects, flows, types,       \
                  notes)                                                       \
  {wire, types},
#define VO_NATIVE_LATER(wire, name, results, arguments, effects, flows, types, \
                        notes)                                                 \
  {wire, types},
#include "runtime/abi/Natives.inc"
};

TEST(Natives, SomeLookIntoValues) {
  EXPECT_TRUE(reflects("vo1:13:encoding/json:10:marshalAny"));
  EXPECT_FALSE(reflects("vo1:13:encoding/json:15:parseJsonString"));
  EXPECT_FALSE(reflects("vo_print"));
}

TEST(Natives, EveryDeclarationIsRead) {
  Module module;
  Universe terms(module, uint64_t{1} << 32);
  terms.onConflict = [](const std::string &) { FAIL(); };
  terms.onWake = [](uint32_t) {};
  Metadata metadata(module, terms);
  for (auto [wire, types] : natives) {
    EXPECT_EQ(nativeTypes(wire), types);
    // Structs of the library are not in this module.
    EXPECT_EQ(parseSignature(types, metadata, terms).has_value(),
              types.find('.') == std::string_view::npos)
        << wire << ' ' << types;
  }
  EXPECT_TRUE(nativeTypes("vo1:2:io:4:none").empty());
}

TEST(Natives, TypesOfAllKinds) {
  Module module;
  Universe terms(module, uint64_t{1} << 32);
  terms.onConflict = [](const std::string &) { FAIL(); };
  terms.onWake = [](uint32_t) {};
  Metadata metadata(module, terms);
  auto signature = parseSignature(
      "(map[string][]uint16,func(int32,string)(any),[2]float32)(chan any)",
      metadata, terms);
  ASSERT_TRUE(signature);
  std::string text;
  for (TermId leaf : signature->params)
    text += terms.text(leaf) + "; ";
  EXPECT_EQ(text, "map[{string}]{[]{uint16}}; func{number, string} {any}; "
                  "float32; float32; ");
  EXPECT_EQ(terms.text(signature->results.front()), "chan {any}");
  for (const char *bad : {"", "(", "(int", "(int)", "(int)(", "(error)()x",
                          "([)()", "(map[int)()", "(*int)()", "(func(int))()"})
    EXPECT_FALSE(parseSignature(bad, metadata, terms)) << bad;
}
