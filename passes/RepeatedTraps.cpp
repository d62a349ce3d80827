//===- RepeatedTraps.cpp - Checks that have been made already -------------===//
//
// On `vort`:
//
//   vort.trap_if %c, "NilPointerDereference"
//   ...
//   vort.trap_if %c, "NilPointerDereference"      // goes
//
// Sound:
//  1. The conditions are one SSA value, or both ask whether one is null, and
//     the first trap dominates the second. Where the condition held, the
//     second is not reached; else it does nothing.
//  2. That holds for traps of different kinds, too.
//
// Cost: linear. Not handled: other conditions that are equal or follow from
// others; loops, whose conditions are values of their own each turn.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Dominance.h"
#include "llvm/ADT/DepthFirstIterator.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_REPEATEDTRAPS
#include "passes/Passes.h.inc"

namespace {
class RepeatedTraps : public impl::RepeatedTrapsBase<RepeatedTraps> {
  using RepeatedTrapsBase::RepeatedTrapsBase;

  void runOnOperation() override {
    auto &dominance = getAnalysis<DominanceInfo>();
    // The traps that stay, by what is asked. Few ask the same.
    DenseMap<Value, SmallVector<Operation *, 1>> kept;
    SmallVector<Operation *> repeated;
    for (Block *block : inOrderOfDominance(dominance))
      for (auto trap : block->getOps<ir::vort::TrapIfOp>()) {
        auto &earlier = kept[askedOf(trap)];
        bool isRepeated = llvm::any_of(earlier, [&](Operation *other) {
          return dominance.properlyDominates(other, trap);
        });
        if (isRepeated && mayDrop(trap))
          repeated.push_back(trap);
        else
          earlier.push_back(trap);
      }
    numTraps += repeated.size();
    for (Operation *trap : repeated)
      trap->erase();
    markAllAnalysesPreserved();
  }

  /// The reference that is compared with null, else the condition.
  static Value askedOf(ir::vort::TrapIfOp trap) {
    auto isNull = trap.getCondition().getDefiningOp<ir::vort::IsNullOp>();
    return isNull ? Value(isNull.getRef()) : Value(trap.getCondition());
  }

  /// The blocks that can be reached, each behind those that dominate it.
  SmallVector<Block *> inOrderOfDominance(DominanceInfo &dominance) {
    Region &body = getOperation().getBody();
    SmallVector<Block *> blocks;
    if (body.empty())
      return blocks;
    if (body.hasOneBlock())
      return {&body.front()};
    for (auto *node : llvm::depth_first(dominance.getRootNode(&body)))
      blocks.push_back(node->getBlock());
    return blocks;
  }

  /// Counts a trap against `max-traps`.
  bool mayDrop(Operation *trap) {
    return mayRewrite(*this, trap, maxTraps, dropped++);
  }

  uint64_t dropped = 0;
};
} // namespace

} // namespace vo::passes
