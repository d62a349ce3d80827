//===- SliceOps.td - Slices --------------------------------*- tablegen -*-===//
#ifndef VO_SLICE_OPS_TD
#define VO_SLICE_OPS_TD

include "dialect/vo/Base.td"

def Vo_SliceNewOp : Vo_PlainOp<"slice.new",
    [Vo_Safepoint, Vo_MayPanic<"MakeSlice">,
     DeclareOpInterfaceMethods<AllocationOpInterface>,
     MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "make([]T, length, capacity)";
  let description = [{
    A slice over a fresh zeroed array; never nil. Panics, in this order, when the
    length is negative, the capacity is negative, the length exceeds the capacity,
    or the array is too large. Goes when it is not used and cannot panic, as
    constant sizes up to `kSureArrayBytes` cannot.

    ```mlir
    %s = vo.slice.new %n, %n, <slots "v"> {meta = 2 : i32}
    ```
  }];
  let arguments = (ins I64:$length, I64:$capacity, Vo_ElemAttr:$elem,
                       I32Attr:$meta);
  let results = (outs Res<Vo_SliceType, "", [MemAlloc<Vo_Heap>]>:$slice);
  let assemblyFormat = "$length `,` $capacity `,` $elem attr-dict";
  let hasCanonicalizer = 1;
}

def Vo_SliceGetOp : Vo_PlainOp<"slice.get",
    [Vo_MayPanic<"IndexOutOfBounds">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "read one element of a slice";
  let description = [{
    Yields element `index`, widened to its register types. `index` is compared
    with the length as an unsigned 64-bit number; out of range panics with
    `index out of range [I] with length L`. A nil slice has length 0.

    ```mlir
    %e = vo.slice.get %s[%i] as <i32> : i64
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice, I64:$index, Vo_ElemAttr:$elem);
  let results = (outs Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $slice `[` $index `]` `as` $elem attr-dict (`:` type($values)^)?
  }];
}

def Vo_SliceSetOp : Vo_Op<"slice.set",
    [Vo_MayPanic<"IndexOutOfBounds">,
     DeclareOpInterfaceMethods<CaptureOpInterface>,
     MemoryEffects<[MemWrite<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "write one element of a slice";
  let description = [{
    Checks as `vo.slice.get`; narrow elements keep the low bits. The write barrier
    is part of the operation.

    ```mlir
    vo.slice.set %s[%i], %x as <slots "r"> : !vo.ref
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice, I64:$index, Vo_ElemAttr:$elem,
                       Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $slice `[` $index `]` (`,` $values^)? `as` $elem attr-dict (`:` type($values)^)?
  }];
  let extraClassDefinition = [{
    bool $cppClass::capturesOperand(unsigned index) { return index > 1; }
  }];
}

