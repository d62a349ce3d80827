//===- Assembly.h - Custom directives of assembly formats -------*- C++ -*-===//
//
// Parsers and printers of what `custom<…>` names in the .td files.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/OpImplementation.h"

namespace vo::ir {

/// Storage types in their short form: `@S`, `n x T`, or any type.
mlir::ParseResult parseStorage(mlir::AsmParser &parser, mlir::Type &type);
void printStorage(mlir::AsmPrinter &printer, mlir::Type type);

/// A list of storage types, separated by commas.
mlir::ParseResult parseStorages(mlir::AsmParser &parser,
                                llvm::SmallVectorImpl<mlir::Type> &types);
mlir::ParseResult
parseStorages(mlir::AsmParser &parser,
              mlir::FailureOr<llvm::SmallVector<mlir::Type>> &types);
void printStorages(mlir::AsmPrinter &printer, llvm::ArrayRef<mlir::Type> types);

/// Members of structs and methods of interfaces: `{ name: type, … }`.
mlir::ParseResult parseMembers(mlir::OpAsmParser &parser,
                               mlir::ArrayAttr &names, mlir::ArrayAttr &types);
void printMembers(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                  mlir::ArrayAttr names, mlir::ArrayAttr types);

/// A storage type as an attribute.
mlir::ParseResult parseStorageAttr(mlir::OpAsmParser &parser,
                                   mlir::TypeAttr &type);
void printStorageAttr(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                      mlir::TypeAttr type);

/// Paths (Leaves.h) with the operands for their `?`: `[grid, %i, at.x]`, or
/// nothing for the empty path.
mlir::ParseResult
parsePath(mlir::OpAsmParser &parser, mlir::StringAttr &path,
          llvm::SmallVectorImpl<mlir::OpAsmParser::UnresolvedOperand> &indices);
void printPath(mlir::OpAsmPrinter &printer, mlir::Operation *op,
               mlir::StringAttr path, mlir::OperandRange indices);

/// The type of an assertion: a symbol, or `any` for none.
mlir::ParseResult parseAssertTarget(mlir::OpAsmParser &parser,
                                    mlir::FlatSymbolRefAttr &target);
void printAssertTarget(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                       mlir::FlatSymbolRefAttr target);

/// The name of a method: `[Area]`.
mlir::ParseResult parseMethod(mlir::OpAsmParser &parser,
                              mlir::StringAttr &method);
void printMethod(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                 mlir::StringAttr method);

} // namespace vo::ir
