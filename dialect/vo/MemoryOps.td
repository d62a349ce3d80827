//===- MemoryOps.td - Globals, objects, arrays -------------*- tablegen -*-===//
#ifndef VO_MEMORY_OPS_TD
#define VO_MEMORY_OPS_TD

include "dialect/vo/Base.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/MemorySlotInterfaces.td"

//===----------------------------------------------------------------------===//
// Globals
//===----------------------------------------------------------------------===//

def Vo_GlobalOp : Vo_Op<"global", [Symbol]> {
  let summary = "a package variable";
  let description = [{
    Zero at the start. Struct and array variables are one reference to an object
    that the program's `__init__` makes.

    ```mlir
    vo.global @counter <"v">
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, Vo_LayoutAttr:$layout,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name $layout attr-dict";
}

def Vo_GlobalGetOp : Vo_PlainOp<"global.get",
    [MemoryEffects<[MemRead<Vo_Globals>]>,
     DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "read a global";
  let description = [{
    Reads the register value that starts at slot `slot` of the variable.

    ```mlir
    %x = vo.global.get @counter[0] : i64
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$global, I64Attr:$slot);
  let results = (outs AnyTypeOf<[I64, F64, Vo_RefType, Vo_WordType,
                                 Vo_IfaceType]>:$value);
  let assemblyFormat = "$global `[` $slot `]` attr-dict `:` type($value)";
}

def Vo_GlobalSetOp : Vo_Op<"global.set",
    [MemoryEffects<[MemWrite<Vo_Globals>]>,
     DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "write a global";
  let description = [{
    ```mlir
    vo.global.set @counter[0], %x : i64
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$global, I64Attr:$slot,
                       AnyTypeOf<[I64, F64, Vo_RefType, Vo_WordType,
                                  Vo_IfaceType]>:$value);
  let assemblyFormat = "$global `[` $slot `]` `,` $value attr-dict `:` type($value)";
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

def Vo_NewOp : Vo_Op<"new",
    [Vo_Safepoint, DeclareOpInterfaceMethods<AllocationOpInterface>,
     DeclareOpInterfaceMethods<DestructurableAllocationOpInterface>]> {
  let summary = "a new zeroed object";
  let description = [{
    Yields a reference to the start of a fresh object with the given slots. May
    collect. Never null; running out of memory ends the program. `sroa` makes
    variables of an object of at most 64 slots that is only read and written, at
    constant slots.

    ```mlir
    %p = vo.new <"vrr">
    ```
  }];
  let arguments = (ins Vo_LayoutAttr:$layout);
  let results = (outs Res<Vo_RefType, "", [MemAlloc<Vo_Heap>]>:$object);
  let assemblyFormat = "$layout attr-dict";
}

def Vo_LoadOp : Vo_PlainOp<"load",
    [Vo_MayPanic<"NilPointerDereference">,
     DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "read slots of an object";
  let description = [{
    Reads consecutive register values from slot `slot` on. A null pointer panics
    with `nil pointer dereference`, also when nothing is read. The pointer may be
    interior; slots count from where it points.

    ```mlir
    %a, %b = vo.load %p[1] : i64, !vo.iface
    ```
  }];
  let arguments = (ins Vo_RefType:$pointer, I64Attr:$slot);
  let results = (outs Variadic<Vo_Register>:$values);
  let assemblyFormat = "$pointer `[` $slot `]` attr-dict (`:` type($values)^)?";
  let hasCanonicalizer = 1;
}

def Vo_StoreOp : Vo_Op<"store",
    [Vo_MayPanic<"NilPointerDereference">,
     DeclareOpInterfaceMethods<CaptureOpInterface>,
     DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>,
     MemoryEffects<[MemWrite<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "write slots of an object";
  let description = [{
    Writes consecutive register values from slot `slot` on; null pointers panic
    as in `vo.load`. The write barrier is part of the operation. An integer that
    is the header of an interface, whose data word is stored by another
    operation, is marked `header`: the collector reads the two together.

    ```mlir
    vo.store %p[0], %a, %b : i64, !vo.ref
    vo.store %p[2] header, %h : i64
    vo.store %p[3], %w : !vo.word
    ```
  }];
  let arguments = (ins Vo_RefType:$pointer, I64Attr:$slot,
                       Variadic<Vo_Register>:$values, UnitAttr:$header);
  let assemblyFormat = [{
    $pointer `[` $slot `]` (`header` $header^)? (`,` $values^)? attr-dict
    (`:` type($values)^)?
  }];
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
  let extraClassDefinition = [{
    bool $cppClass::capturesOperand(unsigned index) { return index != 0; }
  }];
}

def Vo_AddrOp : Vo_Op<"addr", [Pure]> {
  let summary = "address of a slot";
  let description = [{
    `pointer + 8 * slots`, without a check. The result is an interior pointer.
    What null gives must not be accessed; of the constant it is null.

    ```mlir
    %q = vo.addr %p[%n]
    ```
  }];
  let arguments = (ins Vo_RefType:$pointer, I64:$slots);
  let results = (outs Vo_RefType:$address);
  let assemblyFormat = "$pointer `[` $slots `]` attr-dict";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

def Vo_ArrayNewOp : Vo_PlainOp<"array.new",
    [Vo_Safepoint, Vo_MayPanic<"ArraySize">,
     DeclareOpInterfaceMethods<AllocationOpInterface>,
     MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "a new zeroed array object";
  let description = [{
    `meta` is the bytecode's element type word, kept in the object. Panics with
    `array size out of range` when the length cannot be represented. Goes when
    it is not used and cannot panic (constant sizes up to `kSureArrayBytes`).

    ```mlir
    %a = vo.array.new %n, <u8> {meta = 8 : i32}
    ```
  }];
  let arguments = (ins I64:$length, Vo_ElemAttr:$elem, I32Attr:$meta);
  let results = (outs Res<Vo_RefType, "", [MemAlloc<Vo_Heap>]>:$array);
  let assemblyFormat = "$length `,` $elem attr-dict";
  let hasCanonicalizer = 1;
}

def Vo_ArrayGetOp : Vo_PlainOp<"array.get",
    [Vo_MayPanic<"IndexOutOfBounds">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "read one element of an array object";
  let description = [{
    The index is compared with the length as an unsigned number; a null array has
    length 0. Out of range panics with
    `index out of range [I] with length L`.

    ```mlir
    %x = vo.array.get %a[%i] as <i32> : i64
    ```
  }];
  let arguments = (ins Vo_RefType:$array, I64:$index, Vo_ElemAttr:$elem);
  let results = (outs Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $array `[` $index `]` `as` $elem attr-dict (`:` type($values)^)?
  }];
}

def Vo_ArraySetOp : Vo_Op<"array.set",
    [Vo_MayPanic<"IndexOutOfBounds">,
     DeclareOpInterfaceMethods<CaptureOpInterface>,
     MemoryEffects<[MemWrite<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "write one element of an array object";
  let description = [{
    Checks as `vo.array.get`, with the write barrier that the element needs.

    ```mlir
    vo.array.set %a[%i], %x as <i32> : i64
    ```
  }];
  let arguments = (ins Vo_RefType:$array, I64:$index, Vo_ElemAttr:$elem,
                       Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $array `[` $index `]` (`,` $values^)? `as` $elem attr-dict (`:` type($values)^)?
  }];
  let extraClassDefinition = [{
    bool $cppClass::capturesOperand(unsigned index) { return index > 1; }
  }];
}

def Vo_ArrayAddrOp : Vo_Op<"array.addr",
    [Vo_MayPanic<"IndexOutOfBounds">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "address of one element of an array object";
  let description = [{
    Checks as `vo.array.get`; yields an interior pointer.

    ```mlir
    %p = vo.array.addr %a[%i] as <slots "vv">
    ```
  }];
  let arguments = (ins Vo_RefType:$array, I64:$index, Vo_ElemAttr:$elem);
  let results = (outs Vo_RefType:$address);
  let assemblyFormat = "$array `[` $index `]` `as` $elem attr-dict";
}

#endif // VO_MEMORY_OPS_TD
