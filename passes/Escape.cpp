//===- Escape.cpp - What escapes, and why ---------------------------------===//
//
// passes/escape/ has the analysis: FunctionFlow.h what escapes is, Program.h
// how calls are seen, Summary.h what functions look like from outside.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"
#include "passes/escape/Program.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_ESCAPE
#include "passes/Passes.h.inc"

namespace {
class EscapePass : public impl::EscapeBase<EscapePass> {
  using EscapeBase::EscapeBase;

  void runOnOperation() override {
    ProgramFlow program(getOperation());
    program.analyze();
    numUnknown += program.unknownCount();
    if (!annotate)
      return;
    for (auto function : getOperation().getOps<ir::FuncOp>())
      if (!function.isExternal())
        annotateAllocations(function, program);
  }

  void annotateAllocations(ir::FuncOp function, ProgramFlow &program) {
    FunctionFlow flow(function, program);
    flow.solve();
    function.walk([&](ir::AllocationOpInterface op) {
      Value object = op.getAllocated();
      if (!object)
        return;
      FlowGraph::Node node = flow.nodeOf(object);
      Escape reason =
          node == FlowGraph::kNone ? Escape::None : flow.escapeOf(node);
      op->setAttr(kEscapeAttr,
                  StringAttr::get(op->getContext(), stringifyEscape(reason)));
      ++(reason == Escape::None ? numLocal : numEscaping);
    });
  }
};
} // namespace

} // namespace vo::passes
