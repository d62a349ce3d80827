//===- CallOps.td - Calls, closures, goroutines, panics ----*- tablegen -*-===//
#ifndef VO_CALL_OPS_TD
#define VO_CALL_OPS_TD

include "dialect/vo/Base.td"
include "mlir/Interfaces/CallInterfaces.td"

// What CallLikeOpInterface asks of an operation with `$arguments`.
class Vo_CallFacts<string symbol, string value, string time> {
  code declarations = !strconcat(
      "::mlir::FlatSymbolRefAttr getCalledSymbol() { return ", symbol, "; }\n",
      "::mlir::Value getCalledValue() { return ", value, "; }\n",
      "::mlir::OperandRange getCallArguments() { return getArguments(); }\n",
      "::vo::ir::CallTime getCallTime() { return ::vo::ir::CallTime::", time, "; }\n");
}

// Anything may happen to what is passed to code that is not known.
defvar Vo_FlowUnknown = [{ flowOfUnknown(*this, edges); }];

def Vo_CallOp : Vo_Op<"call", [CallOpInterface, CallLikeOpInterface,
                               Vo_UsesSymbols]> {
  let summary = "call a known function";
  let description = [{
    Static call of a function of the program or of a native. May do whatever the
    callee's `effects` say, or anything when there are none.

    ```mlir
    %r = vo.call @add(%a, %b) : (i64, i64) -> i64
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee,
                       Variadic<Vo_Register>:$arguments,
                       OptionalAttr<DictArrayAttr>:$arg_attrs,
                       OptionalAttr<DictArrayAttr>:$res_attrs);
  let results = (outs Variadic<Vo_Register>:$results);
  let builders = [OpBuilder<(ins "::mlir::FlatSymbolRefAttr":$callee,
                                 "::mlir::TypeRange":$results,
                                 "::mlir::ValueRange":$arguments), [{
    build($_builder, $_state, results, callee, arguments, {}, {});
  }]>];
  let assemblyFormat = [{
    $callee `(` $arguments `)` attr-dict `:` functional-type($arguments, $results)
  }];
  let panicsAny = 1;
  let collects = 1;
  let blocks = 1;
  let flow = [{ flowOfCall(*this, edges); }];
  let moreDeclarations = !strconcat(
      Vo_CallFacts<"getCalleeAttr()", "{}", "Now">.declarations, [{
    ::mlir::CallInterfaceCallable getCallableForCallee() {
      return (*this)->getAttrOfType<::mlir::SymbolRefAttr>("callee");
    }
    void setCalleeFromCallable(::mlir::CallInterfaceCallable callee) {
      (*this)->setAttr("callee", ::llvm::cast<::mlir::SymbolRefAttr>(callee));
    }
    ::mlir::Operation::operand_range getArgOperands() { return getArguments(); }
    ::mlir::MutableOperandRange getArgOperandsMutable() {
      return getArgumentsMutable();
    }
  }]);
}

//===----------------------------------------------------------------------===//
// Closures
//===----------------------------------------------------------------------===//

def Vo_ClosureNewOp : Vo_AllocOp<"closure.new", "Closure", [Vo_UsesSymbols]> {
  let summary = "a function value";
  let description = [{
    A function with its leading parameters, `captures` of them, bound to values;
    one without captures is a constant. Captured variables are boxes, so that
    everybody sees them change. Function values have no identity.

    ```mlir
    %f = vo.closure.new @main.main.func1[%n] : (!vo.box<i64>) -> !vo.closure<(i64) -> i64>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$function, Variadic<Vo_Register>:$captures,
                       UnitAttr:$frame);
  let results = (outs Res<Vo_ClosureType, "", [MemAlloc<Vo_Heap>]>:$closure);
  let assemblyFormat = [{
    $function `[` $captures `]` attr-dict `:` functional-type($captures, $closure)
  }];
  let flow = [{
    for (unsigned i = 0; i < getCaptures().size(); ++i)
      edges.add(edges.operand(i), edges.result(0, std::to_string(i)));
  }];
  let always = 0;
  let allocated = [{ return getClosure(); }];
}

def Vo_ClosureCallOp : Vo_Op<"closure.call", [CallLikeOpInterface]> {
  let summary = "call a function value";
  let description = [{
    Panics with `call of nil function` before anything else; else does what the
    function does.

    ```mlir
    %r = vo.closure.call %f(%a) : !vo.closure<(i64) -> i64>, (i64) -> i64
    ```
  }];
  let arguments = (ins Vo_ClosureType:$closure, Variadic<Vo_Register>:$arguments,
                       UnitAttr:$nonnull);
  let results = (outs Variadic<Vo_Register>:$results);
  let assemblyFormat = [{
    $closure `(` $arguments `)` attr-dict `:` qualified(type($closure)) `,`
    functional-type($arguments, $results)
  }];
  let hasVerifier = 1;
  let panicsAny = 1;
  let collects = 1;
  let blocks = 1;
  let flow = Vo_FlowUnknown;
  let moreDeclarations = Vo_CallFacts<"{}", "getClosure()", "Now">.declarations;
}

//===----------------------------------------------------------------------===//
// Later calls
//===----------------------------------------------------------------------===//

// A call of a function or function value whose results are dropped.
class Vo_LaterCallOp<string mnemonic, string kind, string time>
    : Vo_AllocOp<mnemonic, kind, [CallLikeOpInterface, Vo_UsesSymbols]> {
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Vo_Register>:$arguments);
  let assemblyFormat = [{
    $callee `(` $arguments `)` attr-dict (`:` type($arguments)^)?
  }];
  let otherDeclarations = Vo_CallFacts<"getCalleeAttr()", "{}", time>.declarations;
}
class Vo_LaterClosureCallOp<string mnemonic, string kind, string time>
    : Vo_AllocOp<mnemonic, kind, [CallLikeOpInterface]> {
  let arguments = (ins Vo_ClosureType:$closure, Variadic<Vo_Register>:$arguments);
  let assemblyFormat = [{
    $closure `(` $arguments `)` attr-dict `:` qualified(type($closure))
    (`,` type($arguments)^)?
  }];
  let hasVerifier = 1;
  let otherDeclarations = Vo_CallFacts<"{}", "getClosure()", time>.declarations;
}

