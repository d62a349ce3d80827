//===- Codegen.h - Checked trees to bytecode --------------------*- C++ -*-===//
//
// Generates one VOB v14 module from a checked program. Order of functions and
// contents of the tables: docs/codegen.md of this room (README).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"
#include "frontend/check/Checker.h"

#include <optional>

namespace vo::fe {

/// Errors that only show here (layouts beyond the format's limits, missing or
/// misshapen main) go to the compilation's diagnostics; the result is then
/// empty. The module passes the bytecode verifier.
std::optional<bc::Module> generateModule(Compilation &compilation);

} // namespace vo::fe
