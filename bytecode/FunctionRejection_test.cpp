//===- FunctionRejection_test.cpp - Functions and externs to refuse
//--------===//

#include "bytecode/Reader.h"
#include "bytecode/testing/RawModule.h"

#include <gtest/gtest.h>

using namespace vo::bc;
using vo::bc::testing::Bytes;
using vo::bc::testing::RawModule;

/// The message of the refusal of a file with one replaced section; empty when
/// it is accepted.
static std::string refusal(RawModule::Section section, const Bytes &content) {
  RawModule raw;
  raw.sections[section] = content;
  Result<Module> module = readModule(raw.bytes());
  return module ? "" : module.error().message;
}

static void expectContains(const std::string &text, const std::string &part) {
  EXPECT_NE(text.find(part), std::string::npos)
      << "'" << text << "' lacks '" << part << "'";
}

namespace {
/// A function in bytes, smallest unless told otherwise.
struct RawFunction {
  uint16_t localSlots = 0;
  uint8_t isClosure = 0;
  Bytes slotTypes = Bytes().u32(0);
  Bytes code = Bytes().u32(0);
  Bytes meta = Bytes().u32(0);
  Bytes captures = Bytes().u32(0);
  Bytes params = Bytes().u32(0);

  Bytes list() const {
    Bytes bytes = Bytes().u32(1).text("f").u16(0).u16(0).u16(localSlots).u16(0);
    bytes.u32(0).u16(0).u16(0).u16(0).u32(0).u8(isClosure).u32(-1).u8(0);
    bytes.append(slotTypes).append(code).append(meta).append(captures);
    return bytes.u32(0).append(params);
  }
  std::string refusal() const {
    return ::refusal(RawModule::Functions, list());
  }
};
} // namespace

TEST(FunctionRejection, SmallestIsFine) {
  EXPECT_EQ(RawFunction().refusal(), "");
}

TEST(FunctionRejection, Counts) {
  RawFunction slots;
  slots.localSlots = 1;
  expectContains(slots.refusal(),
                 "functions[0]: 0 slot types for 1 local slots");
  RawFunction code;
  code.code = Bytes().u32(1).u64(0);
  expectContains(code.refusal(),
                 "functions[0]: 0 metadata entries for 1 instructions");
  code.meta = Bytes().u32(1).u8(0);
  EXPECT_EQ(code.refusal(), "");
  code.meta = Bytes().u32(2).u8(0).u8(0);
  expectContains(code.refusal(), "2 metadata entries for 1 instructions");
}

TEST(FunctionRejection, Flags) {
  RawFunction closure;
  closure.isClosure = 2;
  expectContains(closure.refusal(), "functions[0].isClosure: a bool is 2");
}

TEST(FunctionRejection, OpcodesAreNotChecked) {
  RawFunction code;
  code.code = Bytes().u32(1).u8(200).u8(0).u16(0).u16(0).u16(0);
  code.meta = Bytes().u32(1).u8(0);
  EXPECT_EQ(code.refusal(), "");
}

TEST(FunctionRejection, MetadataTags) {
  RawFunction code;
  code.code = Bytes().u32(1).u64(0);
  for (unsigned tag = 0; tag < 256; ++tag) {
    code.meta = Bytes().u32(1).u8(uint8_t(tag));
    // Enough zeros for the largest alternative; too many for most.
    code.meta.resize(code.meta.size() + 16);
    bool known = tag <= 5 || (tag >= 9 && tag <= 17);
    std::string unknown = "meta[0]: unknown tag " + std::to_string(tag);
    EXPECT_EQ(code.refusal().find(unknown) == std::string::npos, known) << tag;
  }
}

TEST(FunctionRejection, MetadataFields) {
  RawFunction code;
  code.code = Bytes().u32(1).u64(0);
  code.meta = Bytes().u32(1).u8(15).u8(2).u32(0).u32(0);
  expectContains(code.refusal(), "assertKind: unknown enumerator 2");
  code.meta = Bytes().u32(1).u8(1).u32(8).u8(2).u32(0);
  expectContains(code.refusal(), "needsSignExtend: a bool is 2");
  code.meta = Bytes().u32(1).u8(2).u32(0).u32(0).u8(7);
  expectContains(code.refusal(), "hasOk: a bool is 7");
  code.meta = Bytes().u32(1).u8(9).u32(1).u8(9);
  expectContains(code.refusal(), "valueLayout[0]: unknown enumerator 9");
}

