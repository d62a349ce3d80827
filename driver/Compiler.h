//===- Compiler.h - The compiler as a library -------------------*- C++ -*-===//
//
// Two ways to machine code from one bytecode module:
//
//   AotCompiler aot(options);
//   aot.compileModule(module);            // diagnostics in the error
//   auto object = aot.finish();           // relocatable object
//
//   JitCompiler jit(options);
//   jit.compileModule(module);
//   jit.initRuntime();                    // symbols first, then code
//   int status = *jit.run({"program"});
//
// and `Compilation`, which both are made of and which stops at any stage.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bisect/Choice.h"
#include "bytecode/Model.h"
#include "driver/Input.h"
#include "driver/JitLinker.h"
#include "driver/Pipelines.h"
#include "driver/Remarks.h"
#include "lowering/llvm/Pipeline.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

namespace vo::driver {

struct CompilerOptions {
  /// 0 to 3.
  unsigned optLevel = 2;
  /// Name of an x86-64 CPU, or "native".
  std::string cpu = "x86-64";
  /// Verify the IR after every pass.
  bool verify = false;
  /// Optimizations of the LLVM stage.
  lowering::Switches switches = {};
  /// Options of MLIR passes, PASS.OPTION=VALUE each (PassOptions.h).
  std::vector<std::string> passOptions;
  /// Print the MLIR pipeline to stderr before running it.
  bool printPipeline = false;
  /// Where to write a reproducer when a pass fails; empty: nowhere.
  std::string reproducer;
  /// Which rewrites are done, if not null: shared with compilations of the same
  /// program in this process.
  std::shared_ptr<bisect::Choice> choice;
  /// What is done with the remarks of passes.
  RemarkOptions remarks = {};
  /// Called with the name and duration in seconds of every step.
  std::function<void(llvm::StringRef step, double seconds)> onStep;
};

/// One program on its way through the stages. Diagnostics of MLIR go to stderr.
class Compilation {
public:
  explicit Compilation(CompilerOptions options = {});
  ~Compilation();

  mlir::MLIRContext &context() { return mlirContext; }
  mlir::ModuleOp module() { return *program.module; }

  /// Takes a program in any form.
  llvm::Error load(const Input &input);
  /// Takes a verified bytecode module.
  llvm::Error load(const bc::Module &module);

  /// Runs MLIR passes up to `stage` (at most LLVMDialect).
  llvm::Error lowerTo(Stage stage);
  /// Translates and runs the LLVM stage; the MLIR module is used up.
  llvm::Expected<llvm::Module *> llvmModule();
  /// Object or assembly; the LLVM module is used up.
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> emit(Stage stage);

private:
  template <typename Body> auto timed(llvm::StringRef step, Body body);
  llvm::Error runPasses(llvm::function_ref<void(mlir::OpPassManager &)> build);
  llvm::Error checkPassOptions() const;
  lowering::PipelineOptions pipelineOptions() const;

  CompilerOptions options;
  /// Whether each pass option named a pass that ran.
  llvm::SmallVector<bool> usedPassOptions;
  mlir::MLIRContext mlirContext;
  mlir::ScopedDiagnosticHandler diagnostics;
  Program program;
  llvm::LLVMContext llvmContext;
  std::unique_ptr<llvm::Module> translated;
};

/// Bytecode to a relocatable object.
class AotCompiler {
public:
  explicit AotCompiler(CompilerOptions options = {});
  llvm::Error compileModule(const bc::Module &module);
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> finish();

private:
  Compilation compilation;
};

/// Bytecode to code in this process.
class JitCompiler {
public:
  explicit JitCompiler(CompilerOptions options = {});
  ~JitCompiler();
  llvm::Error compileModule(const bc::Module &module);
  llvm::Error compileProgram(const Input &input);
  /// Links the code against the runtime in this process.
  llvm::Error initRuntime();
  /// Runs the program; gives its exit status. `arguments` are what the program
  /// sees, its own name first.
  llvm::Expected<int> run(llvm::ArrayRef<std::string> arguments);

private:
  Compilation compilation;
  std::unique_ptr<JitLinker> linker;
  const void *descriptor = nullptr;
};

} // namespace vo::driver
