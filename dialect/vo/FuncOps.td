//===- FuncOps.td - Functions, calls, frame variables ------*- tablegen -*-===//
#ifndef VO_FUNC_OPS_TD
#define VO_FUNC_OPS_TD

include "dialect/vo/Base.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/CallInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/MemorySlotInterfaces.td"

def Vo_FuncOp : Vo_Op<"func", [IsolatedFromAbove, FunctionOpInterface]> {
  let summary = "a function of the program";
  let description = [{
    One Vo function. Parameters and results have register types; an interface
    parameter is one `!vo.iface`. The attribute `vo.entry` marks the function
    that the runtime starts.

    ```mlir
    vo.func @add(%a: i64, %b: i64) -> i64 {
      %sum = arith.addi %a, %b : i64
      vo.return %sum : i64
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
      TypeAttrOf<FunctionType>:$function_type,
      OptionalAttr<StrAttr>:$sym_visibility,
      OptionalAttr<DictArrayAttr>:$arg_attrs,
      OptionalAttr<DictArrayAttr>:$res_attrs);
  let regions = (region AnyRegion:$body);
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name,
                                 "::mlir::FunctionType":$type)>];
  let hasCustomAssemblyFormat = 1;
  let skipDefaultBuilders = 1;
  let extraClassDeclaration = [{
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() {
      return getFunctionType().getInputs();
    }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() {
      return getFunctionType().getResults();
    }
    ::mlir::Region *getCallableRegion() {
      return isExternal() ? nullptr : &getBody();
    }
  }];
}

def Vo_ReturnOp : Vo_Op<"return", [Pure, ReturnLike, Terminator,
                                   HasParent<"FuncOp">]> {
  let summary = "leave the function";
  let description = [{
    Returns one value per result of the enclosing `vo.func`.

    ```mlir
    vo.return %a, %b : i64, !vo.string
    ```
  }];
  let arguments = (ins Variadic<Vo_Register>:$operands);
  let builders = [OpBuilder<(ins), [{ }]>];
  let assemblyFormat = "attr-dict ($operands^ `:` type($operands))?";
  let hasVerifier = 1;
}

def Vo_CallOp : Vo_Op<"call", [CallOpInterface, Vo_Safepoint,
                               Vo_MayPanic<"StackOverflow">,
                               DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "call a known function";
  let description = [{
    Static call. May do whatever the callee does.

    ```mlir
    %r = vo.call @add(%a, %b) : (i64, i64) -> i64
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee,
                       Variadic<Vo_Register>:$operands,
                       OptionalAttr<DictArrayAttr>:$arg_attrs,
                       OptionalAttr<DictArrayAttr>:$res_attrs);
  let results = (outs Variadic<Vo_Register>:$results);
  let builders = [OpBuilder<(ins "::mlir::FlatSymbolRefAttr":$callee,
                                 "::mlir::TypeRange":$results,
                                 "::mlir::ValueRange":$operands), [{
    build($_builder, $_state, results, callee, operands, {}, {});
  }]>];
  let assemblyFormat = [{
    $callee `(` $operands `)` attr-dict `:` functional-type($operands, $results)
  }];
  let extraClassDeclaration = [{
    ::mlir::CallInterfaceCallable getCallableForCallee() {
      return (*this)->getAttrOfType<::mlir::SymbolRefAttr>("callee");
    }
    void setCalleeFromCallable(::mlir::CallInterfaceCallable callee) {
      (*this)->setAttr("callee", ::llvm::cast<::mlir::SymbolRefAttr>(callee));
    }
    ::mlir::Operation::operand_range getArgOperands() { return getOperands(); }
    ::mlir::MutableOperandRange getArgOperandsMutable() {
      return getOperandsMutable();
    }
  }];
}

def Vo_NativeOp : Vo_Op<"native", [Vo_Safepoint]> {
  let summary = "call a function of the standard library in the runtime";
  let description = [{
    `function` is its name in bytecode. May have any effect. Lowered by
    `vo-to-vort` to the runtime entry that implements it; it is an
    error if there is none, or if it takes or returns something else.

    ```mlir
    %s = vo.native "vo1:3:fmt:14:nativeSprintln"(%a) : (!vo.slice) -> !vo.string
    ```
  }];
  let arguments = (ins StrAttr:$function, Variadic<Vo_Register>:$operands);
  let results = (outs Variadic<Vo_Register>:$results);
  let assemblyFormat = [{
    $function `(` $operands `)` attr-dict `:` functional-type($operands, $results)
  }];
}

def Vo_ZeroOp : Vo_PlainOp<"zero", [Pure, ConstantLike]> {
  let summary = "the zero value of a language type";
  let description = [{
    Null, the empty string, the nil slice, a nil interface or its data word.
    (Zero integers and floats are `arith.constant`.)

    ```mlir
    %nil = vo.zero : !vo.slice
    ```
  }];
  let results = (outs AnyTypeOf<[Vo_RefType, Vo_StringType, Vo_SliceType,
                                 Vo_WordType, Vo_IfaceType]>:$result);
  let assemblyFormat = "attr-dict `:` type($result)";
  let hasFolder = 1;
}

def Vo_VarOp : Vo_Op<"var",
    [DeclareOpInterfaceMethods<PromotableAllocationOpInterface>]> {
  let summary = "a frame variable";
  let description = [{
    One frame slot of the bytecode before promotion to SSA. Zero until set.
    Made by the importer, and by `sroa` from frame areas and objects; `mem2reg`
    removes all of them.

    ```mlir
    %v = vo.var "r3" : !vo.var<i64>
    ```
  }];
  let arguments = (ins StrAttr:$name);
  let results = (outs Res<Vo_VarType, "", [MemAlloc<Vo_FrameMemory>]>:$variable);
  let assemblyFormat = "$name attr-dict `:` type($variable)";
}

def Vo_VarGetOp : Vo_PlainOp<"var.get",
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
  let assemblyFormat = "$variable attr-dict `:` type($variable)";
}

