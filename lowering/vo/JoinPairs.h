//===- JoinPairs.h - Interfaces that are stored in halves -------*- C++ -*-===//
//
// Bytecode has no instruction that stores an interface behind a pointer or in a
// frame area: it stores the header, then the data word. Before:
//   vo.store %p[2] header, %h : i64
//   vo.store %p[3], %w : !vo.word
// After:
//   %i = vo.iface.make %h, %w
//   vo.store %p[2], %i : !vo.iface
// and the same for vo.global.set and vo.frame.set. So that the two words reach
// memory at once (lowering/llvm/ExpandWordStores.h); halves that stay alone are
// stored where they stand, which costs the optimizer more.
//
// Sound: the header moves down to the data word, over
//   1. operations without effects on memory,
//   2. stores to other slots of the same object.
// Nothing of these reads it, collects, or panics where the header's own store
// would not have done it before (the pointer is the same). Another object is
// not stepped over, since it might be the same one.
//
// Cost: linear. Not handled: halves in different blocks.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/BuiltinOps.h"

namespace vo::lowering {

void joinPairs(mlir::ModuleOp module);

} // namespace vo::lowering
