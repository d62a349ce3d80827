#include "frontend/syntax/testing/Parsed.h"

#include <gtest/gtest.h>

using namespace vo::fe;
using vo::fe::testing::Parsed;

/// The trees of the statements of a function, a line each.
static std::string stmts(const std::string &text) {
  Parsed parsed("package p\nfunc f() {\n" + text + "\n}\n");
  EXPECT_EQ(parsed.errors(), "") << text;
  std::string result;
  if (!parsed.file->decls.empty())
    for (const Stmt *stmt :
         llvm::cast<FuncDecl>(parsed.file->decls[0])->body->stmts)
      result += (result.empty() ? "" : "\n") + dumpAst(stmt);
  return result;
}

/// Messages about the statements, which begin in line 3.
static std::string errors(const std::string &text) {
  return Parsed("package p\nfunc f() {\n" + text + "\n}\n").errors();
}

TEST(Statements, Simple) {
  EXPECT_EQ(stmts("f(x)"), "(call f x)");
  EXPECT_EQ(stmts("a, b = b, a"), "(= (lhs a b) (rhs b a))");
  EXPECT_EQ(stmts("a.b[c] &^= 1"), "(&^= (lhs (index (. a b) c)) (rhs 1))");
  EXPECT_EQ(stmts("a, _ := f()"), "(:= (lhs a _) (rhs (call f)))");
  EXPECT_EQ(stmts("x++; y--"), "(++ x)\n(-- y)");
  EXPECT_EQ(stmts("c <- <-d"), "(send c (<- d))");
  EXPECT_EQ(stmts("<-c"), "(<- c)");
  EXPECT_EQ(stmts("f()?"), "(? (call f))");
  EXPECT_EQ(stmts("{ x++ }"), "(block\n  (++ x))");
  EXPECT_EQ(stmts(";;x++;"), "(++ x)");
  EXPECT_EQ(stmts("{ return 1 }"), "(block\n  (return 1))");
}

TEST(Statements, Keywords) {
  EXPECT_EQ(stmts("return"), "(return)");
  EXPECT_EQ(stmts("return a, b"), "(return a b)");
  EXPECT_EQ(stmts("go f(x)"), "(go - (call f x))");
  EXPECT_EQ(stmts("go @(isl) func(c port<- int) {}(c)"),
            "(go isl (call (func (params c:(port<- int))) c))");
  EXPECT_EQ(stmts("defer f()\nerrdefer g()\nfail e"),
            "(defer (call f))\n(errdefer (call g))\n(fail e)");
  EXPECT_EQ(stmts("break\ncontinue\nbreak L\ncontinue L\nfallthrough"),
            "(break)\n(continue)\n(break L)\n(continue L)\n(fallthrough)");
  EXPECT_EQ(stmts("var x, y int\nconst ( a = iota; b )\ntype T int"),
            "(decl (var x y (type int)))\n"
            "(decl (const a iota=0 (= iota)) (const b iota=1 like a))\n"
            "(decl (type T int))");
}

TEST(Statements, Labels) {
  EXPECT_EQ(stmts("L: for { break L }"), "(label L\n(for - - -\n  (break L)))");
  EXPECT_EQ(stmts("L:\nM: x++"), "(label L\n(label M\n(++ x)))");
  EXPECT_EQ(stmts("x++\nL:"), "(++ x)\n(label L\nempty)");
  EXPECT_EQ(stmts("L: ; x++"), "(label L\nempty)\n(++ x)");
}

TEST(Statements, If) {
  EXPECT_EQ(stmts("if a { x++ }"), "(if - a\n  (++ x))");
  EXPECT_EQ(stmts("if x := f(); x > 0 {} else if b {} else { y++ }"),
            "(if (:= (lhs x) (rhs (call f))) (> x 0)\n"
            "else (if - b\n"
            "else (block\n  (++ y))))");
  EXPECT_EQ(stmts("if ; a {}"), "(if - a)");
  EXPECT_EQ(stmts("if a := b\na {}"), "(if (:= (lhs a) (rhs b)) a)");
}

TEST(Statements, For) {
  EXPECT_EQ(stmts("for {}"), "(for - - -)");
  EXPECT_EQ(stmts("for a < b {}"), "(for - (< a b) -)");
  EXPECT_EQ(stmts("for ;; {}"), "(for - - -)");
  EXPECT_EQ(stmts("for i := 0; i < n; i++ {}"),
            "(for (:= (lhs i) (rhs 0)) (< i n) (++ i))");
  EXPECT_EQ(stmts("for ; a; {}"), "(for - a -)");
  EXPECT_EQ(stmts("for range c {}"), "(range - - c)");
  EXPECT_EQ(stmts("for i := range 10 {}"), "(range:= i - 10)");
  EXPECT_EQ(stmts("for k, v = range m {}"), "(range k v m)");
  EXPECT_EQ(stmts("for a[i], b.c = range []int{1} {}"),
            "(range (index a i) (. b c) (lit (sliceof int) 1))");
}

TEST(Statements, Switch) {
  EXPECT_EQ(stmts("switch {}"), "(switch - -)");
  EXPECT_EQ(stmts("switch x {\ncase 1, 2:\n\ty++\n\tfallthrough\ndefault:\n}"),
            "(switch - x\n  (case 1 2\n    (++ y)\n    (fallthrough))\n"
            "  (default))");
  EXPECT_EQ(stmts("switch x := f(); x {}"),
            "(switch (:= (lhs x) (rhs (call f))) x)");
  EXPECT_EQ(stmts("switch x := f(); {}"),
            "(switch (:= (lhs x) (rhs (call f))) -)");
  EXPECT_EQ(stmts("switch a.b { case T{1}: }"),
            "(switch - (. a b)\n  (case (lit T 1)))");
}

