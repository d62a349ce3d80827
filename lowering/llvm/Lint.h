//===- Lint.h - What the collector could not follow -------------*- C++ -*-===//
//
// Refuses Vo functions for which RewriteStatepointsForGC would make broken
// code without a word, or crash. Each violation is an internal compiler error
// that names function and value; nothing may run after it.
//
//  1. A value of struct or array type with references in it is live across a
//     safepoint (the references would not be reported).
//  2. ptrtoint of a reference; inttoptr to a reference unless the integer comes
//     from the address of a stack object or is a constant; addrspacecast from
//     or to references; alloca or global variable in the reference address
//     space. Constants are what LLVM makes of an address at a distance from a
//     known null (an element of a nil slice, a field behind a nil pointer). The
//     check in front of the access has panicked before one can be used, no
//     object lies there, and RewriteStatepointsForGC takes null for its base.
//  3. A reference stored into a stack object is read again after a safepoint
//     that does not report the object in its "deopt" bundle (LintFrames.h).
//  4. invoke, and musttail calls of anything that is not a leaf.
//  5. A word of an interface is stored without the other one (LintWords.h).
//
// Runs right before RewriteStatepointsForGC. Changes nothing.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class LintPass : public llvm::PassInfoMixin<LintPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
