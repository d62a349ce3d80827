//===- ModuleOps.td - Types, globals and functions ---------*- tablegen -*-===//
#ifndef VO_MODULE_OPS_TD
#define VO_MODULE_OPS_TD

include "dialect/vo/Base.td"
include "mlir/Interfaces/CallInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

def Vo_StructOp : Vo_Op<"struct", [Symbol, Vo_UsesSymbols]> {
  let summary = "the members of a struct";
  let description = [{
    A storage type by name: its members in order, each with a name that is unique
    in the struct and a storage type. A struct or array as a member lies in place;
    a struct may not contain itself. Two structs with the same leaves have the
    same memory, but pointers to them have different types (`vo.cast`).

    ```mlir
    vo.struct @main.Board { cells: 64 x ui8, last: @main.Move, name: !vo.string }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrArrayAttr:$names,
                       TypeArrayAttr:$types,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name custom<Members>($names, $types) attr-dict";
  let hasVerifier = 1;
  let flow = Vo_NoFlow;
  let moreDeclarations = [{
    /// Number of the member, if there is one of that name. Linear.
    std::optional<unsigned> memberNamed(::llvm::StringRef name);
    ::mlir::Type memberType(unsigned index) {
      return ::llvm::cast<::mlir::TypeAttr>(getTypes()[index]).getValue();
    }
    ::llvm::StringRef memberName(unsigned index) {
      return ::llvm::cast<::mlir::StringAttr>(getNames()[index]).getValue();
    }
  }];
}

def Vo_InterfaceOp : Vo_Op<"interface", [Symbol]> {
  let summary = "an interface type with methods";
  let description = [{
    Method names with their signatures, without receivers, in the order of the
    method tables.

    ```mlir
    vo.interface @main.Shape { Area: () -> f64, Scale: (f64) -> () }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrArrayAttr:$names,
                       TypeArrayAttr:$signatures,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name custom<Members>($names, $signatures) attr-dict";
  let hasVerifier = 1;
  let flow = Vo_NoFlow;
  let moreDeclarations = [{
    std::optional<unsigned> methodNamed(::llvm::StringRef name);
    ::mlir::FunctionType signature(unsigned index) {
      return ::llvm::cast<::mlir::FunctionType>(
          ::llvm::cast<::mlir::TypeAttr>(getSignatures()[index]).getValue());
    }
  }];
}

def Vo_TypeOp : Vo_Op<"type", [Symbol, Vo_UsesSymbols]> {
  let summary = "a type that interface values can have";
  let description = [{
    What conversions to interfaces and assertions name. `rttid` is the number that
    header words carry, `storage` how a value lies in memory. `elem` is the type of
    the elements of arrays, slices, channels and ports, of what a pointer refers
    to, and of a map's values; `key` of its keys; `fields` of a struct's members.

    ```mlir
    vo.type @type.int = int : i64 {rttid = 2}
    vo.type @"type.*main.Circle" = pointer of @type.main.Circle : !vo.ptr<@main.Circle> {rttid = 31}
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, Vo_TypeKindAttr:$kind,
                       OptionalAttr<FlatSymbolRefAttr>:$key,
                       OptionalAttr<FlatSymbolRefAttr>:$elem,
                       OptionalAttr<TypedArrayAttrBase<FlatSymbolRefAttr, "types">>:$fields,
                       TypeAttr:$storage, I64Attr:$rttid,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = [{
    $sym_name `=` `` $kind (`from` $key^)? (`of` $elem^)? ($fields^)? `:`
    custom<StorageAttr>($storage) attr-dict
  }];
  let hasVerifier = 1;
  let flow = Vo_NoFlow;
  let moreDeclarations = [{
    /// Register type of the data of an interface value of this type: the value
    /// itself, or a reference to where it lies: a box for strings and slices, a
    /// pointer for structs, an array object for arrays.
    ::mlir::Type dataType();
    /// Type of a method's receiver in a method table: the value itself, or a
    /// reference to it for structs and arrays.
    ::mlir::Type receiverType();
  }];
}

def Vo_ItabOp : Vo_Op<"itab", [Symbol, Vo_UsesSymbols]> {
  let summary = "how a type implements an interface";
  let description = [{
    One function per method of the interface, in its order. The functions take the
    receiver first: the value of the type, or a reference to it when it is a struct
    or array. Whole programs are compiled: a type that has no table for an
    interface does not implement it.

    ```mlir
    vo.itab @main.Circle.Shape : @"type.*main.Circle" as @main.Shape [@main.Circle.Area]
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, FlatSymbolRefAttr:$type,
                       FlatSymbolRefAttr:$interface,
                       TypedArrayAttrBase<FlatSymbolRefAttr, "functions">:$methods,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name `:` $type `as` $interface $methods attr-dict";
  let flow = Vo_NoFlow;
}

def Vo_GlobalOp : Vo_Op<"global", [Symbol]> {
  let summary = "a package variable";
  let description = [{
    Zero at the start. Struct and array variables are one reference to an object
    that the program's `__init__` makes.

    ```mlir
    vo.global @main.counter : i64
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttr:$type,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name `:` $type attr-dict";
  let hasVerifier = 1;
  let flow = Vo_NoFlow;
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

def Vo_FuncOp : Vo_Op<"func", [IsolatedFromAbove, FunctionOpInterface]> {
  let summary = "a function of the program or of the library";
  let description = [{
    Parameters and results have register types. A function without a body is a
    native; `native` is its name in bytecode. Attributes:

    - `captures`: number of leading parameters that `vo.closure.new` binds
    - `effects`: what calls may do (`#vo.effects`)
    - `defers`: the function has deferred calls
    - `error_result`: number of the result that decides whether deferred calls
      marked `on_error` run
    - `hollow_results`: numbers of the results, ascending, that no box of
      `vo.return_boxes` holds. Structs without contents are a number in registers
      and nothing in memory; these results are zero

    The function marked `vo.entry` is where the runtime starts the program.

    ```mlir
    vo.func @add(%a: i64, %b: i64) -> i64 {
      %sum = arith.addi %a, %b : i64
      vo.return %sum : i64
    }
    vo.func private @strings.Index(!vo.string, !vo.string) -> i64
        attributes {effects = #vo.effects<>, native = "vo1:7:strings:5:Index"}
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
      TypeAttrOf<FunctionType>:$function_type,
      OptionalAttr<StrAttr>:$sym_visibility,
      OptionalAttr<DictArrayAttr>:$arg_attrs,
      OptionalAttr<DictArrayAttr>:$res_attrs,
      OptionalAttr<I64Attr>:$captures,
      OptionalAttr<StrAttr>:$native,
      OptionalAttr<Vo_EffectsAttr>:$effects,
      UnitAttr:$defers,
      OptionalAttr<I64Attr>:$error_result,
      OptionalAttr<DenseI64ArrayAttr>:$hollow_results);
  let regions = (region AnyRegion:$body);
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name,
                                 "::mlir::FunctionType":$type)>];
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let skipDefaultBuilders = 1;
  let flow = Vo_NoFlow;
  let moreDeclarations = [{
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() {
      return getFunctionType().getInputs();
    }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() {
      return getFunctionType().getResults();
    }
    ::mlir::Region *getCallableRegion() {
      return isExternal() ? nullptr : &getBody();
    }
    /// Number of leading parameters that closures bind.
    unsigned captureCount() { return getCaptures().value_or(0); }
    /// Types of the results that boxes hold.
    ::llvm::SmallVector<::mlir::Type> boxedResultTypes();
    /// Signature of closures over the function.
    ::mlir::FunctionType closureSignature();
  }];
}

def Vo_ReturnOp : Vo_Op<"return", [Pure, ReturnLike, Terminator,
                                   HasParent<"FuncOp">]> {
  let summary = "leave the function";
  let description = [{
    Returns one value per result of the enclosing `vo.func`. Deferred calls run
    afterwards and cannot change the results. With `fail` the return propagates an
    error: deferred calls marked `on_error` run, too.

    ```mlir
    vo.return %a, %b : i64, !vo.string
    ```
  }];
  let arguments = (ins Variadic<Vo_Register>:$operands, UnitAttr:$fail);
  let builders = [OpBuilder<(ins), [{ }]>];
  let assemblyFormat = "(`fail` $fail^)? attr-dict ($operands^ `:` type($operands))?";
  let hasVerifier = 1;
  // To the callers; summaries say what that means.
  let flow = Vo_NoFlow;
}

def Vo_ResultBoxOp : Vo_Op<"result_box", [MemoryEffects<[MemWrite<Vo_FrameMemory>]>]> {
  let summary = "where a named result is kept";
  let description = [{
    In functions with deferred calls and boxed results, right behind the making of
    each box: when a panic is recovered, the function returns what the boxes hold
    then, and zero for a box that is not made yet. `index` is its number in
    `vo.return_boxes`.

    ```mlir
    vo.result_box 0, %n : !vo.box<i64>
    ```
  }];
  let arguments = (ins I64Attr:$index,
                       AnyTypeOf<[Vo_BoxType, Vo_PtrType, Vo_ArrayType]>:$box);
  let assemblyFormat = "$index `,` $box attr-dict `:` qualified(type($box))";
  let hasVerifier = 1;
  // Deferred calls have captured it where they look at it.
  let flow = Vo_NoFlow;
}

def Vo_ReturnBoxesOp : Vo_Op<"return_boxes", [Terminator, HasParent<"FuncOp">, Vo_UsesSymbols,
    MemoryEffects<[MemRead<Vo_Heap>]>]> {
  let summary = "leave a function whose named results are boxed";
  let description = [{
    Runs the deferred calls, then returns what the boxes hold, box after box, so
    that deferred calls can change the results; the function's hollow results are
    zero. The boxes are not nil. When a panic is recovered, the frame returns in
    the same way.

    ```mlir
    vo.return_boxes %n, %err : !vo.box<i64>, !vo.box<!vo.iface<@error>>
    ```
  }];
  let arguments = (ins Variadic<AnyTypeOf<[Vo_BoxType, Vo_PtrType, Vo_ArrayType]>>:$boxes,
                       UnitAttr:$fail);
  let assemblyFormat = "(`fail` $fail^)? attr-dict ($boxes^ `:` type($boxes))?";
  let flow = Vo_NoFlow;
}

#endif // VO_MODULE_OPS_TD
