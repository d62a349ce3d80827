//===- LowerSlice.cpp - Slices --------------------------------------------===//
//
// A slice is four scalars; length, capacity and nilness are just there. An
// element access is a bounds check, an address and the loads or stores of the
// element's leaves. The base plus offset is an address of its own, so that
// loops over a slice compute it once. Slicing is arithmetic.
//
// append is inline while there is room: the store and length + 1. Otherwise
// vo_rt_slice_grow gives the same elements in a larger array (its doubling
// makes the branch rare), and the same store follows. append(s, t...) and copy
// are runtime entries, one per kind of source.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

#include "mlir/IR/Matchers.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::abi::EntryId;

namespace vo::lowering {

/// Whether length and capacity are constants that make cannot object to.
static bool needsNoChecks(ir::SliceNewOp op, uint64_t stride) {
  APInt length, capacity;
  if (!matchPattern(op.getLength(), m_ConstantInt(&length)) ||
      !matchPattern(op.getCapacity(), m_ConstantInt(&capacity)))
    return false;
  constexpr uint64_t kBytes = abi::kSureArrayBytes - abi::kArrayDataOffset;
  return length.ule(capacity) && capacity.ule(kBytes) &&
         capacity.getZExtValue() <= kBytes / std::max<uint64_t>(stride, 1);
}

/// Address of an element whose index has been checked.
static Value elementAddress(const SliceScalars &slice, Value index,
                            uint64_t stride, const Emitter &emit) {
  // An element without storage is anywhere in the object.
  if (stride == 0)
    return slice.base;
  Value data = emit.address(slice.base, slice.offset, 1, 0);
  return emit.address(data, index, stride, 0);
}

/// Address of the element that an operation accesses, checked unless it is
/// marked `inbounds`.
template <typename Op, typename Operands>
static Value elementAddress(Op op, Operands operands, MemoryLayouts &layouts,
                            const Emitter &emit) {
  SliceScalars slice(operands.getContainer());
  Value index = operands.getIndex().front();
  if (!op.getInbounds())
    emit.checkIndex(index, slice.length);
  return elementAddress(slice, index,
                        layouts.stride(op.getContainer().getType().getElem()),
                        emit);
}

/// The optional upper bound of a slice expression.
static Value maxOf(ValueRange max) { return max.empty() ? Value() : max[0]; }

/// The element type of an array that an operation may make; null, after an
/// error, when it is too large.
static ir::ElemAttr elementOf(Operation *op, ir::SliceType type,
                              MemoryLayouts &layouts) {
  ir::ElemAttr elem = layouts.element(type.getElem());
  if (!elem)
    op->emitError("slice element is too large");
  return elem;
}

namespace {

struct SliceNewLowering : VoPattern<ir::SliceNewOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceNewOp op, Operands operands,
                      const Emitter &emit) const override {
    Value length = operands.getLength().front();
    Value capacity = operands.getCapacity().front();
    if (op.getFrame())
      return lowerInFrame(op, length, capacity, emit);
    if (op.getFrameCount())
      return lowerIfSmall(op, length, capacity, emit);
    // Nobody reads or writes elements of none.
    if (matchPattern(op.getLength(), m_Zero()) &&
        matchPattern(op.getCapacity(), m_Zero())) {
      Value zero = emit.constant(0);
      Value nowhere = emit.make<ir::vort::StaticWordOp>(zero);
      return replace(op, {nowhere, zero, zero, zero}, emit);
    }
    Value array = inHeap(op, length, capacity, emit);
    if (!array)
      return failure();
    Value offset = emit.constant(abi::kArrayDataOffset);
    return replace(op, {array, offset, length, capacity}, emit);
  }

private:
  /// Null after an error.
  Value inHeap(ir::SliceNewOp op, Value length, Value capacity,
               const Emitter &emit) const {
    ir::ElemAttr elem = elementOf(op, op.getSlice().getType(), program.layouts);
    if (!elem)
      return {};
    Scalars arguments = elementType(emit, elem);
    EntryId entry = EntryId::vo_rt_new_array;
    if (!needsNoChecks(op, elem.bytes())) {
      entry = EntryId::vo_rt_make_slice;
      arguments.push_back(length);
    }
    arguments.push_back(capacity);
    return emit.call(entry, arguments).front();
  }

