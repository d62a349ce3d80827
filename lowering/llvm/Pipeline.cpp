//===- Pipeline.cpp - From translated LLVM IR to lowered LLVM IR ----------===//

#include "lowering/llvm/Pipeline.h"

#include "lowering/llvm/ContextRegister.h"
#include "lowering/llvm/CutBlocks.h"
#include "lowering/llvm/Diagnostics.h"
#include "lowering/llvm/EntryAttributes.h"
#include "lowering/llvm/ExpandAllocations.h"
#include "lowering/llvm/ExpandBarriers.h"
#include "lowering/llvm/ExpandWordLoads.h"
#include "lowering/llvm/ExpandWordStores.h"
#include "lowering/llvm/FenceCasts.h"
#include "lowering/llvm/ForwardWords.h"
#include "lowering/llvm/FrameRoots.h"
#include "lowering/llvm/FreezeCallees.h"
#include "lowering/llvm/InlineBudget.h"
#include "lowering/llvm/InlineRecursion.h"
#include "lowering/llvm/LLVMSwitches.h"
#include "lowering/llvm/LargeFrames.h"
#include "lowering/llvm/Lint.h"
#include "lowering/llvm/Locations.h"
#include "lowering/llvm/PassGate.h"
#include "lowering/llvm/RewriteStatepoints.h"
#include "lowering/llvm/SplitAggregates.h"
#include "lowering/llvm/StackChecks.h"
#include "lowering/llvm/StackLimits.h"
#include "lowering/llvm/StackObjects.h"
#include "lowering/llvm/TrimStatepoints.h"
#include "lowering/llvm/WordAliasing.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/SafepointIRVerifier.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Scalar/SROA.h"

#include <chrono>

using namespace llvm;

