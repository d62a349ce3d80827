//===- Summary.h - What a function does with references ---------*- C++ -*-===//
//
// The flow graph of a function, seen from its arguments and results: an edge
// for each path from memory that an argument leads to, or from the heap, to
// such memory, to a result, or to the heap. Places get the paths that lead to
// them. Beyond three steps, and where data is recursive, a path ends in `**`,
// which makes the caller treat all that can be reached as one memory.
//
// Places that the graph takes for one, of two arguments that meet in a
// variable, have edges in both directions.
//
// A function with more than kMaxNames such places or kMaxEdges edges has no
// summary: it may do anything.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "passes/escape/FunctionFlow.h"

namespace vo::passes {

/// The edges, in an order that depends on the function alone; nothing when
/// there are too many.
std::optional<llvm::SmallVector<ir::FlowEdge>> summarize(FunctionFlow &flow);

} // namespace vo::passes
