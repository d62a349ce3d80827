//===- TypedMutator.cpp - Right programs to right programs -----------------===//
//
// Few programs changed at random are right, so that the generator would seldom
// see a mutant. This mutator checks the program first and knows the types of
// all its values.
//
//===----------------------------------------------------------------------===//

#include "frontend/fuzz/TypedMutator.h"
#include "frontend/check/testing/TreeVerifier.h"
#include "frontend/fuzz/TinyLibrary.h"

#include "llvm/ADT/DenseMap.h"

using namespace vo::fe;

namespace {

/// $X is the value, $Y another one of the type $T. Each yields a $T.
constexpr llvm::StringLiteral values[] = {
    "($Y)",
    "($Y)",
    "($Y)",
    "($Y)",
    "func() $T { return $X }()",
    "func() (r $T) { r = $X; return }()",
    "func() (r $T) { defer func() { r = $X }(); return $Y }()",
    "func(a ...$T) $T { return a[0] }($X, $Y)",
    "func(a *$T) $T { return *a }(&$X)",
    "func(a any, b $T) $T { return a.($T) }($X, $Y)",
    "[]$T{$X}[0]",
    "[...]$T{2: $Y, 1: $X}[1]",
    "map[int]$T{0: $X}[0]",
    "map[$T]$T{$Y: $X}[$Y]",
    "any($X).($T)",
    "struct{ a int8; b $T }{b: $X}.b",
    "(&struct{ a int8; b [2]$T }{b: [2]$T{1: $X}}).b[1]",
    "struct{ a int8; f func() $T }{f: func() $T { return $X }}.f()",
    "$T($X)",
    "*&$X",
    "append([]$T{$X}, $Y)[0]",
    "<-func() chan $T { c := make(chan $T, 1); c <- $X; return c }()",
    "func() ($T, error) { return $X, nil }()?",
    "func() ($T, error) { v := any($X)~>f?; return v.($T), nil }()?",
};

/// Each is a statement.
constexpr llvm::StringLiteral statements[] = {
    "{ v := $X; _ = v }",
    "{ v, w := $X, $Y; v, w = w, v; _, _ = v, w }",
    "{ v := $X; f := func() { v = $Y }; f(); _ = v }",
    "{ v := $X; p := &v; *p = $Y; _ = *p }",
    "{ var a [3]$T; a[1] = $X; b := a; for i, v := range b { a[i] = v } }",
    "{ a := [2]$T{$X}; i := len(a) - 1; a[i], a[0] = a[0], a[i] }",
    "{ s := []$T{$X}; s = append(s, $Y, s[0]); copy(s, s[1:]); _ = s[1:2:2] }",
    ("{ m := map[string]$T{\"a\": $X}; m[\"b\"] = $Y; v, ok := m[\"a\"]; "
     "for k, w := range m { delete(m, k); _ = w }; _, _ = v, ok }"),
    "{ m := map[$T]int{$X: 1}; m[$Y]++; for k := range m { _ = k } }",
    ("{ q := struct{ a int8; b $T; c [2]$T }{b: $X}; q.c[1] = q.b; r := q; "
     "_ = r == q }"),
    ("{ p := &struct{ a int8; b $T }{1, $X}; p.b = $Y; *p = *p; "
     "go func() { _ = p.b }() }"),
    ("{ c := make(chan $T, 1); select { case c <- $X: case v, ok := <-c: "
     "_, _ = v, ok; default: } }"),
    "{ c := make(port $T, 1); c <- $X; close(c); for v := range c { _ = v } }",
    "{ f := func() (int, $T) { return 1, $X }; i, v := f(); _, _ = i, v }",
    "{ var e any = $X; v, ok := e.($T); _, _ = v, ok }",
    ("switch v := any($X).(type) { case $T: _ = v; case int, error: _ = v; "
     "case nil: default: _ = v }"),
    "switch v := $X; v { case $Y: fallthrough; default: _ = v }",
    "if v := $X; v == $Y { println(v != $X) }",
    "for i := 0; i < 2; i++ { v := $X; defer func() { _, _ = i, v }() }",
    "for v := range $X { _ = v }",
    "for i, v := range $X { _, _ = i, v; continue }",
    "go func(v $T) { _ = v }($X)",
    "go @(make(island)) func(v $T) { _ = v }($X)",
    "defer func(v any, w ...$T) { recover() }($X, $Y)",
    "errdefer func(v any) { println(v == nil) }($X)",
    "{ v, err := any($X)~>f($Y); _, _ = v, err }",
    "{ v := any($X)~>a~>[0]?; _ = v }",
    "any($X)~>f = $Y",
    "{ type L struct { $T; n int }; l := L{n: 1}; _ = l }",
    "{ type L $T; var l L = L($X); var w $T = $T(l); _ = w }",
    "{ type L interface { M() $T }; var l L; if l != nil { _ = l.M() } }",
    "{ var f func($T) ($T, bool); if f != nil { _, _ = f($X) } }",
    "{ var a, b any = $X, $Y; _ = a == b; _ = a == $X; panic(a) }",
    "assert(any($X) != nil, $X, $Y)",
    "return $X",
    "fail fmt.Errorf(\"%v\", $X)",
    "println($X, $Y)",
};

std::string fill(llvm::StringRef form, llvm::StringRef x, llvm::StringRef y,
                 llvm::StringRef type) {
  std::string result;
  while (!form.empty()) {
    if (form.consume_front("$X"))
      result += x;
    else if (form.consume_front("$Y"))
      result += y;
    else if (form.consume_front("$T"))
      result += type;
    else {
      result += form.front();
      form = form.drop_front();
    }
  }
  return result;
}

struct Value {
  llvm::StringRef text;
  Type *type;
};

/// The values of the main package by type, and all in one list; empty if the
/// program has errors.
class Values {
public:
  explicit Values(llvm::StringRef text) {
    static const fuzz::TinyLibrary library;
    bool good = loadSource("fuzz.vo", text.str(), library, compilation);
    for (Package *package : compilation.packages)
      good = good && checkPackage(*package, compilation);
    if (good)
      verifyTrees(*compilation.packages.back(), compilation,
                  [&](const Expr &expr) { add(expr); });
  }

