//===- Passes.td - Passes on vo and vort -------------------*- tablegen -*-===//
#ifndef VO_PASSES_TD
#define VO_PASSES_TD

include "mlir/Pass/PassBase.td"

def LocalFacts : Pass<"vo-local-facts", "::vo::ir::FuncOp"> {
  let summary = "mark what one block shows of pointers and objects";
  let description = [{
    Sets `nonnull` on accesses through pointers that are never nil, `nobarrier` on
    stores to objects that no collection can have seen, and `immutable` on boxes
    that are only data of interface values. `vo-to-vort` leaves out the checks,
    barriers and allocations that the marks make superfluous. Before: `mem2reg`,
    `canonicalize`.
  }];
  let options = [
    Option<"maxMarks", "max-marks", "int64_t", /*default=*/"-1",
           "mark only the first N operations of each function (bisecting)">];
  let statistics = [
    Statistic<"numNonnull", "num-nonnull", "accesses without a check for nil">,
    Statistic<"numNobarrier", "num-nobarrier", "stores without a barrier">,
    Statistic<"numImmutable", "num-immutable", "boxes that nobody writes">];
}

def CaptureValues : Pass<"vo-capture-values", "::mlir::ModuleOp"> {
  let summary = "bind captured variables that are never written to by value";
  let description = [{
    A box that nobody writes once a function value has captured it goes; the
    function value holds its contents, and its function takes them as parameter.
    Before: `mem2reg`, `canonicalize`.

    ```mlir
    %b = vo.new : !vo.box<i64>
    vo.store %b, %x : !vo.box<i64>, i64
    %f = vo.closure.new @g[%b] : (!vo.box<i64>) -> !vo.closure<() -> ()>
    // becomes
    %f = vo.closure.new @g[%x] : (i64) -> !vo.closure<() -> ()>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
  let options = [
    Option<"maxSets", "max-sets", "int64_t", /*default=*/"-1",
           "change only the first N sets of variables that function values "
           "connect (bisecting)">];
  let statistics = [
    Statistic<"numSets", "num-sets", "connected sets of variables">,
    Statistic<"numBoxes", "num-boxes", "boxes that are values">,
    Statistic<"numParameters", "num-parameters", "parameters that are values">];
}

def KnownClosures : Pass<"vo-known-closures", "::mlir::ModuleOp"> {
  let summary = "call known function values directly, and bring them to their calls";
  let description = [{
    A call of what `vo.closure.new` makes becomes a call of its function; small
    functions that take, make or are function values are inlined where that brings
    the two together. Before: `vo-capture-values`. After: `sroa`, `mem2reg`,
    `canonicalize`.

    ```mlir
    %f = vo.closure.new @g[%x] : (i64) -> !vo.closure<(i64) -> i64>
    %r = vo.closure.call %f(%y) : !vo.closure<(i64) -> i64>, (i64) -> i64
    // becomes
    %r = vo.call @g(%x, %y) : (i64, i64) -> i64
    ```
  }];
  let dependentDialects = ["::mlir::cf::ControlFlowDialect"];
  let options = [
    Option<"maxCalls", "max-calls", "int64_t", /*default=*/"-1",
           "make only the first N calls of the program direct (bisecting)">,
    Option<"maxInlined", "max-inlined", "int64_t", /*default=*/"-1",
           "inline only the first N calls of the program (bisecting)">,
    Option<"maxOperations", "max-operations", "uint64_t", /*default=*/"80",
           "inline only functions of so many operations">,
    Option<"maxGrowth", "max-growth", "uint64_t", /*default=*/"1000",
           "operations that inlining may add to one function">,
    ListOption<"only", "only", "std::string",
               "change only the functions of these names (bisecting)">];
  let statistics = [
    Statistic<"numDirect", "num-direct", "calls that are direct now">,
    Statistic<"numInlined", "num-inlined", "calls inlined">];
}

def FrameDefers : Pass<"vo-frame-defers", "::vo::ir::FuncOp"> {
  let summary = "record deferred calls in the frame";
  let description = [{
    Sets `frame` on the calls of functions that defer none in a loop, and so each at
    most once in an activation. `vo-to-vort` then gives their records places in the
    frame.

    ```mlir
    vo.defer @unlock(%m) {frame} : !vo.ptr<@sync.Mutex>
    ```
  }];
  let options = [
    Option<"maxRecords", "max-records", "uint64_t", /*default=*/"32",
           "leave functions alone that defer more calls (0: all; bisecting)">];
  let statistics = [
    Statistic<"numRecords", "num-records", "records in the frame">];
}

def OpenDefers : Pass<"vo-open-defers", "::mlir::ModuleOp"> {
  let summary = "let functions run their deferred calls themselves";
  let description = [{
    Marks functions `vo.open_defers` whose deferred calls cannot recover a panic:
    `vo-to-vort` then calls them where the function returns, in place of the
    runtime. After: `vo-frame-defers`, `vo-known-closures`.

    ```mlir
    vo.func private @f(%m: !vo.ptr<@sync.Mutex>) attributes {defers, vo.open_defers} {
      vo.defer @unlock(%m) {frame} : !vo.ptr<@sync.Mutex>
    ```
  }];
  let options = [
    Option<"maxFunctions", "max-functions", "int64_t", /*default=*/"-1",
           "mark only the first N functions of the program (bisecting)">,
    Option<"maxCalls", "max-calls", "uint64_t", /*default=*/"32",
           "mark only functions with so many places where a deferred call may "
           "be made: deferred calls times returns">,
    ListOption<"only", "only", "std::string",
               "mark only the functions of these names (bisecting)">];
  let statistics = [
    Statistic<"numFunctions", "num-functions", "functions marked">];
}

def Prune : Pass<"vo-prune", "::mlir::ModuleOp"> {
  let summary = "drop the functions and method tables that the program cannot reach";
  let description = [{
    Begins at the function marked `vo.entry` and at those that are visible outside
    of the module when there is none. A method table is reached by the interface
    values that are made with it and by the conversions and assertions to its
    interface; dynamic access reaches every table.
  }];
  let statistics = [
    Statistic<"numFunctions", "num-functions", "functions dropped">,
    Statistic<"numTables", "num-tables", "method tables dropped">];
}

def PlacePolls : Pass<"vo-place-polls", "::mlir::ModuleOp"> {
  let summary = "let other goroutines run in loops";
  let description = [{
    On `vort`: puts a `vort.poll` at the head of every loop, in programs that start
    goroutines.
  }];
  let dependentDialects = ["::vo::ir::vort::VortDialect"];
  let options = [
    Option<"maxPolls", "max-polls", "int64_t", /*default=*/"-1",
           "place only the first N polls of the program (bisecting)">];
  let statistics = [Statistic<"numPolls", "num-polls", "polls placed">];
}

def RepeatedTraps : Pass<"vo-repeated-traps", "::mlir::func::FuncOp"> {
  let summary = "drop checks that have been made already";
  let description = [{
    On `vort`: a `vort.trap_if` goes where one of the same condition dominates it, or
    one for the same null reference.

    ```mlir
    vort.trap_if %c, "NilPointerDereference"
    %x = vort.load %p as i64 : !vort.ref -> i64
    vort.trap_if %c, "NilPointerDereference"      // goes
    ```
  }];
  let options = [
    Option<"maxTraps", "max-traps", "int64_t", /*default=*/"-1",
           "drop only the first N traps of each function (bisecting)">];
  let statistics = [Statistic<"numTraps", "num-traps", "traps dropped">];
}

def UnchangedStores : Pass<"vo-unchanged-stores", "::mlir::func::FuncOp"> {
  let summary = "drop stores of what lies at the place already";
  let description = [{
    On `vort`: a store of what was loaded from the same place goes, with its card
    mark; a store of a block's argument moves to the edges that bring something
    else than what was loaded. So `s.items = append(s.items, x)` stores a length
    while there is room. Before: `canonicalize`, `vo-repeated-traps`.

    ```mlir
    %b = vort.load %p as base : !vort.ref -> !vort.ref
    ...
    vort.store %b, %p as base : !vort.ref, !vort.ref      // goes
    vort.card_mark %p                                     // goes
    ```
  }];
  let options = [
    Option<"maxStores", "max-stores", "int64_t", /*default=*/"-1",
           "change only the first N stores of each function (bisecting)">];
  let statistics = [
    Statistic<"numDropped", "num-dropped", "stores dropped">,
    Statistic<"numMoved", "num-moved",
              "stores moved to where something else is stored">];
}

def Escape : Pass<"vo-escape", "::mlir::ModuleOp"> {
  let summary = "find out what functions do with references";
  let description = [{
    Gives every function with a body its summary, as attribute `effects`: where what
    its arguments lead to may go. Whole programs; interface calls and calls of
    function values do what any candidate may do. `vo-stack-promote` reads the
    summaries.

    ```mlir
    vo.func private @sum(%list: !vo.ptr<@Node>) -> i64
        attributes {effects = #vo.effects<panics>}
    ```
  }];
  let options = [
    Option<"annotate", "annotate", "bool", /*default=*/"false",
           "write on each allocation why its object escapes, as `vo.escape`">];
  let statistics = [
    Statistic<"numUnknown", "num-unknown", "functions that may do anything">,
    Statistic<"numLocal", "num-local", "allocations that do not escape">,
    Statistic<"numEscaping", "num-escaping", "allocations that escape">];
}

def Canonicalize : Pass<"vo-canonicalize"> {
  let summary = "canonicalize, in bounded time";
  let description = [{
    As `canonicalize`, which need not end on loops that became unreachable. On any
    operation that is isolated from above.
  }];
}

def ElideCopies : Pass<"vo-elide-copies", "::vo::ir::FuncOp"> {
  let summary = "drop copies of objects that nobody else has";
  let description = [{
    A `vo.clone` of an object that is made in the same block and used no more is the
    object itself. So a struct literal in an interface is one object. `[]byte(s)`
    that is only read is `s`.
  }];
  let options = [
    Option<"maxCopies", "max-copies", "int64_t", /*default=*/"-1",
           "drop only the first N copies of each function (bisecting)">];
  let statistics = [Statistic<"numElided", "num-elided", "copies dropped">];
}

def StaticData : Pass<"vo-static-data", "::mlir::ModuleOp"> {
  let summary = "mark interface values' structs of one number as immutable";
  let description = [{
    A struct of one 64-bit number, or of nothing, that is only made to be the data
    of interface values becomes `vo.new` with `immutable`: small numbers are in
    the program's data then.

    ```mlir
    %p = vo.new(%x : i64) {immutable} : !vo.ptr<@main.Const>
    %i = vo.iface.make %p as @type.main.Const : !vo.ptr<@main.Const> -> !vo.iface
    ```
  }];
  let options = [
    Option<"maxMarks", "max-marks", "int64_t", /*default=*/"-1",
           "mark only the first N objects of the program (bisecting)">];
  let statistics = [Statistic<"numMarked", "num-marked", "objects marked">];
}

def ShareBytes : Pass<"vo-share-bytes", "::mlir::ModuleOp"> {
  let summary = "make strings of bytes that nobody uses any more without a copy";
  let description = [{
    Sets `shares` on conversions of bytes that this function or its callees have
    made, that go nowhere else, and that nobody uses afterwards. Before:
    `vo-escape`.

    ```mlir
    %s = vo.string.from_bytes %b {shares} : !vo.slice<ui8> to !vo.string
    ```
  }];
  let options = [
    Option<"maxShared", "max-shared", "int64_t", /*default=*/"-1",
           "mark only the first N conversions of the program (bisecting)">];
  let statistics = [Statistic<"numShared", "num-shared", "conversions marked">];
}

def Inline : Pass<"vo-inline", "::mlir::ModuleOp"> {
  let summary = "inline small functions";
  let description = [{
    Replaces calls of small functions by their bodies, so that passes see objects
    from their making to their last use. `vo-escape` comes after.
  }];
  let options = [
    Option<"maxOperations", "max-operations", "uint64_t", /*default=*/"24",
           "inline functions of at most so many operations; twice as many where "
           "objects are made">,
    Option<"maxCalls", "max-calls", "int64_t", /*default=*/"-1",
           "inline only the first N calls of the program (bisecting)">];
  let statistics = [Statistic<"numInlined", "num-inlined", "calls inlined">];
}

def StackPromote : Pass<"vo-stack-promote", "::mlir::ModuleOp"> {
  let summary = "allocate in the frame what dies with the function";
  let description = [{
    Sets `frame` on the allocations of objects, variables, function values and
    elements of slices that nobody reaches when the function has returned. Before:
    `vo-escape`. A function that makes its result gets a variant, `NAME.slot`, that
    makes it in memory of its caller.

    ```mlir
    %p = vo.new {frame} : !vo.ptr<@main.Point>
    ```
  }];
  let options = [
    Option<"maxPromotions", "max-promotions", "int64_t", /*default=*/"-1",
           "promote only the first N allocations of the program (bisecting)">,
    Option<"maxObjectWords", "max-object-words", "uint64_t", /*default=*/"128",
           "leave larger objects on the heap">,
    Option<"maxFrameWords", "max-frame-words", "uint64_t", /*default=*/"512",
           "words of promoted objects per function">,
    Option<"maxRecursiveWords", "max-recursive-words", "uint64_t",
           /*default=*/"24",
           "the same where a function may call itself">,
    Option<"resultSlots", "result-slots", "bool", /*default=*/"true",
           "make objects that callees return in the frame, too">,
    Option<"filter", "filter", "std::string", /*default=*/"",
           "only functions whose names contain this (bisecting)">];
  let statistics = [
    Statistic<"numPromoted", "num-promoted", "allocations in frames">,
    Statistic<"numSlots", "num-slots", "calls that got memory for a result">];
}

#endif // VO_PASSES_TD
