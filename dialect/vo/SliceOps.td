//===- SliceOps.td - Array objects and slices --------------*- tablegen -*-===//
#ifndef VO_SLICE_OPS_TD
#define VO_SLICE_OPS_TD

include "dialect/vo/Base.td"

defvar Vo_ReadsChecked = MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>;
defvar Vo_WritesChecked = MemoryEffects<[MemWrite<Vo_Heap>, MemWrite<Vo_Panic>]>;

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

// One element of an array object or slice, read, written or pointed to.
class Vo_ElementGetOp<string container, Type type>
    : Vo_Op<container # ".get", [Vo_ReadsChecked, Vo_UsesSymbols]> {
  let arguments = (ins type:$container, I64:$index, UnitAttr:$inbounds);
  let results = (outs Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $container `[` $index `]` attr-dict `:` qualified(type($container))
    (`->` type($values)^)?
  }];
  let panics = ["IndexOutOfBounds"];
  let flow = [{ edges.addEach(edges.operand(0, "*"), getValues()); }];
}
class Vo_ElementSetOp<string container, Type type>
    : Vo_Op<container # ".set", [Vo_WritesChecked, Vo_UsesSymbols]> {
  let arguments = (ins type:$container, I64:$index, Variadic<Vo_Register>:$values,
                       UnitAttr:$inbounds, UnitAttr:$nobarrier);
  let assemblyFormat = [{
    $container `[` $index `]` (`,` $values^)? attr-dict `:` qualified(type($container))
    (`,` type($values)^)?
  }];
  let panics = ["IndexOutOfBounds"];
  let flow = [{ edges.addEach(getValues(), edges.operand(0, "*")); }];
}
class Vo_ElementAddrOp<string container, Type type>
    : Vo_Op<container # ".addr", [Vo_ReadsChecked, Vo_UsesSymbols]> {
  let arguments = (ins type:$container, I64:$index, UnitAttr:$inbounds);
  let results = (outs Vo_PtrType:$address);
  let assemblyFormat = [{
    $container `[` $index `]` attr-dict `:` qualified(type($container)) `->` qualified(type($address))
  }];
  let panics = ["IndexOutOfBounds"];
  let flow = Vo_FlowOperandToResult;
}

def Vo_ArrayGetOp : Vo_ElementGetOp<"array", Vo_ArrayType> {
  let summary = "read one element of an array object";
  let description = [{
    Yields the leaves of the element, narrow ones extended to 64 bits. The index is
    compared with the length as an unsigned number; a nil array has length 0. Out
    of range panics with `index out of range [I] with length L`; `inbounds` says
    that the index is in range (and so the array is not nil).

    ```mlir
    %x = vo.array.get %a[%i] : !vo.array<8 x si32> -> i64
    ```
  }];
}

def Vo_ArraySetOp : Vo_ElementSetOp<"array", Vo_ArrayType> {
  let summary = "write one element of an array object";
  let description = [{
    Checks as `vo.array.get`; narrow leaves keep the low bits. The write barrier is
    part of the operation unless `nobarrier` says that none is needed.

    ```mlir
    vo.array.set %a[%i], %x : !vo.array<8 x si32>, i64
    ```
  }];
}

def Vo_ArrayAddrOp : Vo_ElementAddrOp<"array", Vo_ArrayType> {
  let summary = "address of one element of an array object";
  let description = [{
    Checks as `vo.array.get`. The pointee is the element, or a run `? x T` of the
    elements from there on.

    ```mlir
    %p = vo.array.addr %a[%i] : !vo.array<8 x @main.Point> -> !vo.ptr<@main.Point>
    ```
  }];
}

def Vo_SliceGetOp : Vo_ElementGetOp<"slice", Vo_SliceType> {
  let summary = "read one element of a slice";
  let description = [{
    Yields the leaves of the element, narrow ones extended to 64 bits. The index is
    compared with the length as an unsigned 64-bit number; out of range panics with
    `index out of range [I] with length L`. A nil slice has length 0. `inbounds`
    says that the index is in range.

    ```mlir
    %e = vo.slice.get %s[%i] : !vo.slice<ui8> -> i64
    ```
  }];
}

def Vo_SliceSetOp : Vo_ElementSetOp<"slice", Vo_SliceType> {
  let summary = "write one element of a slice";
  let description = [{
    Checks as `vo.slice.get`; narrow leaves keep the low bits. The write barrier is
    part of the operation unless `nobarrier` says that none is needed.

    ```mlir
    vo.slice.set %s[%i], %x : !vo.slice<ui8>, i64
    ```
  }];
}