TEST(FunctionRejection, TransferTypes) {
  RawFunction function;
  function.captures = Bytes().u32(1).u32(25).u32(2).u16(1);
  expectContains(function.refusal(), "captureTypes[0].meta");
  function.captures = Bytes().u32(0);
  function.params = Bytes().u32(1).u32(2).u32(0xFFFFFF02).u16(1);
  expectContains(function.refusal(), "paramTypes[0].rttid");
}

TEST(FunctionRejection, ScanPrefixFitsSixteenBits) {
  RawFunction function;
  function.localSlots = 0xFFFF;
  auto withInterfaceAt = [&](size_t slot) {
    function.slotTypes = Bytes().u32(0xFFFF);
    function.slotTypes.resize(4 + 0xFFFF);
    function.slotTypes[4 + slot] = uint8_t(SlotType::Interface0);
    return function.refusal();
  };
  EXPECT_EQ(withInterfaceAt(65533), "");
  expectContains(withInterfaceAt(65534), "largest frame");
}

namespace {
/// An extern in bytes.
struct RawExtern {
  Bytes params = Bytes().u8(0).u16(0);
  uint16_t slots = 0;
  Bytes kinds = Bytes().u32(0);
  Bytes types = Bytes().u32(0);
  Bytes metas = Bytes().u32(0);
  uint64_t effects = 0;
  Bytes paramKinds = Bytes().u32(0);

  std::string refusal() const {
    Bytes bytes = Bytes().u32(1).text("e").append(params).u16(slots);
    bytes.append(kinds).append(types).append(metas).u64(effects);
    return ::refusal(RawModule::Externs, bytes.append(paramKinds));
  }
};
} // namespace

TEST(ExternRejection, Shapes) {
  EXPECT_EQ(RawExtern().refusal(), "");
  RawExtern shape;
  shape.params = Bytes().u8(1);
  EXPECT_EQ(shape.refusal(), "");
  shape.params = Bytes().u8(2);
  expectContains(shape.refusal(), "params.kind: unknown enumerator 2");
  RawExtern kinds;
  kinds.paramKinds = Bytes().u32(1).u8(2);
  expectContains(kinds.refusal(), "paramKinds[0]: unknown enumerator 2");
}

TEST(ExternRejection, Effects) {
  RawExtern definition;
  for (uint64_t effects : {0x00ull, 0xBFull, 0x40ull, 0x80ull}) {
    definition.effects = effects;
    EXPECT_EQ(definition.refusal(), "") << effects;
  }
  definition.effects = 0x100;
  expectContains(definition.refusal(), "unknown extern effect");
  definition.effects = 1ull << 63;
  expectContains(definition.refusal(), "unknown extern effect");
  definition.effects = 0x41;
  expectContains(definition.refusal(), "UnknownControl");
}

TEST(ExternRejection, ReturnLists) {
  RawExtern definition;
  definition.slots = 2;
  definition.kinds = Bytes().u32(1).u8(0);
  expectContains(definition.refusal(), "kinds and slots differ");
  definition.kinds = Bytes().u32(2).u8(0).u8(2);
  expectContains(definition.refusal(), "kinds[1]: unknown enumerator 2");
  definition.kinds = Bytes().u32(0);
  definition.types = Bytes().u32(1).u8(0);
  expectContains(definition.refusal(), "slot types and slots differ");
  definition.types = Bytes().u32(2).u8(0).u8(1);
  definition.metas = Bytes().u32(1).u8(0);
  expectContains(definition.refusal(), "interface metas and slots differ");
  definition.metas = Bytes().u32(2).u8(0).u8(2);
  expectContains(definition.refusal(), "interfaceMetas[1]: a bool is 2");
  definition.metas = Bytes().u32(2).u8(0).u8(0);
  EXPECT_EQ(definition.refusal(), "");
  definition.types = Bytes().u32(0);
  expectContains(definition.refusal(), "interface metas need slot types");
}

TEST(ExternRejection, InterfaceResults) {
  RawExtern definition;
  definition.slots = 2;
  for (auto [first, second] : {std::pair(2, 0), {0, 3}, {3, 2}, {2, 2}}) {
    definition.types = Bytes().u32(2).u8(first).u8(second);
    expectContains(definition.refusal(), "must be neighbours");
  }
  definition.types = Bytes().u32(2).u8(2).u8(3);
  expectContains(definition.refusal(), "interface results need");
  definition.metas = Bytes().u32(2).u8(0).u8(0);
  expectContains(definition.refusal(), "exactly the Interface0 slots");
  definition.metas = Bytes().u32(2).u8(1).u32(5).u8(1).u32(5);
  expectContains(definition.refusal(), "exactly the Interface0 slots");
  definition.metas = Bytes().u32(2).u8(1).u32(5).u8(0);
  EXPECT_EQ(definition.refusal(), "");
}
