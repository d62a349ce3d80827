#include "frontend/syntax/Scanner.h"
#include "frontend/syntax/testing/Parsed.h"

#include <gtest/gtest.h>

using namespace vo::fe;
using vo::fe::testing::Parsed;

static std::string repeat(llvm::StringRef text, unsigned times) {
  std::string result;
  for (unsigned i = 0; i != times; ++i)
    result += text;
  return result;
}

static std::string errors(const std::string &text) {
  return Parsed(text).errors();
}

/// Messages about `var x = text`; a second declaration must be found again.
static std::string inVar(const std::string &text) {
  Parsed parsed("package p\nvar x = " + text + "\nvar y int\n");
  EXPECT_EQ(parsed.file->decls.size(), 2u);
  return parsed.errors();
}

TEST(Limits, NestingOfExpressions) {
  for (auto [open, close] : {std::pair("(", ")"),
                             {"f(", ")"},
                             {"- ", ""},
                             {"& ", ""},
                             {"a[", "]"},
                             {"T{", "}"},
                             {"func() { f(", ") }"},
                             {"[", "]int{}"}}) {
    auto nested = [&](unsigned times) {
      return repeat(open, times) + "1" + repeat(close, times);
    };
    EXPECT_EQ(inVar(nested(25)), "") << open;
    EXPECT_NE(inVar(nested(maxNesting + 1)).find("syntax nesting exceeds"),
              std::string::npos)
        << open;
    EXPECT_NE(inVar(nested(100000)), "") << open;
  }
}

TEST(Limits, LengthOfChains) {
  for (const char *link : {".a", "[0]", "(1)", "?", "~>b", ".(T)"}) {
    EXPECT_EQ(inVar("x" + repeat(link, 100)), "") << link;
    EXPECT_NE(inVar("x" + repeat(link, 200))
                  .find("expression structure exceeds the maximum parser depth "
                        "of 128"),
              std::string::npos)
        << link;
    EXPECT_NE(inVar("x" + repeat(link, 100000)), "") << link;
  }
}

TEST(Limits, ChainsInArgumentsAddUp) {
  std::string twice = "f(x" + repeat(".a", 60) + ")" + repeat(".a", 60);
  EXPECT_EQ(inVar(twice), "");
  EXPECT_NE(inVar("f(" + twice + ")" + repeat(".a", 60)), "");
  // Side by side they do not.
  EXPECT_EQ(inVar("f(" + twice + ", " + twice + ")"), "");
}

TEST(Limits, ChainsInFunctionLiteralsAddUp) {
  std::string chain = repeat(".a", 90);
  EXPECT_EQ(inVar("func() { x" + chain + " }"), "");
  EXPECT_NE(inVar("func() { x" + chain + " }()" + chain), "");
}

TEST(Limits, NestingOfStatementsAndTypes) {
  auto body = [](unsigned times) {
    return "package p\nfunc f() " + repeat("{ if a ", times) + "{}" +
           repeat("}", times) + "\nvar y int\n";
  };
  EXPECT_EQ(errors(body(60)), "");
  EXPECT_NE(errors(body(200)), "");
  EXPECT_NE(errors(body(100000)), "");
  EXPECT_EQ(errors("package p\ntype T " + repeat("[]", 120) + "int\n"), "");
  EXPECT_NE(errors("package p\ntype T " + repeat("[]", 100000) + "int\n"), "");
  EXPECT_NE(errors("package p\ntype T " + repeat("func(", 100000)), "");
  EXPECT_NE(errors("package p\nfunc f() { if a {}" +
                   repeat(" else if a {}", 100000) + "}\n"),
            "");
  EXPECT_NE(errors("package p\nfunc f() { " + repeat("L: ", 100000) + "}\n"),
            "");
}

TEST(Limits, BinaryOperatorsOfOnePath) {
  EXPECT_EQ(inVar("1" + repeat(" + 1", maxBinaryOperators)), "");
  EXPECT_NE(
      inVar("1" + repeat(" + 1", maxBinaryOperators + 1))
          .find("binary expression path exceeds the resource limit of 512 "
                "operators"),
      std::string::npos);
  EXPECT_NE(inVar("1" + repeat(" + 1", 100000)), "");
  // Two paths side by side.
  std::string half = "(1" + repeat(" + 1", 300) + ")";
  EXPECT_EQ(inVar(half + " * " + half), "");
  EXPECT_NE(inVar("(" + half + repeat(" + 1", 300) + ")"), "");
}

TEST(Limits, DiagnosticsOfOneFile) {
  Parsed parsed("package p\nfunc f() {\n" + repeat("x = )\n", 1000) + "}\n");
  EXPECT_EQ(parsed.diagnostics.all().size(), Diagnostics::limitPerUnit + 1);
  EXPECT_NE(parsed.errors().find("E1109"), std::string::npos);
}

TEST(Limits, SizeOfAFile) {
  std::string text = "package p\n//";
  text.resize(maxSourceBytes, 'x');
  EXPECT_EQ(errors(text), "");
  EXPECT_EQ(errors(text + "x"),
            "source length 16777217 bytes exceeds the "
            "16777216-byte source-file limit at t.vo:1:1\n");
}

TEST(Limits, TextMustBeUtf8) {
  EXPECT_EQ(errors("package p\n// \xff\n"),
            "source is not valid UTF-8 at t.vo:2:4\n");
}

/// Time must grow with the size, not with its square: these are large enough to
/// take minutes otherwise.
TEST(Limits, LargeInputsAreLinear) {
  EXPECT_EQ(
      errors("package p\nvar x = []int{" + repeat("1, ", 1000000) + "}\n"), "");
  EXPECT_EQ(
      errors("package p\nfunc f() {\n" + repeat("x++\n", 1000000) + "}\n"), "");
  EXPECT_EQ(errors("package p\n" + repeat("func f() {}\n", 500000)), "");
  EXPECT_NE(errors("package p\n" + repeat("func f() {\n", 500000)), "");
  EXPECT_NE(errors("package p\nfunc f() {\n" + repeat("if ) {\n", 500000)), "");
  EXPECT_NE(errors("package p\n" + repeat("}", 1000000)), "");
  EXPECT_NE(errors(repeat("/*", 1000000)), "");
  EXPECT_NE(errors("package p\n" + repeat("'\n", 1000000)), "");
}
