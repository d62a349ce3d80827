//===- Elements.h - Elements of arrays and slices ---------------*- C++ -*-===//
//
// Where an element lies and how it is read and written. Elements are packed,
// `ElemAttr::bytes` apart, except in a slice with flat storage
// (abi::SliceObject), where elements narrower than a slot lie one per slot.
// Programs without a `vo.slice.of_inline` have no such slice, and their
// accesses do not ask (ModuleFacts::flatSlices).
//
// With flat storage possible: the offset is masked; the distance of narrow
// elements is selected by the offset's sign. A narrow load is the same in both
// forms, because a slot holds the element extended to 64 bits and the low
// bytes come first on the machines we compile for. A store to flat storage
// writes the whole slot, in a branch of its own.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lowering/vo/Memory.h"

namespace vo::lowering {

/// Place of one element in memory.
struct ElementPlace {
  mlir::Value address;
  mlir::Value flat; // i1: the element has a slot of its own; null: it never has
};

/// Element `index` (not checked) of a slice. `flatSlices` as in ModuleFacts.
ElementPlace placeInSlice(const Emitter &emit, const SliceScalars &slice,
                          mlir::Value index, ir::ElemAttr elem,
                          bool flatSlices);
/// Element `index` (not checked) of an array object.
ElementPlace placeInArray(const Emitter &emit, mlir::Value array,
                          mlir::Value index, ir::ElemAttr elem);

/// Distance in bytes between the elements of a slice. Without `elem` it is read
/// from the array object (0 for a nil slice).
mlir::Value strideOf(const Emitter &emit, const SliceScalars &slice,
                     ir::ElemAttr elem, bool flatSlices);
/// Distance in bytes between the elements of an array object.
mlir::Value strideOfArray(const Emitter &emit, mlir::Value array);

llvm::SmallVector<Scalars> loadElement(const Emitter &emit, ir::ElemAttr elem,
                                       mlir::TypeRange types,
                                       const ElementPlace &place);
void storeElement(const Emitter &emit, ir::ElemAttr elem, mlir::TypeRange types,
                  llvm::ArrayRef<mlir::ValueRange> values,
                  const ElementPlace &place);

/// The two operands by which runtime entries describe elements: layout id and
/// `elemBytes << 32 | elemMeta`.
Scalars elementType(const Emitter &emit, ir::ElemAttr elem, uint32_t meta);

} // namespace vo::lowering
