#include "frontend/syntax/testing/Parsed.h"

#include <gtest/gtest.h>

using namespace vo::fe;
using vo::fe::testing::Parsed;

/// The tree of an expression.
static std::string expr(const std::string &text) {
  Parsed parsed("package p\nvar x = " + text + "\n");
  EXPECT_EQ(parsed.errors(), "") << text;
  if (parsed.file->decls.empty())
    return "";
  return dumpAst(llvm::cast<VarDecl>(parsed.file->decls[0])->values.front());
}

/// The tree of a type.
static std::string type(const std::string &text) {
  Parsed parsed("package p\ntype T " + text + "\n");
  EXPECT_EQ(parsed.errors(), "") << text;
  if (parsed.file->decls.empty())
    return "";
  return dumpAst(llvm::cast<TypeDecl>(parsed.file->decls[0])->typeExpr);
}

static std::string file(const std::string &text) {
  Parsed parsed(text);
  EXPECT_EQ(parsed.errors(), "") << text;
  return parsed.dump();
}

static std::string errors(const std::string &text) {
  return Parsed(text).errors();
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

TEST(Expressions, FollowPrecedence) {
  EXPECT_EQ(expr("1 << 2 + 1"), "(+ (<< 1 2) 1)");
  EXPECT_EQ(expr("a || b && c == d + e * f"),
            "(|| a (&& b (== c (+ d (* e f)))))");
  EXPECT_EQ(expr("a * b + c == d && e || f"),
            "(|| (&& (== (+ (* a b) c) d) e) f)");
  EXPECT_EQ(expr("a - b - c"), "(- (- a b) c)");
  EXPECT_EQ(expr("a &^ b | c ^ d"), "(^ (| (&^ a b) c) d)");
  EXPECT_EQ(expr("a < b == c"), "(== (< a b) c)");
  EXPECT_EQ(expr("-a * !b"), "(* (- a) (! b))");
  EXPECT_EQ(expr("^-+a"), "(^ (- (+ a)))");
  EXPECT_EQ(expr("*p.x"), "(star (. p x))");
  EXPECT_EQ(expr("&T{}.x"), "(& (. (lit T) x))");
  EXPECT_EQ(expr("<-<-c"), "(<- (<- c))");
  EXPECT_EQ(expr("-f(x)?"), "(- (? (call f x)))");
  EXPECT_EQ(expr("(a + b) * c"), "(* (paren (+ a b)) c)");
}

TEST(Expressions, PostfixForms) {
  EXPECT_EQ(expr("a.b.c(d)[e].f"), "(. (index (call (. (. a b) c) d) e) f)");
  EXPECT_EQ(expr("f()"), "(call f)");
  EXPECT_EQ(expr("f(a, b...)"), "(call f a b ...)");
  EXPECT_EQ(expr("f(\na,\nb,\n)"), "(call f a b)");
  EXPECT_EQ(expr("f(a...,)"), "(call f a ...)");
  EXPECT_EQ(expr("x.(T)"), "(assert x T)");
  EXPECT_EQ(expr("x.([]map[string]*T)"),
            "(assert x (sliceof (map string (star T))))");
  EXPECT_EQ(expr("f()?.g()?"), "(? (call (. (? (call f)) g)))");
}

TEST(Expressions, Slices) {
  EXPECT_EQ(expr("a[:]"), "(slice a - -)");
  EXPECT_EQ(expr("a[1:]"), "(slice a 1 -)");
  EXPECT_EQ(expr("a[:2]"), "(slice a - 2)");
  EXPECT_EQ(expr("a[1:2:3]"), "(slice a 1 2 3)");
  EXPECT_EQ(expr("a[:2:3]"), "(slice a - 2 3)");
  EXPECT_EQ(errors("package p\nvar x = a[1::3]\n"),
            "middle index required in 3-index slice at t.vo:2:13\n");
  EXPECT_EQ(errors("package p\nvar x = a[1:2:]\n"),
            "final index required in 3-index slice at t.vo:2:15\n");
  EXPECT_EQ(errors("package p\nvar x = a[]\n"),
            "missing index in index expression at t.vo:2:11\n");
}

TEST(Expressions, DynamicAccess) {
  EXPECT_EQ(expr("a~>b~>c?"), "(? (~> (~> a b) c))");
  EXPECT_EQ(expr("a~>b(c, d...)"), "(~> a b (call c d) ...)");
  EXPECT_EQ(expr("a~>(c)"), "(~> a (call c))");
  EXPECT_EQ(expr("a~>[\"k\"]?"), "(? (~> a (index \"k\")))");
  EXPECT_EQ(errors("package p\nvar x = a~>1\n"),
            "expected identifier, '[', or '(' after '~>' at t.vo:2:12\n");
}

TEST(Expressions, CompositeLiterals) {
  EXPECT_EQ(expr("T{}"), "(lit T)");
  EXPECT_EQ(expr("p.T{a: 1, b: 2}"), "(lit (. p T) (: a 1) (: b 2))");
  EXPECT_EQ(expr("[]T{{1}, {2, 3},}"),
            "(lit (sliceof T) (lit - 1) (lit - 2 3))");
  EXPECT_EQ(expr("[...]int{5: 1}"), "(lit (array ... int) (: 5 1))");
  EXPECT_EQ(expr("[2][3]int{{}, {}}"),
            "(lit (array 2 (array 3 int)) (lit -) (lit -))");
  EXPECT_EQ(expr("map[T]U{{1}: {2}}"),
            "(lit (map T U) (: (lit - 1) (lit - 2)))");
  EXPECT_EQ(expr("struct{ x int }{1}"), "(lit (struct (field x int)) 1)");
  EXPECT_EQ(expr("&T{\n1,\n}"), "(& (lit T 1))");
}

TEST(Expressions, ConversionsAndTypesAsArguments) {
  EXPECT_EQ(expr("[]byte(s)"), "(call (sliceof byte) s)");
  EXPECT_EQ(expr("(*T)(p)"), "(call (paren (star T)) p)");
  EXPECT_EQ(expr("(*T).m"), "(. (paren (star T)) m)");
  EXPECT_EQ(expr("(chan int)(nil)"), "(call (paren (chan int)) nil)");
  EXPECT_EQ(expr("(port<- int)(p)"), "(call (paren (port<- int)) p)");
  EXPECT_EQ(expr("(<-chan int)(c)"), "(call (paren (<-chan int)) c)");
  EXPECT_EQ(expr("interface{}(x)"), "(call (interface) x)");
  EXPECT_EQ(expr("make(chan<- int, 3)"), "(call make (chan<- int) 3)");
  EXPECT_EQ(expr("make(<-port T, 1)"), "(call make (<-port T) 1)");
  EXPECT_EQ(expr("make(island)"), "(call make island)");
  EXPECT_EQ(expr("new(p.T)"), "(call new (. p T))");
  EXPECT_EQ(expr("func(int) bool(nil)"), "(call (functype (params int) "
                                         "(results bool)) nil)");
}

TEST(Expressions, FunctionLiterals) {
  EXPECT_EQ(expr("func() {}"), "(func (params))");
  EXPECT_EQ(expr("func(a, b int) (c error) { return }(1, 2)"),
            "(call (func (params a:int b:int) (results c:error)\n"
            "  (return)) 1 2)");
}

TEST(Expressions, HaveTheirRanges) {
  Parsed parsed("package p\nvar x = f(a + b)[c].d \n");
  auto *selector = llvm::cast<SelectorExpr>(
      llvm::cast<VarDecl>(parsed.file->decls[0])->values[0]);
  auto *index = llvm::cast<IndexExpr>(selector->base);
  auto *call = llvm::cast<CallExpr>(index->base);
  EXPECT_EQ(parsed.text(selector->range), "f(a + b)[c].d");
  EXPECT_EQ(parsed.text(index->range), "f(a + b)[c]");
  EXPECT_EQ(parsed.text(call->range), "f(a + b)");
  EXPECT_EQ(parsed.text(call->args[0]->range), "a + b");
  EXPECT_EQ(parsed.text({call->lparen, call->rparen}), "(a + b");
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

TEST(Types, AllForms) {
  EXPECT_EQ(type("[4]int"), "(array 4 int)");
  EXPECT_EQ(type("[N * 2][]p.T"), "(array (* N 2) (sliceof (. p T)))");
  EXPECT_EQ(type("map[string][]int"), "(map string (sliceof int))");
  EXPECT_EQ(type("chan<- chan T"), "(chan<- (chan T))");
  EXPECT_EQ(type("chan (<-chan T)"), "(chan (paren (<-chan T)))");
  EXPECT_EQ(type("<-chan <-port T"), "(<-chan (<-port T))");
  EXPECT_EQ(type("port<- int"), "(port<- int)");
  EXPECT_EQ(type("island"), "island");
  EXPECT_EQ(type("*T"), "(star T)");
}

TEST(Types, Functions) {
  EXPECT_EQ(type("func()"), "(functype (params))");
  EXPECT_EQ(type("func(int, ...string)"), "(functype (params int ...string))");
  EXPECT_EQ(type("func(a, b int, c ...T) error"),
            "(functype (params a:int b:int c:...T) (results error))");
  EXPECT_EQ(type("func(a, b) (c, d T)"),
            "(functype (params a b) (results c:T d:T))");
  EXPECT_EQ(
      type("func(func(int) bool, p.T)"),
      "(functype (params (functype (params int) (results bool)) (. p T)))");
  EXPECT_EQ(type("func(\na int,\n)"), "(functype (params a:int))");
  EXPECT_EQ(type("func() ()"), "(functype (params))");
}

TEST(Types, ParameterGroupsShareTheirType) {
  Parsed parsed("package p\nfunc f(a, b int, c int)\n");
  auto params = llvm::cast<FuncDecl>(parsed.file->decls[0])->signature->params;
  ASSERT_EQ(params.size(), 3u);
  EXPECT_EQ(params[0].typeExpr, params[1].typeExpr);
  EXPECT_NE(params[1].typeExpr, params[2].typeExpr);
  EXPECT_FALSE(params[0].grouped);
  EXPECT_TRUE(params[1].grouped);
  EXPECT_FALSE(params[2].grouped);
}

TEST(Types, BadParameterLists) {
  EXPECT_EQ(errors("package p\nfunc f() ([]int string)\n"),
            "expected identifier in result name list at t.vo:2:11\n");
  EXPECT_EQ(errors("package p\nfunc f([]int string)\n"),
            "expected identifier in parameter name list at t.vo:2:8\n");
  EXPECT_EQ(errors("package p\nfunc f([]int, b string)\n"),
            "expected identifier in parameter name list at t.vo:2:8\n");
  EXPECT_EQ(errors("package p\nfunc f(a int, string)\n"),
            "mixed named and unnamed parameters at t.vo:2:15\n");
  EXPECT_EQ(errors("package p\nfunc f() (...int)\n"),
            "function results cannot be variadic at t.vo:2:11\n");
  EXPECT_EQ(errors("package p\nfunc f() (a ...int)\n"),
            "function results cannot be variadic at t.vo:2:13\n");
  EXPECT_EQ(errors("package p\nfunc f() ...int\n"),
            "function results cannot be variadic at t.vo:2:10\n");
  EXPECT_EQ(errors("package p\nfunc f(a ...int, b int)\n"),
            "only the final parameter can be variadic at t.vo:2:10\n");
  EXPECT_EQ(errors("package p\nfunc f(a, b ...int)\n"),
            "a variadic parameter accepts at most one name at t.vo:2:8\n");
}

TEST(Types, Structs) {
  EXPECT_EQ(type("struct{}"), "(struct)");
  EXPECT_EQ(type("struct {\n\ta, b int `t`\n\tc []T\n\tT\n\t*p.U \"u\"\n}"),
            "(struct (field a b int `t`) (field c (sliceof T)) (embed T) "
            "(embed (star (. p U)) \"u\"))");
  EXPECT_EQ(type("struct { a int; T }"), "(struct (field a int) (embed T))");
  EXPECT_EQ(type("struct { f func(int); c chan int }"),
            "(struct (field f (functype (params int))) (field c (chan int)))");
  std::string complaint = "embedded field must be a type name or pointer to a "
                          "named struct type";
  for (const char *field : {"[]int", "func()", "map[int]int", "**T", "(T)"})
    EXPECT_EQ(errors("package p\ntype T struct {\n\t" + std::string(field) +
                     "\n\tx int\n}\n"),
              complaint + " at t.vo:3:2\n")
        << field;
}

TEST(Types, Interfaces) {
  EXPECT_EQ(type("interface{}"), "(interface)");
  EXPECT_EQ(type("interface { M() }"), "(interface (method M (params)))");
  EXPECT_EQ(type("interface { M(a int) error; io.Reader; fmt }"),
            "(interface (method M (params a:int) (results error)) "
            "(embed (. io Reader)) (embed fmt))");
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

TEST(Declarations, Imports) {
  EXPECT_EQ(
      file("package p\nimport \"a\"\nimport (\n\tb \"b/c\"\n\t. `d`\n\t_ "
           "\"e\"\n)\n"),
      "(file p\n  (import \"a\")\n  (import b \"b/c\")\n  (import . `d`)\n"
      "  (import _ \"e\"))\n");
  EXPECT_EQ(errors("package p\nvar x int\nimport \"a\"\n"),
            "imports must appear before other declarations at t.vo:3:1\n");
}

TEST(Declarations, PackageClauseIsOptional) {
  Parsed parsed("func f()\n");
  EXPECT_EQ(parsed.errors(), "");
  EXPECT_EQ(parsed.file->packageName, nullptr);
  EXPECT_EQ(parsed.file->decls.size(), 1u);
}

TEST(Declarations, Constants) {
  EXPECT_EQ(file("package p\nconst a = 1\nconst (\n\tb, c int = iota, 2\n\td, "
                 "e\n\tf = 3\n\tg\n)\n"),
            "(file p\n"
            "  (const a iota=0 (= 1))\n"
            "  (const b c (type int) iota=0 (= iota 2))\n"
            "  (const d e iota=1 like b)\n"
            "  (const f iota=2 (= 3))\n"
            "  (const g iota=3 like f))\n");
  EXPECT_EQ(
      file("package p\nconst ( a = iota; b )\n"),
      "(file p\n  (const a iota=0 (= iota))\n  (const b iota=1 like a))\n");
}

TEST(Declarations, ConstantsWithoutAnythingToRepeat) {
  Parsed parsed("package p\nconst ( a )\nconst b\n");
  EXPECT_EQ(parsed.errors(), "");
  auto *decl = llvm::cast<ConstDecl>(parsed.file->decls[0]);
  EXPECT_EQ(decl->source, decl);
  EXPECT_TRUE(decl->grouped);
  EXPECT_FALSE(llvm::cast<ConstDecl>(parsed.file->decls[1])->grouped);
}

TEST(Declarations, VariablesAndTypes) {
  EXPECT_EQ(file("package p\nvar a, b int = 1, 2\nvar ( c T; d = 3 )\n"
                 "type A = B\ntype ( C int\n D []C )\n"),
            "(file p\n"
            "  (var a b (type int) (= 1 2))\n"
            "  (var c (type T))\n"
            "  (var d (= 3))\n"
            "  (alias A B)\n"
            "  (type C int)\n"
            "  (type D (sliceof C)))\n");
}

TEST(Declarations, Functions) {
  EXPECT_EQ(file("package p\nfunc f(x int) int\nfunc (t *T) m() {}\n"
                 "func (T) n() (a, b int) {\n\treturn\n}\n"),
            "(file p\n"
            "  (func f (params x:int) (results int) extern)\n"
            "  (func m (receiver t:(star T)) (params))\n"
            "  (func n (receiver T) (params) (results a:int b:int)\n"
            "    (return)))\n");
}

TEST(Declarations, BadReceivers) {
  EXPECT_EQ(errors("package p\nfunc () f() {}\n"),
            "method has no receiver at t.vo:2:6\n");
  EXPECT_EQ(errors("package p\nfunc (a T, b U) f() {}\n"),
            "method has multiple receivers at t.vo:2:6\n");
  EXPECT_NE(errors("package p\nfunc (a []int) f() {}\n").find("t.vo:2:9"),
            std::string::npos);
}

TEST(Declarations, GroupsShareTheirKeyword) {
  Parsed parsed("package p\nvar (\n\ta int\n\tb int\n)\nvar c int\n");
  auto *first = llvm::cast<VarDecl>(parsed.file->decls[0]);
  auto *second = llvm::cast<VarDecl>(parsed.file->decls[1]);
  auto *third = llvm::cast<VarDecl>(parsed.file->decls[2]);
  EXPECT_EQ(first->groupStart, second->groupStart);
  EXPECT_TRUE(first->grouped);
  EXPECT_EQ(parsed.text(first->range), "a int");
  EXPECT_FALSE(third->grouped);
  EXPECT_EQ(parsed.text(third->range), "var c int");
  EXPECT_EQ(third->groupStart, third->range.begin);
}

TEST(Declarations, KeepCommentsOnRequest) {
  const char *text = "// one\npackage p // two\n/* three */\n";
  EXPECT_TRUE(Parsed(text).file->comments.empty());
  Parsed parsed(text, {.keepComments = true});
  ASSERT_EQ(parsed.file->comments.size(), 3u);
  EXPECT_EQ(parsed.file->comments[2].text, "/* three */");
}