  /// The frame's memory begins its life in any case, and where it is too small
  /// an array of the heap is made. Elements lie at the same distance in both.
  LogicalResult lowerIfSmall(ir::SliceNewOp op, Value length, Value capacity,
                             const Emitter &emit) const {
    MLIRContext *context = op.getContext();
    auto count = static_cast<int64_t>(*op.getFrameCount());
    Type elements =
        ir::FlatType::get(context, count, op.getSlice().getType().getElem());
    SmallVector<Type> words(abi::kArrayDataOffset / abi::kWordBytes,
                            IntegerType::get(context, 64));
    words.push_back(elements);
    ir::LayoutAttr layout =
        program.layouts.object(TupleType::get(context, words));
    if (!layout)
      return op.emitError("slice is too large for a frame");
    Value small = emit.make<ir::vort::StackObjectOp>(
        layout, /*reserved=*/StringAttr(), /*header=*/true);
    Value isLarge = emit.compare(CmpIPredicate::ugt, capacity,
                                 emit.constant(static_cast<uint64_t>(count)));
    Value isWrong = emit.compare(CmpIPredicate::ugt, length, capacity);
    Value array;
    Scalars chosen = emit.branch(emit.make<arith::OrIOp>(isLarge, isWrong),
                                 [&]() -> Scalars {
                                   array = inHeap(op, length, capacity, emit);
                                   return {array ? array : emit.null()};
                                 },
                                 {small});
    if (!array)
      return failure();
    Value offset = emit.constant(abi::kArrayDataOffset);
    return replace(op, {chosen.front(), offset, length, capacity}, emit);
  }

  /// The elements alone: an array object's header is for the collector, which
  /// knows these by their layout.
  LogicalResult lowerInFrame(ir::SliceNewOp op, Value length, Value capacity,
                             const Emitter &emit) const {
    std::optional<uint64_t> count = op.getConstantCount();
    if (!count)
      return op.emitError("elements of an unknown number are no frame's");
    ir::LayoutAttr layout = program.layouts.object(
        ir::FlatType::get(op.getContext(), static_cast<int64_t>(*count),
                          op.getSlice().getType().getElem()));
    if (!layout)
      return op.emitError("slice is too large for a frame");
    Value array = emit.make<ir::vort::StackObjectOp>(
        layout, /*reserved=*/StringAttr(), /*header=*/true);
    return replace(op, {array, emit.constant(0), length, capacity}, emit);
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

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

struct SliceGetLowering : VoPattern<ir::SliceGetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceGetOp op, Operands operands,
                      const Emitter &emit) const override {
    Place place{elementAddress(op, operands, program.layouts, emit),
                op.getContainer().getType().getElem()};
    return replace(
        op, loadLeaves(emit, program.layouts, place, op.getValues().size()),
        emit);
  }
};

struct SliceSetLowering : VoPattern<ir::SliceSetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceSetOp op, Operands operands,
                      const Emitter &emit) const override {
    Place place{elementAddress(op, operands, program.layouts, emit),
                op.getContainer().getType().getElem()};
    storeLeaves(emit, program.layouts, place, operands.getValues(),
                op.getNobarrier() ? Barrier::NotNeeded : Barrier::Needed);
    return erase(op, emit);
  }
};

struct SliceAddrLowering : VoPattern<ir::SliceAddrOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceAddrOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, elementAddress(op, operands, program.layouts, emit),
                   emit);
  }
};

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

struct SliceSliceLowering : VoPattern<ir::SliceSliceOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceSliceOp op, Operands operands,
                      const Emitter &emit) const override {
    SliceScalars slice(operands.getSlice());
    Value low = operands.getLow().front(), high = operands.getHigh().front();
    Value max = maxOf(operands.getMax());
    emit.checkBounds(low, high, max, slice.capacity);
    uint64_t stride = program.layouts.stride(op.getSlice().getType().getElem());
    Value distance = emit.mul(low, emit.constant(stride));
    return replace(op,
                   {slice.base, emit.add(slice.offset, distance),
                    emit.sub(high, low),
                    emit.sub(max ? max : slice.capacity, low)},
                   emit);
  }
};