TEST(Statements, TypeSwitch) {
  EXPECT_EQ(stmts("switch v := x.(type) {\ncase int, *T:\n\tf(v)\ncase nil, "
                  "[]int:\ndefault:\n}"),
            "(typeswitch - v x\n  (case int (star T)\n    (call f v))\n"
            "  (case nil (sliceof int))\n  (default))");
  EXPECT_EQ(stmts("switch y := 1; f(y).(type) {}"),
            "(typeswitch (:= (lhs y) (rhs 1)) - (call f y))");
  EXPECT_EQ(stmts("switch x.(type) { case struct{}: case func() int: }"),
            "(typeswitch - - x\n  (case (struct))\n"
            "  (case (functype (params) (results int))))");
  std::string complaint = "use of .(type) outside type switch at ";
  EXPECT_EQ(errors("x := y.(type)"), complaint + "t.vo:3:6\n");
  EXPECT_EQ(errors("if x.(type) {}"), complaint + "t.vo:3:4\n");
  EXPECT_EQ(errors("switch x.(type) + 1 {}"), complaint + "t.vo:3:8\n");
  EXPECT_EQ(errors("switch f(x.(type)).(type) {}"), complaint + "t.vo:3:10\n");
  EXPECT_EQ(errors("switch {\ncase x.(type):\n}"), complaint + "t.vo:4:6\n");
}

TEST(Statements, Select) {
  EXPECT_EQ(stmts("select {}"), "(select)");
  EXPECT_EQ(stmts("select {\ncase c <- 1:\n\tx++\ncase <-d:\ncase v := <-e:\n"
                  "case v, ok := <-g:\ncase a[i], b = <-h:\ndefault:\n}"),
            "(select\n"
            "  (case (send c 1)\n    (++ x))\n"
            "  (case (receive - - d))\n"
            "  (case (receive:= v - e))\n"
            "  (case (receive:= v ok g))\n"
            "  (case (receive (index a i) b h))\n"
            "  (default))");
  EXPECT_EQ(errors("select {\ncase x += <-c:\n}"),
            "select receive requires '=' or ':=', not a compound assignment at "
            "t.vo:4:8\n");
  EXPECT_EQ(errors("select {\ncase f():\n}"),
            "expected send or receive in select case at t.vo:4:6\n");
  EXPECT_EQ(errors("select {\ncase a, b, c := <-d:\n}"),
            "select receive accepts at most two assignment targets at "
            "t.vo:4:6\n");
}

TEST(Statements, BracesAfterNamesInHeadersAreBodies) {
  EXPECT_EQ(stmts("if x == y {}"), "(if - (== x y))");
  EXPECT_EQ(stmts("if x == (T{1}) {}"), "(if - (== x (paren (lit T 1))))");
  EXPECT_EQ(stmts("if f(T{1}) {}"), "(if - (call f (lit T 1)))");
  EXPECT_EQ(stmts("if a[T{1}.i] {}"), "(if - (index a (. (lit T 1) i)))");
  EXPECT_EQ(stmts("for _, x := range []T{{1}} {}"),
            "(range:= _ x (lit (sliceof T) (lit - 1)))");
  EXPECT_EQ(stmts("if func() bool { return T{1} == t }() {}"),
            "(if - (call (func (params) (results bool)\n"
            "  (return (== (lit T 1) t)))))");
  EXPECT_EQ(stmts("if x := p.T; x {}\ny = T{}"),
            "(if (:= (lhs x) (rhs (. p T))) x)\n(= (lhs y) (rhs (lit T)))");
}

TEST(Statements, RejectsWhatHasNoMeaning) {
  EXPECT_EQ(errors("goto L"),
            "goto is not supported, use labeled break instead at t.vo:3:1\n");
  EXPECT_EQ(errors("for a += range b {}"),
            "for-range clause requires '=' or ':=', not a compound assignment "
            "at t.vo:3:5\n");
  EXPECT_EQ(errors("for a, b, c := range d {}"),
            "for-range clause accepts at most two iteration variables at "
            "t.vo:3:5\n");
  EXPECT_EQ(errors("for i := 0; i < 1; j := 2 {}"),
            "cannot declare in post statement of for loop at t.vo:3:20\n");
  EXPECT_EQ(errors("a, b += 1, 2"), "assignment operation += requires "
                                    "single-valued expressions at t.vo:3:6\n");
  EXPECT_EQ(errors("a, b++"),
            "increment requires single expression at t.vo:3:1\n");
  EXPECT_EQ(errors("a, b--"),
            "decrement requires single expression at t.vo:3:1\n");
  EXPECT_EQ(errors("a, b <- c"),
            "send requires single channel expression at t.vo:3:1\n");
  EXPECT_EQ(errors("a, b"),
            "expression statement requires single expression at t.vo:3:1\n");
  EXPECT_EQ(errors("if x := 1 {}"),
            "expected expression in if condition at t.vo:3:4\n");
  EXPECT_EQ(errors("for x = 1 {}"),
            "expected expression in for condition at t.vo:3:5\n");
  EXPECT_EQ(errors("switch x = 1 {}"),
            "expected expression in switch at t.vo:3:8\n");
}
