//===- Importer.h - VOB modules into the vo dialect -------------*- C++ -*-===//
//
// Types come first: bytecode/typing finds what every reference refers to, or
// the module is refused. Then each function's values (bytecode/ssa) become
// values of the dialect; there are no variables left to promote, except frame
// memory that the program indexes at run time. Functions that the entries
// cannot reach are dropped. Source positions come from the debug table;
// instructions without one have line 0.
//
// Expects a module that the verifier accepts. A reachable instruction that the
// compiler does not carry is an error with the words "are not supported yet",
// which names what the program uses, as Refusals.def has it, and the opcode.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace vo::importer {

/// Imports all functions that are reachable. Errors go to the context's
/// diagnostic handler; the result is then null.
mlir::OwningOpRef<mlir::ModuleOp> importModule(const bc::Module &module,
                                               mlir::MLIRContext &context);

} // namespace vo::importer
