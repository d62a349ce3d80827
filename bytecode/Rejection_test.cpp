//===- Rejection_test.cpp - Everything the decoder must refuse
//-------------===//

#include "bytecode/Reader.h"
#include "bytecode/testing/RawModule.h"

#include <gtest/gtest.h>

using namespace vo::bc;
using vo::bc::testing::Bytes;
using vo::bc::testing::RawModule;

/// Expects that a file with one replaced section is refused with a message
/// containing `message`, at `position` bytes behind the section's begin.
static void expectRefused(RawModule::Section section, const Bytes &content,
                          const std::string &message, uint64_t position) {
  RawModule raw;
  raw.sections[section] = content;
  Result<Module> module = readModule(raw.bytes());
  ASSERT_FALSE(module) << message;
  EXPECT_NE(module.error().message.find(message), std::string::npos)
      << module.error().message;
  EXPECT_EQ(module.error().offset, raw.offsetOf(section) + position)
      << module.error().message;
}

static Bytes one() { return Bytes().u32(1); }

TEST(Rejection, SmallestModuleIsFine) {
  Result<Module> module = readModule(RawModule().bytes());
  ASSERT_TRUE(module) << module.error().message;
  EXPECT_EQ(*module, Module());
}

TEST(Rejection, Frame) {
  expectRefused(RawModule::Magic, Bytes().u8('V').u8('O').u8('C'),
                "not a VOB file", 0);
  expectRefused(RawModule::Version, Bytes().u32(13), "VOB version 13", 0);
  expectRefused(RawModule::Version, Bytes().u32(15), "VOB version 15", 0);
  expectRefused(RawModule::Trailing, Bytes().u8(0), "1 bytes after the end", 0);
  expectRefused(RawModule::DebugFuncs, Bytes(), "debug.funcs: unexpected end",
                0);
}

TEST(Rejection, FileSize) {
  std::vector<uint8_t> huge((128u << 20) + 1);
  Result<Module> module = readModule(huge);
  ASSERT_FALSE(module);
  EXPECT_NE(module.error().message.find("128 MiB"), std::string::npos);
}

TEST(Rejection, Strings) {
  expectRefused(RawModule::Name, Bytes().u32(1000), "name: unexpected end", 0);
  for (std::string_view text :
       {"\x80", "\xC3", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80",
        "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80",
        "ok\xE2\x82"})
    expectRefused(RawModule::Name, Bytes().text(text), "not valid UTF-8", 0);
  RawModule raw;
  raw.sections[RawModule::Name] = Bytes().text("\xED\x9F\xBF\xF4\x8F\xBF\xBF");
  EXPECT_TRUE(readModule(raw.bytes()));
}

TEST(Rejection, Counts) {
  expectRefused(RawModule::Structs, Bytes().u32(0xFFFFFFFF),
                "structMetas: unexpected end of file", 0);
  // 15 bytes cannot hold two methods of at least 14 bytes each.
  Bytes named = one().text("T").u32(0).u32(0).u32(1000);
  expectRefused(RawModule::NamedTypes, named,
                "namedTypeMetas[0].methods: unexpected end", 17);
}

TEST(Rejection, MemoryBudget) {
  // The count passes the length check, but not the price of the records.
  RawModule raw;
  constexpr uint32_t count = 40u << 20;
  raw.sections[RawModule::DebugFuncs] = Bytes().u32(count);
  raw.sections[RawModule::DebugFuncs].resize(4 + count);
  Result<Module> module = readModule(raw.bytes());
  ASSERT_FALSE(module);
  EXPECT_NE(module.error().message.find("too much memory"), std::string::npos)
      << module.error().message;
}

static Bytes field(std::string_view name, uint32_t type = 2) {
  return Bytes().text(name).u16(0).u16(1).u32(type).u8(0).u8(0);
}

