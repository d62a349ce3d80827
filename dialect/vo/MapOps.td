//===- MapOps.td - Maps ------------------------------------*- tablegen -*-===//
#ifndef VO_MAP_OPS_TD
#define VO_MAP_OPS_TD

include "dialect/vo/Base.td"

def Vo_MapNewOp : Vo_AllocOp<"map.new", "Map"> {
  let summary = "an empty map";
  let description = [{
    Never nil.

    ```mlir
    %m = vo.map.new : !vo.map<!vo.string, i64>
    ```
  }];
  let arguments = (ins);
  let results = (outs Res<Vo_MapType, "", [MemAlloc<Vo_Heap>]>:$map);
  let assemblyFormat = "attr-dict `:` qualified(type($map))";
  let flow = Vo_NoFlow;
  let allocated = [{ return getMap(); }];
}

def Vo_MapGetOp : Vo_Op<"map.get",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>, Vo_UsesSymbols]> {
  let summary = "the value of a key";
  let description = [{
    Yields the leaves of the value and whether the key is there; zeros when it is
    not, or when the map is nil. Panics with `hash of unhashable type` when a part
    of the key is an interface value that cannot be compared.

    ```mlir
    %v, %ok = vo.map.get %m[%k] : !vo.map<!vo.string, i64>, !vo.string -> i64
    ```
  }];
  let arguments = (ins Vo_MapType:$map, Variadic<Vo_Register>:$key);
  let results = (outs Variadic<Vo_Register>:$values, I1:$found);
  let assemblyFormat = [{
    $map `[` $key `]` attr-dict `:` qualified(type($map)) (`,` type($key)^)?
    (`->` type($values)^)?
  }];
  let panics = ["UnhashableType"];
  let flow = [{ edges.addEach(edges.operand(0, "*"), getValues()); }];
}

def Vo_MapSetOp : Vo_AllocOp<"map.set", "Map",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Heap>, MemAlloc<Vo_Heap>,
                    MemWrite<Vo_Panic>]>,
     Vo_UsesSymbols, AttrSizedOperandSegments]> {
  let summary = "set the value of a key";
  let description = [{
    Panics with `assignment to entry in nil map`, or as `vo.map.get`. The table may
    grow.

    ```mlir
    vo.map.set %m[%k], %v : !vo.map<!vo.string, i64>, !vo.string -> i64
    ```
  }];
  let arguments = (ins Vo_MapType:$map, Variadic<Vo_Register>:$key,
                       Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $map `[` $key `]` (`,` $values^)? attr-dict `:` qualified(type($map)) (`,` type($key)^)?
    (`->` type($values)^)?
  }];
  let panics = ["NilMapWrite", "UnhashableType"];
  let always = 0;
  let flow = [{
    edges.addEach(getKey(), edges.operand(0, "*"));
    edges.addEach(getValues(), edges.operand(0, "*"));
  }];
}

def Vo_MapDeleteOp : Vo_Op<"map.delete",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Heap>, MemWrite<Vo_Panic>]>,
     Vo_UsesSymbols]> {
  let summary = "delete(map, key)";
  let description = [{
    Does nothing for a nil map; else panics as `vo.map.get`.

    ```mlir
    vo.map.delete %m[%k] : !vo.map<!vo.string, i64>, !vo.string
    ```
  }];
  let arguments = (ins Vo_MapType:$map, Variadic<Vo_Register>:$key);
  let assemblyFormat = [{
    $map `[` $key `]` attr-dict `:` qualified(type($map)) (`,` type($key)^)?
  }];
  let panics = ["UnhashableType"];
  let flow = Vo_NoFlow;
}

def Vo_MapLenOp : Vo_Op<"map.len", [MemoryEffects<[MemRead<Vo_Heap>]>]> {
  let summary = "number of entries";
  let description = [{
    0 for nil.

    ```mlir
    %n = vo.map.len %m : !vo.map<!vo.string, i64>
    ```
  }];
  let arguments = (ins Vo_MapType:$map);
  let results = (outs I64:$length);
  let assemblyFormat = "$map attr-dict `:` qualified(type($map))";
  let flow = Vo_NoFlow;
}

def Vo_MapIterOp : Vo_AllocOp<"map.iter", "Iterator",
    [TypesMatchWith<"iteration has the map's types", "map", "iterator",
                    "::vo::ir::iteratorOf($_self)">]> {
  let summary = "begin an iteration over a map";
  let description = [{
    A nil map has no entries. Entries may be deleted during the iteration; those
    inserted may or may not be seen.

    ```mlir
    %it = vo.map.iter %m : !vo.map<!vo.string, i64>
    ```
  }];
  let arguments = (ins Vo_MapType:$map, UnitAttr:$frame);
  let results = (outs Res<Vo_MapIterType, "", [MemAlloc<Vo_Heap>]>:$iterator);
  let assemblyFormat = "$map attr-dict `:` qualified(type($map))";
  let flow = [{ edges.add(edges.operand(0), edges.result(0, "*")); }];
  let allocated = [{ return getIterator(); }];
}

def Vo_MapNextOp : Vo_Op<"map.next",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Heap>]>, Vo_UsesSymbols]> {
  let summary = "the next entry of an iteration";
  let description = [{
    Yields the leaves of key and value and whether there is an entry; zeros when
    there is none, then and ever after.

    ```mlir
    %k, %v, %more = vo.map.next %it : !vo.map_iter<!vo.string, i64> -> !vo.string, i64
    ```
  }];
  let arguments = (ins Vo_MapIterType:$iterator);
  let results = (outs Variadic<Vo_Register>:$values, I1:$more);
  let assemblyFormat = [{
    $iterator attr-dict `:` qualified(type($iterator)) (`->` type($values)^)?
  }];
  let flow = [{ edges.addEach(edges.operand(0, "*/*"), getValues()); }];
}

#endif // VO_MAP_OPS_TD
