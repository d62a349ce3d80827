//===- Input.h - Programs in any of their forms -----------------*- C++ -*-===//
#pragma once

#include "bytecode/Model.h"
#include "driver/Pipelines.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"

namespace vo::driver {

/// What a file holds. Directories and files named .vo are Vo source; the others
/// are told by their contents: the magic of a VOB module, JSON, MLIR text, else
/// assembly.
enum class InputKind { Vob, Json, Assembly, Mlir, Source };

/// A file that has been read.
struct Input {
  std::string path;
  InputKind kind;
  /// Null for files and directories of source, which the front end reads.
  std::unique_ptr<llvm::MemoryBuffer> buffer;
};

/// Opens a file; "-" is standard input, where source begins with its package
/// clause or imports.
llvm::Expected<Input> openInput(llvm::StringRef path);

/// Contents that are in memory already, under a name for messages.
Input inputOf(llvm::StringRef path, std::unique_ptr<llvm::MemoryBuffer> buffer);

/// The module in a bytecode file of any form, or compiled from source. Errors
/// name file and position; those of source are on stderr already.
/// `onStep` is told how long the steps of compiling source took.
llvm::Expected<bc::Module>
readBytecode(const Input &input,
             const std::function<void(llvm::StringRef, double)> &onStep = {});

/// Checks a module; an error lists what is wrong, a line each.
llvm::Error verifyBytecode(const bc::Module &module, llvm::StringRef path);

/// A program as MLIR: bytecode is verified and imported, MLIR text parsed.
/// Diagnostics go to the context's handler; the error then is a plain failure.
struct Program {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  Stage stage = Stage::Vo; // Vo, Vort or LLVMDialect
};
llvm::Expected<Program> loadProgram(const Input &input,
                                    mlir::MLIRContext &context);

} // namespace vo::driver
