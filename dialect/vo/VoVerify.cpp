//===- VoVerify.cpp - Accesses and calls against types and symbolTable --------===//

#include "dialect/vo/Leaves.h"
#include "dialect/vo/Vo.h"

using namespace mlir;
using namespace vo::ir;

//===----------------------------------------------------------------------===//
// Leaves
//===----------------------------------------------------------------------===//

LogicalResult vo::ir::verifyLeaves(Operation *op, Type memory, StringRef path,
                                   TypeRange values, Extent extent,
                                   SymbolTableCollection &symbolTable) {
  LeafCursor cursor(op, &symbolTable);
  if (failed(cursor.enter(memory, path, [&] { return op->emitOpError(); })))
    return failure();
  for (auto [i, type] : llvm::enumerate(values)) {
    if (!cursor.leaf())
      return op->emitOpError("has ")
             << values.size() << " values where memory has " << i << " leaves";
    if (registerOf(cursor.leaf()) != type)
      return op->emitOpError("value ")
             << i << " is " << type << " where memory has " << cursor.leaf();
    cursor.advance();
  }
  if (extent == Extent::Whole && cursor.leaf())
    return op->emitOpError("has ")
           << values.size() << " values where memory has more leaves";
  return success();
}

/// Checks an access at a path.
template <typename Access>
static LogicalResult verifyAccess(Access op, Type memory, TypeRange values,
                                  SymbolTableCollection &symbolTable) {
  if (dynamicSteps(op.getPath()) != op.getIndices().size())
    return op.emitOpError("has ")
           << op.getIndices().size() << " operands for "
           << dynamicSteps(op.getPath()) << " steps of its path";
  return verifyLeaves(op, memory, op.getPath(), values, Extent::Prefix,
                      symbolTable);
}

LogicalResult LoadOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyAccess(*this, pointeeOf(getPointer().getType()),
                      getValues().getTypes(), symbolTable);
}
LogicalResult StoreOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyAccess(*this, pointeeOf(getPointer().getType()),
                      getValues().getTypes(), symbolTable);
}
LogicalResult FrameGetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyAccess(*this, getFrame().getType().getElem(),
                      getValues().getTypes(), symbolTable);
}
LogicalResult FrameSetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyAccess(*this, getFrame().getType().getElem(),
                      getValues().getTypes(), symbolTable);
}

/// Checks that two runs of leaves are of the same types.
static LogicalResult verifyMoved(MoveOp op,
                                 SymbolTableCollection &symbolTable) {
  auto emitError = [&] { return op.emitOpError(); };
  LeafCursor from(op, &symbolTable), to(op, &symbolTable);
  if (failed(from.enter(pointeeOf(op.getSource().getType()), op.getSourcePath(),
                        emitError)) ||
      failed(to.enter(pointeeOf(op.getTarget().getType()), op.getTargetPath(),
                      emitError)))
    return failure();
  for (uint64_t i = 0; i < op.getCount(); ++i, from.advance(), to.advance()) {
    if (!from.leaf() || !to.leaf())
      return op.emitOpError("moves ")
             << op.getCount() << " leaves where memory has " << i;
    if (registerOf(from.leaf()) != registerOf(to.leaf()))
      return op.emitOpError("leaf ")
             << i << " is " << from.leaf() << " and would become " << to.leaf();
  }
  return success();
}

/// Checks that the runs do not overlap, as far as that can be seen.
static LogicalResult verifyDisjoint(MoveOp op,
                                    SymbolTableCollection &symbolTable) {
  if (op.getSource() != op.getTarget() || !op.getSourceIndices().empty() ||
      !op.getTargetIndices().empty())
    return success();
  Type memory = pointeeOf(op.getSource().getType());
  auto overlaps = [&](StringRef first, StringRef second) {
    LeafCursor cursor(op, &symbolTable), other(op, &symbolTable);
    if (failed(cursor.enter(memory, first, nullptr)) ||
        failed(other.enter(memory, second, nullptr)))
      return true;
    for (uint64_t i = 0; i < op.getCount(); ++i, cursor.advance())
      if (cursor.sameLeaf(other))
        return true;
    return false;
  };
  if (overlaps(op.getSourcePath(), op.getTargetPath()) ||
      overlaps(op.getTargetPath(), op.getSourcePath()))
    return op.emitOpError("moves leaves to where they are");
  return success();
}

