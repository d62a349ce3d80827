//===- Program.h - The symbols of a module ----------------------*- C++ -*-===//
//
// What functions refer to by name: functions, globals, run-time types
// (`vo.type`), method tables (`vo.itab`) and natives. Names come from the
// module's metadata; each symbol is defined when something first asks for it,
// except functions and globals.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "importer/Types.h"

#include "mlir/IR/BuiltinOps.h"

namespace vo::importer {

class Program {
public:
  Program(const bc::Module &module, const typing::ModuleTyping &typing,
          mlir::ModuleOp target);

  const bc::Module &module;
  const typing::ModuleTyping &typing;

  Types &types() { return *typeMap; }
  mlir::Location location() { return target.getLoc(); }

  /// Declares all functions and globals.
  void declare();
  mlir::FlatSymbolRefAttr function(uint32_t id) const { return functions[id]; }
  ir::FuncOp functionOp(uint32_t id) const { return ops[id]; }
  /// The global that a flat slot belongs to, and its first slot.
  struct Global {
    mlir::FlatSymbolRefAttr symbol;
    uint32_t firstSlot;
    mlir::Type type;
  };
  const Global &globalAt(uint32_t slot) const {
    return globals[globalOfSlot[slot]];
  }
  bool isGlobalStart(uint32_t slot) const {
    return globalAt(slot).firstSlot == slot;
  }

  /// The run-time type; null for types that interface values cannot have.
  mlir::FlatSymbolRefAttr type(uint32_t rttid);
  /// The run-time type of that kind without a name, if the module has it.
  std::optional<uint32_t> basicType(bc::ValueKind kind) const;
  /// How the type implements the interface by these functions.
  mlir::FlatSymbolRefAttr itab(uint32_t rttid, uint32_t interfaceMeta,
                               const std::vector<uint32_t> &methods);
  /// What dynamic access and natives find in values of all types that are
  /// defined by now, and of those that they lead to; nothing in programs that
  /// have neither.
  void defineDynamicTypes();
  /// Tables of every type that becomes an interface value, for the interfaces
  /// that assertions and conversions name; with dynamic access, for all.
  void defineItabs();
  /// Says how *errors.Error is an error, if results of the extern may be such.
  void declareErrorItab(const bc::ExternDef &def);

  /// The declaration of an extern of the library (Natives.cpp).
  mlir::FlatSymbolRefAttr native(uint32_t externId, mlir::FunctionType type);

private:
  void nameFunctions();
  std::string spell(uint32_t rttid, unsigned depth = 0) const;
  void defineType(uint32_t rttid);
  void defineMadeTypes();
  ir::DynTypeOp defineDynamicType(uint32_t rttid);
  void describeFields(ir::DynTypeOp op, const bc::RuntimeStruct &record);
  void describeDeclared(ir::DynTypeOp op, uint32_t rttid,
                        const bc::RuntimeStruct &record);
  void describeMethods(ir::DynTypeOp op, uint32_t rttid);
  void describeSignature(ir::DynTypeOp op, const bc::RuntimeFunc &function);
  void describeWider(ir::DynTypeOp op, const bc::RuntimeInterface &interface);
  mlir::FunctionType signatureOf(uint32_t id);

  mlir::ModuleOp target;
  mlir::OpBuilder b;
  Names names;
  std::unique_ptr<Types> typeMap;
  std::vector<mlir::FlatSymbolRefAttr> functions;
  std::vector<ir::FuncOp> ops;
  std::vector<Global> globals;
  std::vector<uint32_t> globalOfSlot;
  llvm::DenseMap<uint32_t, mlir::FlatSymbolRefAttr> typeSymbols;
  llvm::DenseMap<uint32_t, ir::TypeOp> typeOps;
  std::vector<uint32_t> definedTypes;
  llvm::SmallVector<uint32_t> pendingTypes;
  bool isDefining = false;
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, mlir::FlatSymbolRefAttr> itabs;
  llvm::DenseMap<uint32_t, mlir::FlatSymbolRefAttr> natives;
};

/// Position of an instruction: the debug entry that covers it, line 0 of the
/// function's file when there is none.
mlir::Location positionOf(mlir::MLIRContext *context, const bc::Module &module,
                          uint32_t function, uint32_t pc);

} // namespace vo::importer
