//===- Facts.h - What the whole module tells the patterns -------*- C++ -*-===//
#pragma once

#include "dialect/vo/Vo.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseSet.h"

namespace vo::lowering {

/// Collected before the conversion, because it looks at `vo` operations of the
/// whole program (which is closed: nothing is linked to it but the runtime).
struct ModuleFacts {
  /// Some slice may have flat storage (abi::SliceObject).
  bool flatSlices = false;
  /// Functions that may be active more than once: those on cycles of the call
  /// graph.
  llvm::DenseSet<mlir::Operation *> recursive;
  /// Stores to an object that is younger than the last possible collection.
  /// The collector visits all of such an object, so no card needs a mark.
  llvm::DenseSet<mlir::Operation *> freshStores;
  /// Stores of a header without its data word (JoinPairs.h).
  llvm::DenseSet<mlir::Operation *> headerStores;

  static ModuleFacts of(mlir::ModuleOp module);
};

} // namespace vo::lowering
