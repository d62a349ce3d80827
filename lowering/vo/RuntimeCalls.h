//===- RuntimeCalls.h - Calls against the table of entries ------*- C++ -*-===//
#pragma once

#include "mlir/IR/BuiltinOps.h"

namespace vo::lowering {

/// Checks every `vort.call_runtime` against runtime/abi/Entries.def: a known
/// name, and the scalars of the entry's arguments and result. Reports an error
/// at each that is wrong, which is a defect of the compiler.
llvm::LogicalResult checkRuntimeCalls(mlir::ModuleOp module);

} // namespace vo::lowering
