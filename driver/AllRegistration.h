//===- AllRegistration.h - Dialects and passes of the tools -----*- C++ -*-===//
#pragma once

#include "mlir/IR/DialectRegistry.h"

namespace vo::driver {

/// Our dialects, passes and pipelines, and all of MLIR's.
void registerEverything(mlir::DialectRegistry &registry);

} // namespace vo::driver
