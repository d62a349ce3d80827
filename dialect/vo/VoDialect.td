//===- VoDialect.td - The vo dialect -----------------------*- tablegen -*-===//
#ifndef VO_DIALECT_TD
#define VO_DIALECT_TD

include "mlir/IR/OpBase.td"

def Vo_Dialect : Dialect {
  let name = "vo";
  let cppNamespace = "::vo::ir";
  let summary = "values and operations of the Vo language";
  let description = [{
    What a Vo program means, one level above memory: strings, slices, interfaces
    and heap objects are types; allocation, indexing, appending, conversion and
    printing are operations. Plain arithmetic on 64-bit integers and floats is
    upstream's `arith` and `math`; control flow is upstream's `cf`.

    Modules are imported from VOB bytecode, rewritten by the passes of
    `passes/` and lowered to `vort` by `vo-to-vort`.
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::math::MathDialect"
  ];
}

#endif // VO_DIALECT_TD