namespace vo::lowering {

void registerPasses(PassBuilder &builder, const Switches &switches) {
  builder.registerPipelineParsingCallback(
      [switches](StringRef name, ModulePassManager &manager, auto) {
        if (name == "vo-context-register")
          manager.addPass(ContextRegisterPass());
        else if (name == "vo-entry-attributes")
          manager.addPass(EntryAttributesPass());
        else if (name == "vo-locations")
          manager.addPass(LocationsPass());
        else if (name == "vo-inlined-locations")
          manager.addPass(InlinedLocationsPass());
        else if (name == "vo-inline-budget")
          manager.addPass(InlineBudgetPass(switches.inlineBudget));
        else if (name == "vo-lint")
          manager.addPass(LintPass());
        else if (name == "vo-rewrite-statepoints")
          manager.addPass(RewriteStatepointsPass(switches.linearStatepoints));
        else if (name == "vo-expand-barriers")
          manager.addPass(ExpandBarriersPass());
        else if (name == "vo-expand-word-loads")
          manager.addPass(ExpandWordLoadsPass());
        else if (name == "vo-expand-word-stores")
          manager.addPass(ExpandWordStoresPass());
        else if (name == "vo-drop-stack-ends")
          manager.addPass(DropStackEndsPass());
        else if (name == "vo-large-frames")
          manager.addPass(LargeFramesPass());
        else if (name == "vo-stack-limits")
          manager.addPass(StackLimitsPass());
        else
          return false;
        return true;
      });
  builder.registerPipelineParsingCallback(
      [switches](StringRef name, FunctionPassManager &manager, auto) {
        if (name == "vo-expand-allocations")
          manager.addPass(ExpandAllocationsPass());
        else if (name == "vo-split-aggregates")
          manager.addPass(SplitAggregatesPass());
        else if (name == "vo-stack-objects")
          manager.addPass(StackObjectsPass(switches.frameRootsLimit,
                                           switches.poisonFrames));
        else if (name == "vo-frame-roots")
          manager.addPass(FrameRootsPass(switches.frameRootsLimit));
        else if (name == "vo-cut-blocks")
          manager.addPass(CutBlocksPass());
        else if (name == "vo-trim-statepoints")
          manager.addPass(TrimStatepointsPass());
        else if (name == "vo-stack-checks")
          manager.addPass(StackChecksPass(switches.tailLoops));
        else if (name == "vo-freeze-callees")
          manager.addPass(FreezeCalleesPass());
        else if (name == "vo-forward-words")
          manager.addPass(ForwardWordsPass());
        else if (name == "vo-fence-casts")
          manager.addPass(FenceCastsPass());
        else
          return false;
        return true;
      });
}

namespace {

OptimizationLevel levelOf(unsigned optLevel) {
  switch (optLevel) {
  case 0:
    return OptimizationLevel::O0;
  case 1:
    return OptimizationLevel::O1;
  case 2:
    return OptimizationLevel::O2;
  default:
    return OptimizationLevel::O3;
  }
}

/// LLVM's epilogues of vectorized loops compute wrong values
/// (llvm/llvm-project#215690, README.md).
void disableVectorEpilogues() {
  setLLVMSwitch("enable-epilogue-vectorization", false);
}

/// InstCombine moves an instruction to the block of its only user, one block at
/// a time. A chain over N blocks (t += f(); t += g(); ...) then takes N * N
/// moves: 7 s for 2000 blocks. Code generation has a sinking pass of its own.
void limitSinking(const Module &module) {
  constexpr size_t kManyBlocks = 500;
  bool small = all_of(module, [](const Function &function) {
    return function.size() <= kManyBlocks;
  });
  setLLVMSwitch("instcombine-code-sinking", small);
}

/// RewriteStatepointsForGC needs references in SSA form, whatever else runs.
class RequiredSROAPass : public PassInfoMixin<RequiredSROAPass> {
public:
  PreservedAnalyses run(Function &function, FunctionAnalysisManager &analyses) {
    return SROAPass(SROAOptions::PreserveCFG).run(function, analyses);
  }
  static bool isRequired() { return true; }
};

/// Runs the steps of one call of runOnModule.
class Run {
public:
  Run(Module &module, const PipelineOptions &options, TargetMachine &target)
      : module(module), options(options), target(target),
        builder(&target, PipelineTuningOptions(), std::nullopt, &callbacks),
        collector(module.getContext()) {
    gate.registerCallbacks(callbacks);
    // Before the builder registers its own manager of alias analyses.
    functionAnalyses.registerPass([] { return WordAliasing(); });
    functionAnalyses.registerPass([this] {
      AAManager manager = builder.buildDefaultAAPipeline();
      manager.registerFunctionAnalysis<WordAliasing>();
      return manager;
    });
    builder.registerModuleAnalyses(moduleAnalyses);
    builder.registerCGSCCAnalyses(sccAnalyses);
    builder.registerFunctionAnalyses(functionAnalyses);
    builder.registerLoopAnalyses(loopAnalyses);
    builder.crossRegisterProxies(loopAnalyses, functionAnalyses, sccAnalyses,
                                 moduleAnalyses);
  }

  Error mark() {
    if (!options.switches.memoryTypes)
      dropMemoryTypes();
    ModulePassManager manager;
    manager.addPass(LargeFramesPass());
    manager.addPass(ContextRegisterPass(target.getTargetCPU().str()));
    manager.addPass(EntryAttributesPass());
    manager.addPass(createModuleToFunctionPassAdaptor(
        StackChecksPass(options.optLevel > 0 && options.switches.tailLoops)));
    manager.addPass(LocationsPass());
    if (options.optLevel > 0) {
      manager.addPass(createModuleToFunctionPassAdaptor(FenceCastsPass()));
      manager.addPass(InlineBudgetPass(options.switches.inlineBudget));
    }
    return step("mark", manager);
  }

  Error optimize() {
    limitSinking(module);
    OptimizationLevel level = levelOf(options.optLevel);
    if (level != OptimizationLevel::O0) {
      builder.registerOptimizerEarlyEPCallback(
          [this](ModulePassManager &manager, OptimizationLevel level,
                 ThinOrFullLTOPhase phase) {
            manager.addPass(InlineRecursionPass(
                builder.buildFunctionSimplificationPipeline(level, phase),
                options.switches.recursionLevels));
          });
      if (options.switches.forwardWords)
        builder.registerScalarOptimizerLateEPCallback(
            [](FunctionPassManager &manager, OptimizationLevel) {
              manager.addPass(ForwardWordsPass());
            });
      ModulePassManager manager = builder.buildPerModuleDefaultPipeline(level);
      if (options.choice)
        manager.addPass(createModuleToFunctionPassAdaptor(RequiredSROAPass()));
      gate.setChoice(options.choice);
      Error error = step("optimize", manager);
      gate.setChoice(nullptr);
      return error;
    }
    ModulePassManager manager =
        builder.buildO0DefaultPipeline(level, ThinOrFullLTOPhase::None);
    manager.addPass(createModuleToFunctionPassAdaptor(RequiredSROAPass()));
    return step("optimize", manager);
  }

