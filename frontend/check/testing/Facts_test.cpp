//===- Facts_test.cpp - What the checker tells the code generator ----------===//

#include "frontend/check/testing/TreeVerifier.h"
#include "frontend/packages/Packages.h"

#include "gtest/gtest.h"

using namespace vo::fe;

namespace {

/// A library without packages but `errors`, which every program has.
class NoLibrary : public LibrarySource {
public:
  std::vector<File> files(llvm::StringRef path) const override {
    if (path == "errors")
      return {{"errors.vo", "package errors\n"}};
    return {};
  }
};

class Facts : public ::testing::Test {
protected:
  void check(const std::string &text) {
    NoLibrary library;
    bool good = loadSource("t.vo", "package main\n" + text, library, all);
    for (Package *package : all.packages)
      good = good && checkPackage(*package, all);
    std::string messages;
    llvm::raw_string_ostream os(messages);
    all.diagnostics.renderList(os);
    ASSERT_TRUE(good) << messages;
    package = all.packages.back();
    EXPECT_EQ(verifyTrees(*package, all), std::vector<std::string>());
  }

  Func *func(llvm::StringRef name) {
    for (Func *each : package->functions)
      if (each->name->text == name)
        return each;
    return nullptr;
  }
  FunctionInfo &info(llvm::StringRef name) { return *func(name)->decl->info; }
  llvm::ArrayRef<Stmt *> body(llvm::StringRef name) {
    return info(name).body->stmts;
  }
  /// The right side of `name := value` or `name = value` in a body.
  Expr *value(llvm::StringRef function, size_t index) {
    Stmt *stmt = body(function)[index];
    if (auto *define = llvm::dyn_cast<DefineStmt>(stmt))
      return define->rhs[0];
    if (auto *ret = llvm::dyn_cast<ReturnStmt>(stmt))
      return ret->values[0];
    if (auto *decl = llvm::dyn_cast<DeclStmt>(stmt))
      return llvm::cast<VarDecl>(decl->decls[0])->values[0];
    return llvm::cast<AssignStmt>(stmt)->rhs[0];
  }
  Var *defined(llvm::StringRef function, size_t index) {
    auto *define = llvm::cast<DefineStmt>(body(function)[index]);
    return llvm::cast<Var>(llvm::cast<Ident>(define->lhs[0])->object);
  }
  std::string initOrder() {
    std::string names;
    for (InitUnit *unit : package->initOrder)
      for (Var *var : unit->vars)
        names += (var ? var->name->text.str() : "_") + " ";
    return names;
  }

