//===- ImportCalls.cpp - Calls, returns, externs, interface values --------===//

#include "importer/Function.h"

#include "dialect/vo/InterfaceHeader.h"
#include "importer/Refusals.h"
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

/// The box in a slot is an array object iff the function puts it there by
/// ArrayNew. Nothing when it does both that and something else.
std::optional<ir::ElemAttr> FunctionImporter::arrayBoxIn(uint16_t slot) {
  ir::ElemAttr elem;
  bool isOther = false;
  for (auto [made, meta, isReachable] :
       llvm::zip_equal(def.code, def.meta, reachable)) {
    if (!isReachable || made.a != slot)
      continue;
    isOther |= made.opcode() == Opcode::PtrNew;
    if (made.opcode() != Opcode::ArrayNew)
      continue;
    ir::ElemAttr here = elemOf(context(), made, meta);
    isOther |= elem && elem != here;
    elem = here;
  }
  if (elem && isOther)
    return std::nullopt;
  return elem;
}

ValueRange FunctionImporter::readSlots(Value object, int64_t slot,
                                       StringRef letters) {
  auto types = ir::LayoutAttr::get(context(), letters).registerTypes();
  return ir::LoadOp::create(b, loc, types, object, b.getI64IntegerAttr(slot))
      .getValues();
}

/// Appends the elements of an array object, whose slots number `width`.
void FunctionImporter::readArrayBox(Value array, ir::ElemAttr elem,
                                    unsigned width,
                                    SmallVectorImpl<Value> &values) {
  size_t slots = elem.letters().size();
  for (size_t i = 0; slots != 0 && i < width / slots; ++i) {
    auto get = ir::ArrayGetOp::create(b, loc, elem.registerTypes(), array,
                                      constant(i), elem);
    llvm::append_range(values, get.getValues());
  }
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
    std::optional<ir::ElemAttr> elem = arrayBoxIn(slot);
    if (!elem)
      return notSupported("result in boxes of different kinds");
    if (*elem)
      readArrayBox(getRef(slot), *elem, width, results);
    else
      llvm::append_range(results, readSlots(getRef(slot), /*slot=*/0, part));
  }
  ir::ReturnOp::create(b, loc, results);
  return success();
}

//===----------------------------------------------------------------------===//
// Externs
//===----------------------------------------------------------------------===//

LogicalResult FunctionImporter::importExtern() {
  std::string name = plainName(module.externs[inst.b].name);
  if (importOutputExtern(name) || importSliceExtern(name) ||
      importStringExtern(name) || importMathExtern(name) ||
      importIoErrors(name) || importNative())
    return success();
  return notSupported();
}

bool FunctionImporter::importOutputExtern(StringRef name) {
  const auto &layout = std::get<bc::MetaCallExternLayout>(def.meta[pc]);
  auto ifaces = [&](size_t from) {
    SmallVector<Value> values;
    for (size_t i = from; i + 1 < layout.args.size(); i += 2)
      values.push_back(frame.getIface(b, loc, inst.c + i));
    return values;
  };
  if (name == "vo_print" || name == "vo_println") {
    ir::PrintOp::create(
        b, loc, name == "vo_println" ? b.getUnitAttr() : UnitAttr(), ifaces(0));
    return true;
  }
  if (name == "vo_assert") {
    Value word = frame.get(b, loc, inst.c + 1);
    ir::AssertOp::create(b, loc, ir::WordToBitsOp::create(b, loc, word),
                         ifaces(2));
    return true;
  }
  return false;
}

bool FunctionImporter::importSliceExtern(StringRef name) {
  uint16_t argument = inst.c;
  if (name == "vo_copy") {
    set(inst.a,
        ir::SliceCopyOp::create(b, loc, b.getI64Type(), getSlice(argument),
                                getRef(argument + 1)));
    return true;
  }
  if (name != "vo_slice_append_slice" || !facts.constant(pc, argument + 2))
    return false;
  IntegerAttr meta = metaIn(argument + 2);
  ir::ElemAttr elem = elemOfMeta(
      context(), module, bc::ValueMeta(static_cast<uint32_t>(meta.getInt())));
  if (!elem)
    return false;
  Value slice = getSlice(argument);
  // Only bytes can be appended from a string.
  Value source = elem.getKind() == ir::ElemKind::U8 ? getRef(argument + 1)
                                                    : getSlice(argument + 1);
  set(inst.a,
      ir::SliceAppendSliceOp::create(b, loc, ir::SliceType::get(context()),
                                     slice, source, elem, meta));
  return true;
}

