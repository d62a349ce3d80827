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
// What a callee makes and returns may be such an object of the caller
// (ResultSlots.h).
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

#include "dialect/vo/ModuleAttributes.h"
#include "passes/Passes.h"
#include "passes/Rewrites.h"
#include "passes/escape/Explain.h"
#include "passes/escape/Lives.h"
#include "passes/escape/Program.h"
#include "passes/escape/Residence.h"
#include "passes/escape/ResultSlots.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_STACKPROMOTE
#include "passes/Passes.h.inc"

/// Choices for one function, each with fewer results in its frame.
constexpr unsigned kMaxRounds = 2;

namespace {
class StackPromote : public impl::StackPromoteBase<StackPromote> {
  using StackPromoteBase::StackPromoteBase;

  void runOnOperation() override {
    ProgramFlow program(getOperation());
    ResultSlots slots(program, maxObjectWords);
    bool givesSlots = resultSlots && !asksForCallers(getOperation());
    SymbolTableCollection names;
    program.changeFromCallees([&](ir::FuncOp function) {
      bool isOther =
          promote(function, program,
                  givesSlots && mayChange(function) ? &slots : nullptr, names);
      slots.allow(function);
      return isOther;
    });
    slots.dropUnused();
  }

  bool mayChange(ir::FuncOp function) const {
    return filter.empty() || function.getSymName().contains(filter.getValue());
  }

  /// Whether anything has changed.
  bool promote(ir::FuncOp function, ProgramFlow &program, ResultSlots *slots,
               SymbolTableCollection &names) {
    SmallVector<ResultSlots::Call> given;
    if (slots)
      given = giveSlots(function, *slots);
    Verdicts verdicts(function, getArgument(), names);
    Choice choice;
    uint64_t before = promoted;
    for (unsigned round = 0;; ++round) {
      promoted = before;
      choice = {};
      choose(function, program, verdicts, names, choice);
      if (!takeBack(given, choice.inFrame, /*all=*/round == kMaxRounds))
        break;
    }
    for (FrameCandidate candidate : choice.inFrame)
      mark(candidate);
    for (const Verdict &verdict : choice.verdicts)
      verdicts.add(verdict);
    numSlots += given.size();
    return !choice.inFrame.empty();
  }

  /// What is not in the frame is better made where it was made. Whether there
  /// was any such call.
  static bool takeBack(SmallVectorImpl<ResultSlots::Call> &given,
                       ArrayRef<FrameCandidate> chosen, bool all) {
    llvm::DenseSet<Operation *> objects;
    if (!all)
      for (FrameCandidate candidate : chosen)
        objects.insert(candidate.op);
    size_t before = given.size();
    llvm::erase_if(given, [&](const ResultSlots::Call &one) {
      bool isChosen = objects.contains(one.object);
      if (!isChosen)
        ResultSlots::takeBack(one);
      return !isChosen;
    });
    return given.size() != before;
  }

  SmallVector<ResultSlots::Call> giveSlots(ir::FuncOp function,
                                           ResultSlots &slots) {
    SmallVector<ir::CallOp> calls;
    function.walk([&](ir::CallOp call) {
      if (slots.mayGive(call) && mayRewrite(*this, call, /*most=*/-1,
                                            /*count=*/0, "slot"))
        calls.push_back(call);
    });
    return llvm::map_to_vector(
        calls, [&](ir::CallOp call) { return slots.give(call); });
  }

  /// What is decided about the allocations of one function.
  struct Choice {
    SmallVector<FrameCandidate> inFrame;
    SmallVector<Verdict> verdicts;
  };

  void choose(ir::FuncOp function, ProgramFlow &program, Verdicts &verdicts,
              SymbolTableCollection &names, Choice &choice) {
    addCandidates(function, choice);
    if (choice.inFrame.empty())
      return;
    FunctionFlow flow(function, program);
    flow.solve();
    Lives lives(flow);
    uint64_t room = program.mayRecur(function)
                        ? std::min<uint64_t>(maxFrameWords, maxRecursiveWords)
                        : maxFrameWords;
    llvm::erase_if(choice.inFrame, [&](FrameCandidate candidate) {
      Reason reason = decide(candidate, flow, lives, room);
      if (reason == Reason::Frame) {
        ++promoted;
        room -= candidate.words;
        return false;
      }
      if (verdicts.areWanted())
        choice.verdicts.push_back(
            {candidate.op, reason,
             wayOf(candidate.op, reason, flow, verdicts)});
      return true;
    });
    dropReferredFromHeap(
        flow, choice.inFrame,
        [&](FrameCandidate candidate, const HeapWay &way) {
          if (verdicts.areWanted())
            choice.verdicts.push_back(
                {candidate.op, Reason::HeapMemory,
                 explainHeapMemory(flow, candidate.op, way, names)});
        });
    for (FrameCandidate candidate : choice.inFrame)
      choice.verdicts.push_back({candidate.op, Reason::Frame});
  }

  /// Objects that would fit into the frame.
  void addCandidates(ir::FuncOp function, Choice &choice) {
    function.walk([&](ir::AllocationOpInterface op) {
      FrameFit fit = fitInFrame(op, maxObjectWords);
      if (fit.candidate && !mayChange(function))
        fit = {std::nullopt, Reason::Limit};
      if (fit.candidate)
        choice.inFrame.push_back(*fit.candidate);
      else if (fit.obstacle)
        choice.verdicts.push_back({op, *fit.obstacle});
    });
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
