//===- Elements.cpp - Elements of arrays and slices -----------------------===//

#include "lowering/vo/Elements.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::ir::ElemKind;
using vo::ir::vort::MemKind;

namespace vo::lowering {

static MemKind kindOf(ElemKind kind) {
  switch (kind) {
  case ElemKind::U8:
    return MemKind::U8;
  case ElemKind::U16:
    return MemKind::U16;
  case ElemKind::U32:
  case ElemKind::F32:
    return MemKind::U32;
  case ElemKind::I8:
    return MemKind::I8;
  case ElemKind::I16:
    return MemKind::I16;
  case ElemKind::I32:
    return MemKind::I32;
  case ElemKind::Slots:
    break;
  }
  llvm_unreachable("slots are no narrow element");
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

/// Whether a slice with this offset has flat storage.
static Value isFlat(const Emitter &emit, Value offset) {
  return emit.compare(CmpIPredicate::slt, offset, emit.constant(0));
}

static Value selectStride(const Emitter &emit, Value flat, ir::ElemAttr elem) {
  return emit.select(flat, emit.constant(abi::kWordBytes),
                     emit.constant(elem.bytes()));
}

Value strideOfArray(const Emitter &emit, Value array) {
  return emit.load(emit.address(array, offsetof(abi::ArrayObject, elemBytes)),
                   MemKind::U32, /*invariant=*/true);
}

/// Distance that the slice itself tells: in the offset of flat storage, in the
/// array object otherwise. Objects that are none are not touched.
static Value readStride(const Emitter &emit, const SliceScalars &slice,
                        bool flatSlices) {
  Value none = emit.isNull(slice.base);
  Value flat;
  if (flatSlices) {
    flat = isFlat(emit, slice.offset);
    none = emit.bitOr(none, flat);
  }
  Value zero = emit.make<ir::vort::ZeroHeaderOp>();
  Value packed = strideOfArray(emit, emit.select(none, zero, slice.base));
  if (!flatSlices)
    return packed;
  Value words =
      emit.bitAnd(emit.make<arith::ShRUIOp>(
                      slice.offset, emit.constant(abi::kFlatStrideShift)),
                  emit.constant(abi::kFlatStrideMask));
  Value bytes = emit.mul(words, emit.constant(abi::kWordBytes));
  return emit.select(flat, bytes, packed);
}

Value strideOf(const Emitter &emit, const SliceScalars &slice,
               ir::ElemAttr elem, bool flatSlices) {
  if (!elem)
    return readStride(emit, slice, flatSlices);
  if (!flatSlices || !elem.isNarrow())
    return emit.constant(elem.bytes());
  return selectStride(emit, isFlat(emit, slice.offset), elem);
}

ElementPlace placeInSlice(const Emitter &emit, const SliceScalars &slice,
                          Value index, ir::ElemAttr elem, bool flatSlices) {
  // An element without storage is anywhere in the object.
  if (elem.bytes() == 0)
    return {slice.base, {}};
  Value offset = slice.offset;
  if (flatSlices)
    offset = emit.bitAnd(offset, emit.constant(abi::kSliceOffsetMask));
  Value data = emit.address(slice.base, offset, 1, 0);
  if (!flatSlices || !elem.isNarrow())
    return {emit.address(data, index, elem.bytes(), 0), {}};
  Value flat = isFlat(emit, slice.offset);
  Value distance = emit.mul(index, selectStride(emit, flat, elem));
  return {emit.address(data, distance, 1, 0), flat};
}

ElementPlace placeInArray(const Emitter &emit, Value array, Value index,
                          ir::ElemAttr elem) {
  if (elem.bytes() == 0)
    return {array, {}};
  return {emit.address(array, index, elem.bytes(), abi::kArrayDataOffset), {}};
}

//===----------------------------------------------------------------------===//
// Contents
//===----------------------------------------------------------------------===//

SmallVector<Scalars> loadElement(const Emitter &emit, ir::ElemAttr elem,
                                 TypeRange types, const ElementPlace &place) {
  if (!elem.isNarrow())
    return loadValues(emit, types, place.address, 0);
  Value bits = emit.load(place.address, kindOf(elem.getKind()));
  if (isa<FloatType>(types.front()))
    bits = emit.make<arith::BitcastOp>(types.front(), bits);
  return {{bits}};
}

void storeElement(const Emitter &emit, ir::ElemAttr elem, TypeRange types,
                  ArrayRef<ValueRange> values, const ElementPlace &place) {
  if (!elem.isNarrow())
    return storeValues(emit, types, values, place.address, 0, Barrier::Needed);
  Value bits = values.front().front();
  if (isa<FloatType>(bits.getType()))
    bits = emit.make<arith::BitcastOp>(emit.i64(), bits);
  emit.store(bits, place.address, kindOf(elem.getKind()));
  if (!place.flat)
    return;
  emit.branch(place.flat,
              [&]() -> Scalars {
                emit.store(bits, place.address, MemKind::I64);
                return {};
              },
              {});
}

Scalars elementType(const Emitter &emit, ir::ElemAttr elem, uint32_t meta) {
  return {emit.make<ir::vort::ArrayLayoutOp>(elem),
          emit.constant(uint64_t{elem.bytes()} << 32 | meta)};
}

} // namespace vo::lowering
