//===- MemoryOps.td - Zero, globals, objects ---------------*- tablegen -*-===//
#ifndef VO_MEMORY_OPS_TD
#define VO_MEMORY_OPS_TD

include "dialect/vo/Base.td"
include "mlir/Interfaces/MemorySlotInterfaces.td"

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

def Vo_ZeroOp : Vo_Op<"zero", [Pure, ConstantLike]> {
  let summary = "the zero value of a language type";
  let description = [{
    A nil reference, slice or interface value, the empty string, an exhausted
    iteration. (Zero integers and floats are `arith.constant`.)

    ```mlir
    %nil = vo.zero : !vo.slice<i64>
    ```
  }];
  let results = (outs Vo_Register:$result);
  let assemblyFormat = "attr-dict `:` qualified(type($result))";
  let hasFolder = 1;
  let hasVerifier = 1;
  let flow = Vo_NoFlow;
}

def Vo_IsNilOp : Vo_Op<"is_nil", [Pure]> {
  let summary = "whether a value is nil";
  let description = [{
    An empty slice need not be nil; an interface value that holds a nil pointer is
    not nil.

    ```mlir
    %c = vo.is_nil %p : !vo.ptr<@main.Node>
    ```
  }];
  let arguments = (ins Vo_Nilable:$value);
  let results = (outs I1:$isNil);
  let assemblyFormat = "$value attr-dict `:` type($value)";
  let hasFolder = 1;
  let flow = Vo_NoFlow;
}

def Vo_EqOp : Vo_Op<"eq", [Pure, Commutative, AllTypesMatch<["lhs", "rhs"]>]> {
  let summary = "whether two references are the same";
  let description = [{
    Identity of pointers, channels and their kin; nil equals nil.

    ```mlir
    %c = vo.eq %a, %b : !vo.ptr<@main.Node>
    ```
  }];
  let arguments = (ins Vo_Ref:$lhs, Vo_Ref:$rhs);
  let results = (outs I1:$equal);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` qualified(type($lhs))";
  let hasFolder = 1;
  let flow = Vo_NoFlow;
}

def Vo_CastOp : Vo_Op<"cast", [Pure, Vo_UsesSymbols]> {
  let summary = "a pointer as a pointer to what begins there";
  let description = [{
    The same reference with another pointee: its leaves must be the first leaves of
    the old one, as those of a first member, or of a struct of another name. A box
    can be seen as a pointer.

    ```mlir
    %e = vo.cast %p : !vo.ptr<@main.Child> to !vo.ptr<@main.Parent>
    ```
  }];
  let arguments = (ins AnyTypeOf<[Vo_PtrType, Vo_BoxType]>:$pointer);
  let results = (outs Vo_PtrType:$result);
  let assemblyFormat = "$pointer attr-dict `:` qualified(type($pointer)) `to` qualified(type($result))";
  let hasFolder = 1;
  let flow = Vo_FlowOperandToResult;
}

//===----------------------------------------------------------------------===//
// Globals
//===----------------------------------------------------------------------===//

def Vo_GlobalGetOp : Vo_Op<"global.get",
    [MemoryEffects<[MemRead<Vo_Globals>]>, Vo_UsesSymbols]> {
  let summary = "read a global";
  let description = [{
    ```mlir
    %x = vo.global.get @main.counter : i64
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$global);
  let results = (outs Vo_Register:$value);
  let assemblyFormat = "$global attr-dict `:` type($value)";
  let flow = [{ edges.add(edges.global(getGlobal()), edges.result(0)); }];
}

