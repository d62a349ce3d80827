//===- Compiler.cpp - The compiler as a library ---------------------------===//

#include "driver/Compiler.h"

#include "driver/Diagnostics.h"
#include "driver/PassOptions.h"
#include "driver/Registration.h"
#include "importer/Importer.h"
#include "lowering/Passes.h"
#include "passes/Passes.h"
#include "runtime/Runtime.h"

#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/Support/MemoryBuffer.h"

#include <chrono>

using namespace mlir;
using namespace vo::driver;

static DialectRegistry makeRegistry() {
  DialectRegistry registry;
  registerDialects(registry);
  return registry;
}

/// Prints "file:line:column: error: message"; line 0 is an unknown position,
/// of which only the file is told.
static LogicalResult printDiagnostic(Diagnostic &diagnostic) {
  static constexpr llvm::StringLiteral kSeverities[] = {"note", "warning",
                                                        "error", "remark"};
  llvm::raw_ostream &os = llvm::errs();
  auto position = diagnostic.getLocation()->findInstanceOf<FileLineColLoc>();
  if (!position)
    os << "voc: ";
  else if (position.getLine() == 0)
    os << position.getFilename().getValue() << ": ";
  else
    os << position.getFilename().getValue() << ":" << position.getLine() << ":"
       << position.getColumn() << ": ";
  os << kSeverities[static_cast<int>(diagnostic.getSeverity())] << ": "
     << diagnostic.str() << "\n";
  for (Diagnostic &note : diagnostic.getNotes())
    (void)printDiagnostic(note);
  return success();
}

Compilation::Compilation(CompilerOptions options)
    : options(std::move(options)),
      usedPassOptions(this->options.passOptions.size()),
      mlirContext(makeRegistry(), MLIRContext::Threading::DISABLED),
      diagnostics(&mlirContext, printDiagnostic) {
  if (this->options.choice)
    passes::chooseRewrites(mlirContext, *this->options.choice);
}

Compilation::~Compilation() = default;

/// Runs `body` and reports its duration.
template <typename Body> auto Compilation::timed(StringRef step, Body body) {
  auto start = std::chrono::steady_clock::now();
  auto result = body();
  if (options.onStep)
    options.onStep(step, std::chrono::duration<double>(
                             std::chrono::steady_clock::now() - start)
                             .count());
  return result;
}

llvm::Error Compilation::load(const Input &input) {
  auto loaded = timed("load", [&] { return loadProgram(input, mlirContext); });
  if (!loaded)
    return loaded.takeError();
  program = std::move(*loaded);
  return llvm::Error::success();
}

llvm::Error Compilation::load(const bc::Module &module) {
  program.module = timed(
      "import", [&] { return importer::importModule(module, mlirContext); });
  program.stage = Stage::Vo;
  return program.module ? llvm::Error::success() : reported();
}

llvm::Error Compilation::lowerTo(Stage stage) {
  if (stage <= program.stage)
    return llvm::Error::success();
  if (program.stage == Stage::Vo)
    if (llvm::Error error = runPasses(buildPrunePipeline))
      return error;
  if (program.stage < Stage::Vort && stage >= Stage::Vort &&
      failed(lowering::checkSupported(module())))
    return reported();
  llvm::Error error = runPasses([&](OpPassManager &pm) {
    buildPipeline(pm, program.stage, stage, options.optLevel);
  });
  if (error)
    return error;
  program.stage = stage;
  return checkPassOptions();
}

llvm::Error Compilation::checkPassOptions() const {
  for (auto [option, isUsed] : llvm::zip(options.passOptions, usedPassOptions))
    if (!isUsed)
      return llvm::createStringError(
          "no pass of the pipeline is named in '%s' (--print-pipeline lists "
          "them)",
          option.c_str());
  return llvm::Error::success();
}

