//===- StringOps.td - Strings ------------------------------*- tablegen -*-===//
#ifndef VO_STRING_OPS_TD
#define VO_STRING_OPS_TD

include "dialect/vo/Base.td"

def Vo_StringConstOp : Vo_Op<"string.const", [Pure, ConstantLike]> {
  let summary = "a constant string";
  let description = [{
    ```mlir
    %s = vo.string.const "hello"
    ```
  }];
  let arguments = (ins StrAttr:$value);
  let results = (outs Vo_StringType:$result);
  let assemblyFormat = "$value attr-dict";
  let hasFolder = 1;
  let flow = Vo_NoFlow;
}

def Vo_StringLenOp : Vo_Op<"string.len", [Pure]> {
  let summary = "length in bytes";
  let description = [{
    ```mlir
    %n = vo.string.len %s
    ```
  }];
  let arguments = (ins Vo_StringType:$string);
  let results = (outs I64:$length);
  let assemblyFormat = "$string attr-dict";
  let hasFolder = 1;
  let flow = Vo_NoFlow;
}

def Vo_StringGetOp : Vo_Op<"string.get",
    [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "one byte of a string";
  let description = [{
    Zero-extended; out of range panics with
    `index out of range [I] with length L`. `inbounds` says that the index is in
    range.

    ```mlir
    %b = vo.string.get %s[%i]
    ```
  }];
  let arguments = (ins Vo_StringType:$string, I64:$index, UnitAttr:$inbounds);
  let results = (outs I64:$byte);
  let assemblyFormat = "$string `[` $index `]` attr-dict";
  let panics = ["IndexOutOfBounds"];
  let flow = Vo_NoFlow;
}

def Vo_StringConcatOp : Vo_AllocOp<"string.concat", "Bytes"> {
  let summary = "concatenate strings";
  let description = [{
    One that is not empty among empty ones gives itself. Strings have no identity,
    so the operation may be dropped. A string that is only made to be concatenated
    to others in the same block is not made (canonicalization).

    ```mlir
    %t = vo.string.concat %a, %b, %c
    ```
  }];
  let arguments = (ins Variadic<Vo_StringType>:$parts);
  let results = (outs Res<Vo_StringType, "", [MemAlloc<Vo_Heap>]>:$result);
  let assemblyFormat = "$parts attr-dict";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
  let hasVerifier = 1;
  let otherDeclarations = [{
    /// Of one operation; each is a string in the frame while they are joined.
    static constexpr unsigned kMaxParts = 16;
  }];
  let flow = [{ edges.addEach(getParts(), edges.result(0)); }];
  let always = 0;
  let allocatedType = [{ return byteType(getContext()); }];
}

def Vo_StringSliceOp : Vo_Op<"string.slice",
    [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "s[low:high]";
  let description = [{
    Shares the bytes. Panics unless `low <= high <= length` (unsigned).

    ```mlir
    %t = vo.string.slice %s[%lo, %hi]
    ```
  }];
  let arguments = (ins Vo_StringType:$string, I64:$low, I64:$high);
  let results = (outs Vo_StringType:$result);
  let assemblyFormat = "$string `[` $low `,` $high `]` attr-dict";
  let panics = ["SliceBoundsOutOfRange"];
  let flow = Vo_FlowOperandToResult;
}

def Vo_StringPredicate : I32EnumAttr<"StringPredicate", "order of two strings", [
  I32EnumAttrCase<"eq", 0>, I32EnumAttrCase<"ne", 1>, I32EnumAttrCase<"lt", 2>,
  I32EnumAttrCase<"le", 3>, I32EnumAttrCase<"gt", 4>, I32EnumAttrCase<"ge", 5>]> {
  let cppNamespace = "::vo::ir";
  let genSpecializedAttr = 0;
}
def Vo_StringPredicateAttr
    : EnumAttr<Vo_Dialect, Vo_StringPredicate, "string_predicate"> {
  let assemblyFormat = "$value";
}

def Vo_StringCmpOp : Vo_Op<"string.cmp", [Pure]> {
  let summary = "compare two strings bytewise";
  let description = [{
    ```mlir
    %c = vo.string.cmp lt %a, %b
    ```
  }];
  let arguments = (ins Vo_StringPredicateAttr:$predicate, Vo_StringType:$lhs,
                       Vo_StringType:$rhs);
  let results = (outs I1:$result);
  let assemblyFormat = "`` $predicate $lhs `,` $rhs attr-dict";
  let hasFolder = 1;
  let flow = Vo_NoFlow;
}

def Vo_StringDecodeOp : Vo_Op<"string.decode", [Pure]> {
  let summary = "the code point at a byte position";
  let description = [{
    Yields rune and width. Bytes that are not valid UTF-8 give U+FFFD and 1,
    positions past the end U+FFFD and 0.

    ```mlir
    %rune, %width = vo.string.decode %s[%i]
    ```
  }];
  let arguments = (ins Vo_StringType:$string, I64:$index);
  let results = (outs I64:$rune, I64:$width);
  let assemblyFormat = "$string `[` $index `]` attr-dict";
  let flow = Vo_NoFlow;
}

// Conversions copy what they convert; no reference flows through them, but where
// said so.
class Vo_ConvertOp<string mnemonic, string what, Type from, Type to, string kind,
                   code elem>
    : Vo_AllocOp<mnemonic, kind, [MemoryEffects<[MemRead<Vo_Heap>]>]> {
  let summary = what;
  let description = what # [{. Allocates; never panics.}];
  let arguments = (ins from:$value);
  let results = (outs Res<to, "", [MemAlloc<Vo_Heap>]>:$result);
  let assemblyFormat = "$value attr-dict `:` type($value) `to` qualified(type($result))";
  let flow = Vo_NoFlow;
  let allocatedType = elem;
  let allocated = [{ return getResult(); }];
}
defvar Vo_ByteElem = "return byteType(getContext());";
def Vo_StringFromIntOp : Vo_ConvertOp<"string.from_int",
    "string(rune): UTF-8 of a code point, U+FFFD when invalid", I64, Vo_StringType,
    "Bytes", Vo_ByteElem>;
def Vo_StringFromBytesOp : Vo_ConvertOp<"string.from_bytes",
    "string([]byte): a copy of the bytes", Vo_Bytes, Vo_StringType, "Bytes",
    Vo_ByteElem> {
  let description = [{
    Allocates, unless marked `shares`: then nobody uses the bytes afterwards, and
    the string lies where they do, in the heap.

    ```mlir
    %s = vo.string.from_bytes %b {shares} : !vo.slice<ui8> to !vo.string
    ```
  }];
  let arguments = (ins Vo_Bytes:$value, UnitAttr:$shares);
  let always = 0;
  let flow = [{
    if (getShares())
      edges.add(edges.operand(0), edges.heap());
  }];
}
def Vo_StringFromRunesOp : Vo_ConvertOp<"string.from_runes",
    "string([]rune): UTF-8, U+FFFD for invalid runes", Vo_Runes, Vo_StringType,
    "Bytes", Vo_ByteElem>;
def Vo_StringToBytesOp : Vo_ConvertOp<"string.to_bytes",
    "[]byte(string): a copy, never nil", Vo_StringType, Vo_Bytes, "Array",
    "return ::llvm::cast<SliceType>(getType()).getElem();">;
def Vo_StringToRunesOp : Vo_ConvertOp<"string.to_runes",
    "[]rune(string): decoded, never nil", Vo_StringType, Vo_Runes, "Array",
    "return ::llvm::cast<SliceType>(getType()).getElem();">;

#endif // VO_STRING_OPS_TD
