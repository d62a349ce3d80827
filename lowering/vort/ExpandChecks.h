//===- ExpandChecks.h - Checks and output as branches and calls -*- C++ -*-===//
//
// First step of `vort-to-llvm`, on `vort` itself: operations that mean control
// flow or arrays in the frame become branches, stores and calls of runtime
// entries, so that the type conversion after it is one operation to one value.
//
//   vort.trap_if      a rarely taken branch to a cold block at the function's
//                     end that calls the trap's entry
//   vort.assert       the same; the cold block fills an array of
//                     abi::InterfaceWords
//   vort.poll         the same on the poll word; the cold block calls
//   vo_rt_poll
//                     and goes on behind the operation
//   vort.print        fills such an array and calls vo_rt_print
//
// Each trap keeps a block of its own, since its call carries its own source
// position. The arrays are frame memory that is not zeroed (kUninitialized),
// one per function and number of values: every use fills the whole array, which
// is what the collector's lint asks for (lowering/llvm/LintFrames.h).
//
// Expects input that CheckInput.h accepts.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace vo::lowering {

/// On a `vort.frame`, unit: not zeroed at function entry.
inline constexpr llvm::StringLiteral kUninitialized = "vort.uninitialized";

void expandChecks(mlir::func::FuncOp function);

} // namespace vo::lowering
