//===- RewriteStatepoints.h - Calls into statepoints ------------*- C++ -*-===//
//
// Makes each safepoint a `gc.statepoint` that lists the references living over
// it, and has everything behind it use the relocated ones. The same job, and
// the same form of result, as LLVM's RewriteStatepointsForGC, for the modules
// of this folder only, in time that grows with the function: LLVM's pass looks
// for base pointers from each safepoint anew, through all phis before it, and
// promotes one stack slot per reference (chains of reference phis: cubic, 400
// take 5 s and 800 37 s; here 2 ms).
//
// Steps, per function:
//  1. Blocks that nothing reaches go, phis of one block are folded, and
//  compares
//     move to the branches that they are for, as LLVM's pass does.
//  2. Addresses that live over safepoints are computed again (SinkAddresses.h).
//  3. What is left of derived pointers gets bases (BasePointers.h).
//  4. Live ranges give the list of each safepoint (ProgramPoints.h).
//  5. The statepoints are made, then the uses of each reference rewritten
//     (Relocations.h).
// And once for the module, DropHeapFacts.h.
//
// Rules:
//  1. A reference lives over a safepoint if a use behind it is reached without
//     a new definition. The operands of the safepoint itself are the callee's
//     to report: compiled functions do so at their own safepoints, and runtime
//     entries root what they keep.
//  2. A base lives wherever what is derived from it lives.
//  3. Constants are no objects: neither they nor what is derived from them is
//     listed.
//
// Functions in which something else makes references (vectors of them, atomic
// exchange) are left to LLVM's pass, as is everything when `linear` is false.
//
// Cost: blocks that references live in, which FrameRoots bounds.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class RewriteStatepointsPass
    : public llvm::PassInfoMixin<RewriteStatepointsPass> {
public:
  explicit RewriteStatepointsPass(bool linear) : linear(linear) {}
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &analyses);
  static bool isRequired() { return true; }

private:
  bool linear;
};

} // namespace vo::lowering
