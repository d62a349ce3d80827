//===- LoopNest_test.cpp - Depths of loops --------------------------------===//

#include "bytecode/LoopNest.h"

#include <gtest/gtest.h>

using namespace vo::bc;

TEST(LoopNest, CountsWhatIsAround) {
  LoopNest nest;
  EXPECT_EQ(nest.enter(1, 20), 0u);
  EXPECT_EQ(nest.enter(3, 9), 1u);
  EXPECT_EQ(nest.enter(5, 9), 2u); // ends where the one around it does
  EXPECT_EQ(nest.enter(10, 12), 1u);
  EXPECT_EQ(nest.enter(13, 21), std::nullopt); // crosses the first
  EXPECT_EQ(nest.enter(21, 30), 0u);
}

TEST(LoopNest, LoopDepthsOfAFunction) {
  FunctionDef function;
  function.code.assign(60, {uint8_t(Opcode::Copy), 0, 0, 0, 0});
  function.meta.resize(60);
  auto hint = [&](uint32_t pc, uint32_t end) {
    function.code[pc] = {uint8_t(Opcode::Hint), flag::loopHint, 0x02F4, 0, 0};
    function.meta[pc] = MetaLoopEnd{end};
  };
  for (uint32_t pc = 0; pc < 18; ++pc)
    hint(pc, 50 - pc);
  hint(30, 32);
  hint(52, 54);
  setLoopDepths(function);
  for (uint32_t pc = 0; pc < 18; ++pc)
    EXPECT_EQ(loopDepthIn(function.code[pc].a), std::min(pc, 15u));
  EXPECT_EQ(loopDepthIn(function.code[30].a), 15u);
  EXPECT_EQ(function.code[52].a, 0x0204) << "the rest of the word stays";
  EXPECT_EQ(function.code[51].a, 0) << "no hint";
}
