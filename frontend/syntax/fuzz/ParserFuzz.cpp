//===- ParserFuzz.cpp - libFuzzer target: bytes to trees ------------------===//
//
// Any text yields a tree that can be walked. One that cannot be scanned, or
// has more errors than are kept, says so.
//
//===----------------------------------------------------------------------===//

#include "frontend/syntax/DumpAst.h"
#include "frontend/syntax/Parser.h"

#include <cstdio>
#include <cstdlib>

using namespace vo::fe;

static void require(bool condition, const char *what) {
  if (condition)
    return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  SourceManager sources;
  Diagnostics diagnostics(sources);
  AstContext context;
  const SourceFile *source = sources.add(
      "fuzz.vo", std::string(reinterpret_cast<const char *>(data), size));
  FileNode *file =
      parseFile(*source, context, diagnostics, {.keepComments = true});
  for (const Diagnostic &diagnostic : diagnostics.all())
    require(source->contains(diagnostic.range.begin) &&
                source->contains(diagnostic.range.end) &&
                diagnostic.range.begin <= diagnostic.range.end,
            "a message about no place of the text");
  std::string dump = dumpAst(*file);
  require(diagnostics.hasErrors() || dump.find(" bad") == std::string::npos ||
              source->text().contains("bad"),
          "a bad node without a message");
  llvm::raw_null_ostream os;
  diagnostics.render(os);
  return 0;
}
