//===- Lies_test.cpp - Modules that are refused ---------------------------===//

#include "bytecode/typing/testing/TypeText.h"

using namespace vo::bc;
using namespace vo::bc::typing;

namespace {
/// Bytecode that lies, and a part of what is said about it.
struct Lie {
  const char *name, *code, *message;
};
} // namespace

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
