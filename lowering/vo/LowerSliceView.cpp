//===- LowerSliceView.cpp - Slices of slices and arrays, bulk moves -------===//
//
// Slicing is arithmetic on the scalars: bounds check, offset + low * distance,
// high - low, limit - low. It allocates nothing. Where the element type is not
// known, the distance is read from the array object.
//
// A slice of an array inside another object has flat storage whatever its
// elements are (abi::SliceObject), because its base is no array object that the
// runtime could ask for the size of elements. Not handled: elements there of
// more than 256 KiB, whose distance the offset cannot hold.
//
// append(s, t...) and copy are runtime entries, one per kind of source.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Elements.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using vo::abi::EntryId;
using vo::ir::vort::MemKind;

namespace vo::lowering {

/// The optional upper bound of a slice expression.
static Value maxOf(ValueRange max) { return max.empty() ? Value() : max[0]; }

namespace {

struct SliceSliceLowering : VoPattern<ir::SliceSliceOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceSliceOp op, Operands operands,
                      const Emitter &emit) const override {
    SliceScalars slice(operands.getSlice());
    Value low = operands.getLow().front(), high = operands.getHigh().front();
    Value max = maxOf(operands.getMax());
    emit.checkBounds(low, high, max, slice.capacity);
    Value stride = strideOf(emit, slice, op.getElemAttr(), facts.flatSlices);
    return replace(op,
                   {slice.base, emit.add(slice.offset, emit.mul(low, stride)),
                    emit.sub(high, low),
                    emit.sub(max ? max : slice.capacity, low)},
                   emit);
  }
};

struct SliceOfArrayLowering : VoPattern<ir::SliceOfArrayOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceOfArrayOp op, Operands operands,
                      const Emitter &emit) const override {
    Value array = operands.getArray().front();
    Value low = operands.getLow().front(), high = operands.getHigh().front();
    Value max = maxOf(operands.getMax());
    if (!isa_and_nonnull<ir::AllocationOpInterface>(
            op.getArray().getDefiningOp()))
      emit.trapIf(emit.isNull(array), abi::Trap::NilPointerDereference);
    Value length = emit.load(array, MemKind::I64, /*invariant=*/true);
    emit.checkBounds(low, high, max, length);
    Value stride = strideOfArray(emit, array);
    Value offset =
        emit.add(emit.mul(low, stride), emit.constant(abi::kArrayDataOffset));
    return replace(
        op,
        {array, offset, emit.sub(high, low), emit.sub(max ? max : length, low)},
        emit);
  }
};

struct SliceOfInlineLowering : VoPattern<ir::SliceOfInlineOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceOfInlineOp op, Operands operands,
                      const Emitter &emit) const override {
    Value low = operands.getLow().front(), high = operands.getHigh().front();
    Value length = operands.getLength().front();
    Value stride = operands.getStride().front();
    Value max = maxOf(operands.getMax());
    emit.checkBounds(low, high, max, length);
    // The stride counts bytes here and words in the offset.
    constexpr unsigned kShift = abi::kFlatStrideShift - 3;
    static_assert(abi::kWordBytes == 8);
    Value words = emit.make<arith::ShLIOp>(stride, emit.constant(kShift));
    Value offset =
        emit.bitOr(emit.mul(low, stride),
                   emit.bitOr(words, emit.constant(abi::kFlatSliceBit)));
    return replace(op,
                   {operands.getData().front(), offset, emit.sub(high, low),
                    emit.sub(max ? max : length, low)},
                   emit);
  }
};

struct AppendSliceLowering : VoPattern<ir::SliceAppendSliceOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceAppendSliceOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars arguments(operands.getSlice());
    llvm::append_range(arguments, operands.getSource());
    Type source = op.getSource().getType();
    if (isa<ir::StringType>(source))
      return replace(
          op, emit.call(EntryId::vo_rt_slice_append_string, arguments), emit);
    llvm::append_range(arguments,
                       elementType(emit, op.getElem(), op.getMeta()));
    EntryId entry = isa<ir::SliceType>(source)
                        ? EntryId::vo_rt_slice_append_slice
                        : EntryId::vo_rt_slice_append_boxed;
    return replace(op, emit.call(entry, arguments), emit);
  }
};

struct SliceCopyLowering : VoPattern<ir::SliceCopyOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceCopyOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars arguments(operands.getDestination());
    llvm::append_range(arguments, operands.getSource());
    Type source = op.getSource().getType();
    if (isa<ir::StringType>(source))
      return replace(op, emit.call(EntryId::vo_rt_slice_copy_string, arguments),
                     emit);
    // The operation does not say how large elements are; the objects do.
    arguments.push_back(emit.constant(0));
    EntryId entry = isa<ir::SliceType>(source)
                        ? EntryId::vo_rt_slice_copy
                        : EntryId::vo_rt_slice_copy_boxed;
    return replace(op, emit.call(entry, arguments), emit);
  }
};

} // namespace

void populateSliceViewPatterns(const MachineTypes &types,
                               const ModuleFacts &facts,
                               RewritePatternSet &patterns) {
  patterns.add<SliceSliceLowering, SliceOfArrayLowering, SliceOfInlineLowering,
               AppendSliceLowering, SliceCopyLowering>(types, facts,
                                                       patterns.getContext());
}

} // namespace vo::lowering
