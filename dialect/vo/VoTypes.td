//===- VoTypes.td - Types of the vo dialect ----------------*- tablegen -*-===//
#ifndef VO_TYPES_TD
#define VO_TYPES_TD

include "dialect/vo/VoDialect.td"
include "mlir/IR/AttrTypeBase.td"

class Vo_Type<string name, string typeMnemonic, list<Trait> traits = []>
    : TypeDef<Vo_Dialect, name, traits> {
  let mnemonic = typeMnemonic;
}

def Vo_RefType : Vo_Type<"Ref", "ref"> {
  let summary = "one word that is a reference or null";
  let description = [{
    The static type of a `GcRef` slot: a pointer to an object or into one, or
    the boxed form of a string or slice. What it refers to is known to the
    operations that use it. Null is a legal value.
  }];
}

def Vo_StringType : Vo_Type<"String", "string"> {
  let summary = "an immutable byte string";
  let description = [{
    A value without identity: base reference, byte offset and length. Boxed to
    one reference (`vo.box`) only where a single word is required.
  }];
}

def Vo_SliceType : Vo_Type<"Slice", "slice"> {
  let summary = "a view of consecutive elements";
  let description = [{
    A value without identity: base reference, byte offset, length, capacity.
    The element type is given by the operation that accesses elements, as it is
    in the bytecode. A nil slice has length and capacity 0 and a null base.
  }];
}

def Vo_WordType : Vo_Type<"Word", "word"> {
  let summary = "data word of an interface value";
  let description = [{
    64 bits that are a scalar or a reference; the header beside it tells which.
    Lowered to two scalars (bits and reference), because a value that might be
    either can be neither an integer nor a reference for a moving collector. When
    the reference is not null it is the content, else the bits are.
  }];
}

def Vo_IfaceType : Vo_Type<"Iface", "iface"> {
  let summary = "an interface value";
  let description = [{
    Header word (`itab << 32 | rttid << 8 | kind`, 0 for nil) and data word.
    Lowered to three scalars: header, bits, reference.
  }];
}

def Vo_VarType : Vo_Type<"Var", "var"> {
  let summary = "handle of a frame variable";
  let description = [{
    Result of `vo.var`. Variables exist between import and `mem2reg`.
  }];
  let parameters = (ins "::mlir::Type":$valueType);
  let assemblyFormat = "`<` $valueType `>`";
}

def Vo_FrameType : Vo_Type<"Frame", "frame"> {
  let summary = "handle of an indexed frame area";
  let description = [{
    Result of `vo.frame`: consecutive frame slots that the program indexes at
    run time. The handle never leaves its function.
  }];
}

// Values that a frame slot, parameter or element can be.
def Vo_Register : AnyTypeOf<[I64, F64, Vo_RefType, Vo_StringType, Vo_SliceType,
                             Vo_WordType, Vo_IfaceType],
                            "register value">;
def Vo_Boxable : AnyTypeOf<[Vo_StringType, Vo_SliceType], "string or slice">;

#endif // VO_TYPES_TD