  bool empty() const { return all.empty(); }
  const Value &any(std::minstd_rand &random) const {
    return all[random() % all.size()];
  }
  const Value &like(const Value &value, std::minstd_rand &random) const {
    const std::vector<Value> &same = byType.find(value.type)->second;
    return same[random() % same.size()];
  }
  size_t offsetOf(const Value &value) const {
    return value.text.data() - sourceText().data();
  }
  std::string nameOf(Type *type) const {
    return toString(type, compilation.packages.back());
  }

private:
  llvm::StringRef sourceText() const {
    return compilation.packages.back()->files[0]->source->text();
  }

  void add(const Expr &expr) {
    // Long ones would soon fill the largest input.
    constexpr uint32_t longest = 256;
    uint32_t size = expr.range.end.raw - expr.range.begin.raw;
    if (size == 0 || size > longest || llvm::isa<TupleType>(expr.type))
      return;
    Pos start = compilation.packages.back()->files[0]->source->begin();
    Value value{sourceText().substr(expr.range.begin.raw - start.raw, size),
                expr.type};
    all.push_back(value);
    byType[expr.type].push_back(value);
  }

  Compilation compilation;
  std::vector<Value> all;
  llvm::DenseMap<Type *, std::vector<Value>> byType;
};

} // namespace

std::string vo::fe::fuzz::mutateTyped(llvm::StringRef text,
                                      std::minstd_rand &random) {
  Values known(text);
  if (known.empty())
    return {};
  const Value &x = known.any(random), &y = known.like(x, random);
  std::string type = known.nameOf(x.type);
  size_t begin = known.offsetOf(x), end = begin + x.text.size();
  if (random() % 2)
    return (text.take_front(begin) +
            fill(values[random() % std::size(values)], x.text, y.text, type) +
            text.drop_front(end))
        .str();
  llvm::StringRef form = statements[random() % std::size(statements)];
  size_t line = text.take_front(begin).rfind('\n') + 1;
  return (text.take_front(line) + fill(form, x.text, y.text, type) + "\n" +
          text.drop_front(line))
      .str();
}
