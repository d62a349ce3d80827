//===- FrameOps.td - Variables and memory of a frame -------*- tablegen -*-===//
#ifndef VO_FRAME_OPS_TD
#define VO_FRAME_OPS_TD

include "dialect/vo/Base.td"
include "mlir/Interfaces/MemorySlotInterfaces.td"

def Vo_VarOp : Vo_Op<"var",
    [DeclareOpInterfaceMethods<PromotableAllocationOpInterface>]> {
  let summary = "a frame variable";
  let description = [{
    One variable of the bytecode's frame before promotion to SSA. Zero until set.
    Made by the importer, and by `sroa` from frame memory and objects; `mem2reg`
    removes all of them.

    ```mlir
    %v = vo.var "n" : !vo.var<i64>
    ```
  }];
  let arguments = (ins StrAttr:$name);
  let results = (outs Res<Vo_VarType, "", [MemAlloc<Vo_FrameMemory>]>:$variable);
  let assemblyFormat = "$name attr-dict `:` qualified(type($variable))";
  let flow = Vo_NoFlow;
}

def Vo_VarGetOp : Vo_Op<"var.get",
    [DeclareOpInterfaceMethods<PromotableMemOpInterface>,
     MemoryEffects<[MemRead<Vo_FrameMemory>]>,
     TypesMatchWith<"value has the variable's type", "variable", "value",
                    "::llvm::cast<VarType>($_self).getValueType()">]> {
  let summary = "read a frame variable";
  let description = [{
    ```mlir
    %x = vo.var.get %v : !vo.var<i64>
    ```
  }];
  let arguments = (ins Vo_VarType:$variable);
  let results = (outs Vo_Register:$value);
  let assemblyFormat = "$variable attr-dict `:` qualified(type($variable))";
  let flow = [{ edges.add(edges.operand(0, "*"), edges.result(0)); }];
}

def Vo_VarSetOp : Vo_Op<"var.set",
    [DeclareOpInterfaceMethods<PromotableMemOpInterface>,
     MemoryEffects<[MemWrite<Vo_FrameMemory>]>,
     TypesMatchWith<"value has the variable's type", "variable", "value",
                    "::llvm::cast<VarType>($_self).getValueType()">]> {
  let summary = "write a frame variable";
  let description = [{
    ```mlir
    vo.var.set %v, %x : !vo.var<i64>
    ```
  }];
  let arguments = (ins Vo_VarType:$variable, Vo_Register:$value);
  let assemblyFormat = "$variable `,` $value attr-dict `:` qualified(type($variable))";
  let flow = [{ edges.add(edges.operand(1), edges.operand(0, "*")); }];
}

def Vo_FrameOp : Vo_AllocOp<"frame", "Frame",
    [DeclareOpInterfaceMethods<DestructurableAllocationOpInterface>]> {
  let summary = "local memory that is indexed at run time";
  let description = [{
    A local array or struct, zero at the start. Stands in the entry block; functions
    with frame memory are not inlined. It is an object of its own when it holds
    references, so that the collector finds them, else memory of the frame; with
    `in_frame` that object lies in the frame, too. `sroa`
    makes variables of it when it has at most 64 leaves and all indices are
    constant.

    ```mlir
    %f = vo.frame : !vo.frame<8 x i64>
    ```
  }];
  let arguments = (ins UnitAttr:$in_frame);
  let results = (outs Res<Vo_FrameType, "", [MemAlloc<Vo_FrameMemory>]>:$frame);
  let assemblyFormat = "attr-dict `:` qualified(type($frame))";
  let hasVerifier = 1;
  let flow = Vo_NoFlow;
  let always = 0;
  let allocatedType = [{ return getFrame().getType().getElem(); }];
  let allocated = [{ return getFrame(); }];
}

def Vo_FrameGetOp : Vo_Op<"frame.get",
    [DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>, Vo_UsesSymbols,
     MemoryEffects<[MemRead<Vo_FrameMemory>]>]> {
  let summary = "read frame memory";
  let description = [{
    Reads consecutive leaves from `path` on, as `vo.load` does. Indices have been
    checked by a dominating `vo.check_index`; there is no check here.

    ```mlir
    %x = vo.frame.get %f[%i, x] : !vo.frame<8 x @main.Point> -> i64
    ```
  }];
  let arguments = (ins Vo_FrameType:$frame, StrAttr:$path, Variadic<I64>:$indices);
  let results = (outs Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $frame `` custom<Path>($path, $indices) attr-dict `:` qualified(type($frame)) `->`
    type($values)
  }];
  let flow = [{ flowOut(edges, getPath(), getValues()); }];
}

def Vo_FrameSetOp : Vo_Op<"frame.set",
    [DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>, Vo_UsesSymbols,
     AttrSizedOperandSegments, MemoryEffects<[MemWrite<Vo_FrameMemory>]>]> {
  let summary = "write frame memory";
  let description = [{
    Writes consecutive leaves; no check, as in `vo.frame.get`.

    ```mlir
    vo.frame.set %f[%i, x], %v : !vo.frame<8 x @main.Point>, i64
    ```
  }];
  let arguments = (ins Vo_FrameType:$frame, StrAttr:$path, Variadic<I64>:$indices,
                       Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $frame `` custom<Path>($path, $indices) `,` $values attr-dict `:` qualified(type($frame))
    `,` type($values)
  }];
  let flow = [{ flowIn(edges, getPath(), getValues()); }];
}

def Vo_MoveOp : Vo_Op<"move",
    [DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>, Vo_UsesSymbols,
     AttrSizedOperandSegments,
     MemoryEffects<[MemRead<Vo_FrameMemory>, MemRead<Vo_Heap>,
                    MemWrite<Vo_FrameMemory>, MemWrite<Vo_Heap>,
                    MemWrite<Vo_Panic>]>]> {
  let summary = "copy many leaves from one place to another";
  let description = [{
    Copies `count` consecutive leaves from one place to another, whose leaves are
    of the same register types; the places do not overlap. What one reading and one
    writing operation say with a value per leaf this says in constant space. Paths
    as in `vo.load`; elements of an array object by their number. A nil pointer or
    array on either side panics with `nil pointer dereference`, also when
    `nonnull` is missing because of the other side. `nobarrier` as in `vo.store`.
    `sroa` makes accesses of single leaves of it where it splits the memory.

    ```mlir
    vo.move 1600 of %f to %p[names] : !vo.frame<1600 x !vo.string> to !vo.ptr<@main.Book>
    ```
  }];
  let arguments = (ins I64Attr:$count, Vo_Place:$source, StrAttr:$sourcePath,
                       Variadic<I64>:$sourceIndices, Vo_Place:$target,
                       StrAttr:$targetPath, Variadic<I64>:$targetIndices,
                       UnitAttr:$nonnull, UnitAttr:$nobarrier);
  let assemblyFormat = [{
    $count `of` $source `` custom<Path>($sourcePath, $sourceIndices) `to` $target ``
    custom<Path>($targetPath, $targetIndices) attr-dict `:` qualified(type($source)) `to`
    qualified(type($target))
  }];
  let panics = ["NilPointerDereference"];
  let flow = [{
    edges.add(edges.operand(getSourceMutable().getOperandNumber(), "*"),
              edges.operand(getTargetMutable().getOperandNumber(), "*"));
  }];
}

#endif // VO_FRAME_OPS_TD
