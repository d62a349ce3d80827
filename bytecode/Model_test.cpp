//===- Model_test.cpp ------------------------------------------------------===//

#include "bytecode/Model.h"

#include <gtest/gtest.h>

using namespace vo::bc;

TEST(Opcodes, NamesAndNumbersAreOneToOne) {
  for (unsigned number = 0; number < numOpcodes; ++number) {
    const OpcodeInfo *row = info(Opcode(number));
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(unsigned(row->opcode), number);
    EXPECT_EQ(opcodeFromName(row->name), Opcode(number));
  }
  EXPECT_EQ(info(Opcode::Invalid), nullptr);
  EXPECT_EQ(opcodeFromName("Invalid"), std::nullopt);
  EXPECT_EQ(opcodeFromName("addi"), std::nullopt);
  // Anchors from the format's tables, one per group.
  EXPECT_EQ(unsigned(Opcode::GlobalGet), 9u);
  EXPECT_EQ(unsigned(Opcode::PtrAdd), 18u);
  EXPECT_EQ(unsigned(Opcode::NegF), 31u);
  EXPECT_EQ(unsigned(Opcode::BoolNot), 56u);
  EXPECT_EQ(unsigned(Opcode::Return), 64u);
  EXPECT_EQ(unsigned(Opcode::StrDecodeRune), 76u);
  EXPECT_EQ(unsigned(Opcode::SliceAddr), 88u);
  EXPECT_EQ(unsigned(Opcode::SelectExec), 105u);
  EXPECT_EQ(unsigned(Opcode::IfaceEq), 115u);
  EXPECT_EQ(unsigned(Opcode::ForLoop), 124u);
}

TEST(Opcodes, OperandSpecsAreConsistent) {
  for (unsigned number = 0; number < numOpcodes; ++number) {
    const OpcodeInfo &row = *info(Opcode(number));
    for (unsigned i = 0; i < 3; ++i) {
      const OperandSpec &operand = row.operands[i];
      bool accessed = operand.reads() || operand.writes();
      EXPECT_EQ(accessed, operand.span != Span::None) << row.name;
      bool low = operand.kind == OperandKind::ImmLo ||
                 operand.kind == OperandKind::JumpLo ||
                 operand.kind == OperandKind::PcLo;
      if (low) {
        ASSERT_EQ(i, 1u) << row.name;
        EXPECT_EQ(int(row.operands[2].kind), int(operand.kind) + 1) << row.name;
      }
    }
  }
}

TEST(Instruction, WideFields) {
  Instruction word{uint8_t(Opcode::LoadInt), 0, 1, 0, 0};
  for (int32_t value : {0, 1, -1, 0x12345678, INT32_MIN, INT32_MAX}) {
    word.setImm32(value);
    EXPECT_EQ(word.imm32(), value);
  }
  Instruction call{uint8_t(Opcode::Call), 0x12, 0x3456, 7, 0};
  EXPECT_EQ(call.functionId(), 0x123456u);
  Instruction closure{uint8_t(Opcode::ClosureNew), 0x12, 7, 0x3456, 0};
  EXPECT_EQ(closure.functionId(), 0x123456u);
  Instruction go{uint8_t(Opcode::GoStart), 0x12 << 1, 0x3456, 7, 0};
  EXPECT_EQ(go.spawnedFunctionId(), 0x123456u);
  EXPECT_EQ((Instruction{125, 0, 0, 0, 0}).opcode(), Opcode::Invalid);
  EXPECT_EQ((Instruction{255, 0, 0, 0, 0}).opcode(), Opcode::Invalid);
}

