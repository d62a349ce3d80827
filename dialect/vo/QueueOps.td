//===- QueueOps.td - Channels, ports, select, islands ------*- tablegen -*-===//
#ifndef VO_QUEUE_OPS_TD
#define VO_QUEUE_OPS_TD

include "dialect/vo/Base.td"

defvar Vo_QueueEffects = MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Heap>,
                                        MemWrite<Vo_Panic>]>;

def Vo_ChanNewOp : Vo_AllocOp<"chan.new", "Channel",
    [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "a new channel or port";
  let description = [{
    Panics with `makechan: size out of range` or `makeport: size out of range` when
    the capacity is negative or too large, or 0 for a port.

    ```mlir
    %c = vo.chan.new %n : !vo.chan<i64>
    ```
  }];
  let arguments = (ins I64:$capacity);
  let results = (outs Res<Vo_Queue, "", [MemAlloc<Vo_Heap>]>:$queue);
  let assemblyFormat = "$capacity attr-dict `:` qualified(type($queue))";
  let panics = ["MakeChan", "MakePort"];
  let flow = Vo_NoFlow;
  let allocatedType = [{ return queueElem(getQueue().getType()); }];
  let allocatedCount = [{ return getCapacity(); }];
  let allocated = [{ return getQueue(); }];
}

def Vo_ChanSendOp : Vo_Op<"chan.send", [Vo_UsesSymbols]> {
  let summary = "send a value";
  let description = [{
    Waits while the buffer is full or nobody receives; forever when the queue is
    nil. Panics with `send on closed channel`.

    ```mlir
    vo.chan.send %c, %x : !vo.chan<i64>, i64
    ```
  }];
  let arguments = (ins Vo_Queue:$queue, Variadic<Vo_Register>:$values);
  let assemblyFormat = [{
    $queue (`,` $values^)? attr-dict `:` qualified(type($queue)) (`,` type($values)^)?
  }];
  let panics = ["SendOnClosedChannel"];
  let collects = 1;
  let blocks = 1;
  let flow = [{
    edges.addEach(getValues(), edges.operand(0, "*"));
    edges.addEach(getValues(), edges.goroutine());
  }];
}

def Vo_ChanRecvOp : Vo_Op<"chan.recv", [Vo_UsesSymbols]> {
  let summary = "receive a value";
  let description = [{
    Waits for a value; forever when the queue is nil. Yields the leaves of the
    value and true, or zeros and false when the queue is closed and empty. Panics
    with `receive on cross-island port is not supported` when the queue is a port of
    another island.

    ```mlir
    %x, %ok = vo.chan.recv %c : !vo.chan<i64> -> i64
    ```
  }];
  let arguments = (ins Vo_Queue:$queue);
  let results = (outs Variadic<Vo_Register>:$values, I1:$ok);
  let assemblyFormat = "$queue attr-dict `:` qualified(type($queue)) (`->` type($values)^)?";
  let panics = ["ReceiveRemotePort"];
  let collects = 1;
  let blocks = 1;
  let flow = [{ edges.addEach(edges.operand(0, "*"), getValues()); }];
}

def Vo_ChanCloseOp : Vo_Op<"chan.close"> {
  let summary = "close a queue";
  let description = [{
    Wakes everybody who waits for it. Panics with `close of nil channel` or
    `close of closed channel`.

    ```mlir
    vo.chan.close %c : !vo.chan<i64>
    ```
  }];
  let arguments = (ins Vo_Queue:$queue);
  let assemblyFormat = "$queue attr-dict `:` qualified(type($queue))";
  let panics = ["CloseNilChannel", "CloseClosedChannel"];
  let collects = 1;
  let blocks = 1;
  let flow = Vo_NoFlow;
}

class Vo_QueueSizeOp<string mnemonic, string what>
    : Vo_Op<mnemonic, [MemoryEffects<[MemRead<Vo_Heap>]>]> {
  let summary = what;
  let description = what # [{; 0 for nil.}];
  let arguments = (ins Vo_Queue:$queue);
  let results = (outs I64:$size);
  let assemblyFormat = "$queue attr-dict `:` qualified(type($queue))";
  let flow = Vo_NoFlow;
}
def Vo_ChanLenOp : Vo_QueueSizeOp<"chan.len", "number of buffered values">;
def Vo_ChanCapOp : Vo_QueueSizeOp<"chan.cap", "capacity of the buffer">;

