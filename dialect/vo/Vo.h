//===- Vo.h - The vo dialect ------------------------------------*- C++ -*-===//
//
// Types, attributes, interfaces and operations of the `vo` dialect. The prose
// is in the .td files beside this one.
//
//===----------------------------------------------------------------------===//
#pragma once

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
/// Frame variables and indexed frame areas.
VO_RESOURCE(FrameResource, "vo.frame")
#undef VO_RESOURCE

namespace traits {
/// The operation may raise a run-time panic.
template <typename Op>
struct MayPanic : public mlir::OpTrait::TraitBase<Op, MayPanic> {};
/// The collector may run during the operation.
template <typename Op>
struct Safepoint : public mlir::OpTrait::TraitBase<Op, Safepoint> {};
} // namespace traits

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

/// Array objects up to this size, in bytes as of `getConstantSize`, can always
/// be had: making one never panics. The runtime keeps to it whatever limit it
/// is given (lowering/vo checks that both sides say the same). The check of a
/// larger one is never left out, used or not, because a program can observe it.
inline constexpr uint64_t kSureArrayBytes = uint64_t{64} << 10;

/// Whether the operation surely does not panic.
bool surelyAllocates(ArrayNewOp op);
bool surelyAllocates(SliceNewOp op);

} // namespace vo::ir
