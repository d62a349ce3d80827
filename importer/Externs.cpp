//===- Externs.cpp - Functions of the language and the library ------------===//

#include "importer/Function.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace vo::importer;
namespace ir = vo::ir;
using typing::Universe;

LogicalResult FunctionImporter::importExtern() {
  StringRef name = module.externs[inst.b].name;
  for (auto family :
       {&FunctionImporter::importBuiltin, &FunctionImporter::importMath,
        &FunctionImporter::importDynamic}) {
    FailureOr<bool> done = (this->*family)(name);
    if (failed(done) || *done)
      return success(succeeded(done));
  }
  return importNative();
}

/// The interface values in consecutive slots.
SmallVector<Value> FunctionImporter::readIfaces(uint32_t slot, size_t slots) {
  SmallVector<Value> out;
  for (size_t i = 0; i < slots; i += 2)
    out.push_back(readIface(slot + i));
  return out;
}

/// The condition of assert, a bool as interface value.
static Value conditionOf(OpBuilder &b, Location loc, FlatSymbolRefAttr type,
                         Value iface) {
  return ir::IfaceAssertOkOp::create(b, loc, TypeRange(b.getI64Type()),
                                     b.getI1Type(), iface, type)
      ->getResult(0);
}

FailureOr<bool> FunctionImporter::importBuiltin(StringRef name) {
  const auto &layout = meta<bc::MetaCallExternLayout>();
  uint32_t args = inst.c;
  auto numbers = [&](unsigned bits, bool isSigned) -> Type {
    return ir::SliceType::get(context(), b.getIntegerType(bits, isSigned));
  };
  auto string = [&](uint32_t i) { return read(args + i, Universe::string); };
  if (name == "vo_print" || name == "vo_println") {
    ir::PrintOp::create(b, loc, name == "vo_println",
                        readIfaces(args, layout.args.size()));
  } else if (name == "vo_assert") {
    std::optional<uint32_t> boolean = program.basicType(bc::ValueKind::Bool);
    if (!boolean)
      return notSupported("assert in a module without type bool");
    SmallVector<Value> list = readIfaces(args, layout.args.size());
    ir::AssertOp::create(
        b, loc, conditionOf(b, loc, program.type(*boolean), list.front()),
        ValueRange(list).drop_front());
  } else if (name == "vo_conv_int_str") {
    write(inst.a, ir::StringFromIntOp::create(
                      b, loc, registerOf(written(inst.a)), readInt(args)));
  } else if (name == "vo_conv_bytes_str") {
    write(inst.a, ir::StringFromBytesOp::create(
                      b, loc, registerOf(written(inst.a)),
                      valueOf(idOf(args), numbers(8, false))));
  } else if (name == "vo_conv_runes_str") {
    write(inst.a, ir::StringFromRunesOp::create(
                      b, loc, registerOf(written(inst.a)),
                      valueOf(idOf(args), numbers(32, true))));
  } else if (name == "vo_conv_str_bytes") {
    write(inst.a, ir::StringToBytesOp::create(
                      b, loc, registerOf(written(inst.a)), string(0)));
  } else if (name == "vo_conv_str_runes") {
    write(inst.a, ir::StringToRunesOp::create(
                      b, loc, registerOf(written(inst.a)), string(0)));
  } else if (name == "vo_slice_append_slice") {
    typing::TermId type = written(inst.a);
    Value slice = read(args, type);
    Value source =
        isNil(idOf(args + 1)) ? read(args + 1, type) : read(args + 1);
    write(inst.a, ir::AppendAllOp::create(b, loc, slice, source));
  } else if (name == "vo_copy") {
    if (fn.isZero(idOf(args))) {
      write(inst.a, constant(0));
      return true;
    }
    Value target = read(args);
    Value source = isNil(idOf(args + 1)) ? read(args + 1, fn.type(idOf(args)))
                                         : read(args + 1);
    write(inst.a, ir::CopyOp::create(b, loc, b.getI64Type(), target, source,
                                     UnitAttr()));
  } else if (name == "vo_iface_eq") {
    Value lhs = readIface(args), rhs = readIface(args + 2);
    writeBool(inst.a, ir::IfaceEqOp::create(b, loc, b.getI1Type(), lhs, rhs));
  } else if (name == StringRef(typing::panicWithError)) {
    ir::PanicErrorOp::create(b, loc, readIface(args));
  } else {
    return false;
  }
  return true;
}

