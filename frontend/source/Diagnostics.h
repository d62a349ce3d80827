//===- Diagnostics.h - What the front end tells its user --------*- C++ -*-===//
//
// Stages report into one Diagnostics object and go on; whoever runs the stages
// decides when to stop. Messages are kept in the order of reporting and are
// rendered at the end: sorted by file and position, duplicates dropped.
//
// Two forms: `render` is for people (file:line:column, the source line, a caret
// with the range underlined, notes, colors when the stream has them), `list` is
// one line per message, `<message> at <file>:<line>:<column>`.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/source/Source.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

namespace vo::fe {

enum class Severity : uint8_t { Error, Warning };

struct Note {
  Range range;
  std::string text;
};

struct Diagnostic {
  Severity severity = Severity::Error;
  /// Stage that found it: decides under which heading it is listed.
  enum class Stage : uint8_t { Syntax, Type, Import, Codegen } stage;
  Range range;
  std::string text;
  llvm::SmallVector<Note, 1> notes;
};

class Diagnostics {
public:
  using Stage = Diagnostic::Stage;
  /// Errors kept per file (syntax) or package (types): after that many, one
  /// last message says that more were suppressed (E1109, E2999).
  static constexpr unsigned limitPerUnit = 256;

  explicit Diagnostics(const SourceManager &sources) : sources(sources) {}

  Diagnostic &error(Stage stage, Range range, const llvm::Twine &text);
  Diagnostic &warning(Stage stage, Range range, const llvm::Twine &text);
  /// Starts a new file or package: the limit counts from 0 again.
  void beginUnit() { inUnit = 0; }

  bool hasErrors() const { return errors != 0; }
  unsigned errorCount() const { return errors; }
  llvm::ArrayRef<Diagnostic> all() const { return list; }

  /// Sorted, with source lines and carets. At most `limit` errors are shown;
  /// a last line counts the rest.
  void render(llvm::raw_ostream &os, unsigned limit = 20) const;
  /// Sorted, one line each: `<message> at <file>:<line>:<column>`.
  void renderList(llvm::raw_ostream &os) const;

private:
  Diagnostic &report(Severity severity, Stage stage, Range range,
                     const llvm::Twine &text);
  /// By file and position, errors first, repetitions dropped.
  std::vector<const Diagnostic *> sorted() const;

  const SourceManager &sources;
  std::vector<Diagnostic> list;
  Diagnostic discarded;
  unsigned errors = 0, inUnit = 0;
};

} // namespace vo::fe
