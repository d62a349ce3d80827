//===- Frontend.h - Vo source to bytecode, in one call ----------*- C++ -*-===//
//
// Loads a program and everything it imports, checks it, and generates its VOB
// module. Messages are rendered to a stream: all errors of one run up to a
// limit, each with its source line; colored if the stream is a terminal.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <functional>
#include <optional>
#include <string>

namespace vo::fe {

struct FrontendOptions {
  /// Directory with the standard library's sources; empty: the sources inside
  /// the executable.
  std::string library;
  /// The program, if it is in memory; its path is then a name for messages.
  std::optional<std::string> text;
  /// Messages as one line each, `<message> at <file>:<line>:<column>`, instead
  /// of with source lines.
  bool terse = false;
  /// Called with the name and duration in seconds of every step.
  std::function<void(llvm::StringRef step, double seconds)> onStep;
};

/// The library that the environment asks for: VO_STDLIB, or empty.
std::string libraryFromEnvironment();

/// `path` is a source file, a directory, or "-" for standard input. Nothing
/// when there are errors.
std::optional<bc::Module> compileProgram(llvm::StringRef path,
                                         const FrontendOptions &options,
                                         llvm::raw_ostream &messages);

/// The text of a file in the standard layout; nothing if it has syntax errors.
std::optional<std::string> formatSource(llvm::StringRef name,
                                        llvm::StringRef text,
                                        llvm::raw_ostream &messages);

/// Only checks; packages without a main function are fine. False on errors.
bool checkProgram(llvm::StringRef path, const FrontendOptions &options,
                  llvm::raw_ostream &messages);

} // namespace vo::fe