def Vo_SelectOp : Vo_Op<"select", [Vo_UsesSymbols, AttrSizedOperandSegments]> {
  let summary = "wait for one of several sends and receives";
  let description = [{
    Performs one case that is ready, a random one when several are; waits for one,
    or performs none when there is a default. Yields the number of the case (-1 for
    the default), whether a receive got a value, and for each receive the leaves of
    the value: zeros unless it was performed and got one. A send on a closed
    channel panics when it is chosen, any case with a port of another island in
    any case. Without cases and default it waits forever.

    ```mlir
    %case, %ok, %x = vo.select default { recv %c : !vo.chan<i64> -> (i64), send %d <%y> : !vo.chan<f64> <f64> }
    ```
  }];
  let arguments = (ins UnitAttr:$has_default, DenseBoolArrayAttr:$sends,
                       DenseI64ArrayAttr:$leaf_counts,
                       Variadic<Vo_Queue>:$queues, Variadic<Vo_Register>:$values);
  let results = (outs I64:$chosen, I1:$ok, Variadic<Vo_Register>:$received);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let panics = ["SendOnClosedChannel", "SelectRemotePort"];
  let collects = 1;
  let blocks = 1;
  let flow = [{ flowOfSelect(*this, edges); }];
  let moreDeclarations = [{
    struct Case {
      bool isSend;
      ::mlir::OpOperand &queue;
      ::mlir::OperandRange values;  // sent
      ::mlir::ResultRange received; // leaves of what is received
    };
    /// Calls `visit` for each case, in order.
    void forEachCase(::llvm::function_ref<void(const Case &)> visit);
  }];
}

//===----------------------------------------------------------------------===//
// Islands
//===----------------------------------------------------------------------===//

def Vo_IslandNewOp : Vo_AllocOp<"island.new", "Island"> {
  let summary = "start an island";
  let description = [{
    A copy of the program with a heap, globals and a thread of its own. Waits until
    the package variables are initialised there. `vo-prune` keeps `__island_init__`
    for its sake; `vo-to-vort` makes it a runtime call.

    ```mlir
    %i = vo.island.new
    ```
  }];
  let results = (outs Vo_IslandType:$island);
  let assemblyFormat = "attr-dict";
  let blocks = 1;
  let flow = Vo_NoFlow;
  let allocated = [{ return getIsland(); }];
}

def Vo_IslandGoOp : Vo_AllocOp<"island.go", "Goroutine",
    [CallLikeOpInterface, Vo_UsesSymbols]> {
  let summary = "run a function value on an island";
  let description = [{
    On another island the captures and arguments are copied, deeply; on this one it
    is `vo.go_closure`. Shared objects and cycles stay what they are within one
    statement; ports of this island can be sent to from there. Channels and islands
    among the copied are nil (the language refuses them). Panics with `nil pointer dereference` when the island is
    nil, with `call of nil function` when the function is.

    ```mlir
    vo.island.go %island, %f(%x) : !vo.closure<(i64) -> ()>, i64
    ```
  }];
  let arguments = (ins Vo_IslandType:$island, Vo_ClosureType:$closure,
                       Variadic<Vo_Register>:$arguments);
  let assemblyFormat = [{
    $island `,` $closure `(` $arguments `)` attr-dict `:` qualified(type($closure))
    (`,` type($arguments)^)?
  }];
  let panics = ["NilPointerDereference", "NilFuncCall"];
  let blocks = 1;
  let flow = [{
    edges.add(edges.operand(1), edges.goroutine());
    edges.addEach(getArguments(), edges.goroutine());
  }];
  let otherDeclarations = [{
    ::mlir::FlatSymbolRefAttr getCalledSymbol() { return {}; }
    ::mlir::Value getCalledValue() { return getClosure(); }
    ::mlir::OperandRange getCallArguments() { return getArguments(); }
    ::vo::ir::CallTime getCallTime() { return ::vo::ir::CallTime::Concurrent; }
  }];
}

#endif // VO_QUEUE_OPS_TD
