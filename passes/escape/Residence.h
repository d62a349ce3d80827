//===- Residence.h - What can lie in frames ---------------------*- C++ -*-===//
//
// Objects that could be in a frame, and which of them must not be because
// memory of the heap may refer to them. Memory (a class of the flow graph) may
// be of the heap when
//
//   - an operation that may allocate, other than a candidate, makes it: other
//     allocations, growth of slices, maps, copies
//   - a candidate makes it, but in the heap where it is large
//   - a callee has made it (`new` in its summary, or `transient` where it has
//     kept it for itself)
//
// Memory that is not seen needs no look: what is stored there escapes.
//
// Each candidate that goes makes its own memory one of the heap, so that others
// may have to go.
//
// Cost: as good as linear.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "passes/escape/Reason.h"

namespace vo::passes {

struct FrameCandidate {
  ir::AllocationOpInterface op;
  /// Of the frame.
  uint64_t words;
  /// Elements that there is room for, where their number shows when the program
  /// runs and more of them lie in the heap; else 0.
  uint64_t roomFor = 0;
};

/// Whether an object fits into frames.
struct FrameFit {
  std::optional<FrameCandidate> candidate;
  /// Why it does not; nothing when there is no object, or one of which another
  /// pass decides.
  std::optional<Reason> obstacle;
};

/// Objects of more than `limit` words do not fit.
FrameFit fitInFrame(ir::AllocationOpInterface op, uint64_t limit);

/// How memory of the heap may get to refer to an object.
struct HeapWay {
  /// Edges from the object on, to a place in memory of the heap.
  llvm::SmallVector<FlowGraph::Edge, 4> edges;
  /// What makes that memory; null when it is not known.
  mlir::Operation *maker = nullptr;
};

/// Keeps the candidates that no memory of the heap may refer to. Calls
/// `dropped` for the others, in order.
void dropReferredFromHeap(
    FunctionFlow &flow, llvm::SmallVectorImpl<FrameCandidate> &candidates,
    llvm::function_ref<void(FrameCandidate, const HeapWay &)> dropped);

} // namespace vo::passes