llvm::Error
Compilation::runPasses(llvm::function_ref<void(OpPassManager &)> build) {
  if (!mlirContext.getRemarkEngine())
    if (llvm::Error error = listenForRemarks(mlirContext, options.remarks))
      return error;
  PassManager pm(&mlirContext);
  pm.enableVerifier(options.verify);
  build(pm);
  if (!options.passOptions.empty())
    if (llvm::Error error =
            setPassOptions(pm, options.passOptions, usedPassOptions))
      return error;
  if (options.printPipeline) {
    pm.printAsTextualPipeline(llvm::errs());
    llvm::errs() << "\n";
  }
  if (!options.reproducer.empty())
    pm.enableCrashReproducerGeneration(options.reproducer);
  auto run = [&] { return pm.run(*program.module); };
  if (failed(timed("mlir passes", run)))
    return reported();
  return llvm::Error::success();
}

vo::lowering::PipelineOptions Compilation::pipelineOptions() const {
  return {options.optLevel, options.cpu,    options.verify,
          options.switches, options.onStep, options.choice.get()};
}

llvm::Expected<llvm::Module *> Compilation::llvmModule() {
  if (llvm::Error error = lowerTo(Stage::LLVMDialect))
    return error;
  translated = timed("translate", [&] {
    return translateModuleToLLVMIR(*program.module, llvmContext);
  });
  program.module = {};
  if (!translated)
    return reported();
  if (llvm::Error error = lowering::runOnModule(*translated, pipelineOptions()))
    return error;
  return translated.get();
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
Compilation::emit(Stage stage) {
  auto module = llvmModule();
  if (!module)
    return module.takeError();
  lowering::PipelineOptions pipeline = pipelineOptions();
  return timed("code generation", [&] {
    return stage == Stage::Assembly ? lowering::emitAssembly(**module, pipeline)
                                    : lowering::emitObject(**module, pipeline);
  });
}

//===----------------------------------------------------------------------===//
// Ahead of time
//===----------------------------------------------------------------------===//

AotCompiler::AotCompiler(CompilerOptions options)
    : compilation(std::move(options)) {}

llvm::Error AotCompiler::compileModule(const bc::Module &module) {
  if (llvm::Error error = compilation.load(module))
    return error;
  return compilation.lowerTo(Stage::LLVMDialect);
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> AotCompiler::finish() {
  return compilation.emit(Stage::Object);
}

//===----------------------------------------------------------------------===//
// In process
//===----------------------------------------------------------------------===//

JitCompiler::JitCompiler(CompilerOptions options)
    : compilation(std::move(options)) {}
JitCompiler::~JitCompiler() = default;

llvm::Error JitCompiler::compileModule(const bc::Module &module) {
  if (llvm::Error error = compilation.load(module))
    return error;
  return compilation.lowerTo(Stage::LLVMDialect);
}

llvm::Error JitCompiler::compileProgram(const Input &input) {
  if (llvm::Error error = compilation.load(input))
    return error;
  return compilation.lowerTo(Stage::LLVMDialect);
}

llvm::Error JitCompiler::initRuntime() {
  std::vector<RuntimeSymbol> symbols;
  size_t count = 0;
  const rt::Symbol *known = vo_rt_symbols(&count);
  for (const rt::Symbol &symbol : llvm::ArrayRef(known, count))
    symbols.push_back({symbol.name, symbol.address});
  auto created = JitLinker::create(symbols);
  if (!created)
    return created.takeError();
  linker = std::move(*created);
  auto object = compilation.emit(Stage::Object);
  if (!object)
    return object.takeError();
  if (llvm::Error error = linker->add(std::move(*object)))
    return error;
  auto found = linker->lookup(abi::kModuleSymbol);
  if (!found)
    return found.takeError();
  descriptor = *found;
  return llvm::Error::success();
}

llvm::Expected<int> JitCompiler::run(llvm::ArrayRef<std::string> arguments) {
  if (!descriptor)
    return failure("initRuntime has not been called");
  std::vector<char *> argv;
  for (const std::string &argument : arguments)
    argv.push_back(const_cast<char *>(argument.c_str()));
  argv.push_back(nullptr);
  return vo_rt_main(static_cast<int>(arguments.size()), argv.data(),
                    static_cast<const abi::ModuleDescriptor *>(descriptor));
}
