//===- ValueOps.td - Boxes, interfaces, checked arithmetic -*- tablegen -*-===//
#ifndef VO_VALUE_OPS_TD
#define VO_VALUE_OPS_TD

include "dialect/vo/Base.td"
include "mlir/IR/SymbolInterfaces.td"

//===----------------------------------------------------------------------===//
// Boxes
//===----------------------------------------------------------------------===//

def Vo_BoxOp : Vo_Op<"box", [Pure, Vo_Safepoint]> {
  let summary = "a string or slice as one reference";
  let description = [{
    The immutable header of the value; the empty string and a nil slice give
    null. The header's identity is not observable, so boxes may be merged,
    repeated or dropped. Allocates unless the value is constant or came from
    `vo.unbox`.

    ```mlir
    %r = vo.box %s : !vo.string
    ```
  }];
  let arguments = (ins Vo_Boxable:$value);
  let results = (outs Vo_RefType:$box);
  let assemblyFormat = "$value attr-dict `:` type($value)";
  let hasFolder = 1;
}

def Vo_UnboxOp : Vo_Op<"unbox", [Pure]> {
  let summary = "the string or slice that a reference boxes";
  let description = [{
    Null gives the empty string or a nil slice. The reference must be a box of
    the result type or null.

    ```mlir
    %s = vo.unbox %r : !vo.string
    ```
  }];
  let arguments = (ins Vo_RefType:$box);
  let results = (outs Vo_Boxable:$value);
  let assemblyFormat = "$box attr-dict `:` type($value)";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Interfaces
//===----------------------------------------------------------------------===//

def Vo_IfaceMakeOp : Vo_Op<"iface.make", [Pure]> {
  let summary = "pair a header with its data word";
  let description = [{
    ```mlir
    %i = vo.iface.make %header, %word
    ```
  }];
  let arguments = (ins I64:$header, Vo_WordType:$word);
  let results = (outs Vo_IfaceType:$iface);
  let assemblyFormat = "$header `,` $word attr-dict";
  let hasFolder = 1;
}

def Vo_IfaceHeaderOp : Vo_PlainOp<"iface.header", [Pure]> {
  let summary = "header word of an interface value";
  let description = [{
    `itab << 32 | rttid << 8 | kind`; 0 for nil.

    ```mlir
    %h = vo.iface.header %i
    ```
  }];
  let arguments = (ins Vo_IfaceType:$iface);
  let results = (outs I64:$header);
  let assemblyFormat = "$iface attr-dict";
  let hasFolder = 1;
}

def Vo_IfaceWordOp : Vo_Op<"iface.word", [Pure]> {
  let summary = "data word of an interface value";
  let description = [{
    ```mlir
    %w = vo.iface.word %i
    ```
  }];
  let arguments = (ins Vo_IfaceType:$iface);
  let results = (outs Vo_WordType:$word);
  let assemblyFormat = "$iface attr-dict";
  let hasFolder = 1;
}

def Vo_WordOfBitsOp : Vo_PlainOp<"word.of_bits", [Pure]> {
  let summary = "a data word that holds a scalar";
  let description = [{
    ```mlir
    %w = vo.word.of_bits %x
    ```
  }];
  let arguments = (ins I64:$bits);
  let results = (outs Vo_WordType:$word);
  let assemblyFormat = "$bits attr-dict";
}

def Vo_WordOfRefOp : Vo_Op<"word.of_ref", [Pure]> {
  let summary = "a data word that holds a reference";
  let description = [{
    ```mlir
    %w = vo.word.of_ref %r
    ```
  }];
  let arguments = (ins Vo_RefType:$ref);
  let results = (outs Vo_WordType:$word);
  let assemblyFormat = "$ref attr-dict";
}

def Vo_WordToBitsOp : Vo_PlainOp<"word.to_bits", [Pure]> {
  let summary = "the scalar in a data word";
  let description = [{
    Meaningless when the word holds a reference.

    ```mlir
    %x = vo.word.to_bits %w
    ```
  }];
  let arguments = (ins Vo_WordType:$word);
  let results = (outs I64:$bits);
  let assemblyFormat = "$word attr-dict";
  let hasFolder = 1;
}

def Vo_IfaceToAnyOp : Vo_Op<"iface.to_any",
    [Vo_Safepoint, MemoryEffects<[MemRead<Vo_Heap>]>]> {
  let summary = "an interface value as an empty interface";
  let description = [{
    Same dynamic type and value, no method table. A struct or array inside is
    copied, because every interface value owns its own. Nil stays nil.

    ```mlir
    %a = vo.iface.to_any %i
    ```
  }];
  let arguments = (ins Vo_IfaceType:$iface);
  let results = (outs Res<Vo_IfaceType, "", [MemAlloc<Vo_Heap>]>:$result);
  let assemblyFormat = "$iface attr-dict";
  let hasCanonicalizer = 1;
}

def Vo_InterfaceOp : Vo_Op<"interface", [Symbol]> {
  let summary = "an interface type with methods";
  let description = [{
    What conversions to the interface name. Lists the types that implement it;
    whole programs are compiled, so there are no others.

    ```mlir
    vo.interface @Shape <18 -> 2, 31 -> 5>
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       Vo_ImplementersAttr:$implementers,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name $implementers attr-dict";
}

def Vo_IfaceConvertOp : Vo_Op<"iface.convert",
    [Vo_Safepoint, MemoryEffects<[MemRead<Vo_Heap>]>,
     DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "an interface value as another interface with methods";
  let description = [{
    Same dynamic type and value, the type's method table for the named
    interface. A struct or array inside is copied, as by `vo.iface.to_any`. Nil
    stays nil. The source's static type has all methods of the interface, so
    the dynamic type implements it; a program in which it does not ends with an
    error when the result is needed. Lowered by `vo-to-vort` to a look-up in the
    interface's table.

    ```mlir
    %s = vo.iface.convert %i to @Shape
    ```
  }];
  let arguments = (ins Vo_IfaceType:$iface, FlatSymbolRefAttr:$interface);
  let results = (outs Res<Vo_IfaceType, "", [MemAlloc<Vo_Heap>]>:$result);
  let assemblyFormat = "$iface `to` $interface attr-dict";
  let hasCanonicalizer = 1;
}

def Vo_WordEqOp : Vo_PlainOp<"word.eq", [Pure]> {
  let summary = "whether two data words are the same";
  let description = [{
    Identity of references or equality of scalar bits.

    ```mlir
    %c = vo.word.eq %a, %b
    ```
  }];
  let arguments = (ins Vo_WordType:$lhs, Vo_WordType:$rhs);
  let results = (outs I1:$equal);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
}

def Vo_RefEqOp : Vo_PlainOp<"ref.eq", [Pure]> {
  let summary = "whether two references are the same";
  let description = [{
    Pointer, channel and other identities; null equals null.

    ```mlir
    %c = vo.ref.eq %a, %b
    ```
  }];
  let arguments = (ins Vo_RefType:$lhs, Vo_RefType:$rhs);
  let results = (outs I1:$equal);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
  let hasFolder = 1;
}

def Vo_RefIsNullOp : Vo_PlainOp<"ref.is_null", [Pure]> {
  let summary = "whether a reference is null";
  let description = [{
    For a boxed slice: whether it is nil; for a boxed string: whether it is
    empty.

    ```mlir
    %c = vo.ref.is_null %r
    ```
  }];
  let arguments = (ins Vo_RefType:$ref);
  let results = (outs I1:$isNull);
  let assemblyFormat = "$ref attr-dict";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Vo_SliceIsNilOp : Vo_PlainOp<"slice.is_nil", [Pure]> {
  let summary = "whether a slice is nil";
  let description = [{
    An empty slice need not be nil.

    ```mlir
    %c = vo.slice.is_nil %s
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice);
  let results = (outs I1:$isNil);
  let assemblyFormat = "$slice attr-dict";
  let hasFolder = 1;
}

def Vo_IfaceEqOp : Vo_PlainOp<"iface.eq",
    [Vo_MayPanic<"UncomparableType">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "compare two interface values";
  let description = [{
    Different dynamic types are unequal; equal types compare by value (floats as
    IEEE, strings bytewise, structs and arrays field by field). Panics with
    `comparing uncomparable type in interface value` when the type cannot be
    compared. Yields 1 or 0.

    ```mlir
    %e = vo.iface.eq %a, %b
    ```
  }];
  let arguments = (ins Vo_IfaceType:$lhs, Vo_IfaceType:$rhs);
  let results = (outs I64:$equal);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
}

def Vo_CloneOp : Vo_PlainOp<"clone",
    [Vo_Safepoint, MemoryEffects<[MemRead<Vo_Heap>]>]> {
  let summary = "shallow copy of an object";
  let description = [{
    Interface values own a private copy of the structs and arrays in them. Null
    gives null. The operand refers to the start of an object.

    ```mlir
    %copy = vo.clone %r
    ```
  }];
  let arguments = (ins Vo_RefType:$object);
  let results = (outs Res<Vo_RefType, "", [MemAlloc<Vo_Heap>]>:$copy);
  let assemblyFormat = "$object attr-dict";
}

//===----------------------------------------------------------------------===//
// Arithmetic that can panic or saturates
//===----------------------------------------------------------------------===//

class Vo_DivOp<string mnemonic, string what>
    : Vo_PlainOp<mnemonic, [Vo_MayPanic<"DivisionByZero">,
                            MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = what;
  let arguments = (ins I64:$lhs, I64:$rhs);
  let results = (outs I64:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
  let hasCanonicalizer = 1;
  let description = what # [{.

    Panics with `integer divide by zero` when the divisor is 0; the smallest
    integer divided by -1 is itself, with remainder 0. Becomes plain `arith`
    when the divisor is a constant other than 0 and -1.
  }];
}
def Vo_DivSOp : Vo_DivOp<"div_s", "signed quotient, truncating">;
def Vo_DivUOp : Vo_DivOp<"div_u", "unsigned quotient">;
def Vo_RemSOp : Vo_DivOp<"rem_s", "signed remainder, sign of the dividend">;
def Vo_RemUOp : Vo_DivOp<"rem_u", "unsigned remainder">;

class Vo_ShiftOp<string mnemonic, string what>
    : Vo_PlainOp<mnemonic, [Vo_MayPanic<"NegativeShift">,
                            MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = what;
  let arguments = (ins I64:$value, I64:$count, UnitAttr:$signedCount);
  let results = (outs I64:$result);
  let assemblyFormat = "$value `,` $count (`signed` $signedCount^)? attr-dict";
  let hasCanonicalizer = 1;
  let description = what # [{.

    Counts of 64 and more shift everything out. With `signed`, a negative count
    panics with `negative shift amount`. Becomes plain `arith` when the count is
    a constant below 64.
  }];
}
def Vo_ShlOp : Vo_ShiftOp<"shl", "shift left">;
def Vo_ShrSOp : Vo_ShiftOp<"shr_s", "arithmetic shift right">;
def Vo_ShrUOp : Vo_ShiftOp<"shr_u", "logical shift right">;

