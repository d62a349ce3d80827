//===- StackPromote.cpp - Objects that die with their function ------------===//
//
// Marks with `frame` the allocations whose object nobody can reach when the
// function has returned (passes/escape/FunctionFlow.h). `vo-to-vort` gives them
// a place in the frame; each execution of the operation begins a new life
// there. So it is sound when
//
//  1. the object does not escape, and
//  2. all memory that may refer to it is in the frame, too (Residence.h): the
//     collector does not expect references from the heap into frames. What
//     callees store in their own frames is known, since they have been decided
//     about before their callers; and
//  3. nobody looks at its last life once a new one begins (Lives.h).
//
// Deferred calls run when the frame is gone; the analysis takes that for an
// escape. What a goroutine, a channel, or a panic gets escapes, too.
//
// Objects of more than `max-object-words` words stay on the heap, and so does
// what would make a frame larger than `max-frame-words`. Functions that may
// call themselves get less of it, `max-recursive-words`: stacks are smaller
// than heaps.
//
// Memory of `vo.frame` with references is an object, too, whose life is that of
// the frame.
//
// Cost: linear, and for allocations in loops the values that lead to each. Not
// handled: elements whose number is not constant, growth of slices and strings,
// maps, iterators, copies of arrays, records of deferred calls; irreducible
// loops.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"
#include "passes/Rewrites.h"
#include "passes/escape/Lives.h"
#include "passes/escape/Program.h"
#include "passes/escape/Residence.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_STACKPROMOTE
#include "passes/Passes.h.inc"

namespace {
class StackPromote : public impl::StackPromoteBase<StackPromote> {
  using StackPromoteBase::StackPromoteBase;

  void runOnOperation() override {
    ProgramFlow program(getOperation());
    program.changeFromCallees([&](ir::FuncOp function) {
      return mayChange(function) && promote(function, program);
    });
  }

  bool mayChange(ir::FuncOp function) const {
    return filter.empty() || function.getSymName().contains(filter.getValue());
  }

  /// Whether anything has changed.
  bool promote(ir::FuncOp function, ProgramFlow &program) {
    SmallVector<FrameCandidate> candidates;
    function.walk([&](ir::AllocationOpInterface op) {
      if (auto candidate = frameCandidate(op, maxObjectWords))
        candidates.push_back(*candidate);
    });
    if (candidates.empty())
      return false;
    FunctionFlow flow(function, program);
    flow.solve();
    Lives lives(flow);
    uint64_t limit = program.mayRecur(function)
                         ? std::min<uint64_t>(maxFrameWords, maxRecursiveWords)
                         : maxFrameWords;
    uint64_t inFrame = 0;
    llvm::erase_if(candidates, [&](FrameCandidate candidate) {
      Value object = candidate.op.getAllocated();
      FlowGraph::Node node = flow.nodeOf(object);
      bool stays = node == FlowGraph::kNone ||
                   (flow.escapeOf(node) == Escape::None &&
                    lives.endBeforeNext(candidate.op, object));
      if (!stays || inFrame + candidate.words > limit ||
          !mayRewrite(*this, candidate.op, maxPromotions, promoted))
        return true;
      ++promoted;
      inFrame += candidate.words;
      return false;
    });
    dropReferredFromHeap(flow, candidates);
    for (FrameCandidate candidate : candidates)
      mark(candidate);
    return !candidates.empty();
  }

  void mark(FrameCandidate candidate) {
    ++numPromoted;
    ir::AllocationOpInterface op = candidate.op;
    if (candidate.roomFor)
      return cast<ir::SliceNewOp>(op.getOperation())
          .setFrameCount(candidate.roomFor);
    if (auto frame = dyn_cast<ir::FrameOp>(op.getOperation()))
      return frame.setInFrame(true);
    op->setAttr("frame", UnitAttr::get(op->getContext()));
    // Every collection looks at frames.
    Value object = op.getAllocated();
    for (Operation *user : object.getUsers())
      if (auto store = dyn_cast<ir::StoreOp>(user);
          store && store.getPointer() == object)
        store.setNobarrier(true);
  }

  uint64_t promoted = 0;
};
} // namespace

} // namespace vo::passes
