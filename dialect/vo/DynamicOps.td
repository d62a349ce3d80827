//===- DynamicOps.td - Dynamic access ----------------------*- tablegen -*-===//
//
// `x~>name` and its kin: members, elements, methods and calls that are looked up
// by name at run time. They may call methods of the program (the protocols
// DynAttr, DynIndex and so on), so they may do anything. The last result is the
// error, nil when the access succeeded; the others are zero when it did not.
//
//===----------------------------------------------------------------------===//
#ifndef VO_DYNAMIC_OPS_TD
#define VO_DYNAMIC_OPS_TD

include "dialect/vo/CallOps.td"

class Vo_DynamicOp<string mnemonic, list<Trait> traits = []>
    : Vo_AllocOp<mnemonic, "Unknown", !listconcat([DynamicAccessOpInterface], traits)> {
  let panicsAny = 1;
  let blocks = 1;
  let always = 0;
  let flow = Vo_FlowUnknown;
}

def Vo_DynGetOp : Vo_DynamicOp<"dyn.get", [Vo_UsesSymbols]> {
  let summary = "x~>name";
  let description = [{
    The member or method of that name, as a value of the type `as`.

    ```mlir
    %v, %err = vo.dyn.get %x, %name as @type.int : !vo.iface -> i64, !vo.iface<@error>
    ```
  }];
  let arguments = (ins Vo_IfaceType:$base, Vo_StringType:$name,
                       OptionalAttr<FlatSymbolRefAttr>:$type);
  let results = (outs Variadic<Vo_Register>:$results);
  let assemblyFormat = [{
    $base `,` $name `as` custom<AssertTarget>($type) attr-dict `:` qualified(type($base)) `->`
    type($results)
  }];
}

def Vo_DynIndexOp : Vo_DynamicOp<"dyn.index", [Vo_UsesSymbols]> {
  let summary = "x~>[key]";
  let description = [{
    The element with that key, as a value of the type `as`.

    ```mlir
    %v, %err = vo.dyn.index %x[%k] as @type.int : !vo.iface, !vo.iface -> i64, !vo.iface<@error>
    ```
  }];
  let arguments = (ins Vo_IfaceType:$base, Vo_IfaceType:$key,
                       OptionalAttr<FlatSymbolRefAttr>:$type);
  let results = (outs Variadic<Vo_Register>:$results);
  let assemblyFormat = [{
    $base `[` $key `]` `as` custom<AssertTarget>($type) attr-dict `:` qualified(type($base)) `,`
    type($key) `->` type($results)
  }];
}

def Vo_DynSetOp : Vo_DynamicOp<"dyn.set"> {
  let summary = "x~>name = value";
  let description = [{
    ```mlir
    %err = vo.dyn.set %x, %name, %v : !vo.iface, !vo.iface -> !vo.iface<@error>
    ```
  }];
  let arguments = (ins Vo_IfaceType:$base, Vo_StringType:$name, Vo_IfaceType:$value);
  let results = (outs Vo_IfaceType:$error);
  let assemblyFormat = [{
    $base `,` $name `,` $value attr-dict `:` qualified(type($base)) `,` type($value) `->`
    qualified(type($error))
  }];
}

def Vo_DynSetIndexOp : Vo_DynamicOp<"dyn.set_index"> {
  let summary = "x~>[key] = value";
  let description = [{
    ```mlir
    %err = vo.dyn.set_index %x[%k], %v : !vo.iface, !vo.iface, !vo.iface -> !vo.iface<@error>
    ```
  }];
  let arguments = (ins Vo_IfaceType:$base, Vo_IfaceType:$key, Vo_IfaceType:$value);
  let results = (outs Vo_IfaceType:$error);
  let assemblyFormat = [{
    $base `[` $key `]` `,` $value attr-dict `:` qualified(type($base)) `,` type($key) `,`
    type($value) `->` qualified(type($error))
  }];
}

