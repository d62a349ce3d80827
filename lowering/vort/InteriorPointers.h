//===- InteriorPointers.h - Do references point into objects? ---*- C++ -*-===//
#pragma once

#include "mlir/IR/BuiltinOps.h"

namespace vo::lowering {

/// Whether some address made by `vort.addr` from a reference does more than
/// name memory: is stored, passed on, returned, or merged with others. Only
/// then can the collector meet a reference that is not the start of an object;
/// addresses that stay between their base and an access are derived pointers,
/// which LLVM reports with their base.
bool makesInteriorPointers(mlir::ModuleOp module);

} // namespace vo::lowering
