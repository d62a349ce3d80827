//===- Vo.h - The vo dialect ------------------------------------*- C++ -*-===//
//
// Types, attributes, interfaces and operations of the `vo` dialect. The prose
// is in the .td files beside this one.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vo/Facts.h"
#include "dialect/vo/Flow.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/MemorySlotInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace vo::ir {

// Resources that memory effects of the dialect speak of.
#define VO_RESOURCE(Name, text)                                                \
  struct Name : public mlir::SideEffects::Resource::Base<Name> {               \
    llvm::StringRef getName() final { return text; }                           \
  };
/// Contents of objects.
VO_RESOURCE(HeapResource, "vo.heap")
/// Contents of global variables.
VO_RESOURCE(GlobalResource, "vo.globals")
/// Raising a panic.
VO_RESOURCE(PanicResource, "vo.panic")
/// What the program prints.
VO_RESOURCE(OutputResource, "vo.output")
/// Frame variables and memory.
VO_RESOURCE(FrameResource, "vo.frame")
#undef VO_RESOURCE

namespace traits {
/// The collector may run during the operation.
template <typename Op>
struct Safepoint : public mlir::OpTrait::TraitBase<Op, Safepoint> {};
} // namespace traits

//===----------------------------------------------------------------------===//
// Types (VoTypes.td tells what registers, storage and leaves are)
//===----------------------------------------------------------------------===//

/// Whether a value of the type can be in a register.
bool isRegister(mlir::Type type);
/// Whether the type describes memory.
bool isStorage(mlir::Type type);
/// Whether the storage type is one leaf.
bool isLeaf(mlir::Type type);
/// Whether a value of the type is one reference.
bool isReference(mlir::Type type);
/// Whether values of the register type hold references.
bool holdsReferences(mlir::Type type);
/// Whether a value of the type can be nil.
bool isNilable(mlir::Type type);
/// Whether the type is a slice of integers of that width.
bool isSliceOf(mlir::Type type, unsigned bits);

/// Register type of a leaf.
mlir::Type registerOf(mlir::Type leaf);
/// Storage type of a byte.
mlir::Type byteType(mlir::MLIRContext *context);
/// Storage that a pointer, box, array object or memory of the frame refers to:
/// that of a box is a tuple, whose members are named by their numbers.
mlir::Type pointeeOf(mlir::Type reference);
/// Type of slices of an array object or of the array that a pointer refers to.
mlir::Type sliceOfArray(mlir::Type array);
/// Type of iterations over a map.
mlir::Type iteratorOf(mlir::Type map);
/// Element of a channel or port.
mlir::Type queueElem(mlir::Type queue);

/// Checks that memory can be of the type; `what` names it in the message.
llvm::LogicalResult
verifyStorage(llvm::function_ref<mlir::InFlightDiagnostic()> emitError,
              mlir::Type type, llvm::StringRef what);

/// Number of elements of an allocation as far as it is constant.
std::optional<uint64_t> constantAllocationCount(mlir::Operation *op);

} // namespace vo::ir

#include "dialect/vo/VoEnums.h.inc"
#include "dialect/vo/VoInterfaces.h.inc"

#include "dialect/vo/VoDialect.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialect/vo/VoAttrs.h.inc"

#define GET_TYPEDEF_CLASSES
#include "dialect/vo/VoTypes.h.inc"

#define GET_OP_CLASSES
#include "dialect/vo/VoOps.h.inc"

namespace vo::ir {

/// The zero value of a register type, as a new operation.
mlir::Value zeroOf(mlir::OpBuilder &builder, mlir::Location loc,
                   mlir::Type type);

} // namespace vo::ir
