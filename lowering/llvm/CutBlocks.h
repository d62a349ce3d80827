//===- CutBlocks.h - Long blocks in pieces ----------------------*- C++ -*-===//
//
// Cuts blocks behind every kSafepoints-th safepoint. For each safepoint,
// RewriteStatepointsForGC walks back from the end of its block; without this,
// straight-line functions (initializers, generated code) take it quadratic time
// (30,000 calls: minutes; cut: half a second).
//
// Runs after FrameRoots, which loads once per block, and before statepoints.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class CutBlocksPass : public llvm::PassInfoMixin<CutBlocksPass> {
public:
  static constexpr unsigned kSafepoints = 32;

  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
