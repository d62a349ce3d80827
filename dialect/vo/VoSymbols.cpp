//===- VoSymbols.cpp - Types, method tables, and who names them -----------===//

#include "dialect/vo/InterfaceHeader.h"
#include "dialect/vo/Leaves.h"
#include "dialect/vo/Vo.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace vo::ir;

/// The symbol of that kind that `user` names; a message if there is none.
template <typename Op>
static Op find(Operation *user, FlatSymbolRefAttr name,
               SymbolTableCollection &symbolTable) {
  auto op = symbolTable.lookupNearestSymbolFrom<Op>(user, name);
  if (!op)
    user->emitOpError("names ")
        << name << ", which is not a " << Op::getOperationName();
  return op;
}

static std::optional<unsigned> indexOf(ArrayAttr names, StringRef name) {
  for (auto [i, one] : llvm::enumerate(names))
    if (cast<StringAttr>(one).getValue() == name)
      return i;
  return std::nullopt;
}

/// Checks names of members or methods.
static LogicalResult verifyNames(Operation *op, ArrayAttr names,
                                 ArrayAttr types) {
  if (names.size() != types.size())
    return op->emitOpError("has ")
           << names.size() << " names for " << types.size() << " types";
  DenseSet<Attribute> seen;
  for (Attribute name : names) {
    StringRef text = cast<StringAttr>(name).getValue();
    bool isNumber =
        llvm::all_of(text, llvm::isDigit); // of members without name
    if (text.empty() || text.find_first_of(".?/*") != StringRef::npos ||
        (!isNumber && llvm::isDigit(text.front())))
      return op->emitOpError() << name << " cannot be a name";
    if (!seen.insert(name).second)
      return op->emitOpError() << "has two members " << name;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Structs, interfaces, globals
//===----------------------------------------------------------------------===//

std::optional<unsigned> StructOp::memberNamed(StringRef name) {
  return indexOf(getNames(), name);
}

LogicalResult StructOp::verify() {
  if (failed(verifyNames(*this, getNames(), getTypes())))
    return failure();
  for (unsigned i = 0; i < getTypes().size(); ++i)
    if (failed(verifyStorage([&] { return emitOpError(); }, memberType(i),
                             memberName(i))))
      return failure();
  return success();
}

/// The struct that lies in place in memory of the type, if there is one.
static StructType inlineStruct(Type type) {
  while (auto flat = dyn_cast<FlatType>(type))
    type = flat.getElem();
  return dyn_cast<StructType>(type);
}

LogicalResult StructOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  SmallVector<StructOp> work{*this};
  DenseSet<Operation *> seen;
  while (!work.empty()) {
    StructOp op = work.pop_back_val();
    for (unsigned i = 0; i < op.getTypes().size(); ++i) {
      StructType inner = inlineStruct(op.memberType(i));
      if (!inner)
        continue;
      auto next =
          symbolTable.lookupNearestSymbolFrom<StructOp>(op, inner.getName());
      if (!next && op == *this)
        return emitOpError("names ")
               << inner.getName() << ", which is not a vo.struct";
      if (next == *this)
        return emitOpError("contains itself");
      if (next && seen.insert(next).second)
        work.push_back(next);
    }
  }
  return success();
}

std::optional<unsigned> InterfaceOp::methodNamed(StringRef name) {
  return indexOf(getNames(), name);
}

LogicalResult InterfaceOp::verify() {
  if (getNames().size() != getSignatures().size())
    return emitOpError("has ") << getNames().size() << " names for "
                               << getSignatures().size() << " signatures";
  DenseSet<Attribute> seen;
  for (auto [name, signature] : llvm::zip_equal(getNames(), getSignatures())) {
    if (!isa<FunctionType>(cast<TypeAttr>(signature).getValue()))
      return emitOpError() << "method " << name << " needs a signature";
    if (!seen.insert(name).second)
      return emitOpError() << "has two methods " << name;
  }
  return success();
}

LogicalResult GlobalOp::verify() {
  if (!isRegister(getType()) || isa<MapIterType>(getType()))
    return emitOpError("cannot hold ") << getType();
  return success();
}

//===----------------------------------------------------------------------===//
// Runtime types and method tables
//===----------------------------------------------------------------------===//

Type TypeOp::dataType() {
  Type storage = getStorage();
  if (isa<StringType, SliceType>(storage))
    return BoxType::get(getContext(), storage);
  return receiverType();
}

Type TypeOp::receiverType() {
  Type storage = getStorage();
  if (isa<StructType>(storage))
    return PtrType::get(getContext(), storage);
  if (auto flat = dyn_cast<FlatType>(storage))
    return vo::ir::ArrayType::get(getContext(), flat.getCount(),
                                  flat.getElem());
  return registerOf(storage);
}

/// Whether values of the kind are stored so.
static bool isKindOf(TypeKind kind, Type storage) {
  auto isInt = [&](unsigned bits, bool isSigned) {
    auto type = dyn_cast<IntegerType>(storage);
    return type && type.getWidth() == bits &&
           (type.isSignless() || type.isSigned() == isSigned) &&
           type.isSignless() == (bits == 64);
  };
  switch (kind) {
  case TypeKind::Bool:
  case TypeKind::Uint8:
    return isInt(8, false);
  case TypeKind::Int8:
    return isInt(8, true);
  case TypeKind::Int16:
    return isInt(16, true);
  case TypeKind::Uint16:
    return isInt(16, false);
  case TypeKind::Int32:
    return isInt(32, true);
  case TypeKind::Uint32:
    return isInt(32, false);
  case TypeKind::Int:
  case TypeKind::Int64:
  case TypeKind::Uint:
  case TypeKind::Uint64:
    return isInt(64, true);
  case TypeKind::Float32:
    return storage.isF32();
  case TypeKind::Float64:
    return storage.isF64();
  case TypeKind::Array:
    return isa<FlatType>(storage);
  case TypeKind::Struct:
    return isa<StructType>(storage);
  case TypeKind::Interface:
    return isa<IfaceType>(storage);
  case TypeKind::String:
    return isa<StringType>(storage);
  case TypeKind::Slice:
    return isa<SliceType>(storage);
  case TypeKind::Map:
    return isa<MapType>(storage);
  case TypeKind::Chan:
    return isa<ChanType>(storage);
  case TypeKind::Func:
    return isa<ClosureType>(storage);
  case TypeKind::Pointer:
    return isa<PtrType>(storage);
  case TypeKind::Port:
    return isa<PortType>(storage);
  case TypeKind::Island:
    return isa<IslandType>(storage);
  }
  llvm_unreachable("type kind");
}

LogicalResult TypeOp::verify() {
  if (getRttid() >= kRttidLimit)
    return emitOpError("has a number of more than 24 bits");
  if (!isKindOf(getKind(), getStorage()))
    return emitOpError("of kind ")
           << stringifyTypeKind(getKind()) << " cannot be " << getStorage();
  return success();
}

LogicalResult TypeOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  SmallVector<FlatSymbolRefAttr> names;
  if (getKeyAttr())
    names.push_back(getKeyAttr());
  if (getElemAttr())
    names.push_back(getElemAttr());
  if (getFieldsAttr())
    llvm::append_range(names, getFieldsAttr().getAsRange<FlatSymbolRefAttr>());
  for (FlatSymbolRefAttr name : names)
    if (!find<TypeOp>(*this, name, symbolTable))
      return failure();
  return success();
}