FailureOr<bool> FunctionImporter::importMath(StringRef name) {
  uint32_t args = inst.c;
  auto unary = [&]<class Op>() {
    write(inst.a, Op::create(b, loc, readFloat(args)));
    return true;
  };
  if (name == "vo1:4:math:4:Sqrt")
    return unary.operator()<math::SqrtOp>();
  if (name == "vo1:4:math:5:Floor")
    return unary.operator()<math::FloorOp>();
  if (name == "vo1:4:math:4:Ceil")
    return unary.operator()<math::CeilOp>();
  if (name == "vo1:4:math:5:Trunc")
    return unary.operator()<math::TruncOp>();
  if (name != "vo1:4:math:3:FMA")
    return false;
  Value x = readFloat(args), y = readFloat(args + 1), z = readFloat(args + 2);
  write(inst.a, math::FmaOp::create(b, loc, x, y, z));
  return true;
}

//===----------------------------------------------------------------------===//
// Dynamic access
//===----------------------------------------------------------------------===//

FailureOr<FunctionImporter::DynamicType>
FunctionImporter::dynamicType(std::optional<int64_t> rttid) {
  if (!rttid || static_cast<uint64_t>(*rttid) >= module.runtimeTypes.size())
    return notSupported("a dynamic result of unknown type");
  DynamicType out;
  out.rttid = static_cast<uint32_t>(*rttid);
  typing::Metadata &metadata = program.typing.metadata();
  out.leaves = metadata.leaves(out.rttid);
  const bc::RuntimeType &resolved = metadata.resolved(out.rttid);
  out.isBoxed = std::holds_alternative<bc::RuntimeArray>(resolved) ||
                out.leaves.size() > 2;
  auto *interface = std::get_if<bc::RuntimeInterface>(&resolved);
  if (interface && !types.interfaceOf(interface->interfaceMetaId)) {
    out.symbol = b.getUnitAttr();
  } else if (FlatSymbolRefAttr symbol = program.type(out.rttid)) {
    out.symbol = symbol;
  } else {
    return notSupported("a dynamic result of this type");
  }
  return out;
}

/// In bytecode, wide results and arrays come as a reference to an object, in
/// the second of two slots.
void FunctionImporter::writeDynamic(uint32_t slot, const DynamicType &type,
                                    ValueRange leaves) {
  if (!type.isBoxed)
    return writeLeaves(slot, leaves);
  Type box = registerOf(written(slot + 1));
  if (auto array = dyn_cast<ir::ArrayType>(box)) {
    Value made = ir::ArrayNewOp::create(b, loc, array);
    size_t width = array.getCount() ? leaves.size() / array.getCount() : 0;
    for (size_t i = 0; width && i < leaves.size() / width; ++i)
      ir::ArraySetOp::create(b, loc, made, constant(static_cast<int64_t>(i)),
                             leaves.slice(i * width, width));
    return write(slot + 1, made);
  }
  write(slot + 1, ir::NewOp::create(b, loc, box, leaves, UnitAttr()));
}

