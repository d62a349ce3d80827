//===- ProgramFuzz.cpp - Checker and generator on hostile programs ----------===//
//
// The input is the text of a program. It is parsed, checked and, if it is
// right, either its trees are looked at or (if VO_FUZZ_GENERATE is defined) the
// program is generated, verified, written and read: no step may crash or hang,
// right trees keep what Checker.h promises, and no right program may yield a
// module that the verifier refuses.
//
// Half of the mutations are those of TypedMutator.h, which keep most right
// programs right; some work on lines (duplicate, move, drop, take from a list
// of fragments); the others are those of Mutator.h.
//
//===----------------------------------------------------------------------===//

#include "frontend/fuzz/TinyLibrary.h"
#include "frontend/fuzz/TypedMutator.h"
#include "frontend/syntax/fuzz/Mutator.h"

#ifdef VO_FUZZ_GENERATE
#include "bytecode/Reader.h"
#include "bytecode/Writer.h"
#include "bytecode/verify/Verifier.h"
#include "frontend/codegen/Codegen.h"
#else
#include "frontend/check/testing/TreeVerifier.h"
#endif

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <cstdio>
#include <cstdlib>

using namespace vo::fe;

namespace {

/// Lines that mutants may gain.
constexpr llvm::StringLiteral fragments[] = {
    "for i := 0; i < n; i++ {",
    "for i, v := range s {",
    "for range n {",
    "}",
    "if x, ok := m[k]; ok {",
    "} else {",
    "switch x := y.(type) {",
    "case int, string:",
    "default:",
    "fallthrough",
    "select {",
    "case v := <-c:",
    "case c <- v:",
    "defer func() { recover() }()",
    "errdefer f()",
    "go f(x)",
    "go @(isl) f(1)",
    "fail err",
    "x = f(y)?",
    "v := a~>b~>c(1)?",
    "a, b = b, a",
    "s = append(s, s...)",
    "s[i], m[k] = x.y, p.q",
    "p := &T{1, 2}",
    "var a [3][2]int",
    "x := a[1][i]",
    "t.f.g = a[:]",
    "f := t.Method",
    "g := T.Method",
    "return",
    "return x, nil",
    "const c = 1 << iota",
    "type T struct { a int; b [2]string; *U }",
    "type I interface { M(x int) (string, error) }",
    "func (t *T) M(x int) (r string, err error) {",
    "func f(a int, b ...any) int {",
    "var g = func(x int) int { return x * g0 }",
    "label:",
    "continue label",
    "break label",
    "x += uint8(y) << z",
    "b := x == y && !z || f() != nil",
    "m := map[[2]string]struct{ a any }{}",
    "delete(m, k)",
    "c := make(chan []int, 3)",
    "q := make(port int, 1)",
    "isl := make(island)",
    "println(len(s), cap(s), x, 1.5, \"a\")",
    "assert(x > 0, x)",
    "panic(x)",
    "_ = any(x).(fmt)",
    "s := string([]rune{65, 'b'}) + \"c\"",
    "f32 := float32(1) / 3",
};

void fail(const std::string &text) {
  fprintf(stderr, "%s\n", text.c_str());
  abort();
}

#ifdef VO_FUZZ_GENERATE
/// Was there a module?
bool lookAt(Compilation &compilation) {
  std::optional<vo::bc::Module> module = generateModule(compilation);
  if (module.has_value() == compilation.diagnostics.hasErrors())
    fail("the generator's answer and its errors disagree");
  if (!module)
    return false;
  vo::bc::verify::Verdict verdict = vo::bc::verify::verifyModule(*module);
  if (!verdict.ok())
    fail("the verifier refuses the module: " + verdict.text());
  vo::bc::Result<std::vector<uint8_t>> bytes = vo::bc::writeModule(*module);
  if (!bytes)
    fail("the module cannot be written: " + bytes.error().message);
  if (auto read = vo::bc::readModule(*bytes); !read)
    fail("the module cannot be read again: " + read.error().message);
  return true;
}
#else
bool lookAt(Compilation &compilation) {
  for (const Package *package : compilation.packages)
    for (const std::string &broken : verifyTrees(*package, compilation))
      fail("a broken promise: " + broken);
  return true;
}
#endif

/// Did the program get through all steps?
bool compile(llvm::StringRef text) {
  static const fuzz::TinyLibrary library;
  Compilation compilation;
  bool good = loadSource("fuzz.vo", text.str(), library, compilation);
  for (Package *package : compilation.packages)
    good = good && checkPackage(*package, compilation);
  if (good == compilation.diagnostics.hasErrors())
    fail("the checker's answer and its errors disagree");
  good = good && lookAt(compilation);
  llvm::raw_null_ostream os;
  compilation.diagnostics.render(os);
  return good;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  constexpr size_t largest = 16 << 10;
  if (size > largest)
    return -1;
#ifdef VO_FUZZ_GENERATE
  // Only mutants of right programs have a chance to come to the generator.
  constexpr int ofWrong = -1;
#else
  constexpr int ofWrong = 0;
#endif
  return compile({reinterpret_cast<const char *>(data), size}) ? 0 : ofWrong;
}

static std::string mutateLines(llvm::StringRef text, std::minstd_rand &random) {
  llvm::SmallVector<llvm::StringRef, 64> lines;
  text.split(lines, '\n');
  size_t from = random() % lines.size(), to = random() % lines.size();
  switch (random() % 5) {
  case 0:
    lines.insert(lines.begin() + to, llvm::StringRef(lines[from]));
    break;
  case 1:
    std::swap(lines[from], lines[to]);
    break;
  case 2:
    lines.erase(lines.begin() + from);
    break;
  case 3:
    lines[from] = fragments[random() % std::size(fragments)];
    break;
  default:
    lines.insert(lines.begin() + from,
                 llvm::StringRef(fragments[random() % std::size(fragments)]));
  }
  return llvm::join(lines, "\n");
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  std::minstd_rand random(seed);
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  std::string mutant;
  unsigned choice = random() % 8;
  if (choice < 4)
    mutant = fuzz::mutateTyped(text, random);
  else if (choice == 4)
    mutant = mutateLines(text, random);
  if (mutant.empty() || mutant.size() > maxSize)
    return fuzz::mutate(data, size, maxSize, random());
  std::copy(mutant.begin(), mutant.end(), data);
  return mutant.size();
}
