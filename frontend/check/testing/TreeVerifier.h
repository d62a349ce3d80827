//===- TreeVerifier.h - What checked trees promise --------------*- C++ -*-===//
#pragma once

#include "frontend/check/Checker.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace vo::fe {

/// Looks at the trees of a package that was checked without errors: everything
/// that Checker.h promises the code generator must hold. One line per broken
/// promise, with its place. `onValue` is called for every expression with a
/// value, parts of constants excepted.
std::vector<std::string>
verifyTrees(const Package &package, const Compilation &compilation,
            llvm::function_ref<void(const Expr &)> onValue = {});

} // namespace vo::fe
