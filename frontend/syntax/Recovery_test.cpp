#include "frontend/syntax/testing/Parsed.h"

#include <gtest/gtest.h>

using namespace vo::fe;
using vo::fe::testing::Parsed;

static std::string errors(const std::string &text) {
  return Parsed(text).errors();
}

/// Messages about the statements of a function, which begin in line 3; another
/// function follows, which must be found again.
static std::string inFunction(const std::string &text) {
  Parsed parsed("package p\nfunc f() {\n" + text +
                "\n}\n\nfunc next() {\n\tx++\n}\n");
  const Decl *last =
      parsed.file->decls.empty() ? nullptr : parsed.file->decls.back();
  auto *func = llvm::dyn_cast_or_null<FuncDecl>(last);
  EXPECT_TRUE(func && func->name->name->text == "next" &&
              func->body->stmts.size() == 1)
      << parsed.dump();
  return parsed.errors();
}

TEST(Recovery, GoesOnWithTheNextStatement) {
  EXPECT_EQ(inFunction("x := 1 +\n)\ny = = 2\nf(1, 2\nz := 3"),
            "expected expression, found ) at t.vo:4:1\n"
            "expected expression, found = at t.vo:5:5\n"
            "unexpected newline in argument list; possibly missing comma or ) "
            "at t.vo:6:7\n");
}

TEST(Recovery, SkipsTheBodyOfABrokenHeader) {
  EXPECT_EQ(inFunction("if a b {\n\tx := 1\n}\nfor i := {\n\ty++\n}\nswitch ] "
                       "{\ncase 1:\n}\n"),
            "expected '{', found identifier b at t.vo:3:6\n"
            "expected expression, found { at t.vo:6:10\n"
            "expected expression, found ] at t.vo:9:8\n");
}

TEST(Recovery, FindsTheNextFunctionWhenBracesAreMissing) {
  EXPECT_EQ(inFunction("if a {\n\tx++"),
            "expected '}', found func at t.vo:7:1\n");
  EXPECT_EQ(inFunction("for {\n\tswitch x {\n\tcase 1:\n\t\ty++"),
            "expected '}', found func at t.vo:9:1\n");
}

TEST(Recovery, FindsTheNextMethodWhenBracesAreMissing) {
  EXPECT_EQ(
      errors("package p\nfunc f() {\n\tif a {\n}\nfunc (t *T) m() {\n}\n"),
      "expected '}', found func at t.vo:5:1\n");
}

TEST(Recovery, AFunctionLiteralInColumnOneIsNoDeclaration) {
  EXPECT_EQ(errors("package p\nfunc f() {\nfunc() {}()\nfunc(x T) {}(y)\n}\n"),
            "");
}

TEST(Recovery, GoesOnWithTheNextDeclaration) {
  EXPECT_EQ(errors(R"(package p

func f(a int {
	var x int
}

type T [

var y = 1
func 1() {}
var z = )
+
)"),
            "expected ',' or ')', found { at t.vo:3:14\n"
            "expected expression, found var at t.vo:9:1\n"
            "expected identifier, found integer literal at t.vo:10:6\n"
            "expected expression, found ) at t.vo:11:9\n");
  EXPECT_EQ(errors("package p\n+\nvar x = 1 1\n"),
            "expected declaration, found + at t.vo:2:1\n"
            "expected ';', found integer literal at t.vo:3:11\n");
}

TEST(Recovery, GoesOnInsideLists) {
  EXPECT_EQ(errors(R"(package p
var (
	a int +
	b = ]
	c int
)
type T struct {
	x 1
	y int
	+
}
type I interface {
	M() (
	N()
	5
}
var z int = ]
)"),
            "expected ';', found + at t.vo:3:8\n"
            "expected type, found integer literal at t.vo:8:4\n"
            "expected type, found + at t.vo:10:2\n"
            "expected type, found ) at t.vo:14:4\n"
            "expected identifier, found integer literal at t.vo:15:2\n"
            "expected expression, found ] at t.vo:17:13\n");
}

