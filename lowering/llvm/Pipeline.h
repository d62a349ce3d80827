//===- Pipeline.h - From translated LLVM IR to object code ------*- C++ -*-===//
//
// Takes the llvm::Module that MLIR's LLVM dialect translates to (its form is
// described in README.md) through these steps:
//
//   marked      context register, attributes of runtime entries, locations
//   optimized   LLVM's default pipeline of the level
//   lowered     inline allocation, lint, statepoints, barriers
//
// and then to an object or to assembly text with our stack-map table.
//
// Errors come back as llvm::Error: internal compiler errors (a module that
// breaks the conventions), and unknown CPUs. The module is then in an
// unspecified but valid state. Not thread safe per LLVMContext.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"

#include <functional>
#include <memory>
#include <string>

namespace vo::bisect {
class Choice;
} // namespace vo::bisect

namespace llvm {
class Module;
class PassBuilder;
class TargetMachine;
} // namespace llvm

namespace vo::lowering {

/// States of the module between the steps, in order.
enum class IRStage { Translated, Marked, Optimized, Lowered };

/// Optimizations of this stage, to switch them off. They need optLevel > 0
/// where nothing else is said.
struct Switches {
  /// Calls of a function by itself in tail position become jumps.
  bool tailLoops = true;
  /// How many levels of a small function's recursion are put into one
  /// activation; 0: only itself.
  unsigned recursionLevels = 2;
  /// Sum, over a function's safepoints, of the references live over each, above
  /// which those live over many of them move to an object in the frame; 0: all
  /// of them always. In the same way stack objects are listed in a table of the
  /// frame (StackObjects.h). Also at optLevel 0.
  unsigned frameRootsLimit = 10000;
  /// Statepoints are made by our own pass, else by LLVM's. Also at optLevel 0.
  bool linearStatepoints = true;
  /// References that are not used behind a call are not reported there, where
  /// LLVM's pass made the statepoints; ours never reports them. Also at
  /// optLevel 0.
  bool trimStatepoints = true;
  /// Loads of interface words that were just stored give what was stored.
  bool forwardWords = true;
  /// The kinds of memory that accesses carry as TBAA are looked at. Also at
  /// optLevel 0, where little does.
  bool memoryTypes = true;
  /// Objects of frames are filled with abi::kDeadFrameByte when their lives
  /// end, so that those who look at them later do not find what they expect.
  /// For finding faults. Also at optLevel 0.
  bool poisonFrames = false;
  /// Instructions that inlined functions may add to one function; 0: any.
  unsigned inlineBudget = 5000;
};

struct PipelineOptions {
  /// 0 to 3, as in clang's -O.
  unsigned optLevel = 2;
  /// Name of an x86-64 CPU, or "native" for the one this runs on.
  std::string cpu = "x86-64";
  /// Run LLVM's verifier after each step, and its check that no reference is
  /// used unrelocated after a safepoint.
  bool verify = false;
  Switches switches = {};
  /// Called after each step with its name and duration in seconds.
  std::function<void(llvm::StringRef step, double seconds)> onStep;
  /// Which of LLVM's optional passes over IR run, if not null; not ours. Asked
  /// from optLevel 1 on.
  bisect::Choice *choice = nullptr;
};

/// A target machine for x86-64 ELF, position independent, with frame pointers.
llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
createTargetMachine(const PipelineOptions &options);

/// The data layout of translated modules: the target's, with references
/// declared non-integral.
llvm::Expected<std::string> dataLayoutString(const PipelineOptions &options);

/// Adds the passes of this folder to a pass builder, under the names that
/// README.md lists (`vo-context-register`, `vo-lint`, ...).
void registerPasses(llvm::PassBuilder &builder, const Switches &switches = {});

/// Brings a module from `from` to `to`. Sets target triple and data layout if
/// the module has none.
llvm::Error runOnModule(llvm::Module &module, const PipelineOptions &options,
                        IRStage from = IRStage::Translated,
                        IRStage to = IRStage::Lowered);

/// Object code of a lowered module. The module is used up.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
emitObject(llvm::Module &module, const PipelineOptions &options);

/// Assembly text of a lowered module. The module is used up.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
emitAssembly(llvm::Module &module, const PipelineOptions &options);

} // namespace vo::lowering