  Compilation all;
  Package *package = nullptr;
};

TEST_F(Facts, captures) {
  check(R"(
func main() {
	a, b, c := 1, 2, 3
	f := func() {
		g := func() int { return a + c }
		_ = g() + b
	}
	f()
}
)");
  auto *literal = llvm::cast<FuncLit>(value("main", 1));
  EXPECT_EQ(literal->info->outer, &info("main"));
  std::string names;
  for (Var *var : literal->info->captures)
    names += var->name->text;
  EXPECT_EQ(names, "acb");
  auto *inner = llvm::cast<FuncLit>(
      llvm::cast<DefineStmt>(literal->body->stmts[0])->rhs[0]);
  EXPECT_EQ(inner->info->captures.size(), 2u);
  EXPECT_EQ(inner->info->outer, literal->info);
  EXPECT_TRUE(inner->info->captures[0]->captured);
  EXPECT_EQ(inner->info->captures[0]->owner, &info("main"));
}

TEST_F(Facts, addresses) {
  check(R"(
type S struct {
	x int
	in struct{ a [3]S2 }
}
type S2 struct{ y int }

func (s *S) p() {}
func (s S) v() {}
func main() {
	a := S{}
	b := S{}
	c := [3]S{}
	d := [3]int{}
	e := S{}
	f := &S{}
	g := [3]int{}
	a.p()
	_ = &b.in.a[1]
	c[1].p()
	_ = d[:]
	e.v()
	f.p()
	_ = g[1]
}
)");
  std::string taken;
  for (size_t i = 0; i < 7; ++i)
    if (Var *var = defined("main", i); var->addressTaken)
      taken += var->name->text;
  EXPECT_EQ(taken, "abcd");
}

TEST_F(Facts, reassignments) {
  check(R"(
func main() {
	a := 1
	b := 1
	c := [2]int{}
	d := struct{ x int }{}
	e := 1
	f := 1
	g := []int{1}
	a = 2
	b++
	c[0] = 1
	d.x += 1
	e, h := 2, 3
	for f = range 3 {
	}
	g[0] = 1
	_ = h
}
)");
  std::string changed;
  for (size_t i = 0; i < 7; ++i)
    if (Var *var = defined("main", i); var->reassigned)
      changed += var->name->text;
  EXPECT_EQ(changed, "abcdef");
}

TEST_F(Facts, functionFlags) {
  check(R"(
func a() { defer func() { recover() }() }
func b() error {
	errdefer a()
	return nil
}
func c(_ int, _ string, x bool) (n int, _ error) { return }
func main() {}
)");
  EXPECT_TRUE(info("a").hasDefer);
  EXPECT_FALSE(info("a").hasErrDefer);
  EXPECT_FALSE(info("a").hasRecover);
  EXPECT_TRUE(info("b").hasErrDefer);
  auto *call = llvm::cast<CallExpr>(llvm::cast<DeferStmt>(body("a")[0])->call);
  EXPECT_TRUE(llvm::cast<FuncLit>(call->callee)->info->hasRecover);
  FunctionInfo &c = info("c");
  EXPECT_EQ(c.params[0], nullptr);
  EXPECT_EQ(c.params[1], nullptr);
  EXPECT_EQ(c.params[2]->role, Var::Role::Param);
  EXPECT_TRUE(c.namedResults);
  EXPECT_EQ(c.results[0]->role, Var::Role::Result);
  EXPECT_EQ(c.results[1], nullptr);
}

TEST_F(Facts, constantsHaveTheTypeOfTheirUse) {
  check(R"(
func main() {
	var a float32 = 1 << 3
	var b byte = 'a' + 1
	var c any = 2.5
	d := 7 / 2 * 2.0
	var s uint = 3
	var e int64 = 1 << s
	_, _, _, _, _ = a, b, c, d, e
}
)");
  Expr *a = value("main", 0);
  EXPECT_EQ(basicKind(a->type), BasicKind::Float32);
  EXPECT_EQ(a->constant->asDouble(), 8);
  EXPECT_EQ(basicKind(value("main", 1)->type), BasicKind::Uint8);
  EXPECT_EQ(*value("main", 1)->constant->asInt64(), 98);
  EXPECT_EQ(basicKind(value("main", 2)->type), BasicKind::Float64);
  EXPECT_EQ(value("main", 3)->constant->asDouble(), 6);
  auto *shift = llvm::cast<BinaryExpr>(value("main", 5));
  EXPECT_EQ(basicKind(shift->type), BasicKind::Int64);
  EXPECT_EQ(basicKind(shift->lhs->type), BasicKind::Int64);
}

TEST_F(Facts, literals) {
  check(R"(
type P struct{ x, y int }

func main() {
	a := P{y: 1, x: 2}
	b := []*P{{1, 2}, 3: {y: 5}}
	c := [...]string{4: "e", "f"}
	_, _, _ = a, b, c
}
)");
  auto *a = llvm::cast<CompositeLit>(value("main", 0));
  EXPECT_EQ(a->positions, llvm::ArrayRef<int64_t>({1, 0}));
  auto *b = llvm::cast<CompositeLit>(value("main", 1));
  EXPECT_EQ(b->positions, llvm::ArrayRef<int64_t>({0, 3}));
  auto *element = llvm::cast<CompositeLit>(b->elements[0]);
  EXPECT_TRUE(element->addressOf);
  EXPECT_TRUE(llvm::isa<PointerType>(element->type));
  auto *c = llvm::cast<CompositeLit>(value("main", 2));
  EXPECT_EQ(llvm::cast<ArrayType>(c->type)->length, 6u);
}

TEST_F(Facts, selections) {
  check(R"(
type A struct{ x int }
type B struct{ *A }
type C struct{ B }

func (a *A) set(n int) { a.x = n }
func (a A) get() int   { return a.x }
func main() {
	var c C
	f := c.set
	g := C.get
	var a A
	h := a.set
	_, _, _ = f, g, h
}
)");
  const Selection *f = llvm::cast<SelectorExpr>(value("main", 1))->selection;
  EXPECT_EQ(f->path, llvm::ArrayRef<uint32_t>({0, 0}));
  EXPECT_TRUE(f->indirect);
  EXPECT_FALSE(f->implicitAddress);
  Expr *g = value("main", 2);
  EXPECT_TRUE(llvm::cast<SelectorExpr>(g)->selection->methodExpression);
  EXPECT_EQ(toString(g->type, package), "func(C) int");
  EXPECT_TRUE(
      llvm::cast<SelectorExpr>(value("main", 4))->selection->implicitAddress);
}

TEST_F(Facts, dynamicAccess) {
  check(R"(
var a any

func f() (int, error) { return a~>x }
func main() {
	var n int
	var s string
	var err error
	n, s, err = a~>pair()
	err = a~>run()
	v, err := a~>x
	_, _, _ = n, s, v
}
)");
  auto *result = llvm::cast<DynExpr>(value("f", 0));
  ASSERT_EQ(result->expected.size(), 1u);
  EXPECT_EQ(toString(result->type), "(int, error)");
  auto *pair = llvm::cast<DynExpr>(value("main", 3));
  EXPECT_EQ(toString(pair->type), "(int, string, error)");
  auto *run = llvm::cast<DynExpr>(value("main", 4));
  EXPECT_EQ(run->type, all.types.error());
  EXPECT_TRUE(run->expected.empty());
  auto *plain = llvm::cast<DynExpr>(value("main", 5));
  EXPECT_TRUE(plain->expected.empty());
  EXPECT_TRUE(llvm::isa<TupleType>(plain->type));
}

TEST_F(Facts, commaOk) {
  check(R"(
func main() {
	m := map[string]int{}
	v, ok := (m["a"])
	var c chan int
	w := <-c
	_, _, _ = v, ok, w
}
)");
  Expr *index = value("main", 1);
  EXPECT_TRUE(index->commaOk);
  EXPECT_TRUE(unparen(index)->commaOk);
  EXPECT_EQ(basicKind(index->type), BasicKind::Int);
  EXPECT_FALSE(value("main", 3)->commaOk);
}

TEST_F(Facts, branchTargets) {
  check(R"(
func main() {
outer:
	for {
		switch {
		default:
			break
		case true:
			continue
		case false:
			break outer
		}
	}
}
)");
  auto *loop =
      llvm::cast<ForStmt>(llvm::cast<LabeledStmt>(body("main")[0])->inner);
  auto *choice = llvm::cast<SwitchStmt>(loop->body->stmts[0]);
  auto target = [&](size_t i) {
    return llvm::cast<BranchStmt>(choice->clauses[i].body[0])->target;
  };
  EXPECT_EQ(target(0), choice);
  EXPECT_EQ(target(1), loop);
  EXPECT_EQ(target(2), loop);
}

TEST_F(Facts, initializationOrder) {
  check(R"(
var a = c + b
var b = f()
var c = 1
var d, _ = two()
var e int
var h = func() int { return k }

func f() int { return g(3) }
func g(n int) int {
	if n == 0 {
		return d
	}
	return f() + e
}
func two() (int, int) { return 1, 2 }

type T struct{}

func (t T) m() int { return k }

var i = T{}.m
var j = T.m
var k = 5

func main() {}
)");
  EXPECT_EQ(initOrder(), "c d _ b a k h i j ");
}

TEST_F(Facts, localTypesComeInSourceOrder) {
  check(R"(
func f() { type B int }

type A int

func main() {
	type C int
	{
		type D = A
		type E []D
	}
}
)");
  std::string names;
  for (Named *named : package->namedTypes)
    names +=
        named->object->name->text.str() + (named->object->isLocal ? "' " : " ");
  EXPECT_EQ(names, "B' A C' E' ");
}

TEST_F(Facts, deepNestingAndLongChainsAreFine) {
  std::string text = "func main() {\n\tx := 0\n";
  for (int i = 0; i < 2000; ++i)
    text += "\tif x == " + std::to_string(i) + " {\n\t} else ";
  text += "{\n\t}\n}\n";
  // The parser limits the nesting; this is one chain, not one level each.
  std::string types = "type T0 int\n";
  for (int i = 1; i < 3000; ++i)
    types += "type T" + std::to_string(i) + " struct{ x T" +
             std::to_string(i - 1) + " }\n";
  check(types + "func main() {}\n");
}

TEST_F(Facts, resourceLimits) {
  std::string text = "package main\n";
  for (int i = 0; i < 400; ++i)
    text += "var x" + std::to_string(i) + " int = \"a\"\n";
  NoLibrary library;
  ASSERT_TRUE(loadSource("t.vo", text + "func main() {}\n", library, all));
  bool good = true;
  for (Package *each : all.packages)
    good &= checkPackage(*each, all);
  EXPECT_FALSE(good);
  EXPECT_EQ(all.diagnostics.all().size(), Diagnostics::limitPerUnit + 1);
  EXPECT_NE(all.diagnostics.all().back().text.find("E2999"), std::string::npos);
}

} // namespace
