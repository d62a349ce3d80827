//===- MemoryTypes.h - Kinds of memory as LLVM's TBAA -----------*- C++ -*-===//
//
// Tells LLVM what dialect/vort/MemoryKinds.h knows: a store of a byte does not
// change the length of a slice, nor where its elements are.
//
//   memory ─┬─ byte, half, single, word, extent, interface, code
//           └─ pointer ─┬─ reference
//                       └─ base
//
// An access of the class Any has no type, and so may touch everything, as do
// calls. Sound beside the collector:
//
//  1. A collection moves objects with the types of their words. LLVM does not
//     see what it reads and writes; what may move over a safepoint, and why
//     (lowering/llvm/README.md), holds for each access by itself, whatever it
//     is moved past.
//  2. Words that the collector reads together are stored by one call, which has
//     the type of both.
//  3. Memory that has been freed and used again is reached by other references:
//     the results of allocations, which alias nothing older, and of starts of
//     stack objects, which are calls without a type.
//  4. Types stay right where statepoints have made other addresses of
//     references (DropHeapFacts keeps them).
//
// `--memory-types=0` drops them before anything looks (lowering/llvm).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vort/MemoryKinds.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace vo::lowering {

/// The tag of an access of that class; null for Any.
mlir::ArrayAttr memoryTypeOf(ir::vort::MemoryClass memory,
                             mlir::MLIRContext *context);

/// The tag of what marks cards: it reads a reference or a base.
mlir::ArrayAttr pointerMemoryType(mlir::MLIRContext *context);

} // namespace vo::lowering
