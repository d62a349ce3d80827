//===- ImportCalls.cpp - Calls, returns, externs, interface values --------===//

#include "importer/Function.h"

#include "importer/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

LogicalResult FunctionImporter::importCall() {
  uint32_t callee = inst.functionId();
  const bc::FunctionDef &target = module.functions[callee];
  SmallVector<Value> arguments;
  for (const Parameter &parameter : parametersOf(context(), target)) {
    uint16_t slot = inst.b + parameter.slot;
    if (isa<ir::IfaceType>(parameter.type))
      arguments.push_back(frame.getIface(b, loc, slot));
    else if (isa<ir::StringType>(parameter.type))
      arguments.push_back(getString(slot));
    else if (isa<ir::SliceType>(parameter.type))
      arguments.push_back(getSlice(slot));
    else if (isa<FloatType>(parameter.type))
      arguments.push_back(getFloat(slot));
    else if (isa<IntegerType>(parameter.type))
      arguments.push_back(getInt(slot));
    else
      arguments.push_back(getRef(slot));
  }
  auto call = ir::CallOp::create(
      b, loc, FlatSymbolRefAttr::get(context(), names.functions[callee]),
      registerTypesOf(context(), target.retSlotTypes), arguments);
  frame.setRegisters(b, loc, inst.b + target.paramSlots, call.getResults());
  return success();
}

LogicalResult FunctionImporter::importReturn() {
  if (inst.flags & 2)
    return importHeapReturn();
  ir::ReturnOp::create(
      b, loc, frame.getRegisters(b, loc, inst.a, lettersOf(def.retSlotTypes)));
  return success();
}

/// Results that live in boxes: each is read when the function returns.
LogicalResult FunctionImporter::importHeapReturn() {
  SmallVector<Value> results;
  std::string all = lettersOf(def.retSlotTypes);
  size_t at = 0;
  for (auto [i, width] : llvm::enumerate(def.heapRetSlots)) {
    uint16_t slot = inst.a + i;
    StringRef part = StringRef(all).substr(at, width);
    at += width;
    // The box is an array object iff the function makes it by ArrayNew.
    for (const bc::Instruction &made : def.code)
      if (made.opcode() == Opcode::ArrayNew && made.a == slot)
        return notSupported("named array result in a box");
    auto types = ir::LayoutAttr::get(context(), part).registerTypes();
    auto load =
        ir::LoadOp::create(b, loc, types, getRef(slot), b.getI64IntegerAttr(0));
    llvm::append_range(results, load.getValues());
  }
  ir::ReturnOp::create(b, loc, results);
  return success();
}

//===----------------------------------------------------------------------===//
// Externs
//===----------------------------------------------------------------------===//

/// The package and function of a canonical extern name
/// (`vo1:<bytes>:<package>:<bytes>:<function>`) as "package.function"; compact
/// names as they are.
static std::string plainName(StringRef name) {
  StringRef rest = name;
  unsigned long long size = 0;
  if (!rest.consume_front("vo1:") || rest.consumeInteger(10, size) ||
      !rest.consume_front(":") || size > rest.size())
    return name.str();
  StringRef package = rest.take_front(size);
  rest = rest.drop_front(size);
  if (!rest.consume_front(":") || rest.consumeInteger(10, size) ||
      !rest.consume_front(":"))
    return name.str();
  return (package + "." + rest).str();
}

LogicalResult FunctionImporter::importExtern() {
  std::string name = plainName(module.externs[inst.b].name);
  if (importNamedExtern(name))
    return success();
  return notSupported("extern " + name);
}

