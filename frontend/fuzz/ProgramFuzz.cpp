//===- ProgramFuzz.cpp - Checker and generator on hostile programs ----------===//
//
// The input is the text of a program. It is parsed, checked and, if it is
// right (and VO_FUZZ_GENERATE is defined), generated and verified: no step may
// crash or hang, and no right program may yield a module that the verifier
// refuses.
//
// Half of the mutations are libFuzzer's own; the others work on lines
// (duplicate, move, drop, take from a list of fragments), so that many
// mutants still parse.
//
//===----------------------------------------------------------------------===//

#include "frontend/packages/Packages.h"

#ifdef VO_FUZZ_GENERATE
#include "bytecode/verify/Verifier.h"
#include "frontend/codegen/Codegen.h"
#endif

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <cstdio>
#include <cstdlib>
#include <random>

using namespace vo::fe;

namespace {

/// The least that a program can be compiled against.
constexpr llvm::StringLiteral errorsPackage = R"(package errors

type Error struct {
	msg   string
	cause error
}

func (e *Error) Error() string { return e.msg }
func New(text string) error    { return &Error{msg: text} }
)";

class TinyLibrary : public LibrarySource {
public:
  std::vector<File> files(llvm::StringRef importPath) const override {
    if (importPath == "errors")
      return {{"errors.vo", errorsPackage.str()}};
    return {};
  }
};

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

void compile(llvm::StringRef text) {
  static const TinyLibrary library;
  Compilation compilation;
  if (!loadSource("fuzz.vo", text.str(), library, compilation))
    return;
  bool good = true;
  for (Package *package : compilation.packages)
    good &= checkPackage(*package, compilation);
  if (good == compilation.diagnostics.hasErrors())
    fail("the checker's answer and its errors disagree");
#ifdef VO_FUZZ_GENERATE
  if (!good)
    return;
  std::optional<vo::bc::Module> module = generateModule(compilation);
  if (!module) {
    if (!compilation.diagnostics.hasErrors())
      fail("no module and no error");
    return;
  }
  vo::bc::verify::Verdict verdict = vo::bc::verify::verifyModule(*module);
  for (const vo::bc::verify::Diagnostic &diagnostic : verdict.diagnostics())
    fail("the verifier refuses the module: " + diagnostic.text());
#endif
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  constexpr size_t largest = 16 << 10;
  if (size <= largest)
    compile({reinterpret_cast<const char *>(data), size});
  return 0;
}

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  std::minstd_rand random(seed);
  if (random() % 2)
    return LLVMFuzzerMutate(data, size, maxSize);
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  llvm::SmallVector<llvm::StringRef, 64> lines;
  text.split(lines, '\n');
  size_t from = random() % lines.size(), to = random() % lines.size();
  switch (random() % 5) {
  case 0:
    lines.insert(lines.begin() + to, lines[from]);
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
                 fragments[random() % std::size(fragments)]);
  }
  std::string mutant = llvm::join(lines, "\n");
  size_t length = std::min(mutant.size(), maxSize);
  std::copy_n(mutant.begin(), length, data);
  return length;
}
