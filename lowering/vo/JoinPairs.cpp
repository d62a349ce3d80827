//===- JoinPairs.cpp - Interfaces that are stored in halves ---------------===//

#include "lowering/vo/JoinPairs.h"

#include "dialect/vo/Vo.h"

#include "llvm/ADT/TypeSwitch.h"

#include <optional>

using namespace mlir;

namespace vo::lowering {
namespace {

/// A store of consecutive values.
struct Access {
  /// What slots are counted from: an object, a variable, an element.
  std::tuple<const void *, const void *, int64_t> base;
  int64_t slot;
  OperandRange values;
};

std::optional<Access> accessOf(Operation *op) {
  return llvm::TypeSwitch<Operation *, std::optional<Access>>(op)
      .Case([](ir::StoreOp store) {
        return Access{{store.getPointer().getAsOpaquePointer(), nullptr, 0},
                      int64_t(store.getSlot()),
                      store.getValues()};
      })
      .Case([](ir::GlobalSetOp set) {
        return Access{{set.getGlobalAttr().getAsOpaquePointer(), nullptr, 0},
                      int64_t(set.getSlot()),
                      set->getOperands()};
      })
      .Case([](ir::FrameSetOp set) {
        return Access{{set.getFrame().getAsOpaquePointer(),
                       set.getIndex().getAsOpaquePointer(),
                       int64_t(set.getStride())},
                      int64_t(set.getOffset()),
                      set->getOperands().take_back()};
      })
      .Default([](Operation *) { return std::nullopt; });
}

/// Makes the store of a data word one of the whole interface.
void widen(Operation *store, Value iface) {
  llvm::TypeSwitch<Operation *>(store)
      .Case<ir::StoreOp, ir::GlobalSetOp>(
          [](auto op) { op.setSlot(op.getSlot() - 1); })
      .Case([](ir::FrameSetOp op) { op.setOffset(op.getOffset() - 1); });
  unsigned first = isa<ir::StoreOp>(store) ? 1 : store->getNumOperands() - 1;
  store->setOperand(first, iface);
}

/// The stores of one block.
class Joiner {
public:
  void run(Block &block) {
    for (Operation &op : llvm::make_early_inc_range(block)) {
      if (auto access = accessOf(&op))
        visit(op, *access);
      else if (op.hasTrait<ir::traits::Safepoint>() || !isMemoryEffectFree(&op))
        headers.clear();
    }
  }

private:
  void visit(Operation &op, const Access &access) {
    if (access.base != base)
      headers.clear();
    base = access.base;
    bool isSingle = access.values.size() == 1;
    Type first = access.values.empty() ? Type() : access.values[0].getType();
    if (isa_and_nonnull<ir::WordType>(first))
      if (Operation *header = headers.lookup(access.slot - 1))
        join(*header, op);
    if (isSingle && first.isInteger(64))
      headers[access.slot] = &op;
    else if (isSingle && isa<ir::WordType, ir::RefType, FloatType>(first))
      headers.erase(access.slot);
    else // several values, or one whose box is an allocation
      headers.clear();
  }

  void join(Operation &header, Operation &word) {
    Access from = *accessOf(&header), to = *accessOf(&word);
    OpBuilder builder(&word);
    widen(&word,
          ir::IfaceMakeOp::create(builder, word.getLoc(), from.values.back(),
                                  to.values.front()));
    headers.erase(from.slot);
    header.erase();
  }

  decltype(Access::base) base;
  llvm::SmallDenseMap<int64_t, Operation *, 4> headers; // by slot
};

} // namespace

void joinPairs(ModuleOp module) {
  module.walk([](Block *block) { Joiner().run(*block); });
}

} // namespace vo::lowering
