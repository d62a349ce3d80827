//===- ExportCalls.cpp - Calls, externs, interface values -----------------===//

#include "exporter/FunctionExporter.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace vo::exporter;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

bool FunctionExporter::exportCall(Operation &op) {
  auto call = dyn_cast<ir::CallOp>(op);
  if (!call)
    return false;
  auto found = tables.functions.find(call.getCallee());
  if (found == tables.functions.end()) {
    refuse("a call of an unknown function");
    return true;
  }
  if (found->second > 0xFFFFFF) {
    refuse("more than 16777216 functions");
    return true;
  }
  std::string arguments = lettersOfTypes(call.getOperandTypes());
  std::string results = lettersOfTypes(call.getResultTypes());
  std::string letters = arguments + results;
  Operand window = code.group(letters.empty() ? "v" : letters, Role::Call);
  code.begin(window, loc);
  fillWindow(window, letters, call.getOperands());
  uint32_t id = found->second;
  emit(Opcode::Call, Operand::number(id & 0xFFFF), window, {}, id >> 16);
  uint16_t offset = arguments.size();
  for (Value result : call.getResults()) {
    Operand from = window.at(offset);
    Operand to = defineAs(result, lettersOfTypes(result.getType()));
    copy(to, from);
    offset += to.width;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Externs
//===----------------------------------------------------------------------===//

/// Calls an extern. `letters` are those of the arguments.
void FunctionExporter::callExtern(StringRef name, ValueRange arguments,
                                  StringRef letters, ValueRange results,
                                  bool variadic) {
  std::string resultLetters = lettersOfTypes(results.getTypes());
  uint32_t id = tables.externNamed(
      name, variadic ? std::nullopt : std::optional<StringRef>(letters),
      resultLetters);
  if (id == Tables::kTooMany)
    return refuse("more than 65536 externs");
  Operand from = window(letters, arguments);
  emit(Opcode::CallExtern, defineAll(results, resultLetters),
       Operand::number(id), from, 0,
       bc::MetaCallExternLayout{layoutOf(letters), layoutOf(resultLetters)});
}

/// Extern that an operation of one result is, if it is one.
static StringRef externOf(Operation &op) {
  return llvm::StringSwitch<StringRef>(op.getName().getStringRef())
      .Case("vo.slice.copy", "vo_copy")
      .Case("vo.string.from_int", "vo_conv_int_str")
      .Case("vo.string.from_bytes", "vo_conv_bytes_str")
      .Case("vo.string.from_runes", "vo_conv_runes_str")
      .Case("vo.string.to_bytes", "vo_conv_str_bytes")
      .Case("vo.string.to_runes", "vo_conv_str_runes")
      .Case("math.sqrt", "vo1:4:math:4:Sqrt")
      .Case("math.floor", "vo1:4:math:5:Floor")
      .Case("math.ceil", "vo1:4:math:4:Ceil")
      .Case("math.trunc", "vo1:4:math:5:Trunc")
      .Case("math.fma", "vo1:4:math:3:FMA")
      .Default({});
}

bool FunctionExporter::exportExtern(Operation &op) {
  if (auto print = dyn_cast<ir::PrintOp>(op)) {
    std::string letters = lettersOfTypes(print.getValues().getTypes());
    callExtern(print.getNewline() ? "vo_println" : "vo_print",
               print.getValues(), letters, {}, /*variadic=*/true);
    return true;
  }
  if (auto append = dyn_cast<ir::SliceAppendSliceOp>(op)) {
    Operand arguments = temporary("rrv");
    code.begin(arguments, loc);
    fillWindow(arguments, "rr", {append.getSlice(), append.getSource()});
    loadInt(arguments.at(2), static_cast<uint32_t>(append.getMeta()));
    uint32_t id = tables.externNamed("vo_slice_append_slice", "rrv", "r");
    emit(Opcode::CallExtern, define(append.getResult()), Operand::number(id),
         arguments, 0,
         bc::MetaCallExternLayout{layoutOf("rrv"), layoutOf("r")});
    return true;
  }
  auto native = dyn_cast<ir::NativeOp>(op);
  StringRef name = native ? native.getFunction() : externOf(op);
  if (name.empty())
    return false;
  for (Type type : op.getOperandTypes())
    if (type.isF32())
      return false;
  callExtern(name, op.getOperands(), lettersOfTypes(op.getOperandTypes()),
             op.getResults());
  return true;
}

//===----------------------------------------------------------------------===//
// Interface values
//===----------------------------------------------------------------------===//

void FunctionExporter::convertInterface(Value source, Value result,
                                        uint32_t interface) {
  Operand from = read(source, 'h');
  emit(Opcode::IfaceAssign, define(result), from,
       constantId(bc::ConstInt{interface}), uint8_t(bc::ValueKind::Interface));
}

/// Copies an object into an interface value with that header.
void FunctionExporter::exportClone(ir::CloneOp clone, uint64_t header) {
  Value object = root(clone.getObject());
  if (!object.getDefiningOp<ir::CloneOp>())
    return assignInterface(define(clone.getCopy()), header, clone.getObject());
  // A copy of a copy, which already is in an interface value.
  Operand from = read(object, 'h'), pair = define(clone.getCopy());
  emit(Opcode::IfaceAssign, pair, from, constantId(bc::ConstInt{0}),
       uint8_t(bc::ValueKind::Interface));
  Operand own = temporary("hw");
  assignInterface(own, header, {});
  emit(Opcode::Copy, pair.at(0), own.at(0));
}

bool FunctionExporter::exportInterface(Operation &op) {
  if (auto convert = dyn_cast<ir::IfaceToAnyOp>(op)) {
    convertInterface(convert.getIface(), convert.getResult(), 0);
    return true;
  }
  if (auto convert = dyn_cast<ir::IfaceConvertOp>(op)) {
    auto interface = tables.interfaces.find(convert.getInterface());
    if (interface == tables.interfaces.end())
      refuse("an interface of which only the implementers are known");
    else
      convertInterface(convert.getIface(), convert.getResult(),
                       interface->second);
    return true;
  }
  if (auto clone = dyn_cast<ir::CloneOp>(op)) {
    // Objects are copied when they become interface values.
    std::optional<uint64_t> header;
    for (Operation *user : clone.getCopy().getUsers())
      if (auto word = dyn_cast<ir::WordOfRefOp>(user); word && !header)
        header = knownHeader(word.getWord(), /*isReference=*/true);
    if (!header)
      for (auto kind : {bc::ValueKind::Struct, bc::ValueKind::Array})
        if (auto type = tables.typeOfKind(kind); type && !header)
          header = uint64_t(*type) << 8 | uint64_t(kind);
    if (!header) {
      refuse("a copy of an object in a module without struct types");
      return true;
    }
    exportClone(clone, *header);
    return true;
  }
  if (auto bits = dyn_cast<ir::WordToBitsOp>(op)) {
    // Assertions take the word itself.
    if (llvm::all_of(bits.getBits().getUses(), [](OpOperand &use) {
          return isa<ir::AssertOp>(use.getOwner());
        }))
      return true;
    // Through memory: no instruction looks at a data word as a number.
    Operand pair = read(bits.getWord(), 'h'), box = temporary("r");
    uint32_t meta = tables.structMeta("hw");
    Operand word = constantSlot(
        static_cast<int64_t>(bc::ValueMeta(bc::ValueKind::Struct, meta).raw));
    emit(Opcode::PtrNew, box, word, Operand::number(2), 0,
         bc::MetaPtrLayout{layoutOf("hw")});
    storeSlot(box, 1, pair.at(1));
    emit(Opcode::PtrGet, define(bits.getBits()), box, Operand::number(1), 0,
         bc::MetaPtrLayout{layoutOf("v")});
    return true;
  }
  if (auto check = dyn_cast<ir::AssertOp>(op)) {
    std::string letters = "hw" + lettersOfTypes(check.getValues().getTypes());
    Operand arguments = temporary(letters);
    code.begin(arguments, loc);
    Operand condition = arguments.at(0);
    condition.width = 2;
    auto word = check.getCondition().getDefiningOp<ir::WordToBitsOp>();
    if (word && root(check.getCondition()) == check.getCondition()) {
      fillPair(condition, word.getWord());
    } else if (auto type = tables.typeOfKind(bc::ValueKind::Bool)) {
      assignInterface(condition,
                      uint64_t(*type) << 8 | uint64_t(bc::ValueKind::Bool),
                      check.getCondition());
    } else {
      refuse("an assertion in a module without the type bool");
      return true;
    }
    fillWindow(arguments.at(2), StringRef(letters).drop_front(2),
               check.getValues());
    uint32_t id = tables.externNamed("vo_assert", std::nullopt, "");
    emit(Opcode::CallExtern, temporary("v"), Operand::number(id), arguments, 0,
         bc::MetaCallExternLayout{layoutOf(letters), {}});
    return true;
  }
  return false;
}
