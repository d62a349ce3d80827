//===- Assembly_test.cpp ---------------------------------------------------===//

#include "bytecode/assembly/Assembly.h"
#include "bytecode/testing/SampleModule.h"

#include <gtest/gtest.h>

using namespace vo::bc;

static Module parse(std::string_view text) {
  Result<Module> module = assemble(text);
  EXPECT_TRUE(module) << module.error().message;
  return module ? *module : Module();
}

TEST(Assembly, SampleIsExact) {
  Module sample = vo::bc::testing::makeSampleModule();
  std::string text = disassemble(sample);
  Result<Module> again = assemble(text);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, sample);
  EXPECT_EQ(disassemble(*again), text);
}

TEST(Assembly, HandWrittenProgram) {
  Module module = parse(R"(
; Comments in both styles.
module "demo" entryFunc=@main // the entry
extern "vo_println" params={kind=CallSiteVariadic} returns={}
global "total" valueKind=Int slotTypes=[V]
file "demo.vo"

func "main" slotTypes=[V*2 I] {
    LoadInt   %0, 3
  again: Hint done loop depth=1 {endPc=back}
    .loc "demo.vo" 4 2 7
    LoadConst %1 ="text"      ; found or added
    LoadConst %1, ="text"
    LoadConst %1, =2.5
    JumpIfNot %0, done
    Call      @add, %0
  back:
    Jump      again
  done:
    CallExtern %0, &vo_println, %2 {args=[I]}
    GoStart   @add, %0, 2 {args=[V*2]}
    DeferPush %1, %0, 0
    GlobalSet g0, %0
    Trunc     %0, %0 width=2 signed
    ConvF2I   %0, %1 width=16 unsigned
    Return    %0, 0
}
func "add" paramCount=2 paramSlots=2 retSlotTypes=[V] slotTypes=[V*3] {
    AddI %2, %0, %1
    Return %2, 1
}
)");
  EXPECT_EQ(module.name, "demo");
  EXPECT_EQ(module.entryFunc, 0u);
  ASSERT_EQ(module.functions.size(), 2u);
  EXPECT_EQ(module.constants,
            (std::vector<Constant>{ConstString{"text"}, ConstFloat::of(2.5)}));
  const std::vector<Instruction> &code = module.functions[0].code;
  ASSERT_EQ(code.size(), 15u);
  EXPECT_EQ(code[1], (Instruction{0, 1, 0x0610, 8, 0}));
  EXPECT_EQ(code[3].b, 0);
  EXPECT_EQ(code[4].b, 1);
  EXPECT_EQ(code[5].imm32(), 3);
  EXPECT_EQ(code[6], (Instruction{60, 0, 1, 0, 0x0201}));
  EXPECT_EQ(code[7].imm32(), -6);
  EXPECT_EQ(code[8], (Instruction{61, 2, 0, 0, 2}));
  EXPECT_EQ(code[9], (Instruction{108, 0, 1, 0, 2}));
  EXPECT_EQ(code[10], (Instruction{109, 1, 1, 0, 0}));
  EXPECT_EQ(code[12].flags, 0x82);
  EXPECT_EQ(code[13].flags, 0x05);
  EXPECT_EQ(module.functions[0].meta[1], InstrMeta(MetaLoopEnd{7}));
  EXPECT_EQ(module.functions[0].localSlots, 4);
  EXPECT_EQ(module.functions[1].retSlots, 1);
  EXPECT_EQ(module.debug.funcs,
            (std::vector<std::vector<DebugEntry>>{{{2, 0, 4, 2, 7}}, {}}));
}

TEST(Assembly, ReferencesByName) {
  Module module = parse(R"(
module "m" islandInitFunc=@"odd name"
interface ""
interface "Shape" {
  method "Area" signatureRttid=5
}
itab ifaceMetaId="Shape" methods=[@f @#7]
func "odd name"
func "f" {
  Call @"odd name", %0
  CallIface %0, %2 {ifaceMetaId="Shape" methodIdx=3}
}
)");
  EXPECT_EQ(module.islandInitFunc, 0u);
  EXPECT_EQ(module.itabs[0], (Itab{1, {1, 7}}));
  EXPECT_EQ(module.interfaceMetas[1].methodNames,
            std::vector<std::string>{"Area"});
  EXPECT_EQ(module.functions[1].meta[1],
            InstrMeta(MetaCallIfaceLayout{1, 3, {}, {}}));
  EXPECT_EQ(module.functions[1].code[1].flags, 3);
}

TEST(Assembly, OverridesAndUnknownOpcodes) {
  Module module = parse("func \"f\" {\n"
                        "  CopyN %1, %2, 3 !flags=0\n"
                        "  AddI %1, %2, %3 !flags=255 !a=9 !c=65535\n"
                        "  op200 !flags=1 !a=2 !b=3 !c=4 {LoopEnd endPc=3}\n"
                        "  Jump pc-7\n"
                        "  Jump pc+9\n"
                        "}\n");
  const std::vector<Instruction> &code = module.functions[0].code;
  EXPECT_EQ(code[0].flags, 0);
  EXPECT_EQ(code[1], (Instruction{19, 255, 9, 2, 65535}));
  EXPECT_EQ(code[2], (Instruction{200, 1, 2, 3, 4}));
  EXPECT_EQ(module.functions[0].meta[2], InstrMeta(MetaLoopEnd{3}));
  EXPECT_EQ(code[3].imm32(), -7);
  EXPECT_EQ(code[4].imm32(), 9);
}

TEST(Assembly, OneInstruction) {
  Module sample = vo::bc::testing::makeSampleModule();
  EXPECT_EQ(disassembleInstruction(sample, 1, 4), "ForLoop      %0, %1, L2 "
                                                  "inclusive");
  EXPECT_EQ(disassembleInstruction(sample, 1, 2), "JumpIf       %0, L5");
}

TEST(Assembly, StringEscapes) {
  Module module =
      parse(R"(const "a\"\\\/\n\t\r\b\f\u00e9\ud83e\udd89\u0000;//")");
  EXPECT_EQ(module.constants[0],
            Constant(ConstString{std::string("a\"\\/\n\t\r\b\fé🦉\0;//", 19)}));
}