TEST(Instruction, JumpTargets) {
  Instruction jump{uint8_t(Opcode::Jump), 0, 0, 0, 0};
  jump.setImm32(-3);
  EXPECT_EQ(jumpTarget(jump, 10), 7);
  jump.op = uint8_t(Opcode::JumpIfNot);
  jump.setImm32(5);
  EXPECT_EQ(jumpTarget(jump, 10), 15);
  Instruction loop{uint8_t(Opcode::ForLoop), 0, 0, 1, uint16_t(-4)};
  EXPECT_EQ(jumpTarget(loop, 10), 7);
  EXPECT_EQ(jumpTarget({uint8_t(Opcode::Return), 0, 0, 0, 0}, 10),
            std::nullopt);
}

TEST(Types, EnumeratorNames) {
  for (unsigned i = 0; i < numValueKinds; ++i)
    EXPECT_EQ(fromName<ValueKind>(name(ValueKind(i))), ValueKind(i));
  for (unsigned i = 0; i < numSlotTypes; ++i)
    EXPECT_EQ(fromName<SlotType>(name(SlotType(i))), SlotType(i));
  for (unsigned bit = 0; bit < numExternEffects; ++bit) {
    ExternEffect effect = ExternEffect(uint64_t(1) << bit);
    EXPECT_EQ(fromName<ExternEffect>(name(effect)), effect);
  }
  EXPECT_EQ(name(ValueKind(numValueKinds)), "?");
  EXPECT_EQ(name(SlotType(numSlotTypes)), "?");
  EXPECT_EQ(name(ChanDir(numChanDirs)), "?");
  EXPECT_EQ(name(AssertKind(numAssertKinds)), "?");
  EXPECT_EQ(name(ExtSlotKind(numExtSlotKinds)), "?");
  EXPECT_EQ(name(ParamShapeKind(numParamShapes)), "?");
  EXPECT_EQ(fromName<ValueKind>("?"), std::nullopt);
}

TEST(Types, PackedWords) {
  ValueMeta meta(ValueKind::Struct, 0xABCDE);
  EXPECT_EQ(meta.raw, 0xABCDE0Fu);
  EXPECT_EQ(meta.kind(), ValueKind::Struct);
  EXPECT_EQ(meta.id(), 0xABCDEu);
  EXPECT_TRUE(meta.valid());
  EXPECT_FALSE(ValueRttid(25).valid());
  EXPECT_FALSE(ValueRttid(ValueKind::Int, ValueRttid::invalidId).valid());
}

TEST(Types, ScanSlots) {
  using enum SlotType;
  EXPECT_EQ(gcScanSlots({}), 0u);
  EXPECT_EQ(gcScanSlots({Value, Float}), 0u);
  EXPECT_EQ(gcScanSlots({Value, GcRef, Value}), 2u);
  EXPECT_EQ(gcScanSlots({GcRef, Interface0, Interface1, Value}), 3u);
  EXPECT_EQ(gcScanSlots({Value, Interface0}), 3u);
}

TEST(DebugInfo, LooksUpTheLastEntryBefore) {
  DebugInfo debug;
  debug.funcs = {{}, {{2, 0, 10, 1, 1}, {5, 0, 11, 1, 1}, {5, 0, 12, 1, 1}}};
  EXPECT_EQ(debug.lookup(0, 5), nullptr);
  EXPECT_EQ(debug.lookup(1, 1), nullptr);
  EXPECT_EQ(debug.lookup(2, 1), nullptr);
  ASSERT_NE(debug.lookup(1, 2), nullptr);
  EXPECT_EQ(debug.lookup(1, 4)->line, 10u);
  EXPECT_EQ(debug.lookup(1, 5)->line, 12u);
  EXPECT_EQ(debug.lookup(1, 4000000000)->line, 12u);
}

TEST(Constants, FloatsAreBits) {
  EXPECT_EQ(ConstFloat::of(1.0).bits, 0x3FF0000000000000u);
  EXPECT_NE(ConstFloat::of(0.0), ConstFloat::of(-0.0));
  EXPECT_EQ((ConstFloat{0x7FF8000000000001}), (ConstFloat{0x7FF8000000000001}));
}