TEST(Rejection, Structs) {
  expectRefused(RawModule::Structs, one().u32(1).u8(5),
                "slotTypes[0]: unknown enumerator 5", 8);
  Bytes twoFields = one().u32(0).u32(2).append(field("x")).append(field("x"));
  expectRefused(RawModule::Structs, twoFields, "two fields are named 'x'", 4);
  Bytes blanks = one().u32(0).u32(2).append(field("_")).append(field("_"));
  RawModule raw;
  raw.sections[RawModule::Structs] = blanks;
  EXPECT_TRUE(readModule(raw.bytes()));
  Bytes badBool = one().u32(0).u32(1).text("x").u16(0).u16(1).u32(2).u8(2);
  expectRefused(RawModule::Structs, badBool, "embedded: a bool is 2", 25);
  Bytes badTag = one().u32(0).u32(1).text("x").u16(0).u16(1).u32(2).u8(0).u8(3);
  expectRefused(RawModule::Structs, badTag, "tag: a bool is 3", 26);
}

TEST(Rejection, PackedWords) {
  for (uint32_t word : {25u, 255u, 0xFFFFFF02u})
    expectRefused(RawModule::Structs,
                  one().u32(0).u32(1).append(field("x", word)),
                  "fields[0].typeInfo: a packed type word", 21);
}

TEST(Rejection, Interfaces) {
  expectRefused(RawModule::Interfaces,
                one().text("I").u32(2).text("m").text("m").u32(0),
                "two method names are named 'm'", 4);
  expectRefused(RawModule::Interfaces,
                one().text("I").u32(0).u32(2).text("m").u32(1).text("m").u32(2),
                "two methods are named 'm'", 4);
}

TEST(Rejection, NamedTypes) {
  auto method = [](std::string_view name) {
    return Bytes().text(name).u32(0).u8(0).u8(0).u32(0);
  };
  Bytes named = one().text("T").u32(0).u32(0).u32(2);
  expectRefused(RawModule::NamedTypes,
                Bytes(named).append(method("m")).append(method("m")),
                "two methods are named 'm'", 4);
}

TEST(Rejection, RuntimeTypes) {
  expectRefused(RawModule::RuntimeTypes, one().u8(13), "unknown tag 13", 4);
  expectRefused(RawModule::RuntimeTypes, one().u8(0).u8(25),
                "unknown enumerator 25", 5);
  for (uint8_t queue : {6, 11})
    expectRefused(RawModule::RuntimeTypes, one().u8(queue).u8(3).u32(2),
                  "dir: unknown enumerator 3", 5);
  expectRefused(RawModule::RuntimeTypes, one().u8(7).u8(2),
                "variadic: a bool is 2", 5);
  auto member = [](std::string_view name, std::string_view package) {
    return Bytes().text(name).u32(2).text("").u8(0).text(package);
  };
  Bytes twice = one().u8(8).u32(0).u32(2);
  twice.append(member("x", "p")).append(member("x", "p"));
  expectRefused(RawModule::RuntimeTypes, twice, "two fields are named 'x'", 5);
  Bytes apart = one().u8(8).u32(0).u32(2);
  apart.append(member("x", "p")).append(member("x", "q"));
  RawModule raw;
  raw.sections[RawModule::RuntimeTypes] = apart;
  EXPECT_TRUE(readModule(raw.bytes()));
  expectRefused(RawModule::RuntimeTypes,
                one().u8(9).u32(0).u32(2).text("m").u32(21).text("m").u32(21),
                "two methods are named 'm'", 5);
}

TEST(Rejection, WellKnown) {
  Bytes words = Bytes().u32(0).u32(0).u32(0).u32(0).u8(2);
  expectRefused(RawModule::WellKnown, words, "wellKnown.offsets: a bool is 2",
                16);
}

TEST(Rejection, ConstantsAndGlobals) {
  expectRefused(RawModule::Constants, one().u8(5), "unknown tag 5", 4);
  expectRefused(RawModule::Constants, one().u8(1).u8(2), "a bool is 2", 5);
  expectRefused(RawModule::Constants, one().u8(4).text("\xFF"),
                "constants[0].value: the string is not valid UTF-8", 5);
  expectRefused(RawModule::Globals, one().text("g").u16(1).u8(25),
                "valueKind: unknown enumerator 25", 11);
}

TEST(Rejection, Debug) {
  expectRefused(RawModule::DebugFiles, one().text("\xFF"), "debug.files[0]", 4);
  expectRefused(RawModule::DebugFuncs, one().u32(1).u32(0),
                "debug.funcs[0][0].fileId: unexpected end", 12);
}
