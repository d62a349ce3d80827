//===- Parser.h - Source text to syntax trees -------------------*- C++ -*-===//
#pragma once

#include "frontend/source/Diagnostics.h"
#include "frontend/syntax/Ast.h"

namespace vo::fe {

/// Parser frames, and levels of the tree that are no binary operators.
inline constexpr unsigned maxNesting = 128;
/// Binary operators on one path of an expression.
inline constexpr unsigned maxBinaryOperators = 512;

struct ParseOptions {
  /// Fill FileNode::comments.
  bool keepComments = false;
};

/// Parses one file; starts a new unit of `diagnostics`. Never null: what could
/// not be parsed is left out or stands as a Bad node, and was reported. Where
/// errors were reported the tree is good for tools that look at it, not for the
/// checker.
FileNode *parseFile(const SourceFile &source, AstContext &context,
                    Diagnostics &diagnostics, ParseOptions options = {});

} // namespace vo::fe
