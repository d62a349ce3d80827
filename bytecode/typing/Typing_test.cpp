//===- Typing_test.cpp - Types found and modules refused ------------------===//

#include "bytecode/typing/Typing.h"

#include "bytecode/assembly/Assembly.h"
#include "bytecode/verify/Verifier.h"

#include <gtest/gtest.h>

using namespace vo::bc;
using namespace vo::bc::typing;

namespace {
/// A verified module with its types.
struct Typed {
  std::unique_ptr<Module> module;
  ModuleTyping types;

  /// The type of what the n-th instruction of a function leaves in a slot.
  std::string after(uint32_t function, uint32_t pc, uint32_t slot) const {
    const FunctionTyping &typing = *types.function(function);
    ssa::ValueId value = typing.ssa().written(pc, slot);
    return value == ssa::noValue ? "" : types.terms().text(typing.type(value));
  }
  std::string error() const {
    return types.ok() ? "" : types.diagnostics().front().text();
  }
};
} // namespace

/// Struct meta 0 is a pair of a string and a slice of int, 1 begins with such
/// a pair, 2 has an array behind a string; run-time types from 0 on are those
/// named here.
static constexpr std::string_view tables = R"(
module "m" entryFunc=@main islandInitFunc=@main
struct #0 slotTypes=[R R] {
  field "name" slotCount=1 typeInfo=String:2
  field "items" offset=1 slotCount=1 typeInfo=Slice:3
}
struct #1 slotTypes=[R R V] {
  field "pair" slotCount=2 typeInfo=Struct:5
  field "count" offset=2 slotCount=1 typeInfo=Int:1
}
struct #2 slotTypes=[R V*2] {
  field "name" slotCount=1 typeInfo=String:2
  field "pair" offset=1 slotCount=2 typeInfo=Array:8
}
interface #0 ""
rttype #0 Basic kind=Void
rttype #1 Basic kind=Int
rttype #2 Basic kind=String
rttype #3 Slice elem=Int:1
rttype #4 Slice elem=String:2
rttype #5 Struct structMetaId=0 {
  field "name" typ=String:2 pkg="m"
  field "items" typ=Slice:3 pkg="m"
}
rttype #6 Struct structMetaId=1 {
  field "pair" typ=Struct:5 pkg="m"
  field "count" typ=Int:1 pkg="m"
}
rttype #7 Pointer elem=Struct:5
rttype #8 Array length=2 elem=Int:1
)";

static Typed typeText(std::string_view code) {
  Result<Module> parsed = assemble(std::string(tables) + std::string(code));
  EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().message);
  auto module =
      std::make_unique<Module>(parsed.ok() ? std::move(*parsed) : Module());
  verify::Verdict verdict = verify::verifyModule(*module);
  EXPECT_TRUE(verdict.ok()) << verdict.text();
  ModuleTyping types = typeModule(*module);
  return {std::move(module), std::move(types)};
}

// Value metas in what follows: 2 Int, 15, 271 and 527 structs 0 to 2, 17
// String.

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

/// Bytecode that lies, and a part of what is said about it.
struct Lie {
  const char *name, *code, *message;
};