/// Whether a function can be the method of a type: the receiver, then what the
/// signature says. Pointers may differ in what they point to: a method of a
/// first member takes the pointer to the whole.
static bool isMethod(FunctionType function, Type receiver,
                     FunctionType signature) {
  if (function.getNumInputs() != signature.getNumInputs() + 1 ||
      function.getResults() != signature.getResults() ||
      function.getInputs().drop_front() != signature.getInputs())
    return false;
  Type first = function.getInput(0);
  return first == receiver || (isa<PtrType>(first) && isa<PtrType>(receiver));
}

LogicalResult ItabOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  auto type = find<TypeOp>(*this, getTypeAttr(), symbolTable);
  auto interface = find<InterfaceOp>(*this, getInterfaceAttr(), symbolTable);
  if (!type || !interface)
    return failure();
  if (getMethods().size() != interface.getNames().size())
    return emitOpError("has ")
           << getMethods().size() << " methods for an interface with "
           << interface.getNames().size();
  for (auto [i, name] :
       llvm::enumerate(getMethods().getAsRange<FlatSymbolRefAttr>())) {
    auto func = find<FuncOp>(*this, name, symbolTable);
    if (!func)
      return failure();
    if (!isMethod(func.getFunctionType(), type.receiverType(),
                  interface.signature(i)))
      return emitOpError("method ")
             << name << " of type " << func.getFunctionType()
             << " does not implement " << interface.getNames()[i];
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Interface values
//===----------------------------------------------------------------------===//

LogicalResult
IfaceMakeOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  FlatSymbolRefAttr typeName = getTypeAttr();
  FlatSymbolRefAttr interface = getIface().getType().getInterface();
  if (interface) {
    auto itab = find<ItabOp>(*this, getTypeAttr(), symbolTable);
    if (!itab)
      return failure();
    if (itab.getInterfaceAttr() != interface)
      return emitOpError("makes a value of ")
             << getIface().getType() << " with a table for "
             << itab.getInterfaceAttr();
    typeName = itab.getTypeAttr();
  }
  auto type = find<TypeOp>(*this, typeName, symbolTable);
  if (!type)
    return failure();
  if (getData().getType() != type.dataType())
    return emitOpError("has data of type ")
           << getData().getType() << "; values of " << typeName << " need "
           << type.dataType();
  return success();
}

