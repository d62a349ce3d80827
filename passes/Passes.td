//===- Passes.td - Passes on vo and vort -------------------*- tablegen -*-===//
#ifndef VO_PASSES_TD
#define VO_PASSES_TD

include "mlir/Pass/PassBase.td"

def Sharpen : Pass<"vo-sharpen", "::mlir::ModuleOp"> {
  let summary = "give references that box strings and slices their value types";
  let description = [{
    A bytecode slot of type `GcRef` says only "one reference". Where a block
    argument, parameter or result of type `!vo.ref` always holds a boxed string
    (or always a boxed slice), this pass makes it `!vo.string` (`!vo.slice`), so
    that the value travels as scalars and its box is never made. Before:
    `mem2reg`. After: `canonicalize` removes the boxes that have become useless.
  }];
  let statistics = [
    Statistic<"numBlockArguments", "num-block-arguments", "block arguments sharpened">,
    Statistic<"numParameters", "num-parameters", "function parameters sharpened">,
    Statistic<"numResults", "num-results", "function results sharpened">];
}

def HoistUnbox : Pass<"vo-hoist-unbox", "::vo::ir::FuncOp"> {
  let summary = "unbox strings and slices where their reference is defined";
  let description = [{
    Moves every `vo.unbox` up to the definition of its operand, so that a loop
    over a slice reads the slice's header once, not in every iteration. LLVM
    cannot do this itself: the first check of the loop stands before the loads.
    Before: `vo-sharpen`. After: `cse` merges what has become equal.
  }];
  let statistics = [
    Statistic<"numHoisted", "num-hoisted", "unboxes moved to a definition">];
}

#endif // VO_PASSES_TD