static const Lie lies[] = {
    {"two types of one value", R"(
func "main" slotTypes=[V*3 R] {
    StrNew       %3, ="x"
    SliceLen     %0, %3
    Return       %0, 0
}
)",
     "function 0 'main', instruction 1 (SliceLen): string used as slice"},
    {"two types that meet", R"(
func "main" slotTypes=[V*3 R] {
    JumpIf       %0, other
    StrNew       %3, ="x"
    Jump         both
  other:
    LoadInt      %0, 2
    SliceNew     %3, %0, %1 bytes=8 {elemBytes=8 slotLayout=[V]}
  both:
    StrLen       %0, %3
    Return       %0, 0
}
)",
     "[]{number} against string"},
    {"an argument of another type", R"(
func "main" slotTypes=[V R] {
    LoadInt      %0, 15
    PtrNew       %1, %0, 2 {valueLayout=[R R]}
    Call         @f, %1
    Return       %0, 0
}
func "f" paramCount=1 paramSlots=1 slotTypes=[R V] {
    StrLen       %1, %0
    Return       %0, 0
}
)",
     "against string"},
    {"more than the argument has", R"(
func "main" slotTypes=[V R] {
    LoadInt      %0, 15
    PtrNew       %1, %0, 2 {valueLayout=[R R]}
    Call         @f, %1
    Return       %0, 0
}
func "f" paramCount=1 paramSlots=1 slotTypes=[R V] {
    PtrGet       %1, %0, 2 {valueLayout=[V]}
    Return       %0, 0
}
)",
     "instruction 2 (Call): "},
    {"a field of another type", R"(
func "main" slotTypes=[V R*2] {
    LoadInt      %0, 15
    PtrNew       %1, %0, 2 {valueLayout=[R R]}
    StrNew       %2, ="x"
    PtrSet       %1, 1, %2 barrier {valueLayout=[R]}
    Return       %0, 0
}
)",
     "instruction 3 (PtrSet): string against []{number}"},
    {"a number for a reference", R"(
func "main" slotTypes=[V R*2] {
    LoadInt      %0, 15
    PtrNew       %1, %0, 2 {valueLayout=[R R]}
    PtrGet       %0, %1, 1 {valueLayout=[V]}
    Return       %0, 0
}
)",
     "is taken for a number"},
    {"beyond the object", R"(
func "main" slotTypes=[V R*2] {
    LoadInt      %0, 15
    PtrNew       %1, %0, 2 {valueLayout=[R R]}
    PtrGet       %2, %1, 2 {valueLayout=[R]}
    Return       %0, 0
}
)",
     "which has 2"},
    {"an address of unknown place", R"(
func "main" slotTypes=[V R*2] {
    LoadInt      %0, 15
    PtrNew       %1, %0, 2 {valueLayout=[R R]}
    StrLen       %0, %2
    PtrAdd       %2, %1, %0
    Return       %0, 0
}
)",
     "instruction 3 (PtrAdd): the offset is neither"},
    {"an address with another type", R"(
func "main" slotTypes=[V R*2] {
    LoadInt      %0, 15
    PtrNew       %1, %0, 2 {valueLayout=[R R]}
    LoadInt      %0, 1
    PtrAdd       %2, %1, %0
    PtrGet       %2, %2, 0 {valueLayout=[R]}
    StrLen       %0, %2
    Return       %0, 0
}
)",
     "against"},
    {"elements of another size", R"(
func "main" slotTypes=[V*3 R] {
    LoadInt      %0, 2
    SliceNew     %3, %0, %1 bytes=8 {elemBytes=8 slotLayout=[V]}
    SliceGet     %0, %3, %1 bytes=1
    Return       %0, 0
}
)",
     "number against uint8"},
    {"an array as slice", R"(
func "main" slotTypes=[V*3 R] {
    LoadInt      %0, 2
    ArrayNew     %3, %0, %1 bytes=8 {elemBytes=8 slotLayout=[V]}
    SliceLen     %0, %3
    Return       %0, 0
}
)",
     "used as slice"},
    {"a compared reference of another type", R"(
func "main" slotTypes=[V*3 R*2] {
    LoadInt      %0, 2
    SliceNew     %3, %0, %1 bytes=8 {elemBytes=8 slotLayout=[V]}
    StrNew       %4, ="x"
    EqI          %0, %3, %4
    Return       %0, 0
}
)",
     "instruction 3 (EqI)"},
    {"a result nobody declares", R"(
extern "vo1:4:main:4:Find" params={kind=Exact slots=0} returns={slots=1 slotTypes=[R]}
func "main" slotTypes=[V R] {
    CallExtern   %1, &"vo1:4:main:4:Find", %0 {rets=[R]}
    Return       %0, 0
}
)",
     "nothing is known about the results of extern"},
    {"elements of one frame array of two types", R"(
func "main" slotTypes=[R*2 V*2 R] {
    LoadInt      %3, 2
    IndexCheck   %2, %3
    StrNew       %4, ="x"
    SlotSet      %0, %2, %4 {elemLayout=[R]}
    SliceLen     %3, %1
    Return       %0, 0
}
)",
     "used as slice"},
};

TEST(Typing, RefusesLies) {
  for (const Lie &lie : lies) {
    SCOPED_TRACE(lie.name);
    Typed typed = typeText(lie.code);
    std::string all;
    for (const Diagnostic &each : typed.types.diagnostics())
      all += each.text() + "\n";
    EXPECT_FALSE(typed.types.ok());
    EXPECT_NE(all.find(lie.message), std::string::npos) << all;
  }
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