LogicalResult MoveOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  if (dynamicSteps(getSourcePath()) != getSourceIndices().size() ||
      dynamicSteps(getTargetPath()) != getTargetIndices().size())
    return emitOpError("has ")
           << getSourceIndices().size() + getTargetIndices().size()
           << " operands for "
           << dynamicSteps(getSourcePath()) + dynamicSteps(getTargetPath())
           << " steps of its paths";
  if (failed(verifyMoved(*this, symbolTable)))
    return failure();
  return verifyDisjoint(*this, symbolTable);
}

LogicalResult NewOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyLeaves(
      *this, pointeeOf(getObject().getType()), "", getLeaves().getTypes(),
      getLeaves().empty() ? Extent::Prefix : Extent::Whole, symbolTable);
}

/// Checks that memory of type `part` has the leaves that follow `cursor`, where
/// these lie. A run has as many elements as memory has.
static LogicalResult verifyPart(Operation *op, LeafCursor &cursor, Type part,
                                SymbolTableCollection &symbolTable) {
  if (cursor.place() == part)
    return success();
  auto run = dyn_cast<FlatType>(part);
  LeafCursor wanted(op, &symbolTable);
  if (failed(wanted.enter(run && run.isRun() ? run.getElem() : part, "",
                          [&] { return op->emitOpError(); })))
    return failure();
  for (bool isFirst = true; wanted.leaf();
       wanted.advance(), cursor.advance(), isFirst = false) {
    if (!isFirst && cursor.leaf() == wanted.leaf() &&
        cursor.isPacked() != wanted.isPacked())
      return op->emitOpError("has ")
             << wanted.leaf() << " in " << part
             << (wanted.isPacked() ? " packed" : " at a word")
             << ", which memory has not";
    if (cursor.leaf() != wanted.leaf())
      return op->emitOpError("has ")
             << wanted.leaf() << " in " << part << " where memory has "
             << (cursor.leaf() ? cursor.leaf()
                               : NoneType::get(op->getContext()));
  }
  return success();
}

/// Checks an address of the place at `path` in memory.
static LogicalResult verifyAddress(Operation *op, Type memory, StringRef path,
                                   Type address,
                                   SymbolTableCollection &symbolTable) {
  LeafCursor cursor(op, &symbolTable);
  if (failed(cursor.enter(memory, path, [&] { return op->emitOpError(); })))
    return failure();
  return verifyPart(op, cursor, pointeeOf(address), symbolTable);
}

LogicalResult AddrOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  if (dynamicSteps(getPath()) != getIndices().size())
    return emitOpError("has ")
           << getIndices().size() << " operands for " << dynamicSteps(getPath())
           << " steps of its path";
  return verifyAddress(*this, pointeeOf(getPointer().getType()), getPath(),
                       getAddress().getType(), symbolTable);
}
LogicalResult CastOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyAddress(*this, pointeeOf(getPointer().getType()), "",
                       getResult().getType(), symbolTable);
}

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

/// Checks the leaves of one element.
static LogicalResult verifyElement(Operation *op, Type elem, TypeRange values,
                                   SymbolTableCollection &symbolTable) {
  return verifyLeaves(op, elem, "", values, Extent::Whole, symbolTable);
}

LogicalResult ArrayGetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyElement(*this, getContainer().getType().getElem(),
                       getValues().getTypes(), symbolTable);
}
LogicalResult ArraySetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyElement(*this, getContainer().getType().getElem(),
                       getValues().getTypes(), symbolTable);
}
LogicalResult SliceGetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyElement(*this, getContainer().getType().getElem(),
                       getValues().getTypes(), symbolTable);
}
LogicalResult SliceSetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyElement(*this, getContainer().getType().getElem(),
                       getValues().getTypes(), symbolTable);
}
LogicalResult AppendOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyElement(*this, getSlice().getType().getElem(),
                       getValues().getTypes(), symbolTable);
}

/// Elements from one on, as memory.
static Type runOf(Type elem) {
  return FlatType::get(elem.getContext(), FlatType::kUnknown, elem);
}

