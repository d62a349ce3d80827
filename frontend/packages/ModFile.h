//===- ModFile.h - Reading vo.mod -------------------------------*- C++ -*-===//
//
// What the front end needs of a module file (TOML): its identity and its
// dependencies. Lock files, workspaces and registries are not handled: a
// program may use its own packages and the standard library.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/source/Diagnostics.h"

#include <optional>
#include <string>
#include <vector>

namespace vo::fe {

struct ModFile {
  /// Import path of the project's root.
  std::string module;
  /// Modules that the project says it depends on.
  std::vector<std::string> dependencies;
};

/// Reads the text of a vo.mod. `origin` is the position of its first byte:
/// errors are reported relative to it. `isInline` is the reduced form inside a
/// source file's leading comment.
std::optional<ModFile> parseModFile(llvm::StringRef text, Pos origin,
                                    bool isInline, Diagnostics &diagnostics);

/// The text between `/*vo:mod` and `*/` in a file's leading comments; empty if
/// there is none.
llvm::StringRef findInlineModFile(llvm::StringRef source);

} // namespace vo::fe
