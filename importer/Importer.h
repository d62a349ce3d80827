//===- Importer.h - VOB modules into the vo dialect -------------*- C++ -*-===//
//
// A plain walk over instructions. Frame slots become variables (`vo.var`) of
// the slot's static type, which `mem2reg` turns into SSA; slots that the
// program indexes at run time become frame areas. Functions that the entry
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

/// Imports all functions reachable from the entry. Errors go to the context's
/// diagnostic handler; the result is then null.
mlir::OwningOpRef<mlir::ModuleOp> importModule(const bc::Module &module,
                                               mlir::MLIRContext &context);

} // namespace vo::importer