LogicalResult
ArrayAddrOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyAddress(*this, runOf(getContainer().getType().getElem()), "",
                       getAddress().getType(), symbolTable);
}
LogicalResult
SliceAddrOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyAddress(*this, runOf(getContainer().getType().getElem()), "",
                       getAddress().getType(), symbolTable);
}

/// Checks the source of a copy into elements of a slice.
static LogicalResult verifySource(Operation *op, SliceType slice, Type source) {
  if (isa<StringType>(source) ? isSliceOf(slice, 8) : slice == source)
    return success();
  return op->emitOpError("copies from ") << source << " into " << slice;
}
LogicalResult AppendAllOp::verifySymbolUses(SymbolTableCollection &) {
  return verifySource(*this, getSlice().getType(), getSource().getType());
}
LogicalResult CopyOp::verifySymbolUses(SymbolTableCollection &) {
  return verifySource(*this, getDestination().getType(), getSource().getType());
}

LogicalResult ZeroOp::verify() {
  if (isa<IntegerType, FloatType>(getType()))
    return emitOpError("of a number is an arith.constant");
  return success();
}

LogicalResult FloatToIntOp::verify() {
  if (getWidth() == 0 || getWidth() > 64)
    return emitOpError("converts to an integer of ")
           << getWidth() << " bits; expected 1 to 64";
  return success();
}

LogicalResult StringConcatOp::verify() {
  if (getParts().size() < 2 || getParts().size() > kMaxParts)
    return emitOpError("joins ")
           << getParts().size() << " strings, not 2 to " << kMaxParts;
  return success();
}

LogicalResult FrameOp::verify() {
  if (!(*this)->getBlock()->isEntryBlock() ||
      !isa<FuncOp>((*this)->getParentOp()))
    return emitOpError("must be in the entry block of a function");
  return success();
}

LogicalResult SliceOfOp::verify() {
  auto flat = dyn_cast<FlatType>(pointeeOf(getArray().getType()));
  if (!flat || flat.isRun())
    return emitOpError("slices ")
           << getArray().getType() << ", which is not an array";
  return success();
}

//===----------------------------------------------------------------------===//
// Globals, maps, queues
//===----------------------------------------------------------------------===//

/// Checks that `user` names a global that holds such values.
static LogicalResult verifyGlobal(Operation *user, FlatSymbolRefAttr name,
                                  Type type,
                                  SymbolTableCollection &symbolTable) {
  auto global = symbolTable.lookupNearestSymbolFrom<GlobalOp>(user, name);
  if (!global)
    return user->emitOpError("names ") << name << ", which is not a vo.global";
  if (global.getType() != type)
    return user->emitOpError("accesses ")
           << name << " of type " << global.getType() << " as " << type;
  return success();
}
LogicalResult
GlobalGetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyGlobal(*this, getGlobalAttr(), getType(), symbolTable);
}
LogicalResult
GlobalSetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyGlobal(*this, getGlobalAttr(), getValue().getType(),
                      symbolTable);
}

LogicalResult MapGetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  MapType map = getMap().getType();
  if (failed(
          verifyElement(*this, map.getKey(), getKey().getTypes(), symbolTable)))
    return failure();
  return verifyElement(*this, map.getValue(), getValues().getTypes(),
                       symbolTable);
}
LogicalResult MapSetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  MapType map = getMap().getType();
  if (failed(
          verifyElement(*this, map.getKey(), getKey().getTypes(), symbolTable)))
    return failure();
  return verifyElement(*this, map.getValue(), getValues().getTypes(),
                       symbolTable);
}
LogicalResult
MapDeleteOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyElement(*this, getMap().getType().getKey(), getKey().getTypes(),
                       symbolTable);
}
LogicalResult MapNextOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  MapIterType iterator = getIterator().getType();
  auto entry =
      TupleType::get(getContext(), {iterator.getKey(), iterator.getValue()});
  return verifyElement(*this, entry, getValues().getTypes(), symbolTable);
}