def Vo_DynPackOp : Vo_DynamicOp<"dyn.pack"> {
  let summary = "arguments of a dynamic call";
  let description = [{
    A slice of the values; with `spread` the last one is a slice whose elements
    follow. Never nil.

    ```mlir
    %args, %err = vo.dyn.pack(%a, %b) : (!vo.iface, !vo.iface) -> (!vo.slice<!vo.iface>, !vo.iface<@error>)
    ```
  }];
  let arguments = (ins Variadic<Vo_IfaceType>:$values, UnitAttr:$spread);
  let results = (outs Vo_SliceType:$slice, Vo_IfaceType:$error);
  let assemblyFormat = [{
    (`spread` $spread^)? `(` $values `)` attr-dict `:`
    functional-type($values, results)
  }];
}

def Vo_DynCallOp : Vo_DynamicOp<"dyn.call", [Vo_UsesSymbols]> {
  let summary = "x~>(args) or x~>name(args)";
  let description = [{
    Calls the value, or its method `name`, with the packed arguments; each result
    is converted to the type that `as` lists for it (`unit` stands for any).
    A panic in what is called becomes the error.

    ```mlir
    %r, %err = vo.dyn.call %x(%args) as [@type.int]
        : !vo.iface, !vo.slice<!vo.iface> -> i64, !vo.iface<@error>
    ```
  }];
  let arguments = (ins Vo_IfaceType:$base, Optional<Vo_StringType>:$name,
                       Vo_SliceType:$arguments, ArrayAttr:$types);
  let results = (outs Variadic<Vo_Register>:$results);
  let assemblyFormat = [{
    $base (`,` $name^)? `(` $arguments `)` `as` $types attr-dict `:` qualified(type($base)) `,`
    type($arguments) `->` type($results)
  }];
}

def Vo_DynTypeOp : Vo_Op<"dyn.type", [Vo_UsesSymbols]> {
  let summary = "what dynamic access finds in values of a type";
  let description = [{
    Programs that access values dynamically, or call natives that look into
    values, have one for each type that such values have or are made of; others
    have none. It roots the functions that it names. Only `underlying`, `name` and
    `declared` are for natives.

    - `underlying`: of a named type, the type behind the name
    - `name`: of a named type, `package.Name` with the package's whole path
    - `field_names`, `paths`, `field_types`: of a struct without name, what
      `x~>name` reads in it, embedded structs included. A path is the members on
      the way, joined by dots, with a `*` behind a pointer that is followed; it is
      empty when the name is ambiguous.
    - `method_names`, `methods`, `signatures`: exported methods, whose signatures
      are types of kind func; unit in place of a function that values of the type
      do not have, because its receiver is a pointer
    - `param_types`, `result_types`, `variadic`: of a function type without name
    - `wider`: of an interface type, those that have all of its methods
    - `declared`, `tags`, `embedded`, `exported`: of a struct without name, its
      fields in order, by the names of the source; their types are the vo.type's

    ```mlir
    vo.dyn.type @type.main.Point {underlying = @type.struct.20,
        method_names = ["Norm"], methods = [@main.Point.Norm], signatures = [@type.func.21]}
    vo.dyn.type @type.struct.20 {field_names = ["Name", "X"],
        paths = ["Base*.Name", "X"], field_types = [@type.string, @type.int],
        declared = ["Base", "X"], tags = ["", "json:\"x\""],
        embedded = array<i1: true, false>, exported = array<i1: true, true>}
    ```
  }];
  defvar Types = OptionalAttr<TypedArrayAttrBase<FlatSymbolRefAttr, "types">>;
  let arguments = (ins FlatSymbolRefAttr:$type,
                       OptionalAttr<FlatSymbolRefAttr>:$underlying,
                       OptionalAttr<StrAttr>:$name,
                       OptionalAttr<StrArrayAttr>:$field_names,
                       OptionalAttr<StrArrayAttr>:$paths, Types:$field_types,
                       OptionalAttr<StrArrayAttr>:$method_names,
                       OptionalAttr<ArrayAttr>:$methods, Types:$signatures,
                       Types:$param_types, Types:$result_types, UnitAttr:$variadic,
                       Types:$wider, OptionalAttr<StrArrayAttr>:$declared,
                       OptionalAttr<StrArrayAttr>:$tags,
                       OptionalAttr<DenseBoolArrayAttr>:$embedded,
                       OptionalAttr<DenseBoolArrayAttr>:$exported);
  let assemblyFormat = "$type attr-dict";
  let flow = Vo_NoFlow;
}

#endif // VO_DYNAMIC_OPS_TD
