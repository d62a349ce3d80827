//===- AssemblyErrors_test.cpp ---------------------------------------------===//

#include "bytecode/assembly/Assembly.h"
#include "bytecode/testing/SampleModule.h"

#include <gtest/gtest.h>

using namespace vo::bc;

static std::string errorOf(std::string_view text) {
  Result<Module> module = assemble(text);
  return module ? "no error" : module.error().message;
}

/// The error of an instruction line, which is line 2.
static std::string inFunction(const std::string &line) {
  return errorOf("func \"f\" {\n" + line + "\n}\n");
}

TEST(AssemblyErrors, Lines) {
  EXPECT_EQ(errorOf("modul \"x\""), "1:1: unknown keyword 'modul'");
  EXPECT_EQ(errorOf("\n  \"x\""), "2:3: expected a keyword");
  EXPECT_EQ(errorOf("module \"x\"\nmodule \"y\""),
            "2:1: there is a module line already");
  EXPECT_EQ(errorOf("wellKnown\nwellKnown"),
            "2:1: there is a wellKnown line already");
  EXPECT_EQ(errorOf("file"), "1:1: expected one file name");
  EXPECT_EQ(errorOf("struct #1"), "1:8: this is number 0");
  EXPECT_EQ(errorOf("struct slotTypes=[V] {"), "1:1: the block is not closed");
  EXPECT_EQ(errorOf("struct {\n field \"x\"\n} x"),
            "3:3: unexpected text after the brace");
  EXPECT_EQ(errorOf("struct {\n \"x\"\n}"), "2:2: expected a record");
  EXPECT_EQ(errorOf("struct {\n method \"x\"\n}"),
            "2:2: unknown field 'method'");
  EXPECT_EQ(errorOf("const"), "1:1: expected one constant");
  EXPECT_EQ(errorOf("const 1 2"), "1:1: expected one constant");
  EXPECT_EQ(errorOf("const maybe"), "1:1: expected one constant");
}

TEST(AssemblyErrors, Fields) {
  EXPECT_EQ(errorOf("module \"x\" entry=1"), "1:18: unknown field 'entry'");
  EXPECT_EQ(errorOf("func \"f\" code=1 {\n}\n"), "1:15: unknown field 'code'");
  EXPECT_EQ(errorOf("module \"x\" \"y\""), "1:12: field 'name' is given twice");
  EXPECT_EQ(errorOf("module entryFunc="), "1:8: expected a value");
  EXPECT_EQ(errorOf("module entryFunc=@main"), "1:18: 'main' is not defined");
  EXPECT_EQ(errorOf("module entryFunc=4294967296"),
            "1:18: the integer is out of range");
  EXPECT_EQ(errorOf("struct slotTypes=[V"),
            "1:18: the bracket is not closed on its line");
  EXPECT_EQ(errorOf("struct slotTypes=[V X]"), "1:21: expected a slot type");
  EXPECT_EQ(errorOf("struct slotTypes=[V*70000]"),
            "1:19: expected a slot type");
  EXPECT_EQ(errorOf("struct }"), "1:8: unexpected closing brace");
  EXPECT_EQ(errorOf("rttype Slice elem=Sliced:1"),
            "1:19: unknown value kind in 'Sliced:1'");
  EXPECT_EQ(errorOf("rttype Slice elem=Int:16777215"),
            "1:19: bad id in 'Int:16777215'");
  EXPECT_EQ(errorOf("rttype elem=Int:1"),
            "1:1: expected an object with a type");
  EXPECT_EQ(errorOf("func \"f\"\nfunc \"f\"\nitab methods=[@f]"),
            "3:15: 'f' is not defined");
}

TEST(AssemblyErrors, SmallTextsCannotAskForMuch) {
  std::string many = "func \"f\" {\n";
  for (int i = 0; i < 2100; ++i)
    many += "PtrGet %0, %1, 0 {valueLayout=[V*65535]}\n";
  EXPECT_EQ(errorOf(many + "}"), "2050:32: expected a slot type");
  std::string fields = "module";
  for (int i = 0; i < 65; ++i)
    fields += " f" + std::to_string(i);
  EXPECT_EQ(errorOf(fields), "1:254: too many fields");
  EXPECT_EQ(errorOf("debugFuncs 22369622"), "1:1: debugFuncs is too large");
}

TEST(AssemblyErrors, Tokens) {
  EXPECT_EQ(errorOf("const \"x"), "1:7: the string is not closed");
  EXPECT_EQ(errorOf("const \"\\q\""), "1:8: unknown escape");
  EXPECT_EQ(errorOf("const \"\\u12\""), "1:10: malformed \\u escape");
  EXPECT_EQ(errorOf("const \"\\udc00\""), "1:8: malformed \\u escape");
  EXPECT_EQ(errorOf("const \"\\ud800\\u0041\""), "1:8: malformed \\u escape");
  EXPECT_EQ(errorOf("const \"\xFF\""), "1:7: the string is not valid UTF-8");
  EXPECT_EQ(errorOf("const 12x"), "1:7: malformed number");
  EXPECT_EQ(errorOf("const 1.5.5"), "1:7: malformed number");
  EXPECT_EQ(errorOf("const 18446744073709551616"), "1:7: malformed number");
  EXPECT_EQ(errorOf("const 9223372036854775808"),
            "1:7: the integer is out of range");
  EXPECT_EQ(errorOf("const 0x12"), "1:7: malformed number");
  EXPECT_EQ(errorOf("const ~"), "1:7: unexpected character");
  EXPECT_EQ(errorOf("const \"\\"), "1:8: unknown escape");
}