def Vo_GlobalSetOp : Vo_Op<"global.set",
    [MemoryEffects<[MemWrite<Vo_Globals>]>, Vo_UsesSymbols]> {
  let summary = "write a global";
  let description = [{
    ```mlir
    vo.global.set @main.counter, %x : i64
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$global, Vo_Register:$value);
  let assemblyFormat = "$global `,` $value attr-dict `:` type($value)";
  let flow = [{ edges.add(edges.operand(0), edges.global(getGlobal())); }];
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

def Vo_NewOp : Vo_AllocOp<"new", "Object",
    [DeclareOpInterfaceMethods<DestructurableAllocationOpInterface>,
     Vo_UsesSymbols]> {
  let summary = "a new object";
  let description = [{
    Yields a reference to the start of a fresh object: a struct for a pointer, a
    variable for a box. Its leaves are the operands, or zero when there are none.
    Never nil; running out of memory ends the program. `sroa` makes variables of an
    object of at most 64 leaves that is only read and written, at constant paths.
    With `frame`, the object is dead when the function returns and may lie in its
    frame; with `immutable`, nobody writes it or asks which object it is.

    ```mlir
    %p = vo.new : !vo.ptr<@main.Node>
    %b = vo.new(%s : !vo.string) : !vo.box<!vo.string>
    ```
  }];
  let arguments = (ins Variadic<Vo_Register>:$leaves, UnitAttr:$frame,
                       UnitAttr:$immutable);
  let results = (outs Res<Vo_Memory, "", [MemAlloc<Vo_Heap>]>:$object);
  let builders = [OpBuilder<(ins "::mlir::Type":$type), [{
    build($_builder, $_state, type, ::mlir::ValueRange(), false, false);
  }]>];
  let assemblyFormat = [{
    (`(` $leaves^ `:` type($leaves) `)`)? attr-dict `:` qualified(type($object))
  }];
  let flow = [{
    for (unsigned i = 0; i < getLeaves().size(); ++i)
      edges.add(edges.operand(i), edges.result(0, "*"));
  }];
  let allocatedType = [{ return pointeeOf(getObject().getType()); }];
  let allocated = [{ return getObject(); }];
}

def Vo_LoadOp : Vo_Op<"load",
    [DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>, Vo_UsesSymbols,
     MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "read members";
  let description = [{
    Reads consecutive leaves, the first of which is at `path`: names of members and
    numbers of elements, and values for elements whose numbers are not constant
    (those have been checked by a dominating `vo.check_index`). A nil pointer
    panics with `nil pointer dereference`, also when nothing is read; `nonnull`
    says that the pointer is not nil. Narrow leaves extend to 64 bits.

    ```mlir
    %s = vo.load %p[items] : !vo.ptr<@main.Stack> -> !vo.slice<i64>
    %x, %y = vo.load %p[grid, %i, at.x] : !vo.ptr<@main.Map> -> i64, i64
    %n = vo.load %b : !vo.box<i64> -> i64
    ```
  }];
  let arguments = (ins Vo_Memory:$pointer, StrAttr:$path, Variadic<I64>:$indices,
                       UnitAttr:$nonnull);
  let results = (outs Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $pointer `` custom<Path>($path, $indices) attr-dict `:` qualified(type($pointer))
    (`->` type($values)^)?
  }];
  let hasCanonicalizer = 1;
  let panics = ["NilPointerDereference"];
  let flow = [{ flowOut(edges, getPath(), getValues()); }];
}

def Vo_StoreOp : Vo_Op<"store",
    [DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>, Vo_UsesSymbols,
     AttrSizedOperandSegments,
     MemoryEffects<[MemWrite<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "write members";
  let description = [{
    Writes consecutive leaves as `vo.load` reads them. The write barrier is part of
    the operation unless `nobarrier` says that none is needed.

    ```mlir
    vo.store %p[items], %s : !vo.ptr<@main.Stack>, !vo.slice<i64>
    ```
  }];
  let arguments = (ins Vo_Memory:$pointer, StrAttr:$path, Variadic<I64>:$indices,
                       Variadic<Vo_Register>:$values, UnitAttr:$nonnull,
                       UnitAttr:$nobarrier);
  let assemblyFormat = [{
    $pointer `` custom<Path>($path, $indices) (`,` $values^)? attr-dict `:`
    qualified(type($pointer)) (`,` type($values)^)?
  }];
  let hasCanonicalizer = 1;
  let panics = ["NilPointerDereference"];
  let flow = [{ flowIn(edges, getPath(), getValues()); }];
}

def Vo_AddrOp : Vo_Op<"addr", [Pure, Vo_UsesSymbols]> {
  let summary = "address of a member or element";
  let description = [{
    A pointer into the memory that `pointer` refers to, without a check: of nil it
    gives something that must not be accessed, of the constant nil. Paths as in `vo.load`. The leaves of
    the result's pointee are those that begin at the path.

    ```mlir
    %q = vo.addr %p[grid, %i, at] : !vo.ptr<@main.Map> -> !vo.ptr<@main.Point>
    ```
  }];
  let arguments = (ins Vo_Memory:$pointer, StrAttr:$path, Variadic<I64>:$indices);
  let results = (outs Vo_PtrType:$address);
  let assemblyFormat = [{
    $pointer `` custom<Path>($path, $indices) attr-dict `:` qualified(type($pointer)) `->`
    qualified(type($address))
  }];
  let hasFolder = 1;
  let flow = Vo_FlowOperandToResult;
}

def Vo_CloneOp : Vo_AllocOp<"clone", "Copy",
    [MemoryEffects<[MemRead<Vo_Heap>]>, AllTypesMatch<["object", "copy"]>]> {
  let summary = "a copy of an object";
  let description = [{
    A fresh object with the same leaves. Interface values own a private copy of the
    struct or array in them. Nil gives nil.

    ```mlir
    %c = vo.clone %p : !vo.ptr<@main.Point>
    ```
  }];
  let arguments = (ins AnyTypeOf<[Vo_PtrType, Vo_BoxType, Vo_ArrayType]>:$object,
                       UnitAttr:$frame);
  let results = (outs Res<AnyTypeOf<[Vo_PtrType, Vo_BoxType, Vo_ArrayType]>, "",
                          [MemAlloc<Vo_Heap>]>:$copy);
  let assemblyFormat = "$object attr-dict `:` qualified(type($object))";
  // The copy refers to what the original refers to.
  let flow = [{ edges.add(edges.operand(0, "*"), edges.result(0, "*")); }];
  let always = 0;
  let allocatedType = [{ return pointeeOf(getCopy().getType()); }];
  let allocated = [{ return getCopy(); }];
}

#endif // VO_MEMORY_OPS_TD