  /// Shapes and checks in one step, so that nothing runs on code that the lint
  /// refused.
  Error lower() {
    ModulePassManager shape;
    shape.addPass(InlinedLocationsPass());
    FunctionPassManager functions;
    functions.addPass(ExpandAllocationsPass());
    functions.addPass(SplitAggregatesPass());
    functions.addPass(StackObjectsPass(options.switches.frameRootsLimit,
                                       options.switches.poisonFrames));
    functions.addPass(FrameRootsPass(options.switches.frameRootsLimit));
    functions.addPass(CutBlocksPass());
    functions.addPass(FreezeCalleesPass());
    shape.addPass(createModuleToFunctionPassAdaptor(std::move(functions)));
    shape.addPass(LintPass());
    if (Error error = step("shape", shape))
      return error;

    ModulePassManager statepoints;
    statepoints.addPass(
        RewriteStatepointsPass(options.switches.linearStatepoints));
    if (options.verify)
      statepoints.addPass(
          createModuleToFunctionPassAdaptor(SafepointIRVerifierPass()));
    if (options.switches.trimStatepoints)
      statepoints.addPass(
          createModuleToFunctionPassAdaptor(TrimStatepointsPass()));
    statepoints.addPass(ExpandBarriersPass());
    statepoints.addPass(ExpandWordLoadsPass());
    statepoints.addPass(ExpandWordStoresPass());
    statepoints.addPass(DropStackEndsPass());
    statepoints.addPass(StackLimitsPass());
    Error error = step("statepoints", statepoints);
    // RewriteStatepointsForGC leaves its helper's declaration behind.
    if (Function *helper = module.getFunction("__tmp_use"))
      if (helper->use_empty())
        helper->eraseFromParent();
    return error;
  }

private:
  void dropMemoryTypes() {
    for (Function &function : module)
      for (Instruction &instruction : instructions(function))
        instruction.setMetadata(LLVMContext::MD_tbaa, nullptr);
  }

  Error step(StringRef name, ModulePassManager &manager) {
    auto start = std::chrono::steady_clock::now();
    if (options.verify)
      manager.addPass(VerifierPass());
    manager.run(module, moduleAnalyses);
    if (options.onStep)
      options.onStep(name, std::chrono::duration<double>(
                               std::chrono::steady_clock::now() - start)
                               .count());
    return collector.take();
  }

  Module &module;
  const PipelineOptions &options;
  TargetMachine &target;
  PassInstrumentationCallbacks callbacks;
  PassGate gate;
  LoopAnalysisManager loopAnalyses;
  FunctionAnalysisManager functionAnalyses;
  CGSCCAnalysisManager sccAnalyses;
  ModuleAnalysisManager moduleAnalyses;
  PassBuilder builder;
  DiagnosticCollector collector;
};

} // namespace

Error runOnModule(Module &module, const PipelineOptions &options, IRStage from,
                  IRStage to) {
  auto target = createTargetMachine(options);
  if (!target)
    return target.takeError();
  if (module.getTargetTriple().empty())
    module.setTargetTriple((*target)->getTargetTriple());
  if (module.getDataLayoutStr().empty()) {
    auto layout = dataLayoutString(options);
    if (!layout)
      return layout.takeError();
    module.setDataLayout(*layout);
  }
  disableVectorEpilogues();
  Run run(module, options, **target);
  auto covers = [&](IRStage stage) { return from < stage && stage <= to; };
  if (covers(IRStage::Marked))
    if (Error error = run.mark())
      return error;
  if (covers(IRStage::Optimized))
    if (Error error = run.optimize())
      return error;
  if (covers(IRStage::Lowered))
    return run.lower();
  return Error::success();
}

} // namespace vo::lowering
