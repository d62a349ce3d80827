//===- Formatted.h - What must hold of every formatted text -----*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace vo::fe::testing {

/// Formats a text into `result` and checks that the result parses to the same
/// tree from the same tokens and comments, and is formatted itself. Returns
/// what is wrong; nothing about a text that does not parse.
std::string checkFormat(llvm::StringRef text, std::string &result);

} // namespace vo::fe::testing
