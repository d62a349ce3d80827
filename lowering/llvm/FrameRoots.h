//===- FrameRoots.h - References of large functions in memory ---*- C++ -*-===//
//
// A statepoint lists the references that are live over it, and each is spilled
// and reloaded there: the cost of a function is the sum, over its safepoints,
// of the references live over each. Initializers and generated code get far
// with that (1000 references over 2000 calls: two minutes and 24 MB).
//
// In functions where that sum is above `limit`, the references that live over
// many safepoints move to one object in the frame:
//
//   %roots = alloca [2 + N x i64]      an abi::ArrayObject of N references
//   store volatile after each definition, load volatile before each use
//   "deopt"(ptr %roots, i32 layout)    at each safepoint that returns
//
// so that a safepoint costs one entry, and the collector finds and updates the
// references in place. A loaded value is used again until the next safepoint of
// its block.
//
// Rules:
//  1. Only base pointers are moved: results of calls and loads, arguments, and
//     phis and selects of such. The collector finds no object for the inner
//     address of a slot, unless the module has interior pointers anyway.
//  2. A derived pointer that lives over many safepoints is computed again where
//     it is used, so that its base is what lives.
//  3. References that live over at most kFew safepoints stay as they are: they
//     cost next to nothing, and memory would.
//
// The blocks that references live in are work, too, for each pass that follows
// them. Where their sum is above kBlocks and 8 times the function's blocks,
// those that live in more than kFewBlocks are moved as well, with safepoints
// in them or not.
//
// Not handled: slots are not shared, and an object stays reachable through its
// slot until the function returns. Derived phis stay with the statepoints.
//
// Runs after inline allocation (its slow paths are safepoints) and before the
// lint. Cost: linear in the function's size and kBlocks, and kFewBlocks for
// each reference of functions that are changed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class FrameRootsPass : public llvm::PassInfoMixin<FrameRootsPass> {
public:
  /// With a limit of 0, every reference that is live over a safepoint moves.
  static constexpr unsigned kFew = 16;
  static constexpr unsigned kFewBlocks = 64;
  static constexpr unsigned kBlocks = 1 << 20;

  explicit FrameRootsPass(unsigned limit) : limit(limit) {}
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }

private:
  unsigned limit;
};

} // namespace vo::lowering