TEST(Recovery, TakesLineEndsInLiteralsForCommas) {
  EXPECT_EQ(inFunction("x := T{\n1\n2,\na: 3\n}\ny := 1"),
            "unexpected newline in composite literal; possibly missing comma "
            "or } at t.vo:4:2\n"
            "unexpected newline in composite literal; possibly missing comma "
            "or } at t.vo:6:5\n");
  EXPECT_EQ(inFunction("f(1,\n2\n)\ny := ]"),
            "unexpected newline in argument list; possibly missing comma or ) "
            "at t.vo:4:2\n"
            "expected expression, found ] at t.vo:6:6\n");
}

TEST(Recovery, SaysOneThingAboutOneMistake) {
  EXPECT_EQ(errors("package p\nfunc f() {\n\tx := \"abc\n\ty := 0x\n\tz := "
                   "'ab' + 08\n}\n"),
            "unterminated string literal at t.vo:3:7\n"
            "hexadecimal literal has no digits at t.vo:4:7\n"
            "rune literal has more than one character at t.vo:5:7\n"
            "invalid digit '8' in octal literal at t.vo:5:15\n");
}

TEST(Recovery, ExplainsLineEnds) {
  EXPECT_EQ(errors("package p\nfunc f()\n{\n}\n"),
            "the body of a function begins on the line of its signature; "
            "unexpected newline before { at t.vo:3:1\n");
  EXPECT_EQ(inFunction("if x\n{\n\ty++\n}"),
            "unexpected newline, expected '{' after if clause at t.vo:3:5\n");
  EXPECT_EQ(inFunction("for i := 0; i < 1; i++\n{\n}"),
            "unexpected newline, expected '{' after for clause at t.vo:3:23\n");
  EXPECT_EQ(inFunction("for i := 0; i < 1\n{\n}"),
            "unexpected newline, expected '{' after for clause at t.vo:3:18\n");
  EXPECT_EQ(inFunction("for i := 0; i < 1 {\n}"),
            "expected ';', found { at t.vo:3:19\n");
  EXPECT_EQ(inFunction("switch x\n{\n}"),
            "unexpected newline, expected '{' after switch clause at "
            "t.vo:3:9\n");
  EXPECT_EQ(inFunction("if x {\n}\nelse {\n}"),
            "else must stand on the line of the brace before it at t.vo:5:1\n");
}

TEST(Recovery, NamesKeywords) {
  EXPECT_EQ(errors("package p\nvar func int\n"),
            "cannot use keyword 'func' as identifier at t.vo:2:5\n");
  EXPECT_EQ(errors("package p\nvar x = y.type\n"),
            "cannot use keyword 'type' as identifier at t.vo:2:11\n");
}

TEST(Recovery, MissingConditions) {
  EXPECT_EQ(inFunction("if {\n}"),
            "missing condition in if statement at t.vo:3:4\n");
  EXPECT_EQ(inFunction("if x := 1; {\n}"),
            "missing condition in if statement at t.vo:3:12\n");
  EXPECT_EQ(inFunction("if a {\n} else b"),
            "else must be followed by if or a block, found identifier b at "
            "t.vo:4:8\n");
}

TEST(Recovery, RefusesTypeParameters) {
  std::string text = errors("package p\nfunc f[T any](x T) {}\nvar y int\n");
  EXPECT_EQ(text, "expected '(', found [: functions have no type parameters at "
                  "t.vo:2:7\n");
}

TEST(Recovery, EndsAtTheEndOfTheFile) {
  for (const char *text :
       {"package", "package p; import", "package p; import (", "package p; var",
        "package p; func", "package p; func f(", "package p; func f() {",
        "package p; func f() { if", "package p; func f() { for",
        "package p; func f() { switch {", "package p; func f() { select { case",
        "package p; func f() { x := T{", "package p; type T struct {",
        "package p; type T interface {", "package p; var x = a[",
        "package p; var x = a~>", "package p; func f() { go @("})
    EXPECT_NE(errors(text), "") << text;
}
