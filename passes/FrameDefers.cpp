//===- FrameDefers.cpp - Deferred calls that are recorded in the frame ----===//
//
// Marks `vo.defer` and `vo.defer_closure` with `frame` where the record of the
// call can have a place of its own in the frame of the function: it is executed
// at most once per activation. Other records are objects of the heap.
//
//   func f() { mu.Lock(); defer mu.Unlock(); ... }      the usual case
//
// Sound:
//  1. A block that is on no cycle of the control flow is entered once at most
//     in one activation, so nobody fills the place again while it is in use.
//  2. Deferred calls run before the activation ends, and what a recovered panic
//     abandons are activations above. So the place is there when its turn
//     comes.
//
// A function gets no more than kMaxRecords such places, of no more than
// kMaxArguments arguments: frames stay small.
//
// Cost: linear. Not handled: loops that turn once.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/SCCIterator.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_FRAMEDEFERS
#include "passes/Passes.h.inc"

namespace {

constexpr unsigned kMaxRecords = 32, kMaxArguments = 16;

class FrameDefers : public impl::FrameDefersBase<FrameDefers> {
  using FrameDefersBase::FrameDefersBase;

  void runOnOperation() override {
    Region &body = getOperation().getBody();
    if (body.empty() || !getOperation().getDefers())
      return;
    // A component of the graph is one block or a cycle.
    for (auto it = llvm::scc_begin(&body); !it.isAtEnd(); ++it)
      if (!it.hasCycle())
        visit(*it->front());
    markAllAnalysesPreserved();
  }

  void visit(Block &block) {
    for (Operation &op : block) {
      if (auto defer = dyn_cast<ir::DeferOp>(op))
        mark(defer);
      else if (auto defer = dyn_cast<ir::DeferClosureOp>(op))
        mark(defer);
    }
  }

  template <typename Op> void mark(Op op) {
    if (op.getFrame() || op.getArguments().size() > kMaxArguments ||
        marks >= kMaxRecords || (maxMarks >= 0 && marks >= maxMarks))
      return;
    op.setFrame(true);
    ++marks;
    ++numRecords;
  }

  int64_t marks = 0;
};

} // namespace

} // namespace vo::passes
