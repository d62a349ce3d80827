//===- CopyRuns.h - Runs of loads and stores as loops -----------*- C++ -*-===//
//
// An array that is an argument, a result or the variable that it comes from and
// goes to is loaded and stored leaf by leaf:
//
//   %x0 = vort.load %a[0]       ...      %xn = vort.load %a[8n]
//   vort.store %x0, %b[16]      ...      vort.store %xn, %b[16 + 8n]
//
// A loop does the same in place of the last store. Kinds may repeat with a
// longer period, as those of strings do.
//
// Sound:
//  1. Each load is in the block of its store, which is its only use.
//  2. The two places are in different objects, which are known: made in this
//     function, or a parameter in memory (MemoryPassing.h). So the order of
//     these loads and stores does not matter.
//  3. What lies between the first load and the last store neither writes what
//     is read nor touches what is written, and is no call but allocations. The
//     end of the first object moves behind the loop.
//
// Cost: linear. Not handled: copies in one object; places that operands choose.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseSet.h"

namespace vo::lowering {

/// `parameters` are those that passThroughMemory gave.
void copyRuns(mlir::func::FuncOp function,
              const llvm::DenseSet<mlir::Value> &parameters);

} // namespace vo::lowering
