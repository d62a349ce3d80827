//===- Base.td - What every op file of the dialect needs ---*- tablegen -*-===//
#ifndef VO_BASE_TD
#define VO_BASE_TD

include "dialect/vo/VoAttrs.td"
include "dialect/vo/VoInterfaces.td"
include "dialect/vo/VoTypes.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// An operation of the dialect. It must say how references flow through it
// (`let flow = …`): TableGen refuses an operation that does not.
class Vo_Op<string mnemonic, list<Trait> traits = []>
    : Op<Vo_Dialect, mnemonic,
         !listconcat(traits, [FactsOpInterface, FlowOpInterface])> {
  // Rows of runtime/abi/Traps.def.
  list<string> panics = [];
  // Whether it may panic with anything, because it runs code of the program.
  bit panicsAny = 0;
  // Whether the collector may run.
  bit collects = 0;
  // Whether other goroutines may run.
  bit blocks = 0;
  // Body of `getFlow(FlowEdges &edges)`; Vo_NoFlow when nothing flows.
  code flow = ?;

  code moreDeclarations = "";
  code moreDefinitions = "";
  code panicSet = !if(panicsAny, "::vo::ir::PanicSet::any()",
      "::vo::ir::PanicSet{" #
      !interleave(!foreach(trap, panics, "::vo::ir::Trap::" # trap), ", ") # "}");
  let extraClassDeclaration = !strconcat(
      "static ::vo::ir::PanicSet getPanics() { return ", panicSet, "; }\n",
      "static bool mayCollect() { return ", !if(collects, "true", "false"), "; }\n",
      "static bool mayBlock() { return ", !if(blocks, "true", "false"), "; }\n",
      "void getFlow(::vo::ir::FlowEdges &edges);\n", moreDeclarations);
  let extraClassDefinition = !strconcat(
      "void $cppClass::getFlow([[maybe_unused]] ::vo::ir::FlowEdges &edges) {",
      flow, "}\n", moreDefinitions);
}

// References do not move.
defvar Vo_NoFlow = "";

// Common bodies of getFlow.
defvar Vo_FlowOperandToResult = "edges.add(edges.operand(0), edges.result(0));";

// An operation that may allocate.
class Vo_AllocOp<string mnemonic, string kind, list<Trait> traits = []>
    : Vo_Op<mnemonic, !listconcat(traits, [AllocationOpInterface])> {
  let collects = 1;
  // Body of `Type getAllocatedType()`.
  code allocatedType = "return {};";
  // Body of `Value getAllocatedCount()`.
  code allocatedCount = "return {};";
  // Body of `Value getAllocated()`.
  code allocated = "return {};";
  // Whether every execution that completes allocates.
  bit always = 1;

  code otherDeclarations = "";
  code otherDefinitions = "";
  let moreDeclarations = !strconcat(
      "static ::vo::ir::AllocKind getAllocKind() { return ::vo::ir::AllocKind::",
      kind, "; }\n",
      "static bool alwaysAllocates() { return ", !if(always, "true", "false"), "; }\n",
      "::mlir::Type getAllocatedType();\n",
      "::mlir::Value getAllocatedCount();\n",
      "::mlir::Value getAllocated();\n", otherDeclarations);
  let moreDefinitions = !strconcat(
      "::mlir::Type $cppClass::getAllocatedType() {", allocatedType, "}\n",
      "::mlir::Value $cppClass::getAllocatedCount() {", allocatedCount, "}\n",
      "::mlir::Value $cppClass::getAllocated() {", allocated, "}\n", otherDefinitions);
}

// Symbols are checked with `verifySymbolUses`.
def Vo_UsesSymbols : DeclareOpInterfaceMethods<SymbolUserOpInterface>;

#endif // VO_BASE_TD
