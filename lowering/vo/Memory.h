//===- Memory.h - Values in memory ------------------------------*- C++ -*-===//
//
// How leaves are read and written: where they lie tells MemoryLayouts.h.
//
// What the collector reads together must be written together: the two words of
// an interface value. The base of a string or slice is a reference, its other
// words are numbers to the collector, so they are words of their own.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lowering/vo/MachineTypes.h"
#include "lowering/vo/MemoryLayouts.h"

namespace vo::lowering {

/// Whether a store of references tells the collector. Not needed outside the
/// heap and in objects that no collection has seen.
enum class Barrier { Needed, NotNeeded };

/// Where a leaf lies: `base + offset` bytes.
struct LeafPlace {
  mlir::Value base;
  int64_t offset = 0;
};

/// A leaf at `base + offset` bytes, as the scalars of its register type. The
/// bytes never change while they can be read when `invariant`.
Scalars loadLeaf(const Emitter &emit, mlir::Type leaf, mlir::Value base,
                 int64_t offset, bool invariant = false);
void storeLeaf(const Emitter &emit, mlir::Type leaf, mlir::ValueRange value,
               LeafPlace place, Barrier barrier);

/// The values of fields, each as the scalars of its register type, in an object
/// that no collection has seen or that is in the frame: no store needs a
/// barrier.
llvm::SmallVector<Scalars> loadFields(const Emitter &emit, const Fields &fields,
                                      mlir::Value object);
void storeFields(const Emitter &emit, const Fields &fields,
                 llvm::ArrayRef<mlir::ValueRange> values, mlir::Value object);

/// A place in memory: an address and the type of what begins there.
struct Place {
  mlir::Value base;
  mlir::Type memory;
  llvm::StringRef path = {};
  mlir::ValueRange indices = {}; // of the path's operands
};

/// `count` leaves from a place on, as many as an operation has values.
llvm::SmallVector<Scalars> loadLeaves(const Emitter &emit,
                                      MemoryLayouts &layouts,
                                      const Place &place, size_t count);
void storeLeaves(const Emitter &emit, MemoryLayouts &layouts,
                 const Place &place, llvm::ArrayRef<mlir::ValueRange> values,
                 Barrier barrier);
/// The address of a place.
mlir::Value addressOf(const Emitter &emit, MemoryLayouts &layouts,
                      const Place &place);

/// What a box, array object or struct of a named result holds: register types
/// of its leaves, and the leaves' scalars.
llvm::SmallVector<mlir::Type> boxLeaves(const Emitter &emit,
                                        MemoryLayouts &layouts, mlir::Type box);
Scalars boxContents(const Emitter &emit, MemoryLayouts &layouts, mlir::Type box,
                    mlir::Value object);

/// The two operands by which runtime entries describe elements: layout id and
/// the bytes of one in the high half.
Scalars elementType(const Emitter &emit, ir::ElemAttr elem);

} // namespace vo::lowering