def Vo_VarSetOp : Vo_PlainOp<"var.set",
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
  let assemblyFormat = "$variable `,` $value attr-dict `:` type($variable)";
}

def Vo_FrameArea : AnyTypeOf<[Vo_FrameType, Vo_RefType], "frame area or object">;

def Vo_FrameOp : Vo_Op<"frame",
    [DeclareOpInterfaceMethods<DestructurableAllocationOpInterface>]> {
  let summary = "frame slots that are indexed at run time";
  let description = [{
    A local array of the bytecode without references: consecutive slots in the
    frame, zero at the start. (An array with references is an object, so that the
    collector finds it; the same accesses apply.) `sroa` makes variables of an
    area of at most 64 slots whose indices are all constant.

    ```mlir
    %f = vo.frame <"vvv"> : !vo.frame
    ```
  }];
  let arguments = (ins Vo_LayoutAttr:$layout);
  let results = (outs Res<Vo_FrameType, "", [MemAlloc<Vo_FrameMemory>]>:$frame);
  let assemblyFormat = "$layout attr-dict `:` type($frame)";
  let hasVerifier = 1;
}

def Vo_FrameGetOp : Vo_PlainOp<"frame.get",
    [DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>,
     MemoryEffects<[MemRead<Vo_FrameMemory>, MemRead<Vo_Heap>]>]> {
  let summary = "read a slot of a frame area";
  let description = [{
    Reads slot `index * stride + offset`. The index has been checked by a
    dominating `vo.check_index`; there is no check here.

    ```mlir
    %x = vo.frame.get %f[%i * 2 + 1] : !vo.frame -> i64
    ```
  }];
  let arguments = (ins Vo_FrameArea:$frame, I64:$index, I64Attr:$stride,
                       I64Attr:$offset);
  let results = (outs AnyTypeOf<[I64, F64, Vo_RefType, Vo_WordType]>:$value);
  let assemblyFormat = [{
    $frame `[` $index `*` $stride `+` $offset `]` attr-dict `:`
    type($frame) `->` type($value)
  }];
}

def Vo_FrameSetOp : Vo_Op<"frame.set",
    [DeclareOpInterfaceMethods<CaptureOpInterface>,
     DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>,
     MemoryEffects<[MemWrite<Vo_FrameMemory>, MemWrite<Vo_Heap>]>]> {
  let summary = "write a slot of a frame area";
  let description = [{
    Writes slot `index * stride + offset`; no check, as in `vo.frame.get`.

    ```mlir
    vo.frame.set %f[%i * 1 + 0], %x : !vo.frame, i64
    ```
  }];
  let arguments = (ins Vo_FrameArea:$frame, I64:$index, I64Attr:$stride,
                       I64Attr:$offset,
                       AnyTypeOf<[I64, F64, Vo_RefType, Vo_WordType,
                                  Vo_IfaceType]>:$value);
  let assemblyFormat = [{
    $frame `[` $index `*` $stride `+` $offset `]` `,` $value attr-dict `:`
    type($frame) `,` type($value)
  }];
  let extraClassDefinition = [{
    bool $cppClass::capturesOperand(unsigned index) { return index == 2; }
  }];
}

#endif // VO_FUNC_OPS_TD
