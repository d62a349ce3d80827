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
// maps, iterators, clones, records of deferred calls; irreducible loops.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"
#include "passes/Rewrites.h"
#include "passes/escape/Explain.h"
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
    SymbolTableCollection symbols;
    program.changeFromCallees([&](ir::FuncOp function) {
      return promote(function, program, symbols);
    });
  }

  bool mayChange(ir::FuncOp function) const {
    return filter.empty() || function.getSymName().contains(filter.getValue());
  }

  /// Whether anything has changed.
  bool promote(ir::FuncOp function, ProgramFlow &program,
               SymbolTableCollection &symbols) {
    Verdicts verdicts(function, getArgument(), symbols);
    SmallVector<FrameCandidate> candidates = candidatesOf(function, verdicts);
    if (candidates.empty())
      return false;
    FunctionFlow flow(function, program);
    flow.solve();
    Lives lives(flow);
    uint64_t room = program.mayRecur(function)
                        ? std::min<uint64_t>(maxFrameWords, maxRecursiveWords)
                        : maxFrameWords;
    llvm::erase_if(candidates, [&](FrameCandidate candidate) {
      Reason reason = decide(candidate, flow, lives, room);
      if (reason == Reason::Frame) {
        ++promoted;
        room -= candidate.words;
        return false;
      }
      if (verdicts.areWanted())
        verdicts.add({candidate.op, reason,
                      wayOf(candidate.op, reason, flow, verdicts)});
      return true;
    });
    dropReferredFromHeap(
        flow, candidates, [&](FrameCandidate candidate, const HeapWay &way) {
          if (verdicts.areWanted())
            verdicts.add({candidate.op, Reason::HeapMemory,
                          explainHeapMemory(flow, candidate.op, way, symbols)});
        });
    for (FrameCandidate candidate : candidates) {
      mark(candidate.op);
      verdicts.add({candidate.op, Reason::Frame});
    }
    return !candidates.empty();
  }

  /// Objects that would fit into the frame.
  SmallVector<FrameCandidate> candidatesOf(ir::FuncOp function,
                                           Verdicts &verdicts) {
    SmallVector<FrameCandidate> candidates;
    function.walk([&](ir::AllocationOpInterface op) {
      FrameFit fit = fitInFrame(op, maxObjectWords);
      if (fit.words && !mayChange(function))
        fit = {std::nullopt, Reason::Limit};
      if (fit.words)
        candidates.push_back({op, *fit.words});
      else if (fit.obstacle)
        verdicts.add({op, *fit.obstacle});
    });
    return candidates;
  }

  /// What becomes of a candidate, as far as other objects do not matter.
  Reason decide(FrameCandidate candidate, FunctionFlow &flow, Lives &lives,
                uint64_t room) {
    Value object = candidate.op.getAllocated();
    if (FlowGraph::Node node = flow.nodeOf(object); node != FlowGraph::kNone) {
      if (Escape escape = flow.escapeOf(node); escape != Escape::None)
        return reasonOf(escape);
      if (!lives.endBeforeNext(candidate.op, object))
        return Reason::Loop;
    }
    if (candidate.words > room)
      return Reason::FrameFull;
    return mayRewrite(*this, candidate.op, maxPromotions, promoted)
               ? Reason::Frame
               : Reason::Limit;
  }

  static Way wayOf(ir::AllocationOpInterface op, Reason reason,
                   FunctionFlow &flow, Verdicts &verdicts) {
    switch (reason) {
    case Reason::Loop:
      return verdicts.wayOfLoop(flow, op);
    case Reason::FrameFull:
    case Reason::Limit:
      return {};
    default:
      return explainEscape(flow, op);
    }
  }

  void mark(ir::AllocationOpInterface op) {
    ++numPromoted;
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