TEST(AssemblyErrors, Instructions) {
  EXPECT_EQ(inFunction("Addi %0, %1, %2"), "2:1: unknown opcode");
  EXPECT_EQ(inFunction("op100 !a=1"), "2:1: unknown opcode");
  EXPECT_EQ(inFunction("AddI %0, %1"), "2:1: operand c is missing");
  EXPECT_EQ(inFunction("AddI %0, 1, %2"), "2:10: expected a slot (%1)");
  EXPECT_EQ(inFunction("AddI %0, %65536, %2"),
            "2:10: the integer is out of range");
  EXPECT_EQ(inFunction("AddI %0, %1, %2, %3"), "2:18: unexpected operand");
  EXPECT_EQ(inFunction("AddI %0, %1, %2 unsigned"),
            "2:17: 'unsigned' is no attribute of AddI");
  EXPECT_EQ(inFunction("LoadInt %0, 2147483648"),
            "2:13: the integer is out of range");
  EXPECT_EQ(inFunction("Jump nowhere"), "2:6: label 'nowhere' is not defined");
  EXPECT_EQ(inFunction("Jump 3"), "2:6: expected a label");
  EXPECT_EQ(inFunction("x: x: Return %0, 0"),
            "2:4: label 'x' is defined twice");
  EXPECT_EQ(inFunction("Call @g, %0"),
            "2:6: 'g' is not defined, or several have that name");
  EXPECT_EQ(inFunction("Call @#16777216, %0"),
            "2:6: the number is too large for this operand");
  EXPECT_EQ(inFunction("GoStart @#8388608, %0, 0"),
            "2:9: the number is too large for this operand");
  EXPECT_EQ(inFunction("CallExtern %0, @f, %0"), "2:16: expected &name");
  EXPECT_EQ(inFunction("GlobalGet %0, 3"), "2:15: expected a global slot (g1)");
  EXPECT_EQ(inFunction("LoadConst %0, =what"), "2:16: expected a constant");
  EXPECT_EQ(inFunction("ForLoop %0, %1, pc+40000"),
            "2:17: the loop is too long for ForLoop");
  EXPECT_EQ(inFunction(".loc \"x\" 1 2 3"),
            "2:6: no file has that name, or several have");
  EXPECT_EQ(inFunction(".loc 0 1 2"),
            "2:1: expected file, line, column and length");
}

TEST(AssemblyErrors, Attributes) {
  EXPECT_EQ(inFunction("Trunc %0, %1 width=128"),
            "2:14: expected = and a value that fits");
  EXPECT_EQ(inFunction("ConvF2I %0, %1 width=24"),
            "2:16: expected = and a value that fits");
  EXPECT_EQ(inFunction("Return %0, 0 heap=1"),
            "2:14: this attribute takes no value");
  EXPECT_EQ(inFunction("IfaceAssign %0, %2, $0 kind=int"),
            "2:24: expected = and a value that fits");
  EXPECT_EQ(inFunction("Return %0, 0 !flags=256"),
            "2:21: the integer is out of range");
  EXPECT_EQ(inFunction("Return %0, 0 !d=2"), "2:14: expected !flags, !a, !b or "
                                             "!c");
  EXPECT_EQ(inFunction("PtrGet %0, %1, 0 {valueLayout=[V]"),
            "2:18: the brace is not closed on its line");
  EXPECT_EQ(inFunction("PtrGet %0, %1, 0 {layout=[V]}"),
            "2:26: unknown field 'layout'");
  EXPECT_EQ(inFunction("PtrGet %0, %1, 0 {Layout}"),
            "2:19: unknown type 'Layout'");
  EXPECT_EQ(inFunction("AddI %0, %1, %2 {}"),
            "2:17: expected an object with a type");
  EXPECT_EQ(inFunction("PtrGet %0, %1, 0 {} {}"),
            "2:21: the instruction has metadata already");
  EXPECT_EQ(inFunction("Hint 0 loop {endPc=out}"),
            "2:20: label 'out' is not defined");
}

TEST(AssemblyErrors, Debug) {
  EXPECT_EQ(errorOf("debugFuncs 5000000000"), "1:1: debugFuncs is too large");
  EXPECT_EQ(errorOf("debugFunc #0 {\nloc pc=1\n}"),
            "2:1: there is no such function");
  EXPECT_EQ(errorOf("func \"f\" {\n.loc 0 1 1 1\n}\ndebugFunc #0 {\nloc "
                    "pc=1\n}"),
            "5:1: the function has debug entries already");
  EXPECT_EQ(errorOf("func \"f\" {\n.loc 0 1 1 1\n}\ndebugFuncs 0"),
            "1:1: function 0 has debug entries beyond debugFuncs");
}

TEST(AssemblyErrors, TruncationsAndFlipsDoNotCrash) {
  Module sample = vo::bc::testing::makeSampleModule();
  const std::string text = disassemble(sample);
  for (size_t length = 0; length < text.size(); length += 97)
    (void)assemble(std::string_view(text).substr(0, length));
  uint64_t state = 5;
  for (int round = 0; round < 300; ++round) {
    std::string changed = text;
    state = state * 6364136223846793005u + 1442695040888963407u;
    changed[(state >> 33) % changed.size()] ^= char(1 + (state >> 20) % 127);
    Result<Module> module = assemble(changed);
    if (module)
      EXPECT_EQ(disassemble(*assemble(disassemble(*module))),
                disassemble(*module));
    else
      EXPECT_NE(module.error().message.find(':'), std::string::npos);
  }
}
