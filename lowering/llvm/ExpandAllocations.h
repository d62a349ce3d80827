//===- ExpandAllocations.h - Allocate by bumping a pointer ------*- C++ -*-===//
//
// Before:
//   %r = call swiftcc ptr addrspace(1) @vo_rt_alloc(i64 H, i64 32, ptr %ctx)
// After:
//   %next = load allocPointer          %end = %next + 32
//   if (%end <= load allocLimit)  [likely]
//     store H at %next - 8; store %next + 40 to allocPointer
//   else
//     the call, marked cold
//   %r = phi
//
// Calls whose size is a constant multiple of a word of at most
// abi::kMaxInlineAllocationBytes are expanded. The window is typed as
// references, not integers: converting an integer to a reference would hide
// from the collector where it came from.
//
// Runs after optimization, because only the call is known to LLVM as an
// allocation, and before statepoints, so that only the slow path is one. The
// memory attributes that LLVM inferred for functions no longer hold afterwards
// (the window is memory, too); RewriteStatepointsForGC, which must be the next
// pass that looks at them, drops them.
//
// In functions with more than `limit` allocations only those in loops are
// expanded, the deepest first: three blocks per allocation make
// RewriteStatepointsForGC quadratically slow (measured: 1000 allocations with
// 30 live references take 28 s, as calls 1.2 s), and what is outside loops of
// such a function is an initializer.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace llvm {
class CallInst;
class LoopInfo;
} // namespace llvm

namespace vo::lowering {

class ExpandAllocationsPass
    : public llvm::PassInfoMixin<ExpandAllocationsPass> {
public:
  explicit ExpandAllocationsPass(unsigned limit = 100) : limit(limit) {}
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &);
  static bool isRequired() { return true; }

private:
  void keepDeepest(llvm::SmallVectorImpl<llvm::CallInst *> &worklist,
                   const llvm::LoopInfo &loops) const;

  unsigned limit;
};

} // namespace vo::lowering
