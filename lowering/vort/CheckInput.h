//===- CheckInput.h - What the lowering takes for granted -------*- C++ -*-===//
//
// Everything that tables of runtime/abi decide is checked here, with a
// diagnostic on the operation, so that nothing after it can fail on it:
//
//  - trap kinds and how many numbers they take
//  - runtime entries and their signatures
//  - reserved layouts, sizes of objects, memory kinds against value types
//  - addresses of objects in the frame are not returned, and not stored into
//    package variables, right away
//  - values of print and assert come as header, bits, reference
//  - the entry function and the attributes of ModuleAttributes.h
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/BuiltinOps.h"

namespace vo::lowering {

/// Reports every violation in the module.
llvm::LogicalResult checkInput(mlir::ModuleOp module);

} // namespace vo::lowering
