//===- CodeGen.cpp - From lowered LLVM IR to object code ------------------===//

#include "lowering/llvm/Diagnostics.h"
#include "lowering/llvm/LLVMSwitches.h"
#include "lowering/llvm/PassGate.h"
#include "lowering/llvm/Pipeline.h"
#include "lowering/llvm/StackMapPrinter.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"

#include <chrono>

using namespace llvm;

namespace vo::lowering {
namespace {

constexpr char kTriple[] = "x86_64-unknown-linux-gnu";

void initializeTarget() {
  static const bool once = [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMInitializeX86AsmParser();
    return true;
  }();
  (void)once;
}

/// Features of the machine that this runs on; the CPU's name alone does not
/// tell them (hypervisors hide some).
std::string hostFeatures() {
  SubtargetFeatures features;
  for (const auto &feature : sys::getHostCPUFeatures())
    features.AddFeature(feature.first(), feature.second);
  return features.getString();
}

CodeGenOptLevel codeGenLevel(unsigned optLevel) {
  return CodeGenOpt::getLevel(std::min(optLevel, 3u))
      .value_or(CodeGenOptLevel::Default);
}

/// Strength reduction asks of each loop which conditions hold before it, and so
/// of all loops before.
void limitStrengthReduction(const Module &module) {
  bool anyHasMany = any_of(module, [](const Function &function) {
    return !function.isDeclaration() && hasManyLoops(function);
  });
  setLLVMSwitch("disable-lsr", anyHasMany);
}

Expected<std::unique_ptr<MemoryBuffer>>
emit(Module &module, const PipelineOptions &options, CodeGenFileType type) {
  auto target = createTargetMachine(options);
  if (!target)
    return target.takeError();
  auto start = std::chrono::steady_clock::now();
  DiagnosticCollector collector(module.getContext());
  useCompactStackMaps(module);
  limitStrengthReduction(module);
  SmallVector<char, 0> bytes;
  {
    raw_svector_ostream stream(bytes);
    legacy::PassManager passes;
    if ((*target)->addPassesToEmitFile(passes, stream, nullptr, type,
                                       /*DisableVerify=*/!options.verify))
      return createStringError("the target cannot emit this kind of file");
    passes.run(module);
  }
  if (options.onStep)
    options.onStep("codegen", std::chrono::duration<double>(
                                  std::chrono::steady_clock::now() - start)
                                  .count());
  if (Error error = collector.take())
    return std::move(error);
  return std::make_unique<SmallVectorMemoryBuffer>(
      std::move(bytes), module.getModuleIdentifier(),
      /*RequiresNullTerminator=*/false);
}

} // namespace

Expected<std::unique_ptr<TargetMachine>>
createTargetMachine(const PipelineOptions &options) {
  initializeTarget();
  Triple triple(kTriple);
  std::string error;
  const Target *target = TargetRegistry::lookupTarget(triple, error);
  if (!target)
    return createStringError(error.c_str());
  bool native = options.cpu == "native";
  std::string cpu = native ? sys::getHostCPUName().str() : options.cpu;
  std::unique_ptr<MCSubtargetInfo> cpus(
      target->createMCSubtargetInfo(triple, "", ""));
  if (!cpus->isCPUStringValid(cpu))
    return createStringError("unknown CPU '%s'", cpu.c_str());
  TargetOptions targetOptions;
  std::unique_ptr<TargetMachine> machine(target->createTargetMachine(
      triple, cpu, native ? hostFeatures() : "", targetOptions, Reloc::PIC_,
      CodeModel::Small, codeGenLevel(options.optLevel)));
  return machine;
}

Expected<std::string> dataLayoutString(const PipelineOptions &options) {
  auto target = createTargetMachine(options);
  if (!target)
    return target.takeError();
  return (*target)->createDataLayout().getStringRepresentation() + "-ni:1";
}

Expected<std::unique_ptr<MemoryBuffer>>
emitObject(Module &module, const PipelineOptions &options) {
  return emit(module, options, CodeGenFileType::ObjectFile);
}

Expected<std::unique_ptr<MemoryBuffer>>
emitAssembly(Module &module, const PipelineOptions &options) {
  return emit(module, options, CodeGenFileType::AssemblyFile);
}

} // namespace vo::lowering
