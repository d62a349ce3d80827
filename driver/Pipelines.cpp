//===- Pipelines.cpp - Which pass after which -----------------------------===//

#include "driver/Pipelines.h"

#include "dialect/vo/Vo.h"
#include "lowering/Passes.h"
#include "passes/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void vo::driver::buildPrunePipeline(OpPassManager &pm) {
  pm.addPass(passes::createPrune());
}

void vo::driver::buildSsaPipeline(OpPassManager &pm) {
  // Constants are in sight after the first mem2reg; sroa splits what they index
  // into variables for the second.
  pm.nest<ir::FuncOp>().addPass(createMem2Reg());
  pm.nest<ir::FuncOp>().addPass(passes::createCanonicalize());
  pm.nest<ir::FuncOp>().addPass(createSROA());
  pm.nest<ir::FuncOp>().addPass(createMem2Reg());
  pm.nest<ir::FuncOp>().addPass(passes::createCanonicalize());
}

void vo::driver::buildOptimizePipeline(OpPassManager &pm, unsigned optLevel) {
  if (optLevel == 0)
    return;
  pm.addPass(passes::createCaptureValues());
  pm.addPass(passes::createKnownClosures());
  pm.addPass(passes::createInline());
  // Variables that function values have kept in boxes, and objects of inlined
  // functions.
  pm.nest<ir::FuncOp>().addPass(createSROA());
  pm.nest<ir::FuncOp>().addPass(createMem2Reg());
  pm.nest<ir::FuncOp>().addPass(createCSEPass());
  pm.nest<ir::FuncOp>().addPass(passes::createCanonicalize());
  pm.nest<ir::FuncOp>().addPass(passes::createElideCopies());
  pm.addPass(passes::createStaticData());
  pm.addPass(passes::createEscape());
  pm.addPass(passes::createShareBytes());
  pm.addPass(passes::createStackPromote());
  pm.nest<ir::FuncOp>().addPass(passes::createLocalFacts());
  pm.nest<ir::FuncOp>().addPass(passes::createFrameDefers());
  pm.addPass(passes::createOpenDefers());
}

void vo::driver::buildOptimizeVortPipeline(OpPassManager &pm) {
  OpPassManager &functions = pm.nest<func::FuncOp>();
  functions.addPass(passes::createCanonicalize());
  functions.addPass(passes::createRepeatedTraps());
  functions.addPass(passes::createUnchangedStores());
}

void vo::driver::buildLowerToVortPipeline(OpPassManager &pm,
                                          unsigned optLevel) {
  pm.addPass(lowering::createVoToVort());
  if (optLevel > 0)
    buildOptimizeVortPipeline(pm);
  // Behind optimization, which need not ask who else runs.
  pm.addPass(passes::createPlacePolls());
}

void vo::driver::buildLowerToLLVMPipeline(OpPassManager &pm) {
  pm.addPass(lowering::createVortToLLVM());
  pm.addPass(LLVM::createDIScopeForLLVMFuncOpPass());
}

void vo::driver::buildPipeline(OpPassManager &pm, Stage from, Stage to,
                               unsigned optLevel) {
  auto passes = [&](Stage stage) { return from <= stage && stage <= to; };
  // An imported program is put into SSA form even when nothing is optimized.
  if (from == Stage::Vo && to >= Stage::VoOpt)
    buildSsaPipeline(pm);
  if (passes(Stage::VoOpt))
    buildOptimizePipeline(pm, optLevel);
  if (passes(Stage::Vort) && from < Stage::Vort)
    buildLowerToVortPipeline(pm, optLevel);
  if (passes(Stage::LLVMDialect) && from < Stage::LLVMDialect)
    buildLowerToLLVMPipeline(pm);
}

void vo::driver::registerPipelines() {
  PassPipelineRegistration<>("vo-ssa",
                             "imported vo to SSA form, without what cannot run",
                             [](OpPassManager &pm) {
                               buildPrunePipeline(pm);
                               buildSsaPipeline(pm);
                             });
  PassPipelineRegistration<>(
      "vo-optimize", "optimizations on vo, as at -O2",
      [](OpPassManager &pm) { buildOptimizePipeline(pm, 2); });
  PassPipelineRegistration<>(
      "vo-lower-to-vort", "vo to vort",
      [](OpPassManager &pm) { buildLowerToVortPipeline(pm, 0); });
  PassPipelineRegistration<>("vo-optimize-vort",
                             "optimizations on vort, as at -O2",
                             buildOptimizeVortPipeline);
  PassPipelineRegistration<>("vo-lower-to-llvm",
                             "vort to the LLVM dialect with debug scopes",
                             buildLowerToLLVMPipeline);
}
