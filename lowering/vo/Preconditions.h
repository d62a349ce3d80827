//===- Preconditions.h - What the conversion takes for granted --*- C++ -*-===//
#pragma once

#include "mlir/IR/BuiltinOps.h"

namespace vo::lowering {

/// Checks, with an error at each offending operation, what the verifiers of
/// `vo` leave open and the machine form depends on: values fit the slots that
/// they are read from or written to (a reference that lies in a scalar's slot
/// would be lost to the collector), and no frame variable is left.
llvm::LogicalResult checkPreconditions(mlir::ModuleOp module);

} // namespace vo::lowering
