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

#endif // VO_PASSES_TD
