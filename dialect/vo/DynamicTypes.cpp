//===- DynamicTypes.cpp - Verification of vo.dyn.type ---------------------===//

#include "dialect/vo/DynamicPaths.h"
#include "dialect/vo/Leaves.h"

using namespace mlir;
using namespace vo::ir;

std::optional<DynamicPath>
vo::ir::dynamicPath(Operation *from, Type memory, StringRef path,
                    SymbolTableCollection &symbolTable) {
  DynamicPath way;
  way.end = memory;
  SmallVector<StringRef> names;
  path.split(names, '.');
  for (StringRef name : names) {
    auto container = dyn_cast<StructType>(way.end);
    auto op = container ? symbolTable.lookupNearestSymbolFrom<StructOp>(
                              from, container.getName())
                        : StructOp();
    bool isFollowed = name.consume_back("*");
    auto member = op ? op.memberNamed(name) : std::nullopt;
    if (!member)
      return std::nullopt;
    way.steps.push_back({container, *member, isFollowed});
    way.end = op.memberType(*member);
    if (!isFollowed)
      continue;
    auto pointer = dyn_cast<PtrType>(way.end);
    if (!pointer)
      return std::nullopt;
    way.end = pointer.getPointee();
  }
  return way;
}

/// Structs do not contain themselves in place, so the depth is the type's.
static bool appendPassed(Operation *from, Type type, size_t limit,
                         SmallVectorImpl<Type> &leaves,
                         SymbolTableCollection &symbolTable) {
  if (auto flat = dyn_cast<FlatType>(type)) {
    for (int64_t i = 0; i < flat.getCount(); ++i)
      if (!appendPassed(from, flat.getElem(), limit, leaves, symbolTable))
        return false;
    return true;
  }
  auto record = dyn_cast<StructType>(type);
  auto op = record ? symbolTable.lookupNearestSymbolFrom<StructOp>(
                         from, record.getName())
                   : StructOp();
  if (record && !op)
    return false;
  if (op && !op.getTypes().empty()) {
    for (unsigned i = 0; i < op.getTypes().size(); ++i)
      if (!appendPassed(from, op.memberType(i), limit, leaves, symbolTable))
        return false;
    return true;
  }
  leaves.push_back(op ? Type() : type);
  return leaves.size() <= limit;
}

bool vo::ir::appendPassedLeaves(Operation *from, TypeRange storage,
                                size_t limit, SmallVectorImpl<Type> &leaves,
                                SymbolTableCollection &symbolTable) {
  return llvm::all_of(storage, [&](Type type) {
    return appendPassed(from, type, limit, leaves, symbolTable);
  });
}

namespace {

/// Checks a vo.dyn.type against the symbolTable that it names.
class DynTypeVerifier {
public:
  DynTypeVerifier(DynTypeOp op, SymbolTableCollection &symbolTable)
      : op(op), symbolTable(symbolTable) {}

  LogicalResult run() {
    type = find<TypeOp>(op.getTypeAttr());
    return failure(!type || failed(checkUnderlying()) ||
                   failed(checkFields()) || failed(checkMethods()) ||
                   failed(checkSignature()) || failed(checkWider()) ||
                   failed(checkDeclared()));
  }

private:
  template <typename Op> Op find(FlatSymbolRefAttr name) {
    auto found = symbolTable.lookupNearestSymbolFrom<Op>(op, name);
    if (!found)
      op.emitOpError("names ")
          << name << ", which is not a " << Op::getOperationName();
    return found;
  }

  /// Storage types of the types in a list; fails when one is none.
  FailureOr<SmallVector<Type>> storages(std::optional<ArrayAttr> names) {
    SmallVector<Type> list;
    if (names)
      for (auto name : names->getAsRange<FlatSymbolRefAttr>()) {
        auto found = find<TypeOp>(name);
        if (!found)
          return failure();
        list.push_back(found.getStorage());
      }
    return list;
  }

  static size_t sizeOf(std::optional<ArrayAttr> list) {
    return list ? list->size() : 0;
  }

  LogicalResult checkUnderlying() {
    if (!op.getUnderlyingAttr())
      return success();
    auto underlying = find<TypeOp>(op.getUnderlyingAttr());
    if (!underlying)
      return failure();
    if (underlying.getKind() != type.getKind() ||
        underlying.getStorage() != type.getStorage())
      return op.emitOpError("has values unlike those of ")
             << op.getUnderlyingAttr();
    return success();
  }

  LogicalResult checkFields() {
    size_t count = sizeOf(op.getFieldNames());
    if (sizeOf(op.getPaths()) != count || sizeOf(op.getFieldTypes()) != count)
      return op.emitOpError("has other numbers of paths or types than fields");
    auto types = storages(op.getFieldTypes());
    if (failed(types))
      return failure();
    for (size_t i = 0; i < count; ++i) {
      StringRef path = cast<StringAttr>((*op.getPaths())[i]).getValue();
      if (path.empty())
        continue;
      auto way = dynamicPath(op, type.getStorage(), path, symbolTable);
      if (!way || !isAlike(way->end, (*types)[i]))
        return op.emitOpError("has no field of that type at '") << path << "'";
    }
    return success();
  }

