//===- ExpandWordLoads.h - References of interface words --------*- C++ -*-===//
//
// The data word of an interface in memory is a reference or the bits of a
// scalar, which the interface's header tells. As a reference it is loaded by
//   call ptr addrspace(1) @vo.load_ref_if(i1 %c, ptr addrspace(1) %slot)
//   call ptr addrspace(1) @vo.load_ref_if.raw(i1 %c, ptr %slot)
// with null as the result where %c is false. This pass makes a branch around
// the load of it.
//
// Runs after RewriteStatepointsForGC: LLVM speculates loads of memory that it
// knows to be there (the same word is nearly always loaded as bits, too), makes
// the branch a `select` and moves that behind a safepoint. Then a value of
// reference type that is live over the safepoint holds the bits of a scalar,
// which the collector would take for an address. No shape of the load in the
// optimizer's sight is safe from that.
//
// Until then the call is opaque, with these properties (EntryAttributes.cpp):
//  1. It reads the slot and nothing else. Equal calls without a store between
//     are merged; it is never executed where the program would not do it,
//     because it is not marked speculatable.
//  2. It is a leaf and keeps none of its arguments.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class ExpandWordLoadsPass : public llvm::PassInfoMixin<ExpandWordLoadsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
