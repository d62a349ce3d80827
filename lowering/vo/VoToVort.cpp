//===- VoToVort.cpp - From language values to the machine form ------------===//
//
// One dialect conversion with one-to-many types (MachineTypes.h); the patterns
// are in one file per family (Patterns.h). Before it, preconditions are
// checked, halves of interfaces joined and facts of the whole module collected;
// after it, runtime calls are checked against the table of entries.
//
// Blocks keep their order. Patterns that need a branch (boxing, comparing and
// decoding strings, append, stores to flat storage) split their block.
//
//===----------------------------------------------------------------------===//

#include "lowering/Passes.h"
#include "lowering/vo/JoinPairs.h"
#include "lowering/vo/Patterns.h"
#include "lowering/vo/Preconditions.h"
#include "lowering/vo/RuntimeCalls.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/ControlFlow/Transforms/StructuralTypeConversions.h"

using namespace mlir;

namespace vo::lowering {

#define GEN_PASS_DEF_VOTOVORT
#include "lowering/Passes.h.inc"

static void populatePatterns(const MachineTypes &types,
                             const ModuleFacts &facts,
                             RewritePatternSet &patterns) {
  populateFuncPatterns(types, facts, patterns);
  populateMemoryPatterns(types, facts, patterns);
  populateArrayPatterns(types, facts, patterns);
  populateSlicePatterns(types, facts, patterns);
  populateSliceViewPatterns(types, facts, patterns);
  populateStringPatterns(types, facts, patterns);
  populateIfacePatterns(types, facts, patterns);
  populateArithPatterns(types, facts, patterns);
  populateOutputPatterns(types, facts, patterns);
  populateNativePatterns(types, facts, patterns);
}

namespace {
struct VoToVort : impl::VoToVortBase<VoToVort> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    if (failed(checkPreconditions(module)))
      return signalPassFailure();
    joinPairs(module);
    ModuleFacts facts = ModuleFacts::of(module);
    MachineTypes types;

    RewritePatternSet patterns(&getContext());
    populatePatterns(types, facts, patterns);
    ConversionTarget target(getContext());
    cf::populateCFStructuralTypeConversionsAndLegality(types, patterns, target);
    target.addDynamicallyLegalOp<cf::SwitchOp>(
        [&](cf::SwitchOp op) { return types.isLegal(op); });
    target.addIllegalDialect<ir::VoDialect>();
    target.markUnknownOpDynamicallyLegal(
        [&](Operation *op) { return types.isLegal(op); });
    if (failed(applyFullConversion(module, target, std::move(patterns))) ||
        failed(checkRuntimeCalls(module)))
      signalPassFailure();
  }
};
} // namespace

} // namespace vo::lowering