  /// Whether memory of a member is that of a value of the type: numbers have a
  /// word of their own there, whatever their width.
  static bool isAlike(Type member, Type storage) {
    return isSameForm(member, storage) ||
           (member.isInteger(64) && isa<IntegerType>(storage));
  }

  /// Whether values of the types have the same words. What references lead to
  /// may have been found out better in one place than in the other.
  static bool isSameForm(Type left, Type right) {
    return left == right || (isReference(left) && isReference(right)) ||
           (isa<SliceType>(left) && isa<SliceType>(right)) ||
           (isa<IfaceType>(left) && isa<IfaceType>(right));
  }

  LogicalResult checkMethods() {
    size_t count = sizeOf(op.getMethodNames());
    if (sizeOf(op.getMethods()) != count || sizeOf(op.getSignatures()) != count)
      return op.emitOpError(
          "has other numbers of functions or signatures than methods");
    auto types = storages(op.getSignatures());
    if (failed(types))
      return failure();
    for (size_t i = 0; i < count; ++i) {
      auto closure = dyn_cast<ClosureType>((*types)[i]);
      if (!closure)
        return op.emitOpError("has a method whose signature is no function");
      auto name = dyn_cast<FlatSymbolRefAttr>((*op.getMethods())[i]);
      if (!name)
        continue;
      auto function = find<FuncOp>(name);
      if (!function)
        return failure();
      if (!isMethod(function.getFunctionType(), closure.getSignature()))
        return op.emitOpError("method ")
               << name << " of type " << function.getFunctionType()
               << " does not have signature " << closure.getSignature();
    }
    return success();
  }

  bool isMethod(FunctionType function, FunctionType signature) {
    if (function.getNumInputs() == 0 ||
        function.getResults() != signature.getResults() ||
        function.getInputs().drop_front() != signature.getInputs())
      return false;
    Type first = function.getInput(0), receiver = type.receiverType();
    return first == receiver || (isa<PtrType>(first) && isa<PtrType>(receiver));
  }

  LogicalResult checkSignature() {
    auto params = storages(op.getParamTypes());
    auto results = storages(op.getResultTypes());
    if (failed(params) || failed(results))
      return failure();
    auto closure = dyn_cast<ClosureType>(type.getStorage());
    if (!closure || op.getUnderlyingAttr()) {
      if (params->empty() && results->empty() && !op.getVariadic())
        return success();
      return op.emitOpError("has a signature, but is no function type");
    }
    FunctionType signature = closure.getSignature();
    if (op.getVariadic() &&
        (params->empty() || !isa<SliceType>(params->back())))
      return op.emitOpError("is variadic without a slice");
    if (isList(*params, signature.getInputs()) &&
        isList(*results, signature.getResults()))
      return success();
    return op.emitOpError("has other parameters or results than ") << signature;
  }

  /// Whether these are the leaves of the storage types, one after the other.
  bool isList(ArrayRef<Type> storage, ArrayRef<Type> registers) {
    SmallVector<Type> leaves;
    return appendPassedLeaves(op, storage, registers.size(), leaves,
                              symbolTable) &&
           leaves.size() == registers.size() &&
           llvm::all_of(llvm::zip_equal(leaves, registers), [](auto pair) {
             auto [leaf, passed] = pair;
             return leaf ? isSameForm(registerOf(leaf), passed)
                         : passed.isInteger(64);
           });
  }

  LogicalResult checkWider() {
    if (op.getWiderAttr() && type.getKind() != TypeKind::Interface)
      return op.emitOpError("has wider types, but is no interface");
    return success(succeeded(storages(op.getWider())));
  }

  LogicalResult checkDeclared() {
    size_t count = sizeOf(op.getDeclared());
    if (sizeOf(op.getTags()) != count ||
        op.getEmbedded().value_or(ArrayRef<bool>()).size() != count ||
        op.getExported().value_or(ArrayRef<bool>()).size() != count)
      return op.emitOpError("has other numbers of tags or flags than declared "
                            "fields");
    if (count == 0)
      return success();
    auto storage = dyn_cast<StructType>(type.getStorage());
    auto record = storage ? symbolTable.lookupNearestSymbolFrom<StructOp>(
                                op, storage.getName())
                          : StructOp();
    auto types = storages(type.getFields());
    if (failed(types))
      return failure();
    if (!record || op.getUnderlyingAttr() || types->size() != count ||
        record.getTypes().size() != count)
      return op.emitOpError("declares other fields than its type has");
    for (size_t i = 0; i < count; ++i)
      if (!isAlike(record.memberType(i), (*types)[i]))
        return op.emitOpError("has no field of that type at ")
               << (*op.getDeclared())[i];
    return success();
  }

  DynTypeOp op;
  SymbolTableCollection &symbolTable;
  TypeOp type;
};

} // namespace

LogicalResult DynTypeOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return DynTypeVerifier(*this, symbolTable).run();
}
