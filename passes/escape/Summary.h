//===- Summary.h - What a function does with references ---------*- C++ -*-===//
//
// The flow graph of a function, seen from its arguments and results: an edge
// for each path from memory that an argument leads to, or from the heap, to
// such memory, to a result, or to the heap. Places get the paths that lead to
// them. Beyond three steps, and where data is recursive, a path ends in `**`,
// which makes the caller treat all that can be reached as one memory.
//
// Memory that the function or its callees have made is `new K`, with an edge to
// each named place or result that may refer to it; those that may refer to the
// same have one number. So the caller knows what else it can reach through the
// one when something is stored through the other. Where an argument is what
// they have in common, or the heap, its own edges say so.
//
// What is stored in memory of the heap that the function or its callees have
// made has an edge to `transient`, unless the caller learns of that memory as
// `new`: it must not refer into frames, nobody being left to look there.
//
// A place has all the names that it may have. Since an edge is given for each
// of them, the caller needs not be told that two of them are one place: it sees
// what made them one.
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
