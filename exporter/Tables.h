//===- Tables.h - The module that is being made -----------------*- C++ -*-===//
#pragma once

#include "bytecode/Model.h"
#include "dialect/vo/Vo.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"

#include <map>

namespace vo::exporter {

/// Tables of the module, which grow while functions are exported, and ids of
/// what the IR names. Ids that do not fit their operand become `kTooMany`,
/// which the exporter reports.
class Tables {
public:
  static constexpr uint32_t kTooMany = 0x10000;

  bc::Module module;
  llvm::StringMap<uint32_t> functions;   // symbol -> id
  llvm::StringMap<uint32_t> globalSlots; // symbol -> first flat slot
  llvm::StringMap<uint32_t> interfaces;  // symbol -> interface meta id

  /// Takes types from the IR's attributes, or the language's basic ones, and
  /// gives ids to functions and globals. Reports errors.
  mlir::LogicalResult init(mlir::ModuleOp ir);

  uint32_t constant(bc::Constant value);
  /// The extern of that name. `parameters` are letters, or nothing when each
  /// call has its own; `results` are letters.
  uint32_t externNamed(llvm::StringRef name,
                       std::optional<llvm::StringRef> parameters,
                       llvm::StringRef results);
  uint32_t file(llvm::StringRef name);
  /// A struct meta with that layout.
  uint32_t structMeta(llvm::StringRef letters);
  /// A runtime type of that kind.
  std::optional<uint32_t> typeOfKind(bc::ValueKind kind) const;
  /// Kind and existence of the type that an interface header names.
  bool isHeader(uint64_t header) const;

private:
  mlir::LogicalResult readAttribute(mlir::ModuleOp ir);
  void addDefaults(mlir::ModuleOp ir);
  mlir::LogicalResult numberFunctions(mlir::ModuleOp ir);
  void numberGlobals(mlir::ModuleOp ir);
  template <typename Visit> void forFunctionIds(Visit visit);

  // Of the attribute.
  std::vector<std::string> functionSymbols, globalSymbols, interfaceSymbols;
  std::map<std::pair<size_t, std::string>, uint32_t> constants;
  llvm::StringMap<uint32_t> externs, files, structs;
};

/// A function that only tables name: it ends the program with a panic.
void makeAbsent(bc::FunctionDef &declaration);

} // namespace vo::exporter