/// Checks the values that an assertion to `target` (null: any) yields.
static LogicalResult verifyAssert(Operation *op, FlatSymbolRefAttr target,
                                  TypeRange values,
                                  SymbolTableCollection &symbolTable) {
  if (!target || symbolTable.lookupNearestSymbolFrom<InterfaceOp>(op, target)) {
    auto type = IfaceType::get(op->getContext(), target);
    if (values != TypeRange(Type(type)))
      return op->emitOpError("must yield one value of type ") << type;
    return success();
  }
  auto type = find<TypeOp>(op, target, symbolTable);
  if (!type)
    return failure();
  return verifyLeaves(op, type.getStorage(), "", values, Extent::Whole,
                      symbolTable);
}

LogicalResult
IfaceAssertOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyAssert(*this, getTargetAttr(), getValues().getTypes(),
                      symbolTable);
}
LogicalResult
IfaceAssertOkOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyAssert(*this, getTargetAttr(), getValues().getTypes(),
                      symbolTable);
}

LogicalResult IfaceIsOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  if (symbolTable.lookupNearestSymbolFrom<InterfaceOp>(*this, getTargetAttr()))
    return success();
  return success(bool(find<TypeOp>(*this, getTargetAttr(), symbolTable)));
}

LogicalResult
IfaceConvertOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  FlatSymbolRefAttr target = getResult().getType().getInterface();
  return success(!target || find<InterfaceOp>(*this, target, symbolTable));
}

LogicalResult
IfaceCallOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  FlatSymbolRefAttr name = getIface().getType().getInterface();
  if (!name)
    return emitOpError("calls a method of the empty interface");
  auto interface = find<InterfaceOp>(*this, name, symbolTable);
  if (!interface)
    return failure();
  auto method = interface.methodNamed(getMethod());
  if (!method)
    return emitOpError("calls method '")
           << getMethod() << "', which " << name << " does not have";
  FunctionType signature = interface.signature(*method);
  if (getArguments().getTypes() != TypeRange(signature.getInputs()) ||
      getResultTypes() != TypeRange(signature.getResults()))
    return emitOpError("does not match the signature of '")
           << getMethod() << "', " << signature;
  return success();
}

//===----------------------------------------------------------------------===//
// Dynamic access
//===----------------------------------------------------------------------===//

/// Checks the results of an access: what `types` say (null or unit: any), then
/// the error.
static LogicalResult verifyDynamic(Operation *op, ArrayRef<Attribute> types,
                                   SymbolTableCollection &symbolTable) {
  SmallVector<Type> results(op->getResultTypes());
  if (results.empty() || !isa<IfaceType>(results.back()))
    return op->emitOpError("must yield an error last");
  SmallVector<Type> expected;
  for (Attribute attribute : types) {
    auto name = dyn_cast_or_null<FlatSymbolRefAttr>(attribute);
    if (!name) {
      expected.push_back(IfaceType::get(op->getContext(), name));
      continue;
    }
    auto type = find<TypeOp>(op, name, symbolTable);
    if (!type)
      return failure();
    expected.push_back(type.getStorage());
  }
  return verifyLeaves(op, TupleType::get(op->getContext(), expected), "",
                      ArrayRef(results).drop_back(), Extent::Whole,
                      symbolTable);
}

LogicalResult DynGetOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyDynamic(*this, Attribute(getTypeAttr()), symbolTable);
}
LogicalResult DynIndexOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyDynamic(*this, Attribute(getTypeAttr()), symbolTable);
}
LogicalResult DynCallOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyDynamic(*this, getTypes().getValue(), symbolTable);
}
