//===- Constants.h - Constant bytes, strings, function values ---*- C++ -*-===//
//
// Constants lie outside the heap, in address space 0; equal ones share storage.
// A function value without captures is a header and an abi::ClosureObject. A
// boxed constant string is a header and an abi::StringObject with a null base
// (so its offset is an address). The collector never moves it.
//
// Its reference is made by `inttoptr` of the object's address: a constant
// expression that RewriteStatepointsForGC takes for what it is, a base that
// never moves. (A global variable in the references' address space would do the
// same, but then everything else that asks "may a global be there?" has to
// know about it; the lint refuses them.)
//
// The names of all constants begin with "vort.", those of what the program
// defines with "vo.", so that they cannot clash.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

namespace vo::lowering {

/// Words that are always zero, as many as the largest header has: what
/// `vort.zero_header` names, and what `vort.load_ref_if` reads instead of a
/// data word that is no reference.
inline constexpr llvm::StringLiteral kZerosName = "vort.zeros";

/// Objects of the numbers that `vort.static_word` takes, one after the other.
inline constexpr llvm::StringLiteral kWordsName = "vort.words";

class ConstantPool {
public:
  /// Defines all constants that the module's operations need, at its start.
  explicit ConstantPool(mlir::ModuleOp module);

  /// Name of the bytes.
  llvm::StringRef dataSymbol(mlir::StringAttr bytes) const {
    return data.find(bytes)->second;
  }

  /// Name of the header with the boxed string behind it.
  llvm::StringRef stringSymbol(mlir::StringAttr bytes) const {
    return strings.find(bytes)->second;
  }

  /// Reference to the function value without captures over a function.
  mlir::Value closure(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::FlatSymbolRefAttr function) const;

private:
  void addClosure(mlir::OpBuilder &builder, mlir::FlatSymbolRefAttr function);
  void addData(mlir::OpBuilder &builder, mlir::StringAttr bytes);
  void addString(mlir::OpBuilder &builder, mlir::StringAttr bytes);
  void addWords(mlir::OpBuilder &builder);
  void addZeros(mlir::OpBuilder &builder);

  mlir::Location loc;
  llvm::DenseMap<mlir::StringAttr, std::string> data, strings;
  llvm::DenseMap<mlir::Attribute, std::string> closures;
};

/// Defines constant bytes.
void defineBytes(mlir::OpBuilder &builder, mlir::Location loc,
                 llvm::StringRef name, llvm::StringRef bytes);

} // namespace vo::lowering
