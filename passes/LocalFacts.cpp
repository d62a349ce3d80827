//===- LocalFacts.cpp - Facts that one block shows ------------------------===//
//
// Marks operations with what is plain to see from where their operands are
// made:
//
//   nonnull    the pointer is the result of an operation that never gives nil
//   nobarrier  the object is younger than the last possible collection: it was
//              made earlier in the block, and no operation in between may
//              collect. The collector visits all of such an object, so no card
//              needs a mark.
//   immutable  all uses of a box are interface values, whose data nobody writes
//
// What an operation may do, and whether it makes a new object, is asked of its
// interfaces. Marks are only added; each one holds on its own, so that any of
// them may be left out.
//
// Cost: one walk. Not handled: objects that are made in another block, pointers
// that were checked before, elements of slices and arrays that are new.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "llvm/ADT/DenseSet.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_LOCALFACTS
#include "passes/Passes.h.inc"

/// Whether the value is surely a new object, and so not nil.
static bool isNew(Value value) {
  auto source = value.getDefiningOp<ir::AllocationOpInterface>();
  return source && source.alwaysAllocates() && source.getAllocated() == value;
}

/// Whether the pointer is surely not nil.
static bool isNeverNil(Value pointer) {
  while (true) {
    Operation *source = pointer.getDefiningOp();
    if (isa_and_nonnull<ir::ArrayAddrOp, ir::SliceAddrOp>(source) ||
        isNew(pointer))
      return true;
    if (auto address = dyn_cast_or_null<ir::AddrOp>(source))
      pointer = address.getPointer();
    else if (auto cast = dyn_cast_or_null<ir::CastOp>(source))
      pointer = cast.getPointer();
    else
      return false;
  }
}

/// Whether the object is only data of interface values.
static bool isOnlyData(ir::NewOp op) {
  return isa<ir::BoxType>(op.getObject().getType()) && !op->use_empty() &&
         llvm::all_of(op->getUsers(), [](Operation *user) {
           return isa<ir::IfaceMakeOp>(user);
         });
}

namespace {
class LocalFacts : public impl::LocalFactsBase<LocalFacts> {
  using LocalFactsBase::LocalFactsBase;

  void runOnOperation() override {
    getOperation().walk([&](Block *block) { visit(*block); });
  }

  void visit(Block &block) {
    DenseSet<Value> fresh;
    for (Operation &op : block) {
      auto facts = dyn_cast<ir::FactsOpInterface>(op);
      bool mayCollect = facts ? facts.mayCollect() : !isMemoryEffectFree(&op);
      if (mayCollect)
        fresh.clear();
      if (isa<ir::LoadOp>(op))
        markNonnull(cast<ir::LoadOp>(op));
      if (auto store = dyn_cast<ir::StoreOp>(op)) {
        markNonnull(store);
        markFresh(store, fresh);
      }
      if (auto object = dyn_cast<ir::NewOp>(op)) {
        fresh.insert(object.getObject());
        if (!object.getImmutable() && isOnlyData(object) && mayMark(object)) {
          object.setImmutable(true);
          ++numImmutable;
        }
      }
    }
  }

  template <typename Access> void markNonnull(Access op) {
    if (op.getNonnull() || !isNeverNil(op.getPointer()) || !mayMark(op))
      return;
    op.setNonnull(true);
    ++numNonnull;
  }

  void markFresh(ir::StoreOp op, const DenseSet<Value> &fresh) {
    if (op.getNobarrier() || !fresh.contains(op.getPointer()) || !mayMark(op))
      return;
    op.setNobarrier(true);
    ++numNobarrier;
  }

  /// Counts a mark against `max-marks`.
  bool mayMark(Operation *op) {
    if (!mayRewrite(*this, op, maxMarks, marks))
      return false;
    ++marks;
    return true;
  }

  uint64_t marks = 0;
};
} // namespace

} // namespace vo::passes
