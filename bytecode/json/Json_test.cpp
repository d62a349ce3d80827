//===- Json_test.cpp -------------------------------------------------------===//

#include "bytecode/json/Json.h"
#include "bytecode/testing/SampleModule.h"

#include <gtest/gtest.h>

using namespace vo::bc;

static std::string errorOf(std::string_view text) {
  Result<Module> module = fromJson(text);
  return module ? "no error" : module.error().message;
}

static Module parse(std::string_view text) {
  Result<Module> module = fromJson(text);
  EXPECT_TRUE(module) << module.error().message;
  return module ? *module : Module();
}

TEST(Json, SampleIsExact) {
  Module sample = vo::bc::testing::makeSampleModule();
  std::string text = toJson(sample);
  Result<Module> again = fromJson(text);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, sample);
  EXPECT_EQ(toJson(*again), text);
}

TEST(Json, EverythingMayBeLeftOut) {
  EXPECT_EQ(parse("{}"), Module());
  Module module = parse(R"({"functions": [{"name": "f", "slotTypes": ["V*3"],
    "retSlotTypes": ["Interface0", "Interface1"],
    "code": [{"op": "Return"}, {"op": 200}]}]})");
  ASSERT_EQ(module.functions.size(), 1u);
  const FunctionDef &function = module.functions[0];
  EXPECT_EQ(function.localSlots, 3);
  EXPECT_EQ(function.retSlots, 2);
  EXPECT_EQ(function.errorRetSlot, -1);
  ASSERT_EQ(function.meta.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<MetaNone>(function.meta[0]));
  EXPECT_EQ(function.code[1].op, 200);
}

TEST(Json, GivenFieldsBeatDerivedOnes) {
  Module module = parse(R"({"functions": [{"name": "f",
    "retSlots": 0, "retSlotTypes": ["Value"], "code": [
      {"op": "Call", "a": 1}, {"op": "Call", "a": 1, "c": 5},
      {"op": "CopyN", "c": 3}, {"op": "CopyN", "c": 3, "flags": 0}]},
    {"name": "g", "paramSlots": 2, "retSlots": 1}]})");
  const FunctionDef &function = module.functions[0];
  EXPECT_EQ(function.retSlots, 0);
  EXPECT_EQ(function.code[0].c, 0x0201);
  EXPECT_EQ(function.code[1].c, 5);
  EXPECT_EQ(function.code[2].flags, 3);
  EXPECT_EQ(function.code[3].flags, 0);
}

TEST(Json, Constants) {
  Module module = parse(R"({"constants": [null, true, -5,
    18446744073709551615e0, {"float": 3}, {"float": "0x7ff8000000000001"},
    "\u00e9\ud83e\udd89\u0000"]})");
  ASSERT_EQ(module.constants.size(), 7u);
  EXPECT_EQ(module.constants[2], Constant(ConstInt{-5}));
  EXPECT_EQ(module.constants[3],
            Constant(ConstFloat::of(18446744073709551615.)));
  EXPECT_EQ(module.constants[4], Constant(ConstFloat::of(3)));
  EXPECT_EQ(module.constants[5], Constant(ConstFloat{0x7FF8000000000001}));
  EXPECT_EQ(module.constants[6],
            Constant(ConstString{std::string("é🦉\0", 7)}));
  EXPECT_EQ(parse(R"({"constants": [-9223372036854775808]})").constants[0],
            Constant(ConstInt{INT64_MIN}));
}

TEST(Json, SyntaxErrorsHavePositions) {
  EXPECT_EQ(errorOf("").substr(0, 5), "1:1: ");
  EXPECT_EQ(errorOf("{\n \"name\": \"x\",\n}").substr(0, 5), "3:1: ");
  EXPECT_EQ(errorOf("{\"name\": \"\xFF\"}").substr(0, 6), "1:11: ");
  EXPECT_EQ(errorOf("{} x").substr(0, 5), "1:4: ");
  EXPECT_NE(errorOf("{\"name\": 1e999}"), "no error");
  EXPECT_NE(errorOf("{\"name\": \"\\ud800\"}"), "no error");
  std::string deep(100000, '[');
  EXPECT_EQ(errorOf(deep), "1:33: nested too deeply");
}

TEST(Json, ErrorsHavePositions) {
  EXPECT_EQ(errorOf("{\n \"nam\": \"x\"}"), "2:9: unknown field 'nam'");
  EXPECT_EQ(errorOf("{\"name\": \"x\", \"name\": \"y\"}"),
            "1:1: two members are named 'name'");
  EXPECT_EQ(errorOf("{\"name\": 5}"), "1:10: expected a string");
  EXPECT_EQ(errorOf("[]"), "1:1: expected an object");
  EXPECT_EQ(errorOf("{\"structMetas\": {}}"), "1:17: expected a list");
  EXPECT_EQ(errorOf("{\"entryFunc\":   4294967296}"),
            "1:17: the integer is out of range");
  EXPECT_EQ(errorOf("{\"entryFunc\": -1}"),
            "1:15: the integer is out of range");
  EXPECT_EQ(errorOf("{\"entryFunc\": 1.5}"), "1:15: expected an integer");
  EXPECT_EQ(errorOf("{\"constants\": [9223372036854775808]}"),
            "1:16: the integer is out of range");
  EXPECT_EQ(errorOf("{\"runtimeTypes\": [\n{\"type\": \"Quux\"}]}"),
            "2:10: unknown type 'Quux'");
  EXPECT_EQ(errorOf("{\"runtimeTypes\": [{\"type\": \"Slice\", \"elem\": "
                    "\"Int\"}]}"),
            "1:45: expected Kind:id");
  EXPECT_EQ(errorOf("{\"functions\": [{\"code\": [{\"op\": \"Adda\"}]}]}"),
            "1:33: unknown opcode 'Adda'");
  EXPECT_EQ(errorOf("{\"functions\": [{\"code\": [{\"op\": 0, \"x\": 1}]}]}"),
            "1:41: unknown field 'x'");
  EXPECT_EQ(errorOf("{\"functions\": [{\"localSlots\": 1}]}"),
            "1:16: 0 slot types for 1 local slots");
  EXPECT_EQ(errorOf("{\"externs\": [{\"allowedEffects\": [\"Sing\"]}]}"),
            "1:34: expected the name of an extern effect");
  EXPECT_EQ(errorOf("{\"globals\": [{\"valueKind\": \"int\"}]}"),
            "1:28: unknown enumerator 'int'");
  EXPECT_EQ(errorOf("{\"structMetas\": [{\"slotTypes\": [\"V\", \"X\"]}]}"),
            "1:38: expected a slot type");
}

TEST(Json, TruncationsAndFlipsAreErrorsOrModules) {
  Module sample = vo::bc::testing::makeSampleModule();
  sample.functions.resize(1);
  sample.functions[0].code.resize(12);
  sample.functions[0].meta.resize(12);
  const std::string text = toJson(sample);
  for (size_t length = 0; length + 1 < text.size(); length += 7)
    EXPECT_FALSE(fromJson(std::string_view(text).substr(0, length)));
  uint64_t state = 3;
  for (int round = 0; round < 400; ++round) {
    std::string changed = text;
    state = state * 6364136223846793005u + 1442695040888963407u;
    changed[(state >> 33) % changed.size()] ^= char(1 + (state >> 20) % 127);
    Result<Module> module = fromJson(changed);
    if (module)
      EXPECT_EQ(toJson(*fromJson(toJson(*module))), toJson(*module));
    else
      EXPECT_NE(module.error().message.find(':'), std::string::npos);
  }
}
