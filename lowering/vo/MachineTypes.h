//===- MachineTypes.h - Machine form of the language's types ----*- C++ -*-===//
//
//   i64, f64, f32   themselves
//   !vo.iface       i64 header, i64 bits, !vort.ref
//   !vo.string      !vort.ref base, i64 offset, i64 length
//   !vo.slice       !vort.ref base, i64 offset, i64 length, i64 capacity
//   !vo.frame       !vort.raw, or !vort.ref to an object when it holds
//   references all others      !vort.ref
//
// The data of an interface value is its reference when that is not null, else
// its bits.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lowering/vo/Emitter.h"
#include "lowering/vo/MemoryLayouts.h"

namespace vo::lowering {

class MachineTypes : public mlir::TypeConverter {
public:
  /// `layouts` tell which frame memory holds references.
  explicit MachineTypes(MemoryLayouts &layouts);
  /// Scalars of each of the given types, cut out of `values`.
  llvm::SmallVector<Scalars> split(mlir::TypeRange types,
                                   mlir::ValueRange values) const;
};

/// A string in machine form; an empty one has length 0 and any base and offset.
struct StringScalars {
  mlir::Value base, offset, length;
  explicit StringScalars(mlir::ValueRange values)
      : base(values[0]), offset(values[1]), length(values[2]) {}
};

/// A slice in machine form; see abi::SliceObject.
struct SliceScalars {
  mlir::Value base, offset, length, capacity;
  SliceScalars(mlir::Value base, mlir::Value offset, mlir::Value length,
               mlir::Value capacity)
      : base(base), offset(offset), length(length), capacity(capacity) {}
  explicit SliceScalars(mlir::ValueRange values)
      : SliceScalars(values[0], values[1], values[2], values[3]) {}
  Scalars values() const { return {base, offset, length, capacity}; }
};

/// An interface value in machine form.
struct IfaceScalars {
  mlir::Value header, bits, ref;
  explicit IfaceScalars(mlir::ValueRange values)
      : header(values[0]), bits(values[1]), ref(values[2]) {}
};

} // namespace vo::lowering
