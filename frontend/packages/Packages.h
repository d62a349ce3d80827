//===- Packages.h - From a path to the packages of a program ----*- C++ -*-===//
//
// A program is a single file, a directory, or a project with a `vo.mod`.
// Imports are resolved to packages of the project or of the standard library;
// each package is parsed once; cycles are errors.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/check/Checker.h"

#include <functional>
#include <memory>

namespace vo::fe {

/// Where the standard library's sources come from: the copy inside the
/// executable, or a directory (VO_STDLIB).
class LibrarySource {
public:
  struct File {
    std::string name; ///< base name
    std::string text;
  };
  virtual ~LibrarySource() = default;
  /// Files of a package by import path; empty if there is no such package.
  virtual std::vector<File> files(llvm::StringRef importPath) const = 0;
};

std::unique_ptr<LibrarySource> embeddedLibrary();
/// Unreadable directories yield no packages.
std::unique_ptr<LibrarySource> directoryLibrary(std::string directory);

/// Loads and parses the program at `path` and everything it imports (package
/// `errors` always), filling compilation.packages in dependency order. Returns
/// false on errors, which are in the diagnostics.
bool loadProgram(llvm::StringRef path, const LibrarySource &library,
                 Compilation &compilation);

/// The same for a program of one file whose text is at hand.
bool loadSource(std::string name, std::string text,
                const LibrarySource &library, Compilation &compilation);

} // namespace vo::fe
