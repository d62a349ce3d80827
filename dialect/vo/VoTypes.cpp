//===- VoTypes.cpp - Types: syntax, conditions, relations -----------------===//

#include "dialect/vo/Assembly.h"
#include "dialect/vo/Vo.h"

#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace vo::ir;

//===----------------------------------------------------------------------===//
// Syntax
//===----------------------------------------------------------------------===//

/// What follows the count of an array in place.
static ParseResult parseFlatRest(AsmParser &parser, int64_t count, Type &type) {
  Type elem;
  SMLoc start = parser.getCurrentLocation();
  if (parser.parseKeyword("x") || parseStorage(parser, elem))
    return failure();
  type = parser.getChecked<FlatType>(start, parser.getContext(), count, elem);
  return success(type != nullptr);
}

ParseResult vo::ir::parseStorage(AsmParser &parser, Type &type) {
  StringAttr name;
  if (succeeded(parser.parseOptionalSymbolName(name))) {
    type = StructType::get(parser.getContext(), FlatSymbolRefAttr::get(name));
    return success();
  }
  if (succeeded(parser.parseOptionalQuestion()))
    return parseFlatRest(parser, FlatType::kUnknown, type);
  int64_t count = 0;
  OptionalParseResult number = parser.parseOptionalInteger(count);
  if (!number.has_value())
    return parser.parseType(type);
  if (failed(*number))
    return failure();
  if (count < 0)
    return parser.emitError(parser.getCurrentLocation(),
                            "expected a count that is not negative");
  return parseFlatRest(parser, count, type);
}

void vo::ir::printStorage(AsmPrinter &printer, Type type) {
  if (auto structType = dyn_cast<StructType>(type)) {
    printer.printSymbolName(structType.getName().getValue());
    return;
  }
  if (auto flat = dyn_cast<FlatType>(type)) {
    if (flat.isRun())
      printer << '?';
    else
      printer << flat.getCount();
    printer << " x ";
    printStorage(printer, flat.getElem());
    return;
  }
  printer << type;
}

ParseResult vo::ir::parseStorages(AsmParser &parser,
                                  SmallVectorImpl<Type> &types) {
  return parser.parseCommaSeparatedList(
      [&] { return parseStorage(parser, types.emplace_back()); });
}

ParseResult vo::ir::parseStorages(AsmParser &parser,
                                  FailureOr<SmallVector<Type>> &types) {
  types.emplace();
  return parseStorages(parser, *types);
}

void vo::ir::printStorages(AsmPrinter &printer, ArrayRef<Type> types) {
  llvm::interleaveComma(types, printer,
                        [&](Type type) { printStorage(printer, type); });
}

/// `<n x T>` for types that are written so.
static FlatType parseFlat(AsmParser &parser) {
  Type type;
  if (parser.parseLess())
    return {};
  SMLoc start = parser.getCurrentLocation();
  if (parseStorage(parser, type))
    return {};
  auto flat = dyn_cast<FlatType>(type);
  if (!flat) {
    parser.emitError(start, "expected a count and an element type: `n x T`");
    return {};
  }
  return parser.parseGreater() ? FlatType() : flat;
}

Type FlatType::parse(AsmParser &parser) { return parseFlat(parser); }
void FlatType::print(AsmPrinter &printer) const {
  printer << '<';
  printStorage(printer, *this);
  printer << '>';
}

Type ArrayType::parse(AsmParser &parser) {
  SMLoc start = parser.getCurrentLocation();
  FlatType flat = parseFlat(parser);
  return flat ? parser.getChecked<ArrayType>(start, parser.getContext(),
                                             flat.getCount(), flat.getElem())
              : Type();
}
void ArrayType::print(AsmPrinter &printer) const {
  printer << '<' << getCount() << " x ";
  printStorage(printer, getElem());
  printer << '>';
}

//===----------------------------------------------------------------------===//
// What types are
//===----------------------------------------------------------------------===//

bool vo::ir::isReference(Type type) {
  return isa<PtrType, BoxType, vo::ir::ArrayType, MapType, ChanType, PortType,
             ClosureType, IslandType>(type);
}

bool vo::ir::holdsReferences(Type type) {
  return isReference(type) ||
         isa<StringType, SliceType, IfaceType, MapIterType>(type);
}

bool vo::ir::isNilable(Type type) {
  return isReference(type) || isa<SliceType, IfaceType>(type);
}

