//===- Mirrors_test.cpp ----------------------------------------------------===//

#include "bytecode/Mirrors.h"

#include <gtest/gtest.h>

using namespace vo::bc;

static Layout values(size_t count) { return Layout(count, SlotType::Value); }

/// Fills the mirrors of an instruction whose mirrors hold garbage.
static Instruction fill(Opcode opcode, const InstrMeta &meta, uint8_t flags = 0,
                        uint16_t c = 0xBEEF) {
  return withMirrors({uint8_t(opcode), flags, 1, 2, c}, meta, {}, 10);
}

TEST(Mirrors, CallShapes) {
  FunctionDef callee;
  callee.paramSlots = 3;
  callee.retSlots = 2;
  FunctionDef wide = callee;
  wide.paramSlots = 256;
  Instruction call{uint8_t(Opcode::Call), 0, 0, 5, 0xBEEF};
  EXPECT_EQ(withMirrors(call, MetaNone{}, {callee, wide}, 0).c, 0x0302);
  call.a = 1;
  EXPECT_EQ(withMirrors(call, MetaNone{}, {callee, wide}, 0).c, 0);
  call.a = 2;
  EXPECT_EQ(withMirrors(call, MetaNone{}, {callee, wide}, 0).c, 0);

  EXPECT_EQ(fill(Opcode::CallClosure, MetaCallLayout{values(255), values(1)}).c,
            0xFF01);
  EXPECT_EQ(fill(Opcode::CallClosure, MetaCallLayout{values(1), values(256)}).c,
            0);
  Instruction iface =
      fill(Opcode::CallIface, MetaCallIfaceLayout{1, 255, values(2), {}}, 9);
  EXPECT_EQ(iface.c, 0x0200);
  EXPECT_EQ(iface.flags, 255);
  EXPECT_EQ(fill(Opcode::CallIface, MetaCallIfaceLayout{1, 256, {}, {}}).flags,
            0);
}

TEST(Mirrors, Counts) {
  EXPECT_EQ(fill(Opcode::CallExtern, MetaCallExternLayout{values(4), {}}).flags,
            4);
  EXPECT_EQ(fill(Opcode::GoIsland, MetaCallLayout{values(300), {}}, 7).flags,
            0);
  EXPECT_EQ(fill(Opcode::CopyN, MetaNone{}, 7, 255).flags, 255);
  EXPECT_EQ(fill(Opcode::CopyN, MetaNone{}, 7, 256).flags, 0);
  EXPECT_EQ(fill(Opcode::SlotGetN, MetaSlotLayout{values(3)}, 9).flags, 3);
  EXPECT_EQ(fill(Opcode::PtrGetN, MetaPtrLayout{values(3)}, 0).flags, 3);
  EXPECT_EQ(fill(Opcode::PtrGetN, MetaPtrLayout{values(3)}, 2).flags, 2);
}

TEST(Mirrors, MapsAndAssertions) {
  EXPECT_EQ(fill(Opcode::MapNew, MetaMapNew{values(2), values(3)}).c, 0x0203);
  EXPECT_EQ(fill(Opcode::MapNew, MetaMapNew{values(256), values(3)}).c, 0);
  EXPECT_EQ(
      fill(Opcode::MapIterNext, MetaMapIterNext{values(2), values(15)}).flags,
      0xF2);
  EXPECT_EQ(
      fill(Opcode::MapIterNext, MetaMapIterNext{values(2), values(16)}).flags,
      0);
  auto assertion = [](uint32_t target, size_t width, uint8_t flags) {
    return fill(
        Opcode::IfaceAssert,
        MetaIfaceAssertLayout{AssertKind::Implements, target, values(width)},
        flags);
  };
  EXPECT_EQ(assertion(0xFFFE, 31, 0x04).flags, 0xFD);
  EXPECT_EQ(assertion(0xFFFE, 32, 0x03).flags, 0x01);
  EXPECT_EQ(assertion(0xFFFE, 0, 0).c, 0xFFFE);
  EXPECT_EQ(assertion(0x10000, 0, 0).c, 0xFFFF);
}

TEST(Mirrors, LoopHints) {
  auto info = [](uint32_t end) {
    return withMirrors({uint8_t(Opcode::Hint), 1, 0xAA21, 0, 0},
                       MetaLoopEnd{end}, {}, 10)
        .a;
  };
  EXPECT_EQ(info(12), 0x0221);
  EXPECT_EQ(info(10 + 255), 0xFF21);
  EXPECT_EQ(info(10 + 256), 0x0021);
  EXPECT_EQ(info(9), 0x0021);
}

TEST(Mirrors, OtherOpcodesAreLeftAlone) {
  for (Opcode opcode : {Opcode::AddI, Opcode::PtrSet, Opcode::Return,
                        Opcode::GlobalGetN, Opcode::SliceGet}) {
    Instruction word{uint8_t(opcode), 0xA5, 1, 2, 3};
    EXPECT_EQ(withMirrors(word, MetaPtrLayout{values(3)}, {}, 0), word);
  }
  for (unsigned number = 0; number < numOpcodes; ++number) {
    Instruction word{uint8_t(number), 0xA5, 1, 2, 3};
    if (!hasMirrors(*info(Opcode(number)))) {
      EXPECT_EQ(withMirrors(word, MetaNone{}, {}, 0), word) << number;
      EXPECT_EQ(withMirrors(word, MetaCallLayout{values(3), {}}, {}, 0), word);
    }
  }
  for (Opcode opcode : {Opcode::Call, Opcode::CallExtern, Opcode::MapNew,
                        Opcode::IfaceAssert, Opcode::Hint, Opcode::PtrGetN})
    EXPECT_TRUE(hasMirrors(*info(opcode)));
  Instruction unknown{200, 1, 2, 3, 4};
  EXPECT_EQ(withMirrors(unknown, MetaNone{}, {}, 0), unknown);
}
