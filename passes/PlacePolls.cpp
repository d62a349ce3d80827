//===- PlacePolls.cpp - Loops let other goroutines run --------------------===//
//
// Goroutines of a program share a thread, so a loop that calls nothing which
// gives it up would starve all others; and an island ends with the program, in
// the middle of its loops. In programs that start goroutines, each loop gets a
// `vort.poll` at its head, unless it is left out by rule:
//
//  1. Without `vo_rt_go` and `vo_rt_island_go` in the module there is nobody to
//     starve.
//
// Loops of irreducible control flow have no head; the target of each edge that
// leads back in the order of a depth-first walk polls instead, so every cycle
// has a poll.
//
// A poll is a load, a comparison and a branch that is never taken as a rule.
//
// Cost: linear. Not handled: counted short loops, which could do without;
// recursion, whose depth the stack bounds.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_PLACEPOLLS
#include "passes/Passes.h.inc"

namespace {

bool startsGoroutines(ModuleOp module) {
  return module
      .walk([](ir::vort::CallRuntimeOp call) {
        return call.getEntry() == "vo_rt_go" ||
                       call.getEntry() == "vo_rt_island_go"
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

/// Targets of edges that lead to a block whose walk has not ended.
llvm::SetVector<Block *> loopHeads(Region &body) {
  llvm::SetVector<Block *> heads;
  enum class State { Open = 1, Done };
  DenseMap<Block *, State> states;
  SmallVector<std::pair<Block *, unsigned>> stack = {{&body.front(), 0}};
  states[&body.front()] = State::Open;
  while (!stack.empty()) {
    auto &[block, next] = stack.back();
    if (next == block->getNumSuccessors()) {
      states[block] = State::Done;
      stack.pop_back();
      continue;
    }
    Block *successor = block->getSuccessor(next++);
    auto [state, isNew] = states.try_emplace(successor, State::Open);
    if (isNew)
      stack.push_back({successor, 0});
    else if (state->second == State::Open)
      heads.insert(successor);
  }
  return heads;
}

struct PlacePolls : impl::PlacePollsBase<PlacePolls> {
  using PlacePollsBase::PlacePollsBase;

  void runOnOperation() override {
    placed = 0;
    if (!startsGoroutines(getOperation()))
      return;
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (!function.isExternal())
        for (Block *head : loopHeads(function.getBody()))
          placeAt(*head);
  }

private:
  void placeAt(Block &head) {
    if (!isWithin(maxPolls, placed))
      return;
    OpBuilder builder = OpBuilder::atBlockBegin(&head);
    ir::vort::PollOp::create(builder, head.front().getLoc());
    ++placed;
    ++numPolls;
  }

  uint64_t placed = 0;
};

} // namespace
} // namespace vo::passes
