//===- FrameDefers.cpp - Deferred calls that are recorded in the frame ----===//
//
// Marks `vo.defer` and `vo.defer_closure` with `frame` where the records of the
// calls can have places of their own in the frame of the function: each is
// executed at most once per activation. Other records are objects of the heap.
//
//   func f() { mu.Lock(); defer mu.Unlock(); ... }      the usual case
//
// Sound:
//  1. A block that is on no cycle of the control flow is entered once at most
//     in one activation, so nobody fills the place again while it is in use.
//  2. Deferred calls run before the activation ends, and what a recovered panic
//     abandons are activations above. So the place is there when its turn
//     comes.
//  3. All records of a function are in the frame or none is, so no record of
//  the
//     heap is in front of one in the frame: objects of the heap do not refer to
//     frames.
//
// A function with more than `max-records` calls or kMaxArguments arguments of
// one keeps its records out of the frame, which stays small.
//
// Cost: linear. Not handled: loops that turn once; functions that defer in a
// loop and outside.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"
#include "passes/Rewrites.h"
#include "passes/escape/Verdict.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/SCCIterator.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_FRAMEDEFERS
#include "passes/Passes.h.inc"

namespace {

constexpr unsigned kMaxArguments = 16;

class FrameDefers : public impl::FrameDefersBase<FrameDefers> {
  using FrameDefersBase::FrameDefersBase;

  void runOnOperation() override {
    markAllAnalysesPreserved();
    Region &body = getOperation().getBody();
    if (body.empty() || !getOperation().getDefers())
      return;
    SmallVector<Operation *> defers;
    Reason reason = Reason::Frame;
    // A component of the graph is one block or a cycle.
    for (auto it = llvm::scc_begin(&body); !it.isAtEnd(); ++it)
      for (Block *block : *it)
        for (Operation &op : *block) {
          if (!isa<ir::DeferOp, ir::DeferClosureOp>(op))
            continue;
          if (it.hasCycle())
            reason = Reason::Loop;
          else if (op.getNumOperands() > kMaxArguments)
            reason = Reason::Size;
          defers.push_back(&op);
        }
    if (defers.empty())
      return;
    // All or none: the records are one stack of the frame.
    if (reason == Reason::Frame)
      reason = defers.size() > maxRecords ? Reason::FrameFull
               : mayRewrite(*this, getOperation(), /*most=*/-1, /*count=*/0)
                   ? Reason::Frame
                   : Reason::Limit;
    SymbolTableCollection symbols;
    Verdicts verdicts(getOperation(), getArgument(), symbols);
    for (Operation *op : defers)
      verdicts.add({cast<ir::AllocationOpInterface>(op), reason});
    if (reason != Reason::Frame)
      return;
    for (Operation *op : defers) {
      if (auto defer = dyn_cast<ir::DeferOp>(op))
        defer.setFrame(true);
      else
        cast<ir::DeferClosureOp>(op).setFrame(true);
    }
    numRecords += defers.size();
  }
};

} // namespace

} // namespace vo::passes
