//===- HoistUnbox.cpp - Unbox where the reference is defined --------------===//
//
// `vo.unbox` is pure and total for boxes of its type and null, and a reference
// that is unboxed as a T anywhere holds a box of a T or null wherever it is
// defined (the argument is Sharpen.cpp's). So the unbox may execute earlier.
//
// Cost: linear. An unbox that only a cold path needs is paid on the hot path:
// three or four loads from one cache line that the hot path usually reads too.
// Not handled: references that are defined outside a loop as boxes of several
// types by different predecessors; vo-sharpen leaves those as they are.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

using namespace mlir;
using namespace vo::ir;

namespace vo::passes {
#define GEN_PASS_DEF_HOISTUNBOX
#include "passes/Passes.h.inc"
} // namespace vo::passes

namespace {
struct HoistUnbox : vo::passes::impl::HoistUnboxBase<HoistUnbox> {
  void runOnOperation() override {
    SmallVector<UnboxOp> unboxes;
    getOperation().walk([&](UnboxOp op) { unboxes.push_back(op); });
    for (UnboxOp unbox : unboxes)
      numHoisted += hoist(unbox);
  }

  /// Moves `unbox` behind its operand's definition; false if it is there.
  static bool hoist(UnboxOp unbox) {
    Value box = unbox.getBox();
    Block *block = box.getParentBlock();
    if (block == unbox->getBlock())
      return false;
    if (Operation *definition = box.getDefiningOp())
      unbox->moveAfter(definition);
    else
      unbox->moveBefore(block, block->begin());
    return true;
  }
};
} // namespace
