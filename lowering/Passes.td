//===- Passes.td - Lowering passes -------------------------*- tablegen -*-===//
#ifndef VO_LOWERING_PASSES_TD
#define VO_LOWERING_PASSES_TD

include "mlir/Pass/PassBase.td"

def VoToVort : Pass<"vo-to-vort", "::mlir::ModuleOp"> {
  let summary = "lower language values to scalars, memory and run-time calls";
  let description = [{
    Strings, slices and interfaces become scalars (one-to-many conversion),
    operations become explicit addresses, loads, checks, barriers and calls of
    runtime entries. After the pass the module holds `vort`, `func`, `cf`,
    `arith`, `math` and nothing of `vo` but layout attributes.
  }];
  let dependentDialects = [
    "::vo::ir::vort::VortDialect", "::mlir::func::FuncDialect",
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::math::MathDialect"];
}

def VortToLLVM : Pass<"vort-to-llvm", "::mlir::ModuleOp"> {
  let summary = "lower to the LLVM dialect";
  let description = [{
    Adds the context as first parameter of every function (last argument of
    runtime entries), numbers layouts, emits the layout, global, type and
    module tables of runtime/abi, and turns references into
    `!llvm.ptr<1>`. The result follows the conventions of
    lowering/llvm/README.md.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // VO_LOWERING_PASSES_TD
