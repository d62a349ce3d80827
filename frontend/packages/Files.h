//===- Files.h - Reading source files ---------------------------*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace vo::fe {

/// Paths of the `.vo` files of a directory, sorted by name; empty if it cannot
/// be read.
std::vector<std::string> sourceFilesIn(llvm::StringRef directory);

/// Nothing if the file cannot be read; `error` then says why.
std::optional<std::string> readWholeFile(llvm::StringRef path,
                                         std::string *error = nullptr);

} // namespace vo::fe
