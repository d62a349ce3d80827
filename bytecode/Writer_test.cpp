//===- Writer_test.cpp -----------------------------------------------------===//

#include "bytecode/Writer.h"
#include "bytecode/testing/RawModule.h"
#include "bytecode/testing/SampleModule.h"

#include <functional>
#include <gtest/gtest.h>

using namespace vo::bc;
using vo::bc::testing::Bytes;
using vo::bc::testing::RawModule;

TEST(Writer, SmallestModule) {
  Result<std::vector<uint8_t>> bytes = writeModule(Module());
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, RawModule().bytes());
}

TEST(Writer, FieldsAreWhereTheFormatWantsThem) {
  Module module;
  module.entryFunc = 0x01020304;
  module.wellKnown.errorStructMetaId = 6;
  module.wellKnown.offsets = WellKnownErrorOffsets{8, 9};
  module.debug.funcs = {{{1, 2, 3, 4, 5}}};
  RawModule raw;
  raw.sections[RawModule::Entry] = Bytes().u32(0x01020304);
  Bytes &known = raw.sections[RawModule::WellKnown];
  known = Bytes().u32(0).u32(0).u32(0).u32(7).u8(1).u16(8).u16(9);
  known.u32(0).u32(0).u32(0).u32(0).u32(0);
  Bytes &debug = raw.sections[RawModule::DebugFuncs];
  debug = Bytes().u32(1).u32(1).u32(1).u32(2).u32(3).u32(4).u32(5);
  Result<std::vector<uint8_t>> bytes = writeModule(module);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, raw.bytes());
}

/// Expects that the sample module cannot be written after a change, with a
/// message that contains `message`.
static void expectUnwritable(const std::function<void(Module &)> &change,
                             const std::string &message) {
  Module module = vo::bc::testing::makeSampleModule();
  change(module);
  Result<std::vector<uint8_t>> bytes = writeModule(module);
  ASSERT_FALSE(bytes) << message;
  EXPECT_NE(bytes.error().message.find(message), std::string::npos)
      << bytes.error().message;
}

TEST(Writer, RefusesWhatCannotBeRead) {
  expectUnwritable([](Module &m) { m.name = "\xFF"; }, "name: the string");
  expectUnwritable([](Module &m) { m.wellKnown.errorPtrRttid = 0xFFFFFFFF; },
                   "wellKnown.errorPtrRttid: an optional id");
  expectUnwritable([](Module &m) { m.structMetas[1].fields[1].name = "Count"; },
                   "structMetas[1]: two fields");
  expectUnwritable(
      [](Module &m) { m.structMetas[1].slotTypes[2] = SlotType(5); },
      "structMetas[1].slotTypes[2]: unknown enumerator 5");
  expectUnwritable(
      [](Module &m) { m.structMetas[1].fields[0].typeInfo = ValueRttid(25); },
      "structMetas[1].fields[0].typeInfo: a packed type word");
  expectUnwritable(
      [](Module &m) {
        m.namedTypeMetas[0].methods[0].name = "same";
        m.namedTypeMetas[0].methods[1].name = "same";
      },
      "namedTypeMetas[0]: two methods are named 'same'");
  expectUnwritable([](Module &m) { m.functions[0].meta.pop_back(); },
                   "functions[0]: 630 metadata entries for 631");
  expectUnwritable([](Module &m) { m.functions[1].localSlots = 9; },
                   "functions[1]: 3 slot types for 9 local slots");
  expectUnwritable([](Module &m) { m.externs[1].returns.slots = 4; },
                   "externs[1].returns: kinds and slots differ");
  expectUnwritable([](Module &m) { m.externs[1].allowedEffects |= 64; },
                   "externs[1]: UnknownControl");
}

TEST(Writer, RefusesLargeModules) {
  Module module;
  module.constants.push_back(ConstString{std::string(70u << 20, 'x')});
  EXPECT_TRUE(writeModule(module));
  module.constants.push_back(module.constants[0]);
  Result<std::vector<uint8_t>> bytes = writeModule(module);
  ASSERT_FALSE(bytes);
  EXPECT_NE(bytes.error().message.find("128 MiB"), std::string::npos);
}
