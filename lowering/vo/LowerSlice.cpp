//===- LowerSlice.cpp - New slices, elements, append ----------------------===//
//
// A slice is four scalars; length, capacity and nilness are just there. An
// element access is a bounds check, an address and the loads or stores of the
// element (Elements.h). The base plus offset is an address of its own, so that
// loops over a slice compute it once.
//
// append is inline while there is room: the store and length + 1. Otherwise
// vo_rt_slice_grow gives the same elements in a larger array (its doubling
// makes the branch rare), and the same store follows.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Elements.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::abi::EntryId;

namespace vo::lowering {

static_assert(ir::kSureArrayBytes == abi::kSureArrayBytes,
              "what needs no check here must need none in the runtime");

namespace {

struct SliceNewLowering : VoPattern<ir::SliceNewOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceNewOp op, Operands operands,
                      const Emitter &emit) const override {
    Value length = operands.getLength().front();
    Value capacity = operands.getCapacity().front();
    Scalars arguments = elementType(emit, op.getElem(), op.getMeta());
    EntryId entry = EntryId::vo_rt_new_array;
    if (!ir::surelyAllocates(op)) {
      entry = EntryId::vo_rt_make_slice;
      arguments.push_back(length);
    }
    arguments.push_back(capacity);
    Value array = emit.call(entry, arguments).front();
    Value offset = emit.constant(abi::kArrayDataOffset);
    return replace(op, {array, offset, length, capacity}, emit);
  }
};

/// The scalar of a slice that an operation asks for.
template <typename Op, unsigned number> struct ScalarLowering : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  LogicalResult lower(Op op, typename VoPattern<Op>::Operands operands,
                      const Emitter &emit) const override {
    return this->replace(op, operands.getSlice()[number], emit);
  }
};
using SliceLenLowering = ScalarLowering<ir::SliceLenOp, 2>;
using SliceCapLowering = ScalarLowering<ir::SliceCapOp, 3>;

struct SliceIsNilLowering : VoPattern<ir::SliceIsNilOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceIsNilOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, emit.isNull(SliceScalars(operands.getSlice()).base),
                   emit);
  }
};

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

struct SliceGetLowering : VoPattern<ir::SliceGetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceGetOp op, Operands operands,
                      const Emitter &emit) const override {
    SliceScalars slice(operands.getSlice());
    Value index = operands.getIndex().front();
    emit.checkIndex(index, slice.length);
    ElementPlace place =
        placeInSlice(emit, slice, index, op.getElem(), facts.flatSlices);
    return replace(
        op, loadElement(emit, op.getElem(), op.getResultTypes(), place), emit);
  }
};

struct SliceSetLowering : VoPattern<ir::SliceSetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceSetOp op, Operands operands,
                      const Emitter &emit) const override {
    SliceScalars slice(operands.getSlice());
    Value index = operands.getIndex().front();
    emit.checkIndex(index, slice.length);
    ElementPlace place =
        placeInSlice(emit, slice, index, op.getElem(), facts.flatSlices);
    storeElement(emit, op.getElem(), op.getValues().getTypes(),
                 operands.getValues(), place);
    return erase(op, emit);
  }
};

struct SliceAddrLowering : VoPattern<ir::SliceAddrOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceAddrOp op, Operands operands,
                      const Emitter &emit) const override {
    SliceScalars slice(operands.getSlice());
    Value index = operands.getIndex().front();
    emit.checkIndex(index, slice.length);
    ElementPlace place =
        placeInSlice(emit, slice, index, op.getElem(), facts.flatSlices);
    return replace(op, place.address, emit);
  }
};

struct SliceAppendLowering : VoPattern<ir::SliceAppendOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceAppendOp op, Operands operands,
                      const Emitter &emit) const override {
    SliceScalars old(operands.getSlice());
    auto grow = [&]() -> Scalars {
      Scalars arguments = old.values();
      llvm::append_range(arguments,
                         elementType(emit, op.getElem(), op.getMeta()));
      SliceScalars grown(emit.call(EntryId::vo_rt_slice_grow, arguments));
      return {grown.base, grown.offset, grown.capacity};
    };
    Value full = emit.compare(CmpIPredicate::uge, old.length, old.capacity);
    Scalars room = emit.branch(full, grow, {old.base, old.offset, old.capacity},
                               Likelihood::Rare);

    SliceScalars slice(room[0], room[1], old.length, room[2]);
    storeElement(
        emit, op.getElem(), op.getValues().getTypes(), operands.getValues(),
        placeInSlice(emit, slice, old.length, op.getElem(), facts.flatSlices));
    slice.length = emit.add(old.length, emit.constant(1));
    return replace(op, slice.values(), emit);
  }
};

} // namespace

void populateSlicePatterns(const MachineTypes &types, const ModuleFacts &facts,
                           RewritePatternSet &patterns) {
  patterns.add<SliceNewLowering, SliceLenLowering, SliceCapLowering,
               SliceIsNilLowering, SliceGetLowering, SliceSetLowering,
               SliceAddrLowering, SliceAppendLowering>(types, facts,
                                                       patterns.getContext());
}

} // namespace vo::lowering
