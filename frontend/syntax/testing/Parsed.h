//===- Parsed.h - A file to look at in tests --------------------*- C++ -*-===//
#pragma once

#include "frontend/syntax/DumpAst.h"
#include "frontend/syntax/Parser.h"

namespace vo::fe::testing {

/// A source text, its tree, and what was said about it.
struct Parsed {
  explicit Parsed(std::string text, ParseOptions options = {})
      : source(sources.add("t.vo", std::move(text))),
        file(parseFile(*source, context, diagnostics, options)) {}

  /// One line each, `message at t.vo:line:column`.
  std::string errors() const {
    std::string text;
    llvm::raw_string_ostream os(text);
    diagnostics.renderList(os);
    return text;
  }
  std::string dump() const { return dumpAst(*file); }
  /// The source text of a node.
  llvm::StringRef text(Range range) const {
    return source->text().slice(range.begin.raw - source->begin().raw,
                                range.end.raw - source->begin().raw);
  }

  SourceManager sources;
  Diagnostics diagnostics{sources};
  AstContext context;
  const SourceFile *source;
  FileNode *file;
};

} // namespace vo::fe::testing
