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
    `vo-escape`.

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
    Option<"filter", "filter", "std::string", /*default=*/"",
           "only functions whose names contain this (bisecting)">];
  let statistics = [
    Statistic<"numPromoted", "num-promoted", "allocations in frames">];
}

#endif // VO_PASSES_TD
