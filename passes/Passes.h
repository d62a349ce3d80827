//===- Passes.h - Passes on vo and vort -------------------------*- C++ -*-===//
#pragma once

#include "dialect/vo/Vo.h"
#include "dialect/vort/Vort.h"
#include "passes/Rewrites.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace vo::passes {

/// Discardable attribute of allocations: why the object escapes, or `none`.
inline constexpr llvm::StringLiteral kEscapeAttr = "vo.escape";

/// Whether the program may ask who called a function (runtime.Caller). Calls
/// stay what they are then: an inlined operation knows its own place only.
bool asksForCallers(mlir::ModuleOp module);

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "passes/Passes.h.inc"

} // namespace vo::passes
