//===- Explain.h - Ways of objects, in words --------------------*- C++ -*-===//
//
// Tells step by step how an object gets to where it outlives its function, or
// to memory of the heap: the operations of the edges that the analysis
// followed, in the words of Steps.def. Values that merely go on in another
// variable are no steps.
//
// A way is a shortest one; there may be others. Steps that the analysis takes
// are not always steps of a run: what lies in one of two objects that meet in a
// variable may lie in the other (passes/escape/Graph.h).
//
// Cost: constant for each way: kMaxEdges edges are looked at and kMaxSteps
// told, so that all ways together are linear.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "passes/escape/Residence.h"
#include "passes/escape/Verdict.h"

namespace vo::passes {

constexpr unsigned kMaxWayEdges = 256;
constexpr unsigned kMaxWaySteps = 16;

/// The way of an object that escapes. After FunctionFlow::solve().
Way explainEscape(FunctionFlow &flow, ir::AllocationOpInterface op);

/// The way of an object that memory of the heap refers to.
Way explainHeapMemory(FunctionFlow &flow, ir::AllocationOpInterface op,
                      const HeapWay &way, mlir::SymbolTableCollection &symbols);

} // namespace vo::passes
