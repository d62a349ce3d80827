//===- Memory.h - Values in memory and in boxes -----------------*- C++ -*-===//
//
// How each register type lies in memory: scalars and references in a slot, an
// interface in two, a string or slice as a reference to its box.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lowering/vo/MachineTypes.h"

namespace vo::lowering {

/// Whether a store of references tells the collector. Not needed outside the
/// heap and in objects that no collection has seen.
enum class Barrier { Needed, NotNeeded };

/// Reads a value of register type `type` at `base + offset` bytes. A data word
/// is read as what the header in the slot before it says.
Scalars loadValue(const Emitter &emit, mlir::Type type, mlir::Value base,
                  int64_t offset);

/// Writes a value at `base + offset` bytes. A string or slice is boxed first,
/// which may collect and ends the block.
void storeValue(const Emitter &emit, mlir::Type type, mlir::ValueRange value,
                mlir::Value base, int64_t offset, Barrier barrier);

/// Writes the header of an interface without its data word.
void storeHeader(const Emitter &emit, mlir::Value header, mlir::Value base,
                 int64_t offset);

/// Reads consecutive values.
llvm::SmallVector<Scalars> loadValues(const Emitter &emit,
                                      mlir::TypeRange types, mlir::Value base,
                                      int64_t offset);
/// Writes consecutive values.
void storeValues(const Emitter &emit, mlir::TypeRange types,
                 llvm::ArrayRef<mlir::ValueRange> values, mlir::Value base,
                 int64_t offset, Barrier barrier);

/// The string or slice that `ref` boxes; null gives the empty one.
Scalars unbox(const Emitter &emit, mlir::Type type, mlir::Value ref);

/// Reference to a new header of the string or slice; null for the empty string
/// and the nil slice, unless the value is known to be neither (`never`).
/// Allocates.
enum class Empty { Possible, Never };
mlir::Value box(const Emitter &emit, mlir::Type type, mlir::ValueRange value,
                Empty empty = Empty::Possible);

} // namespace vo::lowering
