//===- Universe.h - Predeclared names ---------------------------*- C++ -*-===//
#pragma once

#include "frontend/constant/Constant.h"
#include "frontend/types/Object.h"

namespace vo::fe {

/// Fills a scope with the predeclared types, constants, functions and nil
/// (specification, 3.3), and sets the table's `error`. `iota` is a constant 0
/// whose meaning the checker gives it.
void declareUniverse(Scope &scope, TypeTable &types, ConstantPool &constants,
                     AstContext &context);

} // namespace vo::fe
