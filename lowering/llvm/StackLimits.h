//===- StackLimits.h - Which functions check the stack, for what -*- C++ -*-===//
//
// Before:  call void @vo.stack_check(ptr %ctx)      markers, anywhere
// After, in the entry block of functions that need it:
//          if (frame address < stackLimit of %ctx) [unlikely]
//            call vo_rt_stack_overflow
//
// and with `frame address - excess` when the function and what it calls without
// a check may need more than the slack below the limit (runtime/abi/Stack.h).
//
// Definitions, over the call graph. The module is the whole program: what it
// only declares is the runtime's. An indirect call may reach every function
// whose address is taken.
//   own(f)     bound of f's frame, from its return address down (FrameSizes.h)
//   prologue(f) = own(f) + kEntryStackBytes: f up to its check, and the call of
//              vo_rt_stack_overflow if that fails
//   below(f) = own(f) + the largest of
//                kEntryStackBytes        entries, libcalls, the failing check
//                prologue(c)             for callees c that check
//                below(c)                for callees c that do not
//
// Rules.
//  1. Every function on a cycle of the graph checks. So chains of functions
//     without a check are finite, and `below` is defined.
//  2. A function without a check has below(f) <= the slack.
//  3. The check of f passes only if frame pointer - below(f) is in the stack
//     and above the guard: excess = below(f) - slack, if positive.
//  4. The large half of a function with a large frame (LargeFrames.h) never
//     checks, although 2. may not hold; it has one caller, whose `below`
//     contains its own.
//  5. What runs first on a stack has all of it, more than the slack.
//
// By 2., 3. and 5., and induction over the frames of a stack, no frame and no
// runtime entry reaches the guard. Sizes are bounds, checked after code
// generation, so this does not depend on how good they are.
//
// A function that lost its context, because nothing in it used that, cannot
// check; its callers answer for it as for one that need not. (It calls nothing
// but functions without a context. Those on cycles have markers, which keep
// it.)
//
// Runs last, on lowered IR: the failing call is made as the statepoint that it
// is. Markers are there only to keep the context alive until then. Cost: linear
// in instructions and calls.
//
// Not handled: a frame that spills more than the slack is demanded of all its
// callers, taken or not.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class StackLimitsPass : public llvm::PassInfoMixin<StackLimitsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
