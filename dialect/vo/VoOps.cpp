//===- VoOps.cpp - Parsing, verification, interfaces ----------------------===//

#include "dialect/vo/Vo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/FunctionImplementation.h"

using namespace mlir;
using namespace vo::ir;

#define GET_OP_CLASSES
#include "dialect/vo/VoOps.cpp.inc"

//===----------------------------------------------------------------------===//
// Functions and calls
//===----------------------------------------------------------------------===//

void FuncOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                   FunctionType type) {
  state.addAttribute(SymbolTable::getSymbolAttrName(),
                     builder.getStringAttr(name));
  state.addAttribute(getFunctionTypeAttrName(state.name), TypeAttr::get(type));
  state.addRegion();
}

ParseResult FuncOp::parse(OpAsmParser &parser, OperationState &result) {
  auto buildType = [](Builder &builder, ArrayRef<Type> arguments,
                      ArrayRef<Type> results,
                      function_interface_impl::VariadicFlag, std::string &) {
    return builder.getFunctionType(arguments, results);
  };
  return function_interface_impl::parseFunctionOp(
      parser, result, /*allowVariadic=*/false,
      getFunctionTypeAttrName(result.name), buildType,
      getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
}

void FuncOp::print(OpAsmPrinter &printer) {
  function_interface_impl::printFunctionOp(
      printer, *this, /*isVariadic=*/false, getFunctionTypeAttrName(),
      getArgAttrsAttrName(), getResAttrsAttrName());
}

LogicalResult ReturnOp::verify() {
  auto func = cast<FuncOp>((*this)->getParentOp());
  if (getOperandTypes() != func.getResultTypes())
    return emitOpError("returns (")
           << getOperandTypes() << ") from a function of type "
           << func.getFunctionType();
  return success();
}

LogicalResult CallOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto callee = symbols.lookupNearestSymbolFrom<FuncOp>(*this, getCalleeAttr());
  if (!callee)
    return emitOpError("calls @") << getCallee() << ", which is not a vo.func";
  if (callee.getArgumentTypes() !=
          ArrayRef<Type>(SmallVector<Type>(getOperandTypes())) ||
      callee.getResultTypes() !=
          ArrayRef<Type>(SmallVector<Type>(getResultTypes())))
    return emitOpError("does not match the type of @")
           << getCallee() << ", " << callee.getFunctionType();
  return success();
}

LogicalResult StoreOp::verify() {
  if (getHeader() &&
      (getValues().size() != 1 || !getValues()[0].getType().isInteger(64)))
    return emitOpError("stores something else than one header");
  return success();
}

LogicalResult FrameOp::verify() {
  if (getLayout().hasReferences())
    return emitOpError("holds references; use vo.new");
  return success();
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

/// Checks that `user` names a global and a slot inside it.
static LogicalResult verifyGlobalAccess(Operation *user, FlatSymbolRefAttr name,
                                        uint64_t slot,
                                        SymbolTableCollection &symbols) {
  auto global = symbols.lookupNearestSymbolFrom<GlobalOp>(user, name);
  if (!global)
    return user->emitOpError("names @")
           << name.getValue() << ", which is not a vo.global";
  if (slot >= global.getLayout().size())
    return user->emitOpError("accesses slot ")
           << slot << " of a variable with " << global.getLayout().size();
  return success();
}

LogicalResult GlobalGetOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyGlobalAccess(*this, getGlobalAttr(), getSlot(), symbols);
}
LogicalResult GlobalSetOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyGlobalAccess(*this, getGlobalAttr(), getSlot(), symbols);
}

LogicalResult IfaceConvertOp::verifySymbolUses(SymbolTableCollection &symbols) {
  if (symbols.lookupNearestSymbolFrom<InterfaceOp>(*this, getInterfaceAttr()))
    return success();
  return emitOpError("names @")
         << getInterface() << ", which is not a vo.interface";
}

std::optional<uint64_t> NewOp::getConstantSize() {
  return 8 * getLayout().size();
}

/// Size of an array object of `length` elements, when the length is constant.
static std::optional<uint64_t> constantArraySize(Value length, ElemAttr elem) {
  APInt value;
  if (!matchPattern(length, m_ConstantInt(&value)) || value.isNegative() ||
      value.ugt(1u << 30))
    return std::nullopt;
  return 16 + llvm::alignTo(value.getZExtValue() * elem.bytes(), 8);
}

std::optional<uint64_t> ArrayNewOp::getConstantSize() {
  return constantArraySize(getLength(), getElem());
}
std::optional<uint64_t> SliceNewOp::getConstantSize() {
  return constantArraySize(getCapacity(), getElem());
}
