//===- Formatted.cpp - What must hold of every formatted text -------------===//

#include "frontend/format/testing/Formatted.h"

#include "frontend/format/Format.h"
#include "frontend/syntax/DumpAst.h"
#include "frontend/syntax/Parser.h"
#include "frontend/syntax/Scanner.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace vo::fe;

namespace {
/// A text and everything that is known about it.
struct Parsed {
  explicit Parsed(llvm::StringRef text)
      : source(sources.add("t.vo", text.str())),
        file(parseFile(*source, context, diagnostics)) {}

  SourceManager sources;
  Diagnostics diagnostics{sources};
  AstContext context;
  const SourceFile *source;
  const FileNode *file;
};
} // namespace

/// Comments may be indented anew.
static std::string withoutBlanks(llvm::StringRef text) {
  std::string result;
  llvm::copy_if(text, std::back_inserter(result),
                [](char c) { return !llvm::isSpace(c); });
  return result;
}

/// Tokens, but for semicolons, and comments of a text, a line each.
static std::string contentsOf(const SourceFile &source) {
  SourceManager sources;
  Diagnostics diagnostics(sources);
  NameTable names;
  std::vector<Comment> comments;
  Scanner scanner(source, names, diagnostics, &comments);
  std::string result;
  Token token;
  do {
    scanner.next(token);
    if (token.kind != Tok::Semicolon)
      result += source.text()
                    .slice(token.range.begin.raw - source.begin().raw,
                           token.range.end.raw - source.begin().raw)
                    .str() +
                '\n';
  } while (token.kind != Tok::EndOfFile);
  for (const Comment &comment : comments)
    result += withoutBlanks(comment.text) + '\n';
  return result;
}

std::string vo::fe::testing::checkFormat(llvm::StringRef text,
                                         std::string &result) {
  Parsed before(text);
  if (before.diagnostics.hasErrors())
    return "";
  result = formatFile(*before.file);
  Parsed after(result);
  if (after.diagnostics.hasErrors())
    return "the result does not parse: " + after.diagnostics.all()[0].text;
  if (dumpAst(*before.file) != dumpAst(*after.file))
    return "the tree changed";
  if (contentsOf(*before.source) != contentsOf(*after.source))
    return "tokens or comments changed";
  if (formatFile(*after.file) != result)
    return "formatting again changes the text";
  return "";
}