def Vo_FloatToIntOp : Vo_PlainOp<"f2i", [Pure]> {
  let summary = "float to integer, saturating";
  let description = [{
    Truncates toward zero, clamps to the range of a `width`-bit integer
    (unsigned with `unsigned`), NaN gives 0; the result is extended to 64 bits.

    ```mlir
    %i = vo.f2i %x to 32 unsigned
    ```
  }];
  let arguments = (ins F64:$value, I64Attr:$width, UnitAttr:$isUnsigned);
  let results = (outs I64:$result);
  let assemblyFormat = "$value `to` $width (`unsigned` $isUnsigned^)? attr-dict";
}

def Vo_CheckIndexOp : Vo_PlainOp<"check_index",
    [Vo_MayPanic<"IndexOutOfBounds">, MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "panic unless index < length, unsigned";
  let description = [{
    ```mlir
    vo.check_index %i, %n
    ```
  }];
  let arguments = (ins I64:$index, I64:$length);
  let assemblyFormat = "$index `,` $length attr-dict";
  let hasCanonicalizer = 1;
}

//===----------------------------------------------------------------------===//
// Output
//===----------------------------------------------------------------------===//

def Vo_PrintOp : Vo_PlainOp<"print",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Output>]>]> {
  let summary = "the builtins print and println";
  let description = [{
    Formats the values (docs/language.md), joined by spaces, with a newline when
    `newline` is given.

    ```mlir
    vo.print newline %a, %b
    ```
  }];
  let arguments = (ins UnitAttr:$newline, Variadic<Vo_IfaceType>:$values);
  let assemblyFormat = "(`newline` $newline^)? $values attr-dict";
}

def Vo_AssertOp : Vo_PlainOp<"assert",
    [Vo_MayPanic<"assertion failed">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "the builtin assert";
  let description = [{
    Panics with `assertion failed: ` and the formatted values when `condition`
    is 0.

    ```mlir
    vo.assert %c, %m
    ```
  }];
  let arguments = (ins I64:$condition, Variadic<Vo_IfaceType>:$values);
  let assemblyFormat = "$condition (`,` $values^)? attr-dict";
  let hasCanonicalizer = 1;
}

#endif // VO_VALUE_OPS_TD
