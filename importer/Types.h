//===- Types.h - Bytecode types as vo types ---------------------*- C++ -*-===//
#pragma once

#include "bytecode/Model.h"
#include "dialect/vo/Vo.h"

namespace vo::importer {

/// Slot letters of a layout, as in `#vo.layout`.
std::string lettersOf(const bc::Layout &layout);

/// Type of the variable that stands for one frame slot.
mlir::Type slotType(mlir::MLIRContext *context, bc::SlotType type);

/// Storage of the elements that an array or slice instruction accesses: from
/// its flags (vob.md 2.6) and, when present, its layout metadata.
ir::ElemAttr elemOf(mlir::MLIRContext *context, const bc::Instruction &inst,
                    const bc::InstrMeta &meta);

/// Storage of elements of the type that a ValueMeta word describes; null when
/// the word does not say (arrays of unknown type id).
ir::ElemAttr elemOfMeta(mlir::MLIRContext *context, const bc::Module &module,
                        bc::ValueMeta meta);

/// One parameter of a function: its first frame slot and its type.
struct Parameter {
  uint16_t slot;
  mlir::Type type;
};

/// Parameters of a function: one per slot, interface pairs as one
/// `!vo.iface`, strings and slices as values where the module says so.
llvm::SmallVector<Parameter> parametersOf(mlir::MLIRContext *context,
                                          const bc::FunctionDef &function);

/// Register types of a layout, interface pairs as one `!vo.iface`.
llvm::SmallVector<mlir::Type> registerTypesOf(mlir::MLIRContext *context,
                                              const bc::Layout &layout);

} // namespace vo::importer
