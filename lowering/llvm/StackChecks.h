//===- StackChecks.h - Recursion as loops -----------------------*- C++ -*-===//
//
// Looks at functions with a marker in their entry block, those that may
// recurse:
//
//   call void @vo.stack_check(ptr %ctx)
//
// Unless told not to, calls of the function itself in tail position, also
// behind an accumulator (`return 1 + f(rest)`), become jumps to its beginning.
// What recursed without end would then run without end, so that such a jump
// counts like a frame: a depth, which starts as the frame address, goes down by
// kLoopFrameBytes per jump and is compared with the limit:
//
//   if (depth < stackLimit of %ctx) [unlikely]
//     call vo_rt_stack_overflow
//
// Any endless recursion still overflows: one that goes through real calls meets
// the check of the prologue (StackLimits.h), one that goes through jumps alone
// that of the jump. An inlined copy starts at the frame address of the function
// it is in.
//
// Afterwards the function is marked "disable-tail-calls", because optimizations
// that come later would make uncounted jumps. The marker stays in the entry
// block: it keeps the context alive for the check that StackLimits will make.
//
// Runs after the attributes of runtime entries are known, before positions are
// numbered and before anything is inlined.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class StackChecksPass : public llvm::PassInfoMixin<StackChecksPass> {
public:
  explicit StackChecksPass(bool makeLoops = true) : makeLoops(makeLoops) {}
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }

  /// What one jump takes from the depth: a frame with a saved register and a
  /// slot or two.
  static constexpr unsigned kLoopFrameBytes = 64;

private:
  bool makeLoops;
};

} // namespace vo::lowering
