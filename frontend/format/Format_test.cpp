#include "frontend/format/Format.h"
#include "frontend/format/testing/Formatted.h"

#include <gtest/gtest.h>

using namespace vo::fe;
using vo::fe::testing::checkFormat;

/// The formatted text, after it was checked that nothing got lost and that
/// formatting again changes nothing.
static std::string format(const std::string &text) {
  std::string result;
  EXPECT_EQ(checkFormat(text, result), "") << text;
  return result;
}

/// The same for statements, without the function around them and its tab.
static std::string stmts(const std::string &text) {
  std::string whole = format("package p\n\nfunc f() {\n" + text + "\n}\n");
  llvm::StringRef rest = whole;
  EXPECT_TRUE(rest.consume_front("package p\n\nfunc f() {\n")) << whole;
  EXPECT_TRUE(rest.consume_back("}\n")) << whole;
  std::string result;
  while (!rest.empty()) {
    auto [line, after] = rest.split('\n');
    result += (line.starts_with("\t") ? line.drop_front() : line).str() + '\n';
    rest = after;
  }
  return result;
}

static std::string expr(const std::string &text) {
  std::string whole = format("package p\n\nvar x = " + text + "\n");
  llvm::StringRef rest = whole;
  rest.consume_front("package p\n\nvar x = ");
  return rest.rtrim().str();
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

TEST(Format, BlanksShowPrecedence) {
  EXPECT_EQ(expr("a+b"), "a + b");
  EXPECT_EQ(expr("a+b*c"), "a + b*c");
  EXPECT_EQ(expr("a*b"), "a * b");
  EXPECT_EQ(expr("a*b+c<<2|d"), "a*b + c<<2 | d");
  EXPECT_EQ(expr("a==b&&c<d||e"), "a == b && c < d || e");
  EXPECT_EQ(expr("f(a+b)"), "f(a + b)");
  EXPECT_EQ(expr("f(a+b,c*d)"), "f(a+b, c*d)");
  EXPECT_EQ(expr("s[a+1]"), "s[a+1]");
  EXPECT_EQ(expr("(a+b)*c"), "(a + b) * c");
}

TEST(Format, KeepsOperatorsApart) {
  for (const char *text :
       {"a - -b", "a + +b", "a / *b", "a & &b", "a & ^b", "- -a", "+ +a",
        "& &a", "& ^a", "a - - -b", "f(a- -b*c, d)", "f(a/ *b, c+ +d)"}) {
    std::string once = expr(text);
    EXPECT_EQ(expr(once), once);
  }
  EXPECT_EQ(expr("- -a"), "- -a");
  EXPECT_EQ(expr("-+^!a"), "-+^!a");
  EXPECT_EQ(expr("*  *a"), "**a");
}

TEST(Format, KeepsNumbersApartFromDots) {
  EXPECT_EQ(expr("1   .f"), "1 .f");
  EXPECT_EQ(expr("0x1 . f"), "0x1 .f");
  EXPECT_EQ(expr("1. .f"), "1. .f");
  EXPECT_EQ(expr("1 .(T)"), "1 .(T)");
  EXPECT_EQ(expr("1.5 .f"), "1.5.f");
  EXPECT_EQ(expr("f(1 ...)"), "f(1...)");
}

TEST(Format, PostfixForms) {
  EXPECT_EQ(expr("f ( a , b ... ) [ i ] . c . ( T ) ?"),
            "f(a, b...)[i].c.(T)?");
  EXPECT_EQ(expr("a ~> b ~> c ( d ) ~> [ e ] ~> ( f )"),
            "a~>b~>c(d)~>[e]~>(f)");
  EXPECT_EQ(expr("a[ : ]"), "a[:]");
  EXPECT_EQ(expr("a[1 :2: 3]"), "a[1:2:3]");
  EXPECT_EQ(expr("a[i+1:j]"), "a[i+1 : j]");
  EXPECT_EQ(expr("a[i+1:]"), "a[i+1:]");
}

TEST(Format, Types) {
  EXPECT_EQ(expr("make(chan  <-  [ ]map[string]  *T,3)"),
            "make(chan<- []map[string]*T, 3)");
  EXPECT_EQ(expr("make( <- port T)"), "make(<-port T)");
  EXPECT_EQ(expr("[ ... ]int{ 1,2 }"), "[...]int{1, 2}");
  EXPECT_EQ(expr("func ( a,b int,c ...T )( x int , err error ){ return }"),
            "func(a, b int, c ...T) (x int, err error) { return }");
  EXPECT_EQ(expr("interface {\n} (x)"), "interface{}(x)");
  EXPECT_EQ(expr("struct{x int} { 1 }"), "struct{ x int }{1}");
}

TEST(Format, IndentsWhatContinues) {
  EXPECT_EQ(stmts("x = a+\nb+\nc"), "x = a +\n\tb +\n\tc\n");
  EXPECT_EQ(stmts("f(a,\nb,g(\nc,\n),\n)"), "f(a,\n\tb, g(\n\t\tc,\n\t),\n)\n");
  EXPECT_EQ(stmts("f(g(\na,\n))"), "f(g(\n\ta,\n))\n");
  EXPECT_EQ(stmts("a.\nb().\nc(1)"), "a.\n\tb().\n\tc(1)\n");
  EXPECT_EQ(stmts("f(a, func() {\nx++\n})"), "f(a, func() {\n\tx++\n})\n");
  EXPECT_EQ(stmts("if a&&\nb {\nx++\n}"), "if a &&\n\tb {\n\tx++\n}\n");
  EXPECT_EQ(stmts("x =\ny"), "x =\n\ty\n");
}

TEST(Format, AlignsValuesOfKeys) {
  EXPECT_EQ(stmts("x := T{\na: 1,\nlong: 2,\n\nb: 3,\n}"),
            "x := T{\n\ta:    1,\n\tlong: 2,\n\n\tb: 3,\n}\n");
  EXPECT_EQ(stmts("x := T{\na: 1,\nlong: f(\n1,\n),\nb: 3,\n}"),
            "x := T{\n\ta: 1,\n\tlong: f(\n\t\t1,\n\t),\n\tb: 3,\n}\n");
  EXPECT_EQ(stmts("x := T{a: 1, bb: 2,\nccc: 3}"),
            "x := T{a: 1, bb: 2,\n\tccc: 3}\n");
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

TEST(Format, OneStatementALine) {
  EXPECT_EQ(stmts("x++;y--;{z=1}"), "x++\ny--\n{\n\tz = 1\n}\n");
  EXPECT_EQ(stmts("if a{b()}else if c{}else{d()}"),
            "if a {\n\tb()\n} else if c {\n} else {\n\td()\n}\n");
  EXPECT_EQ(stmts("for i:=0;i<n;i++{}"), "for i := 0; i < n; i++ {\n}\n");
  EXPECT_EQ(stmts("for ;;{}\nfor ;a;{}"), "for ; ; {\n}\nfor ; a; {\n}\n");
  EXPECT_EQ(stmts("for k,v:=range m{}\nfor range c{}"),
            "for k, v := range m {\n}\nfor range c {\n}\n");
  EXPECT_EQ(stmts("go @ ( i ) f ( )\ndefer f()\nerrdefer g()\nfail e"),
            "go @(i) f()\ndefer f()\nerrdefer g()\nfail e\n");
  EXPECT_EQ(stmts("c<- <-d"), "c <- <-d\n");
}

TEST(Format, Clauses) {
  EXPECT_EQ(stmts("switch x:=f();x{case 1,2:a();b()\ndefault:}"),
            "switch x := f(); x {\ncase 1, 2:\n\ta()\n\tb()\ndefault:\n}\n");
  EXPECT_EQ(stmts("switch v:=x.(type){case int,*T:\ncase nil:}"),
            "switch v := x.(type) {\ncase int, *T:\ncase nil:\n}\n");
  EXPECT_EQ(
      stmts("select{case c<-1:\ncase v,ok:=<-d:\ncase (<-e):\ndefault:x()}"),
      "select {\ncase c <- 1:\ncase v, ok := <-d:\ncase (<-e):\ndefault:\n"
      "\tx()\n}\n");
  EXPECT_EQ(stmts("select{}"), "select {}\n");
}

TEST(Format, Labels) {
  EXPECT_EQ(stmts("{L: for {break L}}"),
            "{\nL:\n\tfor {\n\t\tbreak L\n\t}\n}\n");
  // The semicolon keeps the label from the next statement.
  EXPECT_EQ(stmts("{L: ; x++}"), "{\nL:\n\t;\n\tx++\n}\n");
}

TEST(Format, HeadersOverLines) {
  EXPECT_EQ(stmts("if x := 1\nx > 0 {}"), "if x := 1\n\tx > 0 {\n}\n");
}

TEST(Format, BlankLines) {
  EXPECT_EQ(stmts("\n\nx++\n\n\n\ny++\n\n"), "x++\n\ny++\n");
  EXPECT_EQ(format("package p\nvar x int\nvar y int\nfunc f() {\nx++\n}\nfunc "
                   "g() {\n}\n"),
            "package p\n\nvar x int\nvar y int\n\nfunc f() {\n\tx++\n}\n\n"
            "func g() {}\n");
}

TEST(Format, ShortFunctionsStayInTheirLine) {
  EXPECT_EQ(
      format("package p\n\nfunc f() int {return 1}\nfunc longer() {a();b()}"),
      "package p\n\nfunc f() int  { return 1 }\n"
      "func longer() { a(); b() }\n");
  EXPECT_EQ(stmts("f(func(){x++})"), "f(func() { x++ })\n");
  EXPECT_EQ(stmts("f(func(){if x {}})"), "f(func() {\n\tif x {\n\t}\n})\n");
  std::string wide = "f(" + std::string(120, 'x') + ")";
  EXPECT_EQ(stmts("f(func(){" + wide + "})"),
            "f(func() {\n\t" + wide + "\n})\n");
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

TEST(Format, Groups) {
  EXPECT_EQ(
      format("package p\nimport(\n\"a\"\nb \"c\")\nimport()\nconst(A=iota;"
             "B;Cc)\nvar(\n)\ntype(A int\nBbb=string)\nvar(a,b=1,2)\n"),
      "package p\n\nimport (\n\t\"a\"\n\tb \"c\"\n)\nimport ()\n\n"
      "const (\n\tA = iota\n\tB\n\tCc\n)\nvar ()\n\n"
      "type (\n\tA   int\n\tBbb = string\n)\n\n"
      "var (\n\ta, b = 1, 2\n)\n");
}

TEST(Format, ColumnsOfValues) {
  EXPECT_EQ(format("package p\nvar (\nx int = 1 // one\nyy = 2 // two\n\nz "
                   "float64\n)\nconst (\na = 1\nbbb = 2\n)\n"),
            "package p\n\nvar (\n\tx  int = 1 // one\n\tyy     = 2 // two\n\n"
            "\tz float64\n)\n\nconst (\n\ta   = 1\n\tbbb = 2\n)\n");
}

TEST(Format, ColumnsOfFields) {
  EXPECT_EQ(format("package p\ntype T struct {\na int // one\nbbb []string `t` "
                   "// two\nE\n*p.F // three\nccc, d func(int)\n}\n"),
            "package p\n\ntype T struct {\n"
            "\ta   int          // one\n"
            "\tbbb []string `t` // two\n"
            "\tE\n"
            "\t*p.F   // three\n"
            "\tccc, d func(int)\n"
            "}\n");
}

TEST(Format, Interfaces) {
  EXPECT_EQ(
      format("package p\ntype I interface {M(a int) error;io.Reader}\n"
             "type J interface{N()}\n"),
      "package p\n\ntype I interface {\n\tM(a int) error\n\tio.Reader\n}\n"
      "type J interface{ N() }\n");
}

//===----------------------------------------------------------------------===//
// Comments
//===----------------------------------------------------------------------===//

TEST(Format, KeepsComments) {
  EXPECT_EQ(
      format("// license\n\n// doc\npackage p // p\n// one\n\n/* two "
             "*/\nvar x int // x\n// end"),
      "// license\n\n// doc\npackage p // p\n\n// one\n\n/* two */\nvar x "
      "int // x\n// end\n");
  EXPECT_EQ(stmts("// a\nx++ // b\n// c\n\n// d\n"),
            "// a\nx++ // b\n// c\n\n// d\n");
  EXPECT_EQ(stmts("f(/* a */ b /* c */, /* d */)"),
            "f(/* a */ b /* c */, /* d */)\n");
  EXPECT_EQ(stmts("x++; /* a */ y++"), "x++\n/* a */ y++\n");
  EXPECT_EQ(stmts("{ // a\n// b\n} // c"), "{ // a\n\t// b\n} // c\n");
}

TEST(Format, AlignsTrailingComments) {
  EXPECT_EQ(stmts("x := 1 // one\nlong := 2 // two\ny()\nz() // three"),
            "x := 1    // one\nlong := 2 // two\ny()\nz() // three\n");
}

TEST(Format, CommentsOfClauses) {
  EXPECT_EQ(stmts("switch {\ncase a:\n\t// of the body\n// of the clause\ncase "
                  "b:\n}"),
            "switch {\ncase a:\n\t// of the body\n// of the clause\ncase b:\n"
            "}\n");
}

TEST(Format, BlockComments) {
  EXPECT_EQ(stmts("/*\n  * a   \n  * b\n  */\nx++"),
            "/*\n * a\n * b\n */\nx++\n");
  EXPECT_EQ(stmts("/* a\n  b */ x++"), "/* a\n  b */ x++\n");
}

TEST(Format, RawStrings) {
  EXPECT_EQ(stmts("x := `a\n  b` // c\ny := 1 // d"),
            "x := `a\n  b` // c\ny := 1 // d\n");
}

TEST(Format, SmallFiles) {
  EXPECT_EQ(format(""), "");
  EXPECT_EQ(format("\n\n"), "");
  EXPECT_EQ(format("// only"), "// only\n");
  EXPECT_EQ(format("package p"), "package p\n");
  EXPECT_EQ(format("\xef\xbb\xbfpackage p"), "package p\n");
}
