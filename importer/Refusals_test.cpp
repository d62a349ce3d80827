//===- Refusals_test.cpp - Refusals speak of the language -----------------===//

#include "importer/Refusals.h"

#include "gtest/gtest.h"

#include <map>

using namespace vo::importer;
namespace bc = vo::bc;
using bc::Opcode;

static bc::Instruction of(Opcode opcode, uint16_t b = 0) {
  return {uint8_t(opcode), 0, 0, b, 0};
}

TEST(Refusals, EveryOpcodeHasOneRow) {
  using enum Opcode;
  std::map<Opcode, unsigned> rows;
  auto count = [&](std::initializer_list<Opcode> opcodes) {
    for (Opcode opcode : opcodes)
      ++rows[opcode];
  };
#define VO_FEATURE(words, ...) count({__VA_ARGS__});
#include "importer/Refusals.def"
  for (unsigned number = 0; number < bc::numOpcodes; ++number)
    EXPECT_EQ(rows[Opcode(number)], 1u) << bc::name(Opcode(number));
}

TEST(Refusals, OpcodesInTheLanguagesWords) {
  bc::Module module;
  EXPECT_EQ(refusalText(module, of(Opcode::MapNew), ""),
            "maps are not supported yet (MapNew)");
  EXPECT_EQ(refusalText(module, of(Opcode::Recover), ""),
            "calls of recover are not supported yet (Recover)");
  EXPECT_EQ(refusalText(module, of(Opcode::Return), "boxes"),
            "such results are not supported yet (Return: boxes)");
}

TEST(Refusals, ExternsByTheirNames) {
  bc::Module module;
  for (const char *name :
       {"vo1:4:math:3:Sin", "dyn_call", "vo1:13:encoding/json:7:Marshal",
        "vo1:99:short:1:f", "vo1:4:math", "unheard_of"}) {
    module.externs.emplace_back();
    module.externs.back().name = name;
  }
  auto feature = [&](uint16_t id) {
    return featureOf(module, of(Opcode::CallExtern, id));
  };
  EXPECT_EQ(feature(0), "calls of math.Sin");
  EXPECT_EQ(feature(1), "dynamic calls");
  EXPECT_EQ(feature(2), "calls of encoding/json.Marshal");
  EXPECT_EQ(feature(3), "calls of vo1:99:short:1:f");
  EXPECT_EQ(feature(4), "calls of vo1:4:math");
  EXPECT_EQ(feature(5), "calls of unheard_of");
}

TEST(Refusals, PointAtTheNextLineThatIsKnown) {
  bc::DebugInfo debug;
  debug.funcs.resize(2);
  debug.funcs[1].resize(2);
  debug.funcs[1][0].pc = 4;
  debug.funcs[1][1].pc = 8;
  EXPECT_EQ(nearestEntry(debug, 1, 2), &debug.funcs[1][0]);
  EXPECT_EQ(nearestEntry(debug, 1, 7), &debug.funcs[1][0]);
  EXPECT_EQ(nearestEntry(debug, 1, 9), &debug.funcs[1][1]);
  EXPECT_EQ(nearestEntry(debug, 0, 9), nullptr);
  EXPECT_EQ(nearestEntry(debug, 7, 9), nullptr);
}
