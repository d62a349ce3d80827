//===- PassGate.h - LLVM passes that are left out ---------------*- C++ -*-===//
//
// Decides for each of LLVM's optional passes, before it runs on a function, a
// loop or a module, whether it does:
//
//  1. Functions with more than kManyLoops loops do without passes that
//     change loops, but for the hoisting of invariants. Most of the others take
//     time in proportion to the size of the function for each loop that they
//     change: they update the dominator tree of the whole (rotation, deletion,
//     unrolling), or look at the values of all loops before (induction
//     variables, vectorizing). Such functions are made by generators, and
//     nearly all of their loops run once. Code generation has one such pass,
//     strength reduction, and a switch for it that holds for a module.
//  2. A bisect::Choice is asked about the others: a rewrite is a pass on a
//     function, or on the module. Not about those that bring loops into the
//     form on which all loop passes rely.
//
// Not asked about: passes of code generation. They may be left out for a whole
// function only; one alone leaves machine code that others cannot print.
//
// Passes that are required run in any case, most of ours among them. Cost:
// loops are counted once per function, when a loop pass first comes to it;
// inlining later adds no more than its budget.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bisect/Choice.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/PassInstrumentation.h"

namespace llvm {
class Function;
} // namespace llvm

namespace vo::lowering {

/// From this number on the time for loops is that of some hundred thousand
/// instructions: 0.2 of 0.6 s for 500 loops of one addition each, 1.2 of 2 s
/// for 1,000.
inline constexpr unsigned kManyLoops = 500;

/// Counts. The function has a body.
bool hasManyLoops(const llvm::Function &function);

/// The gate of one module. Must outlive the passes.
class PassGate {
public:
  /// From now on `newChoice` is asked; null: nobody is, as at first.
  void setChoice(bisect::Choice *newChoice) { choice = newChoice; }

  void registerCallbacks(llvm::PassInstrumentationCallbacks &callbacks);

private:
  bool shouldRun(llvm::StringRef pass, const llvm::Any &unit);
  bool hasManyLoops(const llvm::Function &function);

  bisect::Choice *choice = nullptr;
  llvm::DenseMap<const llvm::Function *, bool> manyLoops;
};

} // namespace vo::lowering
