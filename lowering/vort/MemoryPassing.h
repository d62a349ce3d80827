//===- MemoryPassing.h - Arguments and results in memory --------*- C++ -*-===//
//
// An array that is passed by value is a scalar per leaf. What does not travel
// as arguments and results (runtime/abi/Calls.h) goes through memory of the
// caller's frame:
//
//   %r:N = call @f(%a0, ..., %aM)
//
//   %args = vort.stack_object <"...">      the arguments from number 16 on
//   vort.store %a16, %args ...
//   %results = vort.stack_object <"...">   all results, when they are many
//   call @f(%a0, ..., %a15, %args, %results)
//   %r0 = vort.load %results ...
//
// and the function loads and stores there. The types alone decide, so callers
// of function values and methods, and the entries of `go` and `defer`, agree
// with the functions that they reach. Memory without references is a plain
// `vort.frame`; with them it is an object that the collector traces, from the
// first store to the last load. The calls in a function share memory for
// arguments, and memory for results: nothing of another call is between.
//
// What this leaves, runs of a load and a store for each element, becomes loops
// (CopyRuns.h).
//
// Cost: linear.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseSet.h"

namespace vo::lowering {

/// On a vort.stack_object: all of a function with the same value of this
/// attribute and the same layout share their memory. Their lives do not
/// overlap.
inline constexpr llvm::StringLiteral kSharedMemory = "vort.shared_memory";

/// Rewrites a function's signature, its returns, and the calls in it. Gives the
/// parameters that are such memory: of objects that nothing else in the
/// function refers to.
llvm::DenseSet<mlir::Value> passThroughMemory(mlir::func::FuncOp function);

} // namespace vo::lowering