bool vo::ir::isRegister(Type type) {
  return type.isInteger(64)
             ? type.isSignlessInteger()
             : isa<Float32Type, Float64Type>(type) || holdsReferences(type);
}

bool vo::ir::isLeaf(Type type) {
  if (auto integer = dyn_cast<IntegerType>(type);
      integer && !integer.isSignless())
    return llvm::is_contained({8u, 16u, 32u}, integer.getWidth());
  return isRegister(type) && !isa<MapIterType>(type);
}

bool vo::ir::isStorage(Type type) {
  return isLeaf(type) || isa<StructType, FlatType>(type);
}

bool vo::ir::isSliceOf(Type type, unsigned bits) {
  auto slice = dyn_cast<SliceType>(type);
  return slice && isa<IntegerType>(slice.getElem()) &&
         slice.getElem().isInteger(bits);
}

Type vo::ir::registerOf(Type leaf) {
  if (isa<IntegerType>(leaf))
    return IntegerType::get(leaf.getContext(), 64);
  return leaf;
}

Type vo::ir::byteType(MLIRContext *context) {
  return IntegerType::get(context, 8, IntegerType::Unsigned);
}

Type vo::ir::pointeeOf(Type reference) {
  return TypeSwitch<Type, Type>(reference)
      .Case([](PtrType type) { return type.getPointee(); })
      .Case([](FrameType type) { return type.getElem(); })
      .Case([](BoxType type) {
        return TupleType::get(type.getContext(), type.getContents());
      })
      .Case([](vo::ir::ArrayType type) {
        return FlatType::get(type.getContext(), type.getCount(),
                             type.getElem());
      });
}

Type vo::ir::sliceOfArray(Type array) {
  Type pointee = pointeeOf(array);
  auto flat = dyn_cast<FlatType>(pointee);
  return SliceType::get(array.getContext(), flat ? flat.getElem() : pointee);
}

Type vo::ir::iteratorOf(Type map) {
  auto type = cast<MapType>(map);
  return MapIterType::get(map.getContext(), type.getKey(), type.getValue());
}

Type vo::ir::queueElem(Type queue) {
  if (auto chan = dyn_cast<ChanType>(queue))
    return chan.getElem();
  return cast<PortType>(queue).getElem();
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

/// Whether the type is an array of unknown length.
static bool isRun(Type type) {
  auto flat = dyn_cast<FlatType>(type);
  return flat && flat.isRun();
}

LogicalResult
vo::ir::verifyStorage(function_ref<InFlightDiagnostic()> emitError, Type type,
                      StringRef what) {
  if (!isStorage(type))
    return emitError() << what << " cannot be " << type
                       << ", which does not describe memory";
  if (isRun(type))
    return emitError() << what << " must have a known length";
  return success();
}

using EmitError = function_ref<InFlightDiagnostic()>;

LogicalResult FlatType::verify(EmitError emitError, int64_t count, Type elem) {
  if (count < 0 && count != kUnknown)
    return emitError() << "array of negative length";
  return verifyStorage(emitError, elem, "array element");
}

LogicalResult PtrType::verify(EmitError emitError, Type pointee) {
  if (isRun(pointee))
    return success();
  return verifyStorage(emitError, pointee, "pointee");
}

LogicalResult BoxType::verify(EmitError emitError, ArrayRef<Type> contents) {
  for (Type type : contents)
    if (failed(verifyStorage(emitError, type, "contents of a box")))
      return failure();
  return success();
}

LogicalResult vo::ir::ArrayType::verify(EmitError emitError, int64_t count,
                                        Type elem) {
  if (count < 0)
    return emitError() << "array objects have a known length";
  return verifyStorage(emitError, elem, "array element");
}

LogicalResult MapType::verify(EmitError emitError, Type key, Type value) {
  if (failed(verifyStorage(emitError, key, "map key")))
    return failure();
  return verifyStorage(emitError, value, "map value");
}
LogicalResult MapIterType::verify(EmitError emitError, Type key, Type value) {
  return MapType::verify(emitError, key, value);
}

LogicalResult ClosureType::verify(EmitError emitError, FunctionType signature) {
  for (TypeRange types :
       {TypeRange(signature.getInputs()), TypeRange(signature.getResults())})
    for (Type type : types)
      if (!isRegister(type))
        return emitError() << type << " is not a register value";
  return success();
}

LogicalResult VarType::verify(EmitError emitError, Type valueType) {
  if (!isRegister(valueType))
    return emitError() << "variables hold register values, not " << valueType;
  return success();
}