def Vo_SliceAddrOp : Vo_ElementAddrOp<"slice", Vo_SliceType> {
  let summary = "address of one element of a slice";
  let description = [{
    Checks as `vo.slice.get`. The pointee is the element, or a run `? x T` of the
    elements from there on.

    ```mlir
    %p = vo.slice.addr %s[%i] : !vo.slice<@main.Point> -> !vo.ptr<@main.Point>
    ```
  }];
}

//===----------------------------------------------------------------------===//
// Making arrays and slices
//===----------------------------------------------------------------------===//

def Vo_ArrayNewOp : Vo_AllocOp<"array.new", "Array",
    [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "a new zeroed array object";
  let description = [{
    Panics with `array size out of range` when so large an object cannot be. Goes
    when it is not used and cannot panic, as few elements cannot.

    ```mlir
    %a = vo.array.new : !vo.array<64 x ui8>
    ```
  }];
  let arguments = (ins UnitAttr:$frame);
  let results = (outs Res<Vo_ArrayType, "", [MemAlloc<Vo_Heap>]>:$array);
  let assemblyFormat = "attr-dict `:` qualified(type($array))";
  let hasCanonicalizer = 1;
  let panics = ["ArraySize"];
  let flow = Vo_NoFlow;
  let allocatedType = [{ return pointeeOf(getArray().getType()); }];
  let allocated = [{ return getArray(); }];
}

def Vo_SliceNewOp : Vo_AllocOp<"slice.new", "Array",
    [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "make([]T, length, capacity)";
  let description = [{
    A slice over a fresh zeroed array; never nil. Panics, in this order, when the
    length is negative, the capacity is negative, the length exceeds the capacity,
    or the array is too large. Goes when it is not used and cannot panic, as few
    elements cannot.

    With `frame` the array lies in the frame; the capacity is constant. With
    `frame_count` it does when the capacity is at most that number.

    ```mlir
    %s = vo.slice.new %n, %n : !vo.slice<i64>
    %t = vo.slice.new %n, %n {frame_count = 32} : !vo.slice<i64>
    ```
  }];
  let arguments = (ins I64:$length, I64:$capacity, UnitAttr:$frame,
                       OptionalAttr<ConfinedAttr<I64Attr, [IntPositive]>>:$frame_count);
  let results = (outs Res<Vo_SliceType, "", [MemAlloc<Vo_Heap>]>:$slice);
  let assemblyFormat = "$length `,` $capacity attr-dict `:` qualified(type($slice))";
  let hasCanonicalizer = 1;
  let panics = ["MakeSliceLen", "MakeSliceCap", "MakeSliceLenLargerThanCap"];
  let flow = Vo_NoFlow;
  let allocatedType = [{ return getSlice().getType().getElem(); }];
  let allocatedCount = [{ return getCapacity(); }];
  let allocated = [{ return getSlice(); }];
}

