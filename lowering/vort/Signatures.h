//===- Signatures.h - Runtime entries as scalars ----------------*- C++ -*-===//
//
// The table of runtime entries speaks of strings and slices; compiled code
// passes and gets their scalars.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/Types.h"
#include "runtime/abi/Entries.h"
#include "llvm/ADT/SmallVector.h"

namespace vo::lowering {

/// Parameters and results of an entry as types of `vort`, without the context
/// and the address of results in memory.
struct EntrySignature {
  llvm::SmallVector<mlir::Type> parameters;
  llvm::SmallVector<mlir::Type> results;
};

EntrySignature entrySignature(const abi::Entry &entry,
                              mlir::MLIRContext *context);

} // namespace vo::lowering
