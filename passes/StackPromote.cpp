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
// Functions that call each other are decided about together: what lies in the
// frames of all is the most that is right at once (promoteCycle).
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
// Cost: linear, and for allocations in loops the values that lead to each; for
// functions that call each other as often as there are rounds. Not handled:
// many elements whose number is not constant, growth of slices and strings,
// maps, copies of arrays, records of deferred calls; irreducible loops.
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

#include <deque>

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_STACKPROMOTE
#include "passes/Passes.h.inc"

/// Choices for one function, each with fewer results in its frame.
constexpr unsigned kMaxRounds = 2;
/// Choices for a cycle, each with less in its frames.
constexpr unsigned kMaxCycleRounds = 6;

namespace {
class StackPromote : public impl::StackPromoteBase<StackPromote> {
  using StackPromoteBase::StackPromoteBase;

  void runOnOperation() override {
    ProgramFlow program(getOperation());
    ResultSlots slots(program, maxObjectWords);
    bool givesSlots = resultSlots && !asksForCallers(getOperation());
    SymbolTableCollection names;
    program.changeFromCallees([&](ArrayRef<ir::FuncOp> group, bool isCycle) {
      ResultSlots *given = givesSlots ? &slots : nullptr;
      bool isOther = isCycle ? promoteCycle(group, program, given, names)
                             : promote(group.front(), program, given, names);
      for (ir::FuncOp function : group)
        slots.allow(function);
      return isOther;
    });
    slots.dropUnused();
  }

  /// What is decided about the allocations of one function.
  struct Choice {
    SmallVector<FrameCandidate> inFrame;
    SmallVector<Verdict> verdicts;
  };

  bool mayChange(ir::FuncOp function) const {
    return filter.empty() || function.getSymName().contains(filter.getValue());
  }

  /// One function, and what is decided about it.
  struct Member {
    Member(ir::FuncOp function, StringRef pass, SymbolTableCollection &names)
        : function(function), verdicts(function, pass, names) {}

    ir::FuncOp function;
    Verdicts verdicts;
    SmallVector<ResultSlots::Call> given;
    DenseSet<Operation *> assumed; // of a cycle: to lie in its frame
    Choice choice;
  };

  /// Whether anything has changed.
  bool promote(ir::FuncOp function, ProgramFlow &program, ResultSlots *slots,
               SymbolTableCollection &names) {
    Member member(function, getArgument(), names);
    giveSlots(member, slots);
    uint64_t before = promoted;
    for (unsigned round = 0;; ++round) {
      promoted = before;
      choose(member, program, names, nullptr);
      if (!takeBack(member, /*all=*/round == kMaxRounds))
        break;
    }
    return finish(member);
  }

  /// Does what has been decided. Whether anything has changed.
  bool finish(Member &member) {
    for (FrameCandidate candidate : member.choice.inFrame)
      mark(candidate);
    for (const Verdict &verdict : member.choice.verdicts)
      member.verdicts.add(verdict);
    numSlots += member.given.size();
    return !member.choice.inFrame.empty();
  }

  /// What a function does depends on what lies in the frames of the others, and
  /// that on what they do. So all that might is assumed to at first, and what
  /// turns out not to is left out until nothing does (a greatest fixed point).
  bool promoteCycle(ArrayRef<ir::FuncOp> group, ProgramFlow &program,
                    ResultSlots *slots, SymbolTableCollection &names) {
    std::deque<Member> members;
    for (ir::FuncOp function : group) {
      Member &member = members.emplace_back(function, getArgument(), names);
      giveSlots(member, slots);
      assume(member);
    }
    uint64_t before = promoted;
    bool hasLeft = true;
    for (unsigned round = 0; hasLeft; ++round) {
      bool isLast = round == kMaxCycleRounds;
      if (isLast)
        for (Member &member : members)
          leave(member, /*all=*/true);
      promoted = before;
      program.findAnew(group);
      hasLeft = false;
      for (Member &member : members) {
        choose(member, program, names, isLast ? nullptr : &member.assumed);
        hasLeft |= !isLast && leave(member, /*all=*/false);
      }
    }
    bool isOther = false;
    for (Member &member : members) {
      takeBack(member, /*all=*/false);
      isOther |= finish(member);
    }
    program.findAnew(group);
    return isOther;
  }

  /// What has room for some of its elements only may be in the heap.
  void assume(Member &member) {
    Choice all;
    addCandidates(member.function, nullptr, all);
    for (FrameCandidate candidate : all.inFrame) {
      member.assumed.insert(candidate.op);
      if (candidate.roomFor == 0)
        setInFrame(candidate.op, true);
    }
  }

  static DenseSet<Operation *> chosenOf(const Member &member) {
    DenseSet<Operation *> chosen;
    for (FrameCandidate candidate : member.choice.inFrame)
      chosen.insert(candidate.op);
    return chosen;
  }

  /// Leaves out what was assumed and is not chosen. Whether there was any.
  static bool leave(Member &member, bool all) {
    DenseSet<Operation *> kept =
        all ? DenseSet<Operation *>() : chosenOf(member);
    size_t before = member.assumed.size();
    for (Operation *op : llvm::to_vector(member.assumed))
      if (!kept.contains(op)) {
        member.assumed.erase(op);
        setInFrame(op, false);
      }
    return member.assumed.size() != before;
  }

  static void setInFrame(Operation *op, bool isInFrame) {
    if (auto frame = dyn_cast<ir::FrameOp>(op))
      frame.setInFrame(isInFrame);
    else if (isInFrame)
      op->setAttr("frame", UnitAttr::get(op->getContext()));
    else
      op->removeAttr("frame");
  }

  /// What is not in the frame is better made where it was made. Whether there
  /// was any such call.
  static bool takeBack(Member &member, bool all) {
    DenseSet<Operation *> kept =
        all ? DenseSet<Operation *>() : chosenOf(member);
    size_t before = member.given.size();
    llvm::erase_if(member.given, [&](const ResultSlots::Call &one) {
      bool isKept = kept.contains(one.object);
      if (!isKept)
        ResultSlots::takeBack(one);
      return !isKept;
    });
    return member.given.size() != before;
  }

  void giveSlots(Member &member, ResultSlots *slots) {
    if (!slots || !mayChange(member.function))
      return;
    SmallVector<ir::CallOp> calls;
    member.function.walk([&](ir::CallOp call) {
      if (slots->mayGive(call) && mayRewrite(*this, call, /*most=*/-1,
                                             /*count=*/0, "slot"))
        calls.push_back(call);
    });
    for (ir::CallOp call : calls)
      member.given.push_back(slots->give(call));
  }

  /// `only`, if given, are the candidates.
  void choose(Member &member, ProgramFlow &program,
              SymbolTableCollection &names, const DenseSet<Operation *> *only) {
    ir::FuncOp function = member.function;
    Verdicts &verdicts = member.verdicts;
    Choice &choice = member.choice;
    choice = {};
    addCandidates(function, only, choice);
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
  void addCandidates(ir::FuncOp function, const DenseSet<Operation *> *only,
                     Choice &choice) {
    function.walk([&](ir::AllocationOpInterface op) {
      if (only && !only->contains(op))
        return;
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
    setInFrame(op, true);
    if (isa<ir::FrameOp>(op.getOperation()))
      return;
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
