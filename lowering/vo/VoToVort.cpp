//===- VoToVort.cpp - From language values to the machine form ------------===//
//
// One dialect conversion with one-to-many types (MachineTypes.h); the patterns
// are in one file per family (Patterns.h). Before it, what only the whole
// module knows is collected (Program.h), and operations without a pattern are
// refused with their position; after it, runtime calls are checked against the
// table of entries.
//
// Blocks keep their order. Patterns that need a branch (comparing and decoding
// strings, append, copies of objects, assertions) split their block.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/ModuleAttributes.h"
#include "lowering/Passes.h"
#include "lowering/vo/Deferring.h"
#include "lowering/vo/DynamicTables.h"
#include "lowering/vo/Patterns.h"
#include "lowering/vo/RuntimeCalls.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/ControlFlow/Transforms/StructuralTypeConversions.h"

using namespace mlir;

namespace vo::lowering {

#define GEN_PASS_DEF_VOTOVORT
#include "lowering/Passes.h.inc"

static void populatePatterns(const MachineTypes &types, Program &program,
                             RewritePatternSet &patterns) {
  populateFuncPatterns(types, program, patterns);
  populateMemoryPatterns(types, program, patterns);
  populateMovePatterns(types, program, patterns);
  populateArrayPatterns(types, program, patterns);
  populateSlicePatterns(types, program, patterns);
  populateStringPatterns(types, program, patterns);
  populateIfacePatterns(types, program, patterns);
  populateAssertPatterns(types, program, patterns);
  populateCodePatterns(types, program, patterns);
  populateDeferPatterns(types, program, patterns);
  populateMapPatterns(types, program, patterns);
  populateQueuePatterns(types, program, patterns);
  populateArithPatterns(types, program, patterns);
  populateDynamicPatterns(types, program, patterns);
  populateOutputPatterns(types, program, patterns);
}

/// Operations of `vo` that the patterns lower.
static DenseSet<OperationName> loweredOperations(RewritePatternSet &patterns) {
  DenseSet<OperationName> lowered;
  for (const auto &pattern : patterns.getNativePatterns())
    if (auto root = pattern->getRootKind())
      lowered.insert(*root);
  return lowered;
}

/// What an operation without lowering stands for in the language.
static StringRef featureOf(StringRef name) {
  static const std::pair<StringRef, StringRef> rows[] = {
      {"vo.string.", "such operations on strings"},
      {"vo.frame", "such arrays in variables"},
  };
  for (auto [prefix, words] : rows)
    if (name.starts_with(prefix))
      return words;
  return "such operations";
}

/// Reports each operation of the function that no pattern lowers. Frame
/// variables are `mem2reg`'s.
static LogicalResult checkSupported(ir::FuncOp func,
                                    const DenseSet<OperationName> &lowered) {
  bool ok = true;
  func.walk([&](Operation *op) {
    if (!isa<ir::VoDialect>(op->getDialect()) ||
        isa<ir::VarOp, ir::VarGetOp, ir::VarSetOp>(op) ||
        lowered.contains(op->getName()))
      return;
    ok = false;
    StringRef name = op->getName().getStringRef();
    op->emitError() << featureOf(name) << " are not supported yet (" << name
                    << ")";
  });
  return success(ok);
}

LogicalResult checkSupported(ModuleOp module) {
  OwningOpRef<ModuleOp> none = ModuleOp::create(module.getLoc());
  Program program(*none); // the names of patterns do not depend on it
  MachineTypes types(program.layouts);
  RewritePatternSet patterns(module.getContext());
  populatePatterns(types, program, patterns);
  DenseSet<OperationName> lowered = loweredOperations(patterns);
  bool ok = true;
  for (auto func : module.getOps<ir::FuncOp>())
    ok &= succeeded(checkSupported(func, lowered));
  return success(ok);
}

/// Frame variables cannot be lowered.
static LogicalResult checkVariables(ModuleOp module) {
  bool ok = true;
  module.walk([&](ir::VarOp op) {
    ok = false;
    op.emitError("is a frame variable; mem2reg comes first");
  });
  return success(ok);
}

/// Islands begin in a function; without an operation that makes islands, nobody
/// starts one.
static LogicalResult settleIslandInit(ModuleOp module) {
  ir::IslandNewOp island;
  module.walk([&](ir::IslandNewOp op) {
    island = op;
    return WalkResult::interrupt();
  });
  bool hasInit = false;
  for (auto function : module.getOps<ir::FuncOp>()) {
    hasInit |= function->hasAttr(ir::kIslandInitAttr);
    if (!island)
      function->removeAttr(ir::kIslandInitAttr);
  }
  if (!island || hasInit)
    return success();
  return island.emitError("there is no function with '")
         << ir::kIslandInitAttr << "' to start islands in";
}

/// Addresses whose memory lies otherwise than their types say would be wrong
/// code without a word: this is checked also where the verifier is off.
static LogicalResult checkAddresses(ModuleOp module) {
  SymbolTableCollection symbols;
  WalkResult result = module.walk([&](Operation *op) {
    if (!isa<ir::AddrOp, ir::CastOp, ir::ArrayAddrOp, ir::SliceAddrOp,
             ir::ReturnBoxesOp>(op))
      return WalkResult::advance();
    return WalkResult(
        cast<SymbolUserOpInterface>(op).verifySymbolUses(symbols));
  });
  return failure(result.wasInterrupted());
}

namespace {
struct VoToVort : impl::VoToVortBase<VoToVort> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    if (failed(checkSupported(module)) || failed(checkVariables(module)) ||
        failed(checkAddresses(module)))
      return signalPassFailure();
    if (failed(settleIslandInit(module)))
      return signalPassFailure();
    splitRecovering(module);
    Program program(module);
    MachineTypes types(program.layouts);

    RewritePatternSet patterns(&getContext());
    populatePatterns(types, program, patterns);
    program.describeTypes(module);
    program.defineMethods(module);
    defineDynamicTables(module, program);
    if (failed(program.numberErrorItab(module)))
      return signalPassFailure();
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