bool FunctionImporter::importNamedExtern(StringRef name) {
  const auto &layout = std::get<bc::MetaCallExternLayout>(def.meta[pc]);
  uint16_t result = inst.a, argument = inst.c;
  auto ifaces = [&](size_t from) {
    SmallVector<Value> values;
    for (size_t i = from; i + 1 < layout.args.size(); i += 2)
      values.push_back(frame.getIface(b, loc, argument + i));
    return values;
  };
  auto math = [&]<typename Op>() {
    set(result, Op::create(b, loc, getFloat(argument)));
    return true;
  };
  auto bytes = ir::ElemAttr();

  if (name == "vo_print" || name == "vo_println") {
    ir::PrintOp::create(
        b, loc, name == "vo_println" ? b.getUnitAttr() : UnitAttr(), ifaces(0));
    return true;
  }
  if (name == "vo_assert") {
    Value word = frame.get(b, loc, argument + 1);
    ir::AssertOp::create(b, loc, ir::WordToBitsOp::create(b, loc, word),
                         ifaces(2));
    return true;
  }
  if (name == "vo_copy") {
    set(result,
        ir::SliceCopyOp::create(b, loc, b.getI64Type(), getSlice(argument),
                                getRef(argument + 1)));
    return true;
  }
  if (name == "vo_slice_append_slice") {
    IntegerAttr meta = metaIn(argument + 2);
    bytes = elemOfMeta(context(), module,
                       bc::ValueMeta(static_cast<uint32_t>(meta.getInt())));
    if (!facts.constant(pc, argument + 2) || !bytes)
      return false;
    Value slice = getSlice(argument);
    // Only bytes can be appended from a string.
    Value source = bytes.getKind() == ir::ElemKind::U8 ? getRef(argument + 1)
                                                       : getSlice(argument + 1);
    set(result,
        ir::SliceAppendSliceOp::create(b, loc, ir::SliceType::get(context()),
                                       slice, source, bytes, meta));
    return true;
  }
  if (name == "vo_conv_int_str") {
    set(result, ir::StringFromIntOp::create(b, loc, getInt(argument)));
    return true;
  }
  if (name == "vo_conv_bytes_str") {
    set(result, ir::StringFromBytesOp::create(b, loc, getSlice(argument)));
    return true;
  }
  if (name == "vo_conv_runes_str") {
    set(result, ir::StringFromRunesOp::create(b, loc, getSlice(argument)));
    return true;
  }
  if (name == "vo_conv_str_bytes") {
    set(result, ir::StringToBytesOp::create(b, loc, getString(argument)));
    return true;
  }
  if (name == "vo_conv_str_runes") {
    set(result, ir::StringToRunesOp::create(b, loc, getString(argument)));
    return true;
  }
  if (name == "math.Sqrt")
    return math.operator()<math::SqrtOp>();
  if (name == "math.Floor")
    return math.operator()<math::FloorOp>();
  if (name == "math.Ceil")
    return math.operator()<math::CeilOp>();
  if (name == "math.Trunc")
    return math.operator()<math::TruncOp>();
  if (name == "math.FMA") {
    set(result,
        math::FmaOp::create(b, loc, getFloat(argument), getFloat(argument + 1),
                            getFloat(argument + 2)));
    return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Interface values
//===----------------------------------------------------------------------===//

bool FunctionImporter::importIfaceEq() {
  if (inst.opcode() != Opcode::IfaceEq)
    return false;
  Value lhs = frame.getIface(b, loc, inst.b);
  Value rhs = frame.getIface(b, loc, inst.c);
  set(inst.a, ir::IfaceEqOp::create(b, loc, lhs, rhs));
  return true;
}

LogicalResult FunctionImporter::importIfaceAssign() {
  auto kind = static_cast<bc::ValueKind>(inst.flags);
  auto packed = std::get<bc::ConstInt>(module.constants[inst.c]).value;
  uint64_t type = static_cast<uint64_t>(packed) >> 32;
  uint64_t itab = packed & 0xFFFFFFFF;
  if (kind == bc::ValueKind::Interface) {
    if (itab != 0)
      return notSupported("conversion between interface types");
    Value any = ir::IfaceToAnyOp::create(b, loc, ir::IfaceType::get(context()),
                                         frame.getIface(b, loc, inst.b));
    frame.setIface(b, loc, inst.a, any);
    return success();
  }
  if (itab == 0xFFFFFFFF)
    itab = 0;
  uint64_t header = kind == bc::ValueKind::Void
                        ? 0
                        : itab << 32 | type << 8 | static_cast<uint64_t>(kind);
  Value word;
  if (!bc::mayHoldReferences(kind)) {
    word = ir::WordOfBitsOp::create(b, loc, getInt(inst.b));
  } else {
    Value object = getRef(inst.b);
    if (kind == bc::ValueKind::Struct || kind == bc::ValueKind::Array)
      object = ir::CloneOp::create(b, loc, object);
    word = ir::WordOfRefOp::create(b, loc, object);
  }
  set(inst.a, constant(static_cast<int64_t>(header)));
  set(inst.a + 1, word);
  return success();
}
