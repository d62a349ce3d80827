//===- LargeFrames.h - Functions with large stack objects -------*- C++ -*-===//
//
// Makes two functions of each whose stack objects take kLargeBytes or more:
//
//   Before:  f(ctx, args) { <large body> }
//   After:   f(ctx, args) { vo.stack_check(ctx); return f.body(ctx, args) }
//            f.body(ctx, args) { <large body> }
//
// A frame is made, and probed, before the first instruction of its function can
// check anything. So the check for the large frame belongs into a function with
// a small one: whoever calls `f` needs no more stack than for any other call,
// and only the path that really enters the body needs the room for it. Neither
// is inlined; a frame that many large ones were merged into would be larger
// than the program asked for.
//
// Stack objects of more than abi::kMaxFrameBytes are an error of the program:
// they fit no stack.
//
// Not handled: frames that become large later, through thousands of values that
// live at once. Their callers answer for them (StackLimits.h).
//
// Runs first, so that both halves get what every function gets.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

/// Attribute of the large half: called by the small one only, which checks the
/// stack for both.
inline constexpr char kLargeFrameAttr[] = "vo-large-frame";

class LargeFramesPass : public llvm::PassInfoMixin<LargeFramesPass> {
public:
  static constexpr uint64_t kLargeBytes = 32 << 10;

  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
