//===- Registration.h - Dialects and passes of the tools --------*- C++ -*-===//
#pragma once

#include "mlir/IR/DialectRegistry.h"

namespace vo::driver {

/// Dialects that programs go through on their way to an object, and the
/// translations that the compiler itself needs.
void registerDialects(mlir::DialectRegistry &registry);

/// Our dialects, passes and pipelines, and all of MLIR's.
void registerEverything(mlir::DialectRegistry &registry);

} // namespace vo::driver