def Vo_SliceLenOp : Vo_Op<"slice.len", [Pure]> {
  let summary = "length of a slice";
  let description = [{
    ```mlir
    %n = vo.slice.len %s : !vo.slice<i64>
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice);
  let results = (outs I64:$length);
  let assemblyFormat = "$slice attr-dict `:` qualified(type($slice))";
  let hasFolder = 1;
  let flow = Vo_NoFlow;
}

def Vo_SliceCapOp : Vo_Op<"slice.cap", [Pure]> {
  let summary = "capacity of a slice";
  let description = [{
    ```mlir
    %n = vo.slice.cap %s : !vo.slice<i64>
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice);
  let results = (outs I64:$capacity);
  let assemblyFormat = "$slice attr-dict `:` qualified(type($slice))";
  let hasFolder = 1;
  let flow = Vo_NoFlow;
}

def Vo_SliceSliceOp : Vo_Op<"slice.slice",
    [MemoryEffects<[MemWrite<Vo_Panic>]>, AllTypesMatch<["slice", "result"]>]> {
  let summary = "s[low:high] or s[low:high:max]";
  let description = [{
    Shares the backing array. Panics unless `low <= high <= max <= capacity`
    (unsigned; `max` is the capacity when absent). Slicing nil gives nil.

    ```mlir
    %t = vo.slice.slice %s[%lo, %hi] : !vo.slice<i64>
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice, I64:$low, I64:$high,
                       Optional<I64>:$max);
  let results = (outs Vo_SliceType:$result);
  let assemblyFormat = [{
    $slice `[` $low `,` $high (`,` $max^)? `]` attr-dict `:` qualified(type($slice))
  }];
  let panics = ["SliceBoundsOutOfRange"];
  let flow = Vo_FlowOperandToResult;
}

def Vo_SliceOfOp : Vo_Op<"slice.of",
    [MemoryEffects<[MemWrite<Vo_Panic>]>,
     TypesMatchWith<"result is a slice of the array's elements", "array", "result",
                    "::vo::ir::sliceOfArray($_self)">]> {
  let summary = "a[low:high] or a[low:high:max] of an array";
  let description = [{
    The array is an object, or lies where a pointer points to, inside another
    object perhaps. Nil panics with `nil pointer dereference`, whatever the bounds
    are; `nonnull` says that it is not nil. Else panics unless
    `low <= high <= max <= n` (unsigned; `max` is the array's length when absent).

    ```mlir
    %s = vo.slice.of %a[%lo, %hi] : !vo.array<8 x i64>
    %t = vo.slice.of %p[%lo, %hi] : !vo.ptr<8 x i64>
    ```
  }];
  let arguments = (ins AnyTypeOf<[Vo_ArrayType, Vo_PtrType]>:$array, I64:$low,
                       I64:$high, Optional<I64>:$max, UnitAttr:$nonnull);
  let results = (outs Vo_SliceType:$result);
  let assemblyFormat = [{
    $array `[` $low `,` $high (`,` $max^)? `]` attr-dict `:` qualified(type($array))
  }];
  let panics = ["NilPointerDereference", "SliceBoundsOutOfRange"];
  let hasVerifier = 1;
  let flow = Vo_FlowOperandToResult;
}

//===----------------------------------------------------------------------===//
// Growing and copying
//===----------------------------------------------------------------------===//

defvar Vo_AppendEffects = MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Heap>,
                                         MemAlloc<Vo_Heap>, MemWrite<Vo_Panic>]>;

// The result shares the operand's array or is a copy of it, so references inside
// it flow on either way; what is appended is seen through both.
class Vo_GrowOp<string mnemonic>
    : Vo_AllocOp<mnemonic, "Array",
                 [Vo_AppendEffects, Vo_UsesSymbols,
                  AllTypesMatch<["slice", "result"]>]> {
  let panics = ["MakeSliceLen"];
  let results = (outs Vo_SliceType:$result);
  let always = 0;
  let allocatedType = [{ return getResult().getType().getElem(); }];
}

def Vo_AppendOp : Vo_GrowOp<"append"> {
  let summary = "append one element";
  let description = [{
    Writes in place while there is room, else moves the elements to an array of
    twice the capacity (4 at first). The operand is unchanged.

    ```mlir
    %t = vo.append %s, %x : !vo.slice<i64>, i64
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice, Variadic<Vo_Register>:$values,
                       UnitAttr:$nobarrier);
  let assemblyFormat = [{
    $slice (`,` $values^)? attr-dict `:` qualified(type($slice)) (`,` type($values)^)?
  }];
  let flow = [{
    edges.add(edges.operand(0), edges.result(0));
    edges.add(edges.operand(0, "*"), edges.result(0, "*"));
    edges.addEach(getValues(), edges.operand(0, "*"));
    edges.addEach(getValues(), edges.result(0, "*"));
  }];
}

def Vo_AppendAllOp : Vo_GrowOp<"append_all"> {
  let summary = "append(s, t...)";
  let description = [{
    Appends all elements of `source`: a slice of the same type or, for bytes, a
    string. Nothing to append gives the operand; else room is made for twice the
    new length (at least 4) when there is not enough.

    ```mlir
    %u = vo.append_all %s, %t : !vo.slice<ui8>, !vo.string
    ```
  }];
  let arguments = (ins Vo_SliceType:$slice, Vo_SliceSource:$source,
                       UnitAttr:$nobarrier);
  let assemblyFormat = "$slice `,` $source attr-dict `:` qualified(type($slice)) `,` qualified(type($source))";
  let flow = [{
    edges.add(edges.operand(0), edges.result(0));
    edges.add(edges.operand(0, "*"), edges.result(0, "*"));
    edges.add(edges.operand(1, "*"), edges.operand(0, "*"));
    edges.add(edges.operand(1, "*"), edges.result(0, "*"));
  }];
}

def Vo_CopyOp : Vo_Op<"copy",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Heap>]>, Vo_UsesSymbols]> {
  let summary = "copy(destination, source)";
  let description = [{
    Copies the smaller length as memmove does and yields it. Sources as in
    `vo.append_all`.

    ```mlir
    %n = vo.copy %d, %s : !vo.slice<i64>, !vo.slice<i64>
    ```
  }];
  let arguments = (ins Vo_SliceType:$destination, Vo_SliceSource:$source,
                       UnitAttr:$nobarrier);
  let results = (outs I64:$count);
  let assemblyFormat = [{
    $destination `,` $source attr-dict `:` qualified(type($destination)) `,` qualified(type($source))
  }];
  let flow = [{ edges.add(edges.operand(1, "*"), edges.operand(0, "*")); }];
}

#endif // VO_SLICE_OPS_TD
