//===- TreeVerifier.h - What checked trees promise --------------*- C++ -*-===//
#pragma once

#include "frontend/check/Checker.h"

namespace vo::fe {

/// Looks at the trees of a package that was checked without errors: everything
/// that Checker.h promises the code generator must hold. One line per broken
/// promise, with its place.
std::vector<std::string> verifyTrees(const Package &package,
                                     const Compilation &compilation);

} // namespace vo::fe
