//===- DropHeapFacts.h - Facts that end with moving objects -----*- C++ -*-===//
//
// Until statepoints are made, an object stays where it is as far as LLVM knows,
// and what it deduced rests on that: that memory can be accessed, that nothing
// else points to it, that a function writes none. A statepoint may move and
// free every object. This drops, from the whole module,
//
//   - of functions and calls: memory effects, nosync, nofree
//   - of their pointer parameters and results: dereferenceable(_or_null),
//     noalias, readnone, readonly, writeonly, nofree
//   - of loads and stores: metadata of other kinds than kKept, so those of
//     dereferenceability, aliasing domains and invariance; "constant" in TBAA
//   - calls of llvm.invariant.start
//
// as RewriteStatepointsForGC does; intrinsics get their declared attributes.
//
//===----------------------------------------------------------------------===//
#pragma once

namespace llvm {
class Module;
} // namespace llvm

namespace vo::lowering {

void dropHeapFacts(llvm::Module &module);

} // namespace vo::lowering
