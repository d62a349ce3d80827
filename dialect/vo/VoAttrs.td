//===- VoAttrs.td - Attributes of the vo dialect -----------*- tablegen -*-===//
#ifndef VO_ATTRS_TD
#define VO_ATTRS_TD

include "dialect/vo/VoDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

class Vo_Attr<string name, string attrMnemonic>
    : AttrDef<Vo_Dialect, name> {
  let mnemonic = attrMnemonic;
}

def Vo_LayoutAttr : Vo_Attr<"Layout", "layout"> {
  let summary = "types of consecutive slots";
  let description = [{
    One letter per 8-byte slot: `v` scalar, `f` float, `r` reference, `h`
    interface header, `w` interface data word. Every `h` is followed by `w`.
    Example: `#vo.layout<"vrhw">`.
  }];
  let parameters = (ins StringRefParameter<"slot letters">:$slots);
  let assemblyFormat = "`<` $slots `>`";
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// Number of slots.
    unsigned size() const { return getSlots().size(); }
    /// Whether the collector has anything to trace in it.
    bool hasReferences() const;
  }];
}

def Vo_ElemKind : I32EnumAttr<"ElemKind", "storage of one element", [
  I32EnumAttrCase<"Slots", 0, "slots">, I32EnumAttrCase<"U8", 1, "u8">,
  I32EnumAttrCase<"U16", 2, "u16">, I32EnumAttrCase<"U32", 3, "u32">,
  I32EnumAttrCase<"I8", 4, "i8">, I32EnumAttrCase<"I16", 5, "i16">,
  I32EnumAttrCase<"I32", 6, "i32">, I32EnumAttrCase<"F32", 7, "f32">]> {
  let cppNamespace = "::vo::ir";
  let genSpecializedAttr = 0;
}

def Vo_ElemAttr : Vo_Attr<"Elem", "elem"> {
  let summary = "how array and slice elements are stored";
  let description = [{
    Packed scalars (`#vo.elem<u8>`; loads extend to 64 bits by sign, `f32` gives
    the bits of a float32 in a float register), or slots
    (`#vo.elem<slots "vr">`). `slots ""` is an element without storage.
  }];
  let parameters = (ins EnumParameter<Vo_ElemKind>:$kind,
                        OptionalParameter<"::mlir::StringAttr">:$slots);
  let hasCustomAssemblyFormat = 1; // a string attribute cannot be optional
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// Distance between packed elements in bytes.
    unsigned bytes() const;
    /// Whether elements are narrower than a slot, so that a slice of them may
    /// have flat storage.
    bool isNarrow() const { return getKind() != ElemKind::Slots; }
    /// Slot letters of one element in registers: "v", "f" or the slots.
    ::llvm::StringRef letters() const;
  }];
}

def Vo_ImplementersAttr : Vo_Attr<"Implementers", "implementers"> {
  let summary = "how types implement one interface";
  let description = [{
    The method table of each runtime type whose values a conversion to the
    interface may meet, `rttid -> itab`, by ascending rttid. Method tables are
    numbered from 1; 0 is the empty interface's. Example:
    `#vo.implementers<18 -> 2, 31 -> 5>`.
  }];
  let parameters = (ins ArrayRefParameter<"uint32_t">:$types,
                        ArrayRefParameter<"uint32_t">:$itabs);
  let hasCustomAssemblyFormat = 1; // pairs of two lists
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// The method table of a runtime type, if the type is listed.
    std::optional<uint32_t> itabOf(uint32_t rttid) const;
  }];
}

//===----------------------------------------------------------------------===//
// What functions do
//===----------------------------------------------------------------------===//

def Vo_EffectsAttr : Vo_Attr<"Effects", "effects"> {
  let summary = "what calling a function may do";
  let description = [{
    The summary of a function, as an analysis found it or as the declaration of a
    native states it: whether a call may panic, may run the collector, may let
    other goroutines run, and where references go (dialect/vo/Flow.h), with
    arguments and results of the function in place of operands and results of an
    operation. What no edge names does not escape.
    Memory that the function makes and gives away is `new`; what it stores in memory
    of the heap that nobody gets goes to `transient`. A function without the
    attribute may do anything with everything.

    ```mlir
    #vo.effects<collects, arg 0 -> result 0, arg 1 "items/*" -> heap>
    ```
  }];
  let parameters = (ins "bool":$panics, "bool":$collects, "bool":$blocks,
                        ArrayRefParameter<"::vo::ir::FlowEdge">:$flow);
  let hasCustomAssemblyFormat = 1; // a list of words and edges
}

def Vo_TypeKind : I32EnumAttr<"TypeKind", "kind of a runtime type", [
  I32EnumAttrCase<"Bool", 1, "bool">, I32EnumAttrCase<"Int", 2, "int">,
  I32EnumAttrCase<"Int8", 3, "int8">, I32EnumAttrCase<"Int16", 4, "int16">,
  I32EnumAttrCase<"Int32", 5, "int32">, I32EnumAttrCase<"Int64", 6, "int64">,
  I32EnumAttrCase<"Uint", 7, "uint">, I32EnumAttrCase<"Uint8", 8, "uint8">,
  I32EnumAttrCase<"Uint16", 9, "uint16">, I32EnumAttrCase<"Uint32", 10, "uint32">,
  I32EnumAttrCase<"Uint64", 11, "uint64">, I32EnumAttrCase<"Float32", 12, "float32">,
  I32EnumAttrCase<"Float64", 13, "float64">, I32EnumAttrCase<"Array", 14, "array">,
  I32EnumAttrCase<"Struct", 15, "struct">, I32EnumAttrCase<"Interface", 16, "interface">,
  I32EnumAttrCase<"String", 17, "string">, I32EnumAttrCase<"Slice", 18, "slice">,
  I32EnumAttrCase<"Map", 19, "map">, I32EnumAttrCase<"Chan", 20, "chan">,
  I32EnumAttrCase<"Func", 21, "func">, I32EnumAttrCase<"Pointer", 22, "pointer">,
  I32EnumAttrCase<"Port", 23, "port">, I32EnumAttrCase<"Island", 24, "island">]> {
  let cppNamespace = "::vo::ir";
  let genSpecializedAttr = 0;
}
def Vo_TypeKindAttr : EnumAttr<Vo_Dialect, Vo_TypeKind, "kind"> {
  let assemblyFormat = "$value";
}

#endif // VO_ATTRS_TD
