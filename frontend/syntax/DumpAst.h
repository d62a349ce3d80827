//===- DumpAst.h - Syntax trees as text -------------------------*- C++ -*-===//
//
// For tests and debugging: S-expressions, one declaration or statement a line.
// The structure and nothing else: no positions, no findings of the checker.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/syntax/Ast.h"

#include <string>

namespace vo::fe {

std::string dumpAst(const FileNode &file);
std::string dumpAst(const Expr *expr);
std::string dumpAst(const Stmt *stmt);

} // namespace vo::fe
