//===- VortEnums.td - Enumerations of the vort dialect -----*- tablegen -*-===//
#ifndef VORT_ENUMS_TD
#define VORT_ENUMS_TD

include "mlir/IR/EnumAttr.td"

def Vort_MemKind : I32EnumAttr<"MemKind", "what lies at an address", [
  I32EnumAttrCase<"U8", 0, "u8">, I32EnumAttrCase<"U16", 1, "u16">,
  I32EnumAttrCase<"U32", 2, "u32">, I32EnumAttrCase<"I8", 3, "i8">,
  I32EnumAttrCase<"I16", 4, "i16">, I32EnumAttrCase<"I32", 5, "i32">,
  I32EnumAttrCase<"I64", 6, "i64">, I32EnumAttrCase<"F64", 7, "f64">,
  I32EnumAttrCase<"Ref", 8, "ref">, I32EnumAttrCase<"Raw", 9, "raw">,
  I32EnumAttrCase<"Base", 10, "base">, I32EnumAttrCase<"Extent", 11, "extent">,
  I32EnumAttrCase<"Header", 12, "header">, I32EnumAttrCase<"Data", 13, "data">,
  I32EnumAttrCase<"Any", 14, "any">]> {
  let cppNamespace = "::vo::ir::vort";
  let genSpecializedAttr = 0;
}
#endif // VORT_ENUMS_TD
