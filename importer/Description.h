//===- Description.h - What bytecode says besides code ----------*- C++ -*-===//
#pragma once

#include "bytecode/Model.h"
#include "importer/Function.h"

#include "mlir/IR/BuiltinAttributes.h"

namespace vo::importer {

/// The value of `vo.bytecode` (dialect/vo/ModuleAttributes.h): the module's
/// tables, with the method tables `itabs`, and the declarations of globals, of
/// the functions `imported` and of those that the tables name.
mlir::DictionaryAttr describe(mlir::MLIRContext *context,
                              const bc::Module &module,
                              const ModuleNames &names,
                              llvm::ArrayRef<bc::Itab> itabs,
                              llvm::ArrayRef<uint32_t> imported);

} // namespace vo::importer