FailureOr<bool> FunctionImporter::importDynamic(StringRef name) {
  if (!name.starts_with("dyn_"))
    return false;
  const auto &layout = meta<bc::MetaCallExternLayout>();
  program.declareErrorItab(module.externs[inst.b]);
  uint32_t args = inst.c;
  Type error = ir::IfaceType::get(
      context(), types.interfaceOf(
                     module.wellKnown.errorIfaceMetaId.value_or(typing::none)));
  auto symbolOf = [](const DynamicType &type) {
    return dyn_cast<FlatSymbolRefAttr>(type.symbol);
  };
  if (name == "dyn_field" || name == "dyn_index") {
    bool isField = name == "dyn_field";
    auto type = dynamicType(fn.constant(pc, args + (isField ? 3 : 4)));
    if (failed(type))
      return failure();
    SmallVector<Type> results = types.registersOf(type->leaves);
    results.push_back(error);
    Value base = readIface(args);
    Operation *get =
        isField ? ir::DynGetOp::create(b, loc, results, base,
                                       read(args + 2, Universe::string),
                                       symbolOf(*type))
                      .getOperation()
                : ir::DynIndexOp::create(b, loc, results, base,
                                         readIface(args + 2), symbolOf(*type))
                      .getOperation();
    writeDynamic(inst.a, *type, get->getResults().drop_back());
    write(inst.a + 2, get->getResults().back());
    return true;
  }
  if (name == "dyn_set_field") {
    Value base = readIface(args), field = read(args + 2, Universe::string);
    write(inst.a, ir::DynSetOp::create(b, loc, error, base, field,
                                       readIface(args + 3)));
    return true;
  }
  if (name == "dyn_set_index_unified") {
    Value base = readIface(args), key = readIface(args + 2);
    write(inst.a, ir::DynSetIndexOp::create(b, loc, error, base, key,
                                            readIface(args + 4)));
    return true;
  }
  if (name == "dyn_pack_any_slice") {
    std::optional<int64_t> spread = fn.constant(pc, args + 1);
    if (!spread)
      return notSupported("a spread that is not constant");
    auto pack = ir::DynPackOp::create(
        b, loc, registerOf(written(inst.a)), error,
        readIfaces(args + 2, layout.args.size() - 2), *spread != 0);
    write(inst.a, pack.getSlice());
    write(inst.a + 1, pack.getError());
    return true;
  }
  if (name == "dyn_call" || name == "dyn_method")
    return importDynamicCall(name == "dyn_method", error);
  return notSupported();
}

FailureOr<bool> FunctionImporter::importDynamicCall(bool isMethod, Type error) {
  uint32_t args = inst.c, first = args + (isMethod ? 4 : 3);
  std::optional<int64_t> count = fn.constant(pc, first);
  if (!count)
    return notSupported("a dynamic call with an unknown number of results");
  SmallVector<DynamicType> list;
  SmallVector<Type> results;
  SmallVector<Attribute> symbols;
  for (int64_t i = 0; i < *count; ++i) {
    std::optional<int64_t> packed =
        fn.constant(pc, static_cast<uint32_t>(first + 1 + i));
    std::optional<int64_t> rttid;
    if (packed)
      rttid = bc::ValueRttid(static_cast<uint32_t>(*packed)).id();
    auto type = dynamicType(rttid);
    if (failed(type))
      return failure();
    llvm::append_range(results, types.registersOf(type->leaves));
    symbols.push_back(type->symbol);
    list.push_back(std::move(*type));
  }
  results.push_back(error);
  Value base = readIface(args);
  Value name = isMethod ? read(args + 2, Universe::string) : Value();
  Value packed = read(args + (isMethod ? 3 : 2));
  auto call = ir::DynCallOp::create(b, loc, results, base, name, packed,
                                    b.getArrayAttr(symbols));
  uint32_t slot = inst.a;
  unsigned next = 0;
  for (const DynamicType &type : list) {
    size_t width = types.registersOf(type.leaves).size();
    writeDynamic(slot, type, call.getResults().slice(next, width));
    next += width;
    bool isOne = type.leaves.size() == 1 && !type.isBoxed;
    slot += isOne ? 1 : 2;
  }
  write(slot, call.getResults().back());
  return true;
}

//===----------------------------------------------------------------------===//
// The library
//===----------------------------------------------------------------------===//

LogicalResult FunctionImporter::importNative() {
  const bc::ExternDef &callee = module.externs[inst.b];
  const auto &layout = meta<bc::MetaCallExternLayout>();
  std::optional<typing::Signature> signature = program.typing.native(callee);
  if (!signature)
    return notSupported();
  SmallVector<Type> results = typesOfSlots(inst.a, layout.rets.size());
  SmallVector<Value> arguments = readLeaves(inst.c, signature->params);
  auto type = b.getFunctionType(TypeRange(ValueRange(arguments)), results);
  auto call = ir::CallOp::create(b, loc, program.native(inst.b, type), results,
                                 arguments);
  writeLeaves(inst.a, call.getResults());
  return success();
}
