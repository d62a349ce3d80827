//===- Registration.h - Dialects of the compiler ----------------*- C++ -*-===//
#pragma once

#include "mlir/IR/DialectRegistry.h"

namespace vo::driver {

/// Dialects that programs go through on their way to an object, and the
/// translations that the compiler itself needs.
void registerDialects(mlir::DialectRegistry &registry);

} // namespace vo::driver