def Vo_SliceLenOp : Vo_PlainOp<"slice.len", [Pure]> {
  let summary = "length of a slice";
  let description = [{
    ```mlir
    %n = vo.slice.len %s
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice);
  let results = (outs I64:$length);
  let assemblyFormat = "$slice attr-dict";
  let hasFolder = 1;
}

def Vo_SliceCapOp : Vo_PlainOp<"slice.cap", [Pure]> {
  let summary = "capacity of a slice";
  let description = [{
    ```mlir
    %n = vo.slice.cap %s
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice);
  let results = (outs I64:$capacity);
  let assemblyFormat = "$slice attr-dict";
}

def Vo_SliceSliceOp : Vo_Op<"slice.slice",
    [Vo_MayPanic<"SliceBoundsOutOfRange">,
     MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "s[low:high] or s[low:high:max]";
  let description = [{
    Shares the backing array. Panics unless `low <= high <= max <= capacity`
    (unsigned; `max` is the capacity when absent). Slicing nil gives nil. The
    element type is known only where definitions or uses in sight tell it;
    without it the distance between elements is read from the slice's object.

    ```mlir
    %t = vo.slice.slice %s[%lo, %hi] as <slots "v">
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice, I64:$low, I64:$high,
                       Optional<I64>:$max,
                       OptionalAttr<Vo_ElemAttr>:$elem);
  let results = (outs Vo_SliceType:$result);
  let assemblyFormat = [{
    $slice `[` $low `,` $high (`,` $max^)? `]` (`as` $elem^)? attr-dict
  }];
  let hasCanonicalizer = 1;
}

def Vo_SliceOfArrayOp : Vo_Op<"slice.of_array",
    [Vo_MayPanic<"SliceBoundsOutOfRange">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "slice an array object";
  let description = [{
    `a[low:high]` or `a[low:high:max]` of an array object. Null panics with
    `nil pointer dereference`, whatever the bounds are.

    ```mlir
    %s = vo.slice.of_array %a[%lo, %hi]
    ```
  }];
  let arguments = (ins Vo_RefType:$array, I64:$low, I64:$high,
                       Optional<I64>:$max);
  let results = (outs Vo_SliceType:$result);
  let assemblyFormat = "$array `[` $low `,` $high (`,` $max^)? `]` attr-dict";
}

def Vo_SliceOfInlineOp : Vo_Op<"slice.of_inline",
    [Vo_MayPanic<"SliceBoundsOutOfRange">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "slice an array stored inside another object";
  let description = [{
    The array of `length` elements starts at the interior pointer `data`, one
    element per `stride` bytes. Elements narrower than a slot give a slice with
    flat storage (`flat`), which every slice operation honours.

    ```mlir
    %s = vo.slice.of_inline %data[%lo, %hi] of %n stride %b flat
    ```
  }];
  let arguments = (ins Vo_RefType:$data, I64:$low, I64:$high,
                       Optional<I64>:$max, I64:$length, I64:$stride,
                       UnitAttr:$flat);
  let results = (outs Vo_SliceType:$result);
  let assemblyFormat = [{
    $data `[` $low `,` $high (`,` $max^)? `]` `of` $length `stride` $stride
    (`flat` $flat^)? attr-dict
  }];
}

def Vo_SliceAppendOp : Vo_Op<"slice.append",
    [Vo_Safepoint, Vo_MayPanic<"MakeSlice">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Heap>, MemAlloc<Vo_Heap>,
                    MemWrite<Vo_Panic>]>]> {
  let summary = "append one element";
  let description = [{
    Writes in place while there is room, else moves the elements to an array of
    twice the capacity (4 at first). The operand is unchanged.

    ```mlir
    %t = vo.slice.append %s, %x as <slots "v"> {meta = 2 : i32} : i64
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice, Vo_ElemAttr:$elem, I32Attr:$meta,
                       Variadic<Vo_Register>:$values);
  let results = (outs Vo_SliceType:$result);
  let assemblyFormat = [{
    $slice (`,` $values^)? `as` $elem attr-dict (`:` type($values)^)?
  }];
}

def Vo_SliceSource : AnyTypeOf<[Vo_SliceType, Vo_StringType, Vo_RefType],
                               "slice, string, or a box of either">;

def Vo_SliceAppendSliceOp : Vo_Op<"slice.append_slice",
    [Vo_Safepoint, Vo_MayPanic<"MakeSlice">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Heap>, MemAlloc<Vo_Heap>,
                    MemWrite<Vo_Panic>]>]> {
  let summary = "append(s, t...)";
  let description = [{
    Appends all elements of `source`: a slice of the same element type or, for
    bytes, a string. A boxed source tells by its object which of the two it is;
    boxes made in sight are looked through.

    ```mlir
    %u = vo.slice.append_slice %s, %t as <u8> {meta = 8 : i32} : !vo.string
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice, Vo_SliceSource:$source,
                       Vo_ElemAttr:$elem, I32Attr:$meta);
  let results = (outs Vo_SliceType:$result);
  let assemblyFormat = "$slice `,` $source `as` $elem attr-dict `:` type($source)";
  let hasCanonicalizer = 1;
}

def Vo_SliceCopyOp : Vo_PlainOp<"slice.copy",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Heap>]>]> {
  let summary = "copy(destination, source)";
  let description = [{
    Copies the smaller length as memmove does and yields it. Sources as in
    `vo.slice.append_slice`.

    ```mlir
    %n = vo.slice.copy %d, %s : !vo.slice
    ```
  }];
  let arguments = (ins Vo_SliceType:$destination, Vo_SliceSource:$source);
  let results = (outs I64:$count);
  let assemblyFormat = "$destination `,` $source attr-dict `:` type($source)";
  let hasCanonicalizer = 1;
}

def Vo_SliceAddrOp : Vo_Op<"slice.addr",
    [Vo_MayPanic<"IndexOutOfBounds">,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "address of one element of a slice";
  let description = [{
    Checks as `vo.slice.get`; yields an interior pointer.

    ```mlir
    %p = vo.slice.addr %s[%i] as <slots "vv">
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice, I64:$index, Vo_ElemAttr:$elem);
  let results = (outs Vo_RefType:$address);
  let assemblyFormat = "$slice `[` $index `]` `as` $elem attr-dict";
}

#endif // VO_SLICE_OPS_TD
