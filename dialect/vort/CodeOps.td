//===- CodeOps.td - Functions as values --------------------*- tablegen -*-===//
//
// Code is called through addresses by function values and method tables. What
// is so called takes the context and returns results as every function does.
//
//===----------------------------------------------------------------------===//
#ifndef VORT_CODE_OPS_TD
#define VORT_CODE_OPS_TD

def Vort_FuncAddrOp : Vort_Op<"func_addr", [Pure]> {
  let summary = "address of a function's code";
  let description = [{
    ```mlir
    %c = vort.func_addr @main.f
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$function);
  let results = (outs Vort_RawType:$address);
  let assemblyFormat = "$function attr-dict";
}

def Vort_CallIndirectOp : Vort_Op<"call_indirect"> {
  let summary = "call the code at an address";
  let description = [{
    The code is a function with exactly these parameters and results.

    ```mlir
    %r = vort.call_indirect %code(%closure, %x) : (!vort.ref, i64) -> i64
    ```
  }];
  let arguments = (ins Vort_RawType:$code, Variadic<AnyType>:$arguments);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = [{
    $code `(` $arguments `)` attr-dict `:` functional-type($arguments, $results)
  }];
}

def Vort_StaticClosureOp : Vort_Op<"static_closure", [Pure]> {
  let summary = "a function value without captures";
  let description = [{
    An abi::ClosureObject outside the heap; never moves, never dies. `function`
    takes a function value first.

    ```mlir
    %f = vort.static_closure @"main.f$closure"
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$function);
  let results = (outs Vort_RefType:$closure);
  let assemblyFormat = "$function attr-dict";
}

def Vort_CodeTableOp : Vort_Op<"code_table", [Symbol]> {
  let summary = "constant table of functions";
  let description = [{
    One code address after the other. The first is null when `null` is there.

    ```mlir
    vort.code_table @methods null, [@main.Circle.Area, @main.Square.Area]
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, UnitAttr:$null_first,
                       TypedArrayAttrBase<FlatSymbolRefAttr, "functions">:$functions,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name (`null` $null_first^ `,`)? $functions attr-dict";
}

def Vort_CodeTableAddrOp : Vort_Op<"code_table_addr", [Pure]> {
  let summary = "address of a table of functions";
  let description = [{
    ```mlir
    %t = vort.code_table_addr @methods
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$table);
  let results = (outs Vort_RawType:$address);
  let assemblyFormat = "$table attr-dict";
}

def Vort_DynamicTablesOp : Vort_Op<"dynamic_tables"> {
  let summary = "what dynamic access and natives know of the program's types";
  let description = [{
    The abi::DynamicTables of the module descriptor; one at most. `types`,
    `members` and `fields` are the words of its rows, with positions in `layouts`, plus one, in
    place of layout ids. A layout is that of an object or of an array's elements.

    ```mlir
    vort.dynamic_tables types = [], members = [], fields = [], numbers = [], text = "",
        layouts = [#vo.layout<"rvv">, #vo.elem<slots "r">],
        code = [@"main.f$bound"], interfaces = [@main.Shape]
    ```
  }];
  let arguments = (ins DenseI32ArrayAttr:$types, DenseI32ArrayAttr:$members,
                       DenseI32ArrayAttr:$fields, DenseI32ArrayAttr:$numbers,
                       StrAttr:$text, ArrayAttr:$layouts,
                       TypedArrayAttrBase<FlatSymbolRefAttr, "functions">:$code,
                       TypedArrayAttrBase<FlatSymbolRefAttr, "interfaces">:$interfaces);
  let assemblyFormat = [{
    `types` `=` $types `,` `members` `=` $members `,` `fields` `=` $fields `,`
    `numbers` `=` $numbers `,` `text` `=` $text `,` `layouts` `=` $layouts `,` `code` `=` $code `,`
    `interfaces` `=` $interfaces attr-dict
  }];
}

#endif // VORT_CODE_OPS_TD
