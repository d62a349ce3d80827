//===- Passes.h - Lowering passes -------------------------------*- C++ -*-===//
//
// Constructors and registration of the passes in Passes.td. A pass is defined
// in the folder named after what it lowers (vo/, vort/); whoever registers all
// of them links both.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vort/Vort.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace vo::lowering {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lowering/Passes.h.inc"

/// Reports, each with its position, the operations of `vo` that `vo-to-vort`
/// does not lower yet. Drivers ask, of what the program can reach (`vo-prune`),
/// before they run other passes, whose failures are defects.
llvm::LogicalResult checkSupported(mlir::ModuleOp module);

} // namespace vo::lowering