defvar Vo_FlowToGoroutine = [{
  edges.addEach((*this)->getOperands(), edges.goroutine());
}];

def Vo_GoOp : Vo_LaterCallOp<"go", "Goroutine", "Concurrent"> {
  let summary = "start a goroutine that calls a known function";
  let description = [{
    The new goroutine runs first.

    ```mlir
    vo.go @worker(%c) : !vo.chan<i64>
    ```
  }];
  let blocks = 1;
  let panics = ["StackOverflow"];
  let flow = Vo_FlowToGoroutine;
}

def Vo_GoClosureOp : Vo_LaterClosureCallOp<"go_closure", "Goroutine", "Concurrent"> {
  let summary = "start a goroutine that calls a function value";
  let description = [{
    Panics with `call of nil function` here, not in the new goroutine.

    ```mlir
    vo.go_closure %f(%x) : !vo.closure<(i64) -> ()>, i64
    ```
  }];
  let blocks = 1;
  let panics = ["NilFuncCall", "StackOverflow"];
  let flow = Vo_FlowToGoroutine;
}

// The record lives as long as the frame; what it holds reaches the callee then.
def Vo_DeferOp : Vo_LaterCallOp<"defer", "Defer", "Leaving"> {
  let summary = "call a known function when this one is left";
  let description = [{
    Arguments are evaluated now. Records run last in, first out, also when the
    function is left by a panic. With `on_error` the call is made only when the
    function fails or panics.

    ```mlir
    vo.defer @unlock(%m) : !vo.ptr<@sync.Mutex>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Vo_Register>:$arguments,
                       UnitAttr:$on_error, UnitAttr:$frame);
  let flow = [{ flowOfCall(*this, edges); }];
}

def Vo_DeferClosureOp : Vo_LaterClosureCallOp<"defer_closure", "Defer", "Leaving"> {
  let summary = "call a function value when this one is left";
  let description = [{
    As `vo.defer`. A nil function value panics when its turn comes.

    ```mlir
    vo.defer_closure %f() {on_error} : !vo.closure<() -> ()>
    ```
  }];
  let arguments = (ins Vo_ClosureType:$closure, Variadic<Vo_Register>:$arguments,
                       UnitAttr:$on_error, UnitAttr:$frame);
  let flow = Vo_FlowUnknown;
}

//===----------------------------------------------------------------------===//
// Panics
//===----------------------------------------------------------------------===//

class Vo_PanicOpBase<string mnemonic> : Vo_Op<mnemonic, [Terminator]> {
  let arguments = (ins Vo_IfaceType:$value);
  let assemblyFormat = "$value attr-dict `:` qualified(type($value))";
  let panicsAny = 1;
  let collects = 1;
  let blocks = 1; // deferred calls run
  let flow = [{ edges.add(edges.operand(0), edges.panic()); }];
}

def Vo_PanicOp : Vo_PanicOpBase<"panic"> {
  let summary = "panic(value)";
  let description = [{
    Leaves the function: deferred calls run, and one of them may recover.

    ```mlir
    vo.panic %v : !vo.iface
    ```
  }];
}

def Vo_PanicErrorOp : Vo_PanicOpBase<"panic_error"> {
  let summary = "panic with the text of an error";
  let description = [{
    What `?` does in a function without an error result: panics with `panic: ` and
    the formatted error.

    ```mlir
    vo.panic_error %err : !vo.iface<@error>
    ```
  }];
}

def Vo_RecoverOp : Vo_Op<"recover"> {
  let summary = "recover()";
  let description = [{
    The value of the panic that this deferred function handles, which ends it; nil
    when there is none, or when the function was not called by `defer`.

    ```mlir
    %v = vo.recover : !vo.iface
    ```
  }];
  let results = (outs Vo_IfaceType:$value);
  let assemblyFormat = "attr-dict `:` qualified(type($value))";
  // The panic's value has escaped already.
  let flow = Vo_FlowUnknown;
}

#endif // VO_CALL_OPS_TD
