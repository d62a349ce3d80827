//===- vo-llvm-opt.cpp - The LLVM stage on textual IR ---------------------===//
//
// Reads LLVM IR in the form that lowering/llvm/README.md describes and runs
// single passes of that folder (--passes, syntax of `opt`), or its pipeline up
// to a stage, or on to assembly and objects; shows the stack maps of an object.
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/Diagnostics.h"
#include "lowering/llvm/Pipeline.h"
#include "lowering/llvm/StackMapDump.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;
using namespace vo::lowering;

namespace {

enum class Emit { IR, Assembly, Object };

cl::OptionCategory category("vo-llvm-opt options");
cl::opt<std::string> inputName(cl::Positional, cl::desc("<input>"),
                               cl::init("-"), cl::cat(category));
cl::opt<std::string> outputName("o", cl::desc("output file"), cl::init("-"),
                                cl::value_desc("file"), cl::cat(category));
cl::opt<std::string> passes("passes",
                            cl::desc("run these passes, not the pipeline"),
                            cl::cat(category));
cl::opt<unsigned> optLevel("O", cl::Prefix, cl::desc("optimization level"),
                           cl::init(2), cl::cat(category));
cl::opt<std::string> cpu("cpu", cl::desc("target CPU, or native"),
                         cl::init("x86-64"), cl::cat(category));
const Switches defaults;
cl::opt<bool> tailLoops("tail-loops",
                        cl::desc("calls in tail position become jumps"),
                        cl::init(defaults.tailLoops), cl::cat(category));
cl::opt<unsigned> recursionLevels("inline-recursion",
                                  cl::desc("levels of inlined recursion"),
                                  cl::init(defaults.recursionLevels),
                                  cl::cat(category));
cl::opt<unsigned>
    frameRootsLimit("frame-roots-limit",
                    cl::desc("references times safepoints above which "
                             "references move to the frame"),
                    cl::init(defaults.frameRootsLimit), cl::cat(category));
cl::opt<bool> linearStatepoints("linear-statepoints",
                                cl::desc("make statepoints with our own pass"),
                                cl::init(defaults.linearStatepoints),
                                cl::cat(category));
cl::opt<bool> trimStatepoints("trim-statepoints",
                              cl::desc("drop dead references of statepoints"),
                              cl::init(defaults.trimStatepoints),
                              cl::cat(category));
cl::opt<bool> forwardWords("forward-words",
                           cl::desc("forward stores of interface words"),
                           cl::init(defaults.forwardWords), cl::cat(category));
cl::opt<bool> memoryTypes("memory-types",
                          cl::desc("use the types of memory (TBAA)"),
                          cl::init(defaults.memoryTypes), cl::cat(category));
cl::opt<bool> poisonFrames("poison-frames",
                           cl::desc("fill dead objects of frames"),
                           cl::init(defaults.poisonFrames), cl::cat(category));
cl::opt<unsigned> inlineBudget("inline-budget",
                               cl::desc("instructions that inlining may add "
                                        "to one function"),
                               cl::init(defaults.inlineBudget),
                               cl::cat(category));
cl::opt<IRStage>
    toStage("to", cl::desc("last stage of the pipeline"),
            cl::values(clEnumValN(IRStage::Marked, "marked", ""),
                       clEnumValN(IRStage::Optimized, "optimized", ""),
                       clEnumValN(IRStage::Lowered, "lowered", "")),
            cl::init(IRStage::Lowered), cl::cat(category));
cl::opt<IRStage>
    fromStage("from", cl::desc("stage that the input is in"),
              cl::values(clEnumValN(IRStage::Translated, "translated", ""),
                         clEnumValN(IRStage::Marked, "marked", ""),
                         clEnumValN(IRStage::Optimized, "optimized", ""),
                         clEnumValN(IRStage::Lowered, "lowered", "")),
              cl::init(IRStage::Translated), cl::cat(category));
cl::opt<Emit> emitKind("emit", cl::desc("what to write"),
                       cl::values(clEnumValN(Emit::IR, "llvm-ir", ""),
                                  clEnumValN(Emit::Assembly, "asm", ""),
                                  clEnumValN(Emit::Object, "obj", "")),
                       cl::init(Emit::IR), cl::cat(category));
cl::opt<bool> dumpMaps("dump-stack-maps",
                       cl::desc("input is an object or executable: print its "
                                "stack-map table"),
                       cl::cat(category));
cl::opt<bool> timing("time", cl::desc("print the duration of each step"),
                     cl::cat(category));

PipelineOptions pipelineOptions() {
  PipelineOptions options;
  options.optLevel = optLevel;
  options.cpu = cpu;
  options.verify = true;
  options.switches.tailLoops = tailLoops;
  options.switches.recursionLevels = recursionLevels;
  options.switches.frameRootsLimit = frameRootsLimit;
  options.switches.linearStatepoints = linearStatepoints;
  options.switches.trimStatepoints = trimStatepoints;
  options.switches.forwardWords = forwardWords;
  options.switches.memoryTypes = memoryTypes;
  options.switches.poisonFrames = poisonFrames;
  options.switches.inlineBudget = inlineBudget;
  if (timing)
    options.onStep = [](StringRef step, double seconds) {
      errs() << formatv("{0,12}: {1:f1} ms\n", step, seconds * 1000);
    };
  return options;
}

Error runPasses(Module &module, const PipelineOptions &options) {
  auto target = createTargetMachine(options);
  if (!target)
    return target.takeError();
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager sccs;
  ModuleAnalysisManager modules;
  PassBuilder builder(target->get());
  registerPasses(builder, options.switches);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  ModulePassManager manager;
  if (Error error = builder.parsePassPipeline(manager, passes))
    return error;
  manager.addPass(VerifierPass());
  DiagnosticCollector collector(module.getContext());
  manager.run(module, modules);
  return collector.take();
}

Error writeOutput(Module &module, const PipelineOptions &options,
                  raw_ostream &out) {
  if (emitKind == Emit::IR) {
    module.print(out, nullptr);
    return Error::success();
  }
  auto buffer = emitKind == Emit::Object ? emitObject(module, options)
                                         : emitAssembly(module, options);
  if (!buffer)
    return buffer.takeError();
  out << (*buffer)->getBuffer();
  return Error::success();
}

Error run() {
  std::error_code failure;
  ToolOutputFile output(outputName, failure, sys::fs::OF_None);
  if (failure)
    return createFileError(outputName, failure);
  if (dumpMaps) {
    auto buffer = MemoryBuffer::getFileOrSTDIN(inputName);
    if (!buffer)
      return createFileError(inputName, buffer.getError());
    if (Error error = dumpStackMaps(**buffer, output.os()))
      return error;
    output.keep();
    return Error::success();
  }
  LLVMContext context;
  SMDiagnostic problem;
  std::unique_ptr<Module> module = parseIRFile(inputName, problem, context);
  if (!module) {
    problem.print("vo-llvm-opt", errs());
    return createStringError("cannot read the input");
  }
  PipelineOptions options = pipelineOptions();
  if (Error error = passes.empty()
                        ? runOnModule(*module, options, fromStage, toStage)
                        : runPasses(*module, options))
    return error;
  if (Error error = writeOutput(*module, options, output.os()))
    return error;
  output.keep();
  return Error::success();
}

} // namespace

int main(int argc, char **argv) {
  InitLLVM init(argc, argv);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(argc, argv,
                              "the LLVM stage of the Vo compiler\n");
  if (Error error = run()) {
    logAllUnhandledErrors(std::move(error), WithColor::error(errs(), argv[0]));
    return 1;
  }
  return 0;
}
