//===- Format.h - The one style of Vo source --------------------*- C++ -*-===//
#pragma once

#include "frontend/syntax/Ast.h"

#include <string>

namespace vo::fe {

/// The source of `file` in canonical style: tabs for indentation, one
/// statement a line, columns of fields, values and trailing comments aligned,
/// at most one blank line, line breaks inside expressions where the author had
/// them. Tokens and comments stay what they are, in the same order; semicolons
/// that a line end makes superfluous go. Formatting the result changes nothing.
///
/// The file must have been parsed without errors; a text that does not match
/// its tree comes back unchanged.
std::string formatFile(const FileNode &file);

} // namespace vo::fe