struct SliceOfLowering : VoPattern<ir::SliceOfOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::SliceOfOp op, Operands operands,
                      const Emitter &emit) const override {
    Value low = operands.getLow().front(), high = operands.getHigh().front();
    Value max = maxOf(operands.getMax());
    if (!op.getNonnull())
      emit.trapIf(emit.isNull(operands.getArray().front()),
                  abi::Trap::NilPointerDereference);
    auto array = cast<ir::FlatType>(ir::pointeeOf(op.getArray().getType()));
    Value length = emit.constant(static_cast<uint64_t>(array.getCount()));
    emit.checkBounds(low, high, max, length);
    bool isObject = isa<ir::ArrayType>(op.getArray().getType());
    uint64_t stride = program.layouts.stride(array.getElem());
    Value offset =
        emit.add(emit.mul(low, emit.constant(stride)),
                 emit.constant(isObject ? abi::kArrayDataOffset : 0));
    return replace(op,
                   {operands.getArray().front(), offset, emit.sub(high, low),
                    emit.sub(max ? max : length, low)},
                   emit);
  }
};

//===----------------------------------------------------------------------===//
// Growing and copying
//===----------------------------------------------------------------------===//

struct AppendLowering : VoPattern<ir::AppendOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::AppendOp op, Operands operands,
                      const Emitter &emit) const override {
    SliceScalars old(operands.getSlice());
    ir::SliceType type = op.getSlice().getType();
    ir::ElemAttr elem = elementOf(op, type, program.layouts);
    if (!elem)
      return failure();
    auto grow = [&]() -> Scalars {
      Scalars arguments = old.values();
      llvm::append_range(arguments, elementType(emit, elem));
      SliceScalars grown(emit.call(EntryId::vo_rt_slice_grow, arguments));
      return {grown.base, grown.offset, grown.capacity};
    };
    Value full = emit.compare(CmpIPredicate::uge, old.length, old.capacity);
    Scalars room = emit.branch(full, grow, {old.base, old.offset, old.capacity},
                               Likelihood::Rare);

    SliceScalars slice(room[0], room[1], old.length, room[2]);
    Place place{elementAddress(slice, old.length, elem.bytes(), emit),
                type.getElem()};
    storeLeaves(emit, program.layouts, place, operands.getValues(),
                op.getNobarrier() ? Barrier::NotNeeded : Barrier::Needed);
    slice.length = emit.add(old.length, emit.constant(1));
    return replace(op, slice.values(), emit);
  }
};

struct AppendAllLowering : VoPattern<ir::AppendAllOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::AppendAllOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars arguments(operands.getSlice());
    llvm::append_range(arguments, operands.getSource());
    if (isa<ir::StringType>(op.getSource().getType()))
      return replace(
          op, emit.call(EntryId::vo_rt_slice_append_string, arguments), emit);
    ir::ElemAttr elem = elementOf(op, op.getSlice().getType(), program.layouts);
    if (!elem)
      return failure();
    llvm::append_range(arguments, elementType(emit, elem));
    return replace(op, emit.call(EntryId::vo_rt_slice_append_slice, arguments),
                   emit);
  }
};

struct CopyLowering : VoPattern<ir::CopyOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::CopyOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars arguments(operands.getDestination());
    llvm::append_range(arguments, operands.getSource());
    if (isa<ir::StringType>(op.getSource().getType()))
      return replace(op, emit.call(EntryId::vo_rt_slice_copy_string, arguments),
                     emit);
    arguments.push_back(emit.constant(
        program.layouts.stride(op.getDestination().getType().getElem())));
    return replace(op, emit.call(EntryId::vo_rt_slice_copy, arguments), emit);
  }
};

} // namespace

void populateSlicePatterns(const MachineTypes &types, Program &program,
                           RewritePatternSet &patterns) {
  patterns.add<SliceNewLowering, SliceLenLowering, SliceCapLowering,
               SliceGetLowering, SliceSetLowering, SliceAddrLowering,
               SliceSliceLowering, SliceOfLowering, AppendLowering,
               AppendAllLowering, CopyLowering>(types, program,
                                                patterns.getContext());
}

} // namespace vo::lowering