LogicalResult ChanSendOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyElement(*this, queueElem(getQueue().getType()),
                       getValues().getTypes(), symbolTable);
}
LogicalResult ChanRecvOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyElement(*this, queueElem(getQueue().getType()),
                       getValues().getTypes(), symbolTable);
}
LogicalResult SelectOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  bool ok = true;
  forEachCase([&](const Case &one) {
    ok =
        ok &&
        succeeded(verifyElement(*this, queueElem(one.queue.get().getType()),
                                one.isSend ? TypeRange(one.values.getTypes())
                                           : TypeRange(one.received.getTypes()),
                                symbolTable));
  });
  return success(ok);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// The function that `user` names; a message if there is none.
static FuncOp findFunction(Operation *user, FlatSymbolRefAttr name,
                           SymbolTableCollection &symbolTable) {
  auto func = symbolTable.lookupNearestSymbolFrom<FuncOp>(user, name);
  if (!func)
    user->emitOpError("names ") << name << ", which is not a vo.func";
  return func;
}

LogicalResult CallOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  FuncOp callee = findFunction(*this, getCalleeAttr(), symbolTable);
  if (!callee)
    return failure();
  if (TypeRange(callee.getArgumentTypes()) != getOperandTypes() ||
      TypeRange(callee.getResultTypes()) != getResultTypes())
    return emitOpError("does not match the type of ")
           << getCalleeAttr() << ", " << callee.getFunctionType();
  return success();
}

/// Checks a call whose results are dropped.
template <typename Call>
static LogicalResult verifyLaterCall(Call op,
                                     SymbolTableCollection &symbolTable) {
  FuncOp callee = findFunction(op, op.getCalleeAttr(), symbolTable);
  if (!callee)
    return failure();
  if (TypeRange(callee.getArgumentTypes()) != op.getArguments().getTypes())
    return op.emitOpError("does not match the parameters of ")
           << op.getCalleeAttr() << ", " << callee.getFunctionType();
  return success();
}
LogicalResult GoOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyLaterCall(*this, symbolTable);
}
LogicalResult DeferOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyLaterCall(*this, symbolTable);
}

/// Checks the arguments of a call through a closure.
template <typename Call> static LogicalResult verifyArguments(Call op) {
  FunctionType signature = op.getClosure().getType().getSignature();
  if (op.getArguments().getTypes() != TypeRange(signature.getInputs()))
    return op.emitOpError("does not match the parameters of ")
           << op.getClosure().getType();
  return success();
}
LogicalResult GoClosureOp::verify() { return verifyArguments(*this); }
LogicalResult DeferClosureOp::verify() { return verifyArguments(*this); }
LogicalResult IslandGoOp::verifySymbolUses(SymbolTableCollection &) {
  return verifyArguments(*this);
}
LogicalResult ClosureCallOp::verify() {
  if (failed(verifyArguments(*this)))
    return failure();
  if (getResultTypes() !=
      TypeRange(getClosure().getType().getSignature().getResults()))
    return emitOpError("does not match the results of ")
           << getClosure().getType();
  return success();
}

LogicalResult
ClosureNewOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  FuncOp func = findFunction(*this, getFunctionAttr(), symbolTable);
  if (!func)
    return failure();
  if (func.captureCount() != getCaptures().size() ||
      TypeRange(func.getArgumentTypes().take_front(func.captureCount())) !=
          getCaptures().getTypes())
    return emitOpError("does not bind what ")
           << getFunctionAttr() << " captures";
  if (getClosure().getType().getSignature() != func.closureSignature())
    return emitOpError("of ") << getFunctionAttr() << " has the signature "
                              << func.closureSignature();
  return success();
}

LogicalResult ResultBoxOp::verify() {
  auto function = (*this)->getParentOfType<FuncOp>();
  if (!function || !function.getDefers())
    return emitOpError("stands in a function without deferred calls");
  return success();
}

LogicalResult
ReturnBoxesOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  SmallVector<Type> contents;
  for (Type type : getBoxes().getTypes()) {
    Type pointee = pointeeOf(type);
    if (auto tuple = dyn_cast<TupleType>(pointee))
      llvm::append_range(contents, tuple.getTypes());
    else
      contents.push_back(pointee);
  }
  auto func = cast<FuncOp>((*this)->getParentOp());
  return verifyElement(*this, TupleType::get(getContext(), contents),
                       func.boxedResultTypes(), symbolTable);
}
