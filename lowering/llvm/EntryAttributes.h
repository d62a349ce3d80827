//===- EntryAttributes.h - What LLVM may assume of the runtime --*- C++ -*-===//
//
// Gives the declarations of runtime entries the attributes that follow from
// their rows in runtime/abi/Entries.def, and checks that the declarations have
// the types of those rows.
//
//   Leaf                 gc-leaf-function: no statepoint, never panics
//   Leaf and Reads, no   memory(read): equal calls are merged, unused ones
//     Writes, a result   deleted
//   Leaf, otherwise      memory(read or readwrite, inaccessiblemem: readwrite)
//   Safepoint, Allocates memory(inaccessiblemem: readwrite): collecting changes
//     and nothing else   no logical state. argmem: read when it takes
//     references
//   Safepoint, otherwise no memory attribute: deferred calls and other
//                        goroutines may run there
//   NoReturn             noreturn, cold
//   Captures             captures(none), or captures(ret: address, provenance)
//                        for pointer arguments; the context is never kept
//
// vo_rt_alloc is described as an allocation function (zeroed, size in its
// second argument), so that LLVM deletes unused objects, knows that a new
// object aliases nothing and folds loads of untouched slots to zero. For this
// reason compiled code must not load the header of an object that it has just
// allocated. vo.card_mark gets the attributes that ExpandBarriers.h explains.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class EntryAttributesPass : public llvm::PassInfoMixin<EntryAttributesPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
