//===- Records.h - Constants with the layout of C++ structs -----*- C++ -*-===//
//
// The tables in a module have the layout of structs in runtime/abi. A
// RecordType is made from the structs' own offsets and sizes, so there is no
// second description of them that could be wrong:
//
//   RecordType type(sizeof(abi::GlobalRoot),
//                   {VO_FIELD(abi::GlobalRoot, address), ...});
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"

#include <cstddef>
#include <type_traits>
#include <variant>

namespace vo::lowering {

/// One field of a C++ struct.
struct Field {
  uint64_t offset;
  uint64_t bytes;
  bool isPointer;
};

#define VO_FIELD(record, member)                                               \
  ::vo::lowering::Field {                                                      \
    offsetof(record, member), sizeof(decltype(record::member)),                \
        std::is_pointer_v<decltype(record::member)>                            \
  }

/// Address of a place behind a symbol.
struct SymbolOffset {
  std::string symbol;
  uint64_t bytes;
};

/// Value of a field: a number, or the address of a symbol ("" = null).
using FieldValue = std::variant<uint64_t, std::string, SymbolOffset>;

/// An LLVM struct type whose fields lie where the C++ struct has them; gaps
/// are arrays of bytes.
class RecordType {
public:
  /// The fields in ascending order; those left out are zero.
  RecordType(mlir::MLIRContext *context, uint64_t size,
             llvm::ArrayRef<Field> fields);

  mlir::LLVM::LLVMStructType type() const { return structType; }

  /// The record with these values, one per field, as an attribute. Numbers
  /// only.
  mlir::Attribute attribute(llvm::ArrayRef<uint64_t> values) const;

  /// The record with these values as operations in an initializer.
  mlir::Value build(mlir::OpBuilder &builder, mlir::Location loc,
                    llvm::ArrayRef<FieldValue> values) const;

private:
  llvm::SmallVector<Field> fields;
  /// Position of each field in the type.
  llvm::SmallVector<int64_t> positions;
  mlir::LLVM::LLVMStructType structType;
};

} // namespace vo::lowering
