//===- SplitAggregates.h - No aggregate of references over calls -*- C++
//-*-===//
//
// RewriteStatepointsForGC does not see references inside values of struct or
// array type: one that is live across a safepoint would silently keep its old
// address. Modules arrive without such values, but optimizations make them:
// they sink the extractvalue of a call's result below a later call, or merge
// returned structs in a phi.
//
// In functions where an aggregate with references crosses a safepoint, this
// pass splits all of them: results are taken apart right after the call, phis
// and selects become one per field, and whole values are only put together
// again right before the instruction that needs them (return, call, store).
//
// Runs after optimization, before the lint and RewriteStatepointsForGC.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class SplitAggregatesPass : public llvm::PassInfoMixin<SplitAggregatesPass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
