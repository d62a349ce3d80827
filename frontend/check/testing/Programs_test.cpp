//===- Programs_test.cpp - What the checker says about small programs ------===//
//
// Every .vo file in programs/ holds programs, each after a line `//---`. A line
// of a program names the messages expected on it: `// error: text` or `//
// warning: text`, where text is a part of the message. Nothing else may be
// reported, and the trees of programs without errors keep what Checker.h
// promises. The package clause and an empty main are added where missing.
//
//===----------------------------------------------------------------------===//

#include "frontend/check/testing/TreeVerifier.h"
#include "frontend/packages/Packages.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "gtest/gtest.h"

using namespace vo::fe;

namespace {

constexpr llvm::StringLiteral directory = "frontend/check/testing/programs";

struct Expectation {
  uint32_t line = 0;
  Severity severity = Severity::Error;
  std::string text;
};

struct Program {
  std::string file;
  /// Line of the file that line 1 of the program is.
  uint32_t firstLine = 0;
  std::string text;
  std::vector<Expectation> expected;
};

void readExpectations(llvm::StringRef line, Program &program, uint32_t number) {
  llvm::SmallVector<llvm::StringRef, 4> parts;
  line.split(parts, " // ");
  for (llvm::StringRef part : llvm::drop_begin(parts)) {
    if (part.consume_front("error: "))
      program.expected.push_back({number, Severity::Error, part.str()});
    else if (part.consume_front("warning: "))
      program.expected.push_back({number, Severity::Warning, part.str()});
  }
}

void addLine(llvm::StringRef line, Program &program) {
  uint32_t number = 1 + uint32_t(llvm::count(program.text, '\n'));
  readExpectations(line, program, number);
  program.text += line.str() + "\n";
}

std::vector<Program> programsIn(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  std::vector<Program> programs;
  if (!buffer)
    return programs;
  llvm::SmallVector<llvm::StringRef, 0> lines;
  (*buffer)->getBuffer().split(lines, '\n');
  for (uint32_t i = 0; i < lines.size(); ++i) {
    if (lines[i] == "//---")
      programs.push_back(
          {llvm::sys::path::filename(path).str(), i + 1, "package main\n", {}});
    else if (!programs.empty())
      addLine(lines[i], programs.back());
  }
  for (Program &program : programs)
    if (!llvm::StringRef(program.text).contains(" main(") &&
        !llvm::StringRef(program.text).contains(" main ="))
      program.text += "func main() {}\n";
  return programs;
}

class Check {
public:
  explicit Check(const Program &program) : program(program) {}

  void run() {
    static const std::unique_ptr<LibrarySource> library = embeddedLibrary();
    bool good = loadSource("t.vo", program.text, *library, compilation);
    for (Package *package : compilation.packages)
      good = good && checkPackage(*package, compilation);
    EXPECT_EQ(good, !compilation.diagnostics.hasErrors()) << where(1);
    compare();
    if (!good)
      return;
    for (Package *package : compilation.packages)
      for (const std::string &broken : verifyTrees(*package, compilation))
        ADD_FAILURE() << where(1) << broken;
  }

private:
  std::string where(uint32_t line) const {
    return program.file + ":" + std::to_string(program.firstLine + line - 1) +
           ": ";
  }

  void compare() {
    std::vector<Expectation> open = program.expected;
    for (const Diagnostic &diagnostic : compilation.diagnostics.all()) {
      uint32_t line = compilation.sources.place(diagnostic.range.begin).line;
      EXPECT_LE(diagnostic.range.begin, diagnostic.range.end) << where(line);
      auto found = llvm::find_if(open, [&](const Expectation &expected) {
        return expected.line == line &&
               expected.severity == diagnostic.severity &&
               llvm::StringRef(diagnostic.text).contains(expected.text);
      });
      if (found != open.end())
        open.erase(found);
      else if (!isRepetition(diagnostic))
        ADD_FAILURE() << where(line) << "unexpected: " << diagnostic.text;
    }
    for (const Expectation &expected : open)
      ADD_FAILURE() << where(expected.line) << "missing: " << expected.text;
  }

  /// The same message about the same place is shown once.
  bool isRepetition(const Diagnostic &diagnostic) const {
    for (const Diagnostic &other : compilation.diagnostics.all()) {
      if (&other == &diagnostic)
        return false;
      if (other.text == diagnostic.text &&
          other.range.begin == diagnostic.range.begin)
        return true;
    }
    return false;
  }

  const Program &program;
  Compilation compilation;
};

TEST(Programs, reportWhatTheyName) {
  std::error_code failure;
  unsigned count = 0;
  for (llvm::sys::fs::directory_iterator entry(directory, failure), end;
       entry != end && !failure; entry.increment(failure)) {
    if (!llvm::StringRef(entry->path()).ends_with(".vo"))
      continue;
    for (const Program &program : programsIn(entry->path())) {
      Check(program).run();
      ++count;
    }
  }
  EXPECT_GT(count, 500u);
}

} // namespace
