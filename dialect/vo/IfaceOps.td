//===- IfaceOps.td - Interface values ----------------------*- tablegen -*-===//
#ifndef VO_IFACE_OPS_TD
#define VO_IFACE_OPS_TD

include "dialect/vo/CallOps.td"

def Vo_IfaceMakeOp : Vo_Op<"iface.make", [Pure, Vo_UsesSymbols]> {
  let summary = "a value as an interface value";
  let description = [{
    `as` names a `vo.type` for an empty interface or, for one with methods, the
    `vo.itab` by which the type implements it. The operand is the data: a number
    or reference itself; a box for a string or slice, a pointer for a struct, an
    array object for an array, to an object that nobody writes any more. So the
    operation never allocates; `vo.new` and `vo.clone` before it do.

    ```mlir
    %a = vo.iface.make %x as @type.int : i64 -> !vo.iface
    %s = vo.iface.make %c as @main.Circle.Shape : !vo.ptr<@main.Circle> -> !vo.iface<@main.Shape>
    ```
  }];
  let arguments = (ins Vo_Register:$data, FlatSymbolRefAttr:$type);
  let results = (outs Vo_IfaceType:$iface);
  let assemblyFormat = "$data `as` $type attr-dict `:` qualified(type($data)) `->` qualified(type($iface))";
  let flow = Vo_FlowOperandToResult;
}

// Assertions: to a `vo.type`, to a `vo.interface`, or (without symbol) to the
// empty interface.
defvar Vo_FlowOfAssert = [{
  edges.addEach(edges.operand(0), getValues());
  edges.addEach(edges.operand(0, "*"), getValues());
}];

def Vo_IfaceAssertOp : Vo_Op<"iface.assert",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>, Vo_UsesSymbols]> {
  let summary = "x.(T)";
  let description = [{
    To a type: yields the leaves of the value, copied out of the interface value.
    To an interface: yields the value as one of that interface, sharing its data.
    Panics with `interface conversion: interface is nil, not` when the dynamic type
    is another one, or does not implement the interface.

    ```mlir
    %p = vo.iface.assert %i to @"type.*main.Circle" : !vo.iface -> !vo.ptr<@main.Circle>
    %s = vo.iface.assert %i to @main.Shape : !vo.iface -> !vo.iface<@main.Shape>
    %a = vo.iface.assert %i to any : !vo.iface -> !vo.iface
    ```
  }];
  let arguments = (ins Vo_IfaceType:$iface, OptionalAttr<FlatSymbolRefAttr>:$target);
  let results = (outs Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $iface `to` custom<AssertTarget>($target) attr-dict `:` qualified(type($iface))
    (`->` type($values)^)?
  }];
  let panics = ["TypeAssertionFailed"];
  let flow = Vo_FlowOfAssert;
}

def Vo_IfaceAssertOkOp : Vo_Op<"iface.assert_ok",
    [MemoryEffects<[MemRead<Vo_Heap>]>, Vo_UsesSymbols]> {
  let summary = "v, ok := x.(T)";
  let description = [{
    As `vo.iface.assert`, but yields zeros and false instead of a panic.

    ```mlir
    %p, %ok = vo.iface.assert_ok %i to @"type.*main.Circle" : !vo.iface -> !vo.ptr<@main.Circle>
    ```
  }];
  let arguments = (ins Vo_IfaceType:$iface, OptionalAttr<FlatSymbolRefAttr>:$target);
  let results = (outs Variadic<Vo_Register>:$values, I1:$ok);
  let assemblyFormat = [{
    $iface `to` custom<AssertTarget>($target) attr-dict `:` qualified(type($iface))
    (`->` type($values)^)?
  }];
  let flow = Vo_FlowOfAssert;
}

def Vo_IfaceIsOp : Vo_Op<"iface.is", [Pure, Vo_UsesSymbols]> {
  let summary = "whether the dynamic type is one, or implements an interface";
  let description = [{
    One case of a type switch.

    ```mlir
    %c = vo.iface.is %i, @type.int : !vo.iface
    ```
  }];
  let arguments = (ins Vo_IfaceType:$iface, FlatSymbolRefAttr:$target);
  let results = (outs I1:$is);
  let assemblyFormat = "$iface `,` $target attr-dict `:` qualified(type($iface))";
  let flow = Vo_NoFlow;
}

def Vo_IfaceConvertOp : Vo_AllocOp<"iface.convert", "Copy",
    [MemoryEffects<[MemRead<Vo_Heap>]>, Vo_UsesSymbols]> {
  let summary = "an interface value as one of another interface";
  let description = [{
    Same dynamic type and value, with the type's method table for the other
    interface. A struct or array inside is copied. Nil stays nil. The source's
    static type has all methods of the target, so the dynamic type implements it; a
    program in which it does not ends with an error.

    ```mlir
    %s = vo.iface.convert %i : !vo.iface<@main.Shape> to !vo.iface
    ```
  }];
  let arguments = (ins Vo_IfaceType:$iface);
  let results = (outs Res<Vo_IfaceType, "", [MemAlloc<Vo_Heap>]>:$result);
  let assemblyFormat = "$iface attr-dict `:` qualified(type($iface)) `to` qualified(type($result))";
  let hasCanonicalizer = 1;
  let always = 0;
  let flow = [{
    edges.add(edges.operand(0), edges.result(0));
    edges.add(edges.operand(0, "*"), edges.result(0, "*"));
  }];
}

def Vo_IfaceCallOp : Vo_Op<"iface.call", [CallLikeOpInterface, Vo_UsesSymbols]> {
  let summary = "call a method of an interface value";
  let description = [{
    Panics with `nil pointer dereference` when the value is nil; else does what the
    method does.

    ```mlir
    %a = vo.iface.call %s[Area](%x) : !vo.iface<@main.Shape>, (i64) -> f64
    ```
  }];
  let arguments = (ins Vo_IfaceType:$iface, StrAttr:$method,
                       Variadic<Vo_Register>:$arguments);
  let results = (outs Variadic<Vo_Register>:$results);
  let assemblyFormat = [{
    $iface `` custom<Method>($method) `(` $arguments `)` attr-dict `:` qualified(type($iface)) `,`
    functional-type($arguments, $results)
  }];
  let panicsAny = 1;
  let collects = 1;
  let blocks = 1;
  let flow = Vo_FlowUnknown;
  let moreDeclarations = Vo_CallFacts<"{}", "getIface()", "Now">.declarations;
}

def Vo_IfaceEqOp : Vo_Op<"iface.eq",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "compare two interface values";
  let description = [{
    Different dynamic types are unequal; equal types compare by value (floats as
    IEEE, strings bytewise, structs and arrays member by member). Panics with
    `comparing uncomparable type in interface value` when the type cannot be
    compared.

    ```mlir
    %c = vo.iface.eq %a, %b : !vo.iface, !vo.iface
    ```
  }];
  let arguments = (ins Vo_IfaceType:$lhs, Vo_IfaceType:$rhs);
  let results = (outs I1:$equal);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` qualified(type($lhs)) `,` qualified(type($rhs))";
  let panics = ["UncomparableType"];
  let flow = Vo_NoFlow;
}

#endif // VO_IFACE_OPS_TD
