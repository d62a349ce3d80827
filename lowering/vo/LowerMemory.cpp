//===- LowerMemory.cpp - Globals, frame areas, objects --------------------===//
//
// Slots become 8-byte words at constant distances. An access through a pointer
// traps on null unless the pointer was made in sight; the trap is in front of
// the access, also when nothing is accessed. Stores of references to the heap
// mark a card, except of null and to objects that no collection has seen;
// globals and frames are visited by every collection and need none. What the
// collector reads together is stored together (vort.store_words).
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;

namespace vo::lowering {

/// Whether the pointer is the result of an operation that never gives null.
static bool isNeverNull(Value pointer) {
  Operation *source = pointer.getDefiningOp();
  return isa_and_nonnull<ir::AllocationOpInterface, ir::ArrayAddrOp,
                         ir::SliceAddrOp>(source);
}

static void checkPointer(const Emitter &emit, Value original, Value pointer) {
  if (!isNeverNull(original))
    emit.trapIf(emit.isNull(pointer), abi::Trap::NilPointerDereference);
}

static int64_t bytes(int64_t slots) { return slots * abi::kWordBytes; }

namespace {

//===----------------------------------------------------------------------===//
// Globals and frame areas
//===----------------------------------------------------------------------===//

struct GlobalLowering : VoPattern<ir::GlobalOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::GlobalOp op, Operands,
                      const Emitter &emit) const override {
    auto global = emit.make<ir::vort::GlobalOp>(
        op.getSymNameAttr(), op.getLayout(), op.getSymVisibilityAttr());
    global->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    return erase(op, emit);
  }
};

struct GlobalGetLowering : VoPattern<ir::GlobalGetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::GlobalGetOp op, Operands,
                      const Emitter &emit) const override {
    Value base = emit.make<ir::vort::GlobalAddrOp>(op.getGlobalAttr());
    return replace(op, loadValue(emit, op.getType(), base, bytes(op.getSlot())),
                   emit);
  }
};

struct GlobalSetLowering : VoPattern<ir::GlobalSetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::GlobalSetOp op, Operands operands,
                      const Emitter &emit) const override {
    Value base = emit.make<ir::vort::GlobalAddrOp>(op.getGlobalAttr());
    if (facts.headerStores.contains(op))
      storeHeader(emit, operands.getValue().front(), base, bytes(op.getSlot()));
    else
      storeValue(emit, op.getValue().getType(), operands.getValue(), base,
                 bytes(op.getSlot()), Barrier::NotNeeded);
    return erase(op, emit);
  }
};

struct FrameLowering : VoPattern<ir::FrameOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::FrameOp op, Operands,
                      const Emitter &emit) const override {
    Value frame = emit.make<ir::vort::FrameOp>(uint64_t{op.getLayout().size()});
    return replace(op, frame, emit);
  }
};

struct FrameGetLowering : VoPattern<ir::FrameGetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::FrameGetOp op, Operands operands,
                      const Emitter &emit) const override {
    Value address =
        emit.address(operands.getFrame().front(), operands.getIndex().front(),
                     bytes(op.getStride()), bytes(op.getOffset()));
    return replace(op, loadValue(emit, op.getType(), address, 0), emit);
  }
};

struct FrameSetLowering : VoPattern<ir::FrameSetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::FrameSetOp op, Operands operands,
                      const Emitter &emit) const override {
    Value address =
        emit.address(operands.getFrame().front(), operands.getIndex().front(),
                     bytes(op.getStride()), bytes(op.getOffset()));
    if (facts.headerStores.contains(op))
      storeHeader(emit, operands.getValue().front(), address, 0);
    else
      storeValue(emit, op.getValue().getType(), operands.getValue(), address, 0,
                 Barrier::Needed);
    return erase(op, emit);
  }
};

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

struct NewLowering : VoPattern<ir::NewOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::NewOp op, Operands,
                      const Emitter &emit) const override {
    Value object =
        emit.make<ir::vort::AllocOp>(op.getLayout(), /*reserved=*/StringAttr());
    return replace(op, object, emit);
  }
};

struct LoadLowering : VoPattern<ir::LoadOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::LoadOp op, Operands operands,
                      const Emitter &emit) const override {
    Value pointer = operands.getPointer().front();
    checkPointer(emit, op.getPointer(), pointer);
    return replace(
        op, loadValues(emit, op.getResultTypes(), pointer, bytes(op.getSlot())),
        emit);
  }
};

struct StoreLowering : VoPattern<ir::StoreOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StoreOp op, Operands operands,
                      const Emitter &emit) const override {
    Value pointer = operands.getPointer().front();
    checkPointer(emit, op.getPointer(), pointer);
    if (facts.headerStores.contains(op))
      storeHeader(emit, operands.getValues().front().front(), pointer,
                  bytes(op.getSlot()));
    else
      storeValues(emit, op.getValues().getTypes(), operands.getValues(),
                  pointer, bytes(op.getSlot()),
                  facts.freshStores.contains(op) ? Barrier::NotNeeded
                                                 : Barrier::Needed);
    return erase(op, emit);
  }
};

struct AddrLowering : VoPattern<ir::AddrOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::AddrOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op,
                   emit.address(operands.getPointer().front(),
                                operands.getSlots().front(), abi::kWordBytes,
                                0),
                   emit);
  }
};

} // namespace

void populateMemoryPatterns(const MachineTypes &types, const ModuleFacts &facts,
                            RewritePatternSet &patterns) {
  patterns.add<GlobalLowering, GlobalGetLowering, GlobalSetLowering,
               FrameLowering, FrameGetLowering, FrameSetLowering, NewLowering,
               LoadLowering, StoreLowering, AddrLowering>(
      types, facts, patterns.getContext());
}

} // namespace vo::lowering
