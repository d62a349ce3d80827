//===- ScannerFuzz.cpp - libFuzzer target: bytes to tokens ----------------===//
//
// Tokens follow one another, lie inside the text, and are separated by blanks,
// comments and what was reported; literals can be decoded.
//
//===----------------------------------------------------------------------===//

#include "frontend/syntax/Literals.h"
#include "frontend/syntax/fuzz/Mutator.h"

#include <cstdio>
#include <cstdlib>

using namespace vo::fe;

static void require(bool condition, const char *what) {
  if (condition)
    return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

static void decode(const Token &token) {
  if (token.kind == Tok::StringLit)
    require(llvm::json::isUTF8(decodeString(token.text)),
            "the value of a string literal is not UTF-8");
  else if (token.kind == Tok::RuneLit)
    decodeRune(token.text);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  // Any bytes may come to the decoders.
  decodeString(text);
  decodeRune(text);
  if (!llvm::json::isUTF8(text))
    return 0;
  SourceManager sources;
  Diagnostics diagnostics(sources);
  NameTable names;
  std::vector<Comment> comments;
  const SourceFile *file = sources.add("fuzz.vo", text.str());
  Scanner scanner(*file, names, diagnostics, &comments);
  Pos previous = file->begin();
  Token token;
  do {
    scanner.next(token);
    require(token.range.begin >= previous, "tokens overlap");
    require(token.range.end >= token.range.begin &&
                token.range.end <= file->end(),
            "a token reaches beyond the text");
    bool mayBeEmpty = token.implicit || token.kind == Tok::EndOfFile;
    require(mayBeEmpty || token.range.end > token.range.begin,
            "an empty token");
    previous = token.range.end;
    decode(token);
  } while (token.kind != Tok::EndOfFile);
  llvm::raw_null_ostream os;
  diagnostics.render(os);
  diagnostics.renderList(os);
  return 0;
}