bool FunctionImporter::importStringExtern(StringRef name) {
  uint16_t argument = inst.c;
  if (name == "vo_conv_int_str")
    set(inst.a, ir::StringFromIntOp::create(b, loc, getInt(argument)));
  else if (name == "vo_conv_bytes_str")
    set(inst.a, ir::StringFromBytesOp::create(b, loc, getSlice(argument)));
  else if (name == "vo_conv_runes_str")
    set(inst.a, ir::StringFromRunesOp::create(b, loc, getSlice(argument)));
  else if (name == "vo_conv_str_bytes")
    set(inst.a, ir::StringToBytesOp::create(b, loc, getString(argument)));
  else if (name == "vo_conv_str_runes")
    set(inst.a, ir::StringToRunesOp::create(b, loc, getString(argument)));
  else
    return false;
  return true;
}

bool FunctionImporter::importMathExtern(StringRef name) {
  uint16_t argument = inst.c;
  if (name == "math.Sqrt")
    set(inst.a, math::SqrtOp::create(b, loc, getFloat(argument)));
  else if (name == "math.Floor")
    set(inst.a, math::FloorOp::create(b, loc, getFloat(argument)));
  else if (name == "math.Ceil")
    set(inst.a, math::CeilOp::create(b, loc, getFloat(argument)));
  else if (name == "math.Trunc")
    set(inst.a, math::TruncOp::create(b, loc, getFloat(argument)));
  else if (name == "math.FMA")
    set(inst.a,
        math::FmaOp::create(b, loc, getFloat(argument), getFloat(argument + 1),
                            getFloat(argument + 2)));
  else
    return false;
  return true;
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

/// The type constant of an IfaceAssign: a runtime type in the high half, a
/// method table or interface in the low one.
static uint64_t typeConstant(const bc::Module &module,
                             const bc::Instruction &inst) {
  return std::get<bc::ConstInt>(module.constants[inst.c]).value;
}

std::optional<uint32_t>
vo::importer::conversionTarget(const bc::Module &module,
                               const bc::Instruction &inst) {
  if (inst.opcode() != Opcode::IfaceAssign ||
      static_cast<bc::ValueKind>(inst.flags) != bc::ValueKind::Interface)
    return std::nullopt;
  return static_cast<uint32_t>(typeConstant(module, inst));
}

void FunctionImporter::importIfaceConversion(uint32_t target) {
  Type type = ir::IfaceType::get(context());
  Value source = frame.getIface(b, loc, inst.b);
  frame.setIface(
      b, loc, inst.a,
      target == 0 ? ir::IfaceToAnyOp::create(b, loc, type, source).getResult()
                  : ir::IfaceConvertOp::create(b, loc, type, source,
                                               names.interfaces[target]));
}

bool FunctionImporter::importIfaceAssign() {
  if (inst.opcode() != Opcode::IfaceAssign)
    return false;
  if (auto target = conversionTarget(module, inst)) {
    importIfaceConversion(*target);
    return true;
  }
  constexpr uint32_t noMethods = 0xFFFFFFFF;
  auto kind = static_cast<bc::ValueKind>(inst.flags);
  uint64_t packed = typeConstant(module, inst);
  uint32_t itab = static_cast<uint32_t>(packed);
  ir::InterfaceHeader header = {itab == noMethods ? 0 : itab,
                                static_cast<uint32_t>(packed >> 32),
                                inst.flags};
  Value word;
  if (!bc::mayHoldReferences(kind)) {
    word = ir::WordOfBitsOp::create(b, loc, getInt(inst.b));
  } else {
    Value object = getRef(inst.b);
    if (kind == bc::ValueKind::Struct || kind == bc::ValueKind::Array)
      object = ir::CloneOp::create(b, loc, object);
    word = ir::WordOfRefOp::create(b, loc, object);
  }
  set(inst.a,
      constant(header.isNil() ? 0 : static_cast<int64_t>(header.word())));
  set(inst.a + 1, word);
  return true;
}
