//===- Exporter.h - The vo dialect into VOB modules -------------*- C++ -*-===//
//
// The way back of importer/: a module of the `vo` dialect, with frame variables
// or in SSA form, as a bytecode module that the verifier accepts.
//
// - Frame variables are promoted first, on a copy of the IR.
// - FunctionExporter.h: values in slots, out of SSA with parallel copies.
// - Code.h: slots of the frame by type and liveness.
// - Tables.h: types, names and declarations from the attribute `vo.bytecode`,
//   which the importer attaches; without it the language's basic types.
// - Functions that only tables name (methods that the program does not reach)
//   become functions that panic.
// - Positions come from locations; their length is 1.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"

#include "mlir/IR/BuiltinOps.h"

#include <optional>

namespace vo::exporter {

/// Makes a bytecode module; the IR stays as it is. Errors go to the context's
/// diagnostic handler with the place in the IR; the result is then nothing.
/// What the verifier refuses in the result is an internal error.
std::optional<bc::Module> exportModule(mlir::ModuleOp module);

} // namespace vo::exporter
