//===- Frame.cpp - Frame slots as variables and areas ---------------------===//

#include "importer/Frame.h"

#include "importer/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;

Frame::Frame(const bc::FunctionDef &function,
             const bc::verify::ProvenFacts &facts, OpBuilder entry,
             Location loc)
    : function(function), facts(facts), entry(entry), loc(loc) {}

//===----------------------------------------------------------------------===//
// Areas
//===----------------------------------------------------------------------===//

UnknownArea Frame::findAreas(ArrayRef<bool> reachable) {
  SmallVector<std::pair<uint32_t, uint32_t>> ranges;
  for (uint32_t pc = 0; pc < function.code.size(); ++pc) {
    const bc::Instruction &inst = function.code[pc];
    auto *layout = std::get_if<bc::MetaSlotLayout>(&function.meta[pc]);
    if (!reachable[pc] || !layout)
      continue;
    bool isGet = inst.opcode() == bc::Opcode::SlotGet ||
                 inst.opcode() == bc::Opcode::SlotGetN;
    uint16_t base = isGet ? inst.b : inst.a;
    std::optional<uint64_t> length = facts.indexBound(pc);
    if (!length || *length > function.localSlots)
      return pc;
    uint64_t end = base + *length * layout->elemLayout.size();
    if (end > function.localSlots)
      return pc;
    if (end > base)
      ranges.push_back({base, static_cast<uint32_t>(end)});
  }

  // Overlapping ranges are one area; interface pairs stay whole.
  llvm::sort(ranges);
  for (auto [begin, end] : ranges) {
    if (!areas.empty() && begin < areas.back().end)
      areas.back().end = std::max<uint16_t>(areas.back().end, end);
    else
      areas.push_back(
          {static_cast<uint16_t>(begin), static_cast<uint16_t>(end), Value()});
  }
  for (Area &area : areas) {
    bc::Layout types(function.slotTypes.begin() + area.begin,
                     function.slotTypes.begin() + area.end);
    auto layout = ir::LayoutAttr::get(entry.getContext(), lettersOf(types));
    if (layout.hasReferences())
      area.handle = ir::NewOp::create(entry, loc, layout);
    else
      area.handle = ir::FrameOp::create(
          entry, loc, ir::FrameType::get(entry.getContext()), layout);
  }
  return std::nullopt;
}

const Area *Frame::findArea(uint16_t slot) const {
  for (const Area &area : areas)
    if (slot >= area.begin && slot < area.end)
      return &area;
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Single slots
//===----------------------------------------------------------------------===//

Value Frame::variable(uint16_t slot) {
  Value &variable = variables[slot];
  if (!variable) {
    Type type = slotType(entry.getContext(), function.slotTypes[slot]);
    variable =
        ir::VarOp::create(entry, loc, ir::VarType::get(type.getContext(), type),
                          "r" + std::to_string(slot));
  }
  return variable;
}

Value Frame::get(OpBuilder &builder, Location loc, uint16_t slot) {
  if (const Area *area = findArea(slot)) {
    Value zero = arith::ConstantIntOp::create(builder, loc, 0, 64);
    return ir::FrameGetOp::create(
        builder, loc, slotType(builder.getContext(), typeOf(slot)),
        area->handle, zero, /*stride=*/1, /*offset=*/slot - area->begin);
  }
  return ir::VarGetOp::create(builder, loc, variable(slot));
}

/// `value` as a value of slot type `type`.
static Value convert(OpBuilder &builder, Location loc, Value value, Type type) {
  if (value.getType() == type)
    return value;
  if (isa<ir::RefType>(type) &&
      isa<ir::StringType, ir::SliceType>(value.getType()))
    return ir::BoxOp::create(builder, loc, value);
  return arith::BitcastOp::create(builder, loc, type, value);
}

void Frame::set(OpBuilder &builder, Location loc, uint16_t slot, Value value) {
  value = convert(builder, loc, value,
                  slotType(builder.getContext(), typeOf(slot)));
  if (const Area *area = findArea(slot)) {
    Value zero = arith::ConstantIntOp::create(builder, loc, 0, 64);
    ir::FrameSetOp::create(builder, loc, area->handle, zero, /*stride=*/1,
                           /*offset=*/slot - area->begin, value);
    return;
  }
  ir::VarSetOp::create(builder, loc, variable(slot), value);
}

Value Frame::getInt(OpBuilder &builder, Location loc, uint16_t slot) {
  return convert(builder, loc, get(builder, loc, slot), builder.getI64Type());
}

Value Frame::getFloat(OpBuilder &builder, Location loc, uint16_t slot) {
  return convert(builder, loc, get(builder, loc, slot), builder.getF64Type());
}

Value Frame::getRef(OpBuilder &builder, Location loc, uint16_t slot) {
  return get(builder, loc, slot);
}

Value Frame::getString(OpBuilder &builder, Location loc, uint16_t slot) {
  return ir::UnboxOp::create(builder, loc,
                             ir::StringType::get(builder.getContext()),
                             get(builder, loc, slot));
}

Value Frame::getSlice(OpBuilder &builder, Location loc, uint16_t slot) {
  return ir::UnboxOp::create(builder, loc,
                             ir::SliceType::get(builder.getContext()),
                             get(builder, loc, slot));
}

Value Frame::getIface(OpBuilder &builder, Location loc, uint16_t slot) {
  Value header = get(builder, loc, slot);
  Value word = get(builder, loc, slot + 1);
  return ir::IfaceMakeOp::create(builder, loc, header, word);
}

void Frame::setIface(OpBuilder &builder, Location loc, uint16_t slot,
                     Value iface) {
  set(builder, loc, slot, ir::IfaceHeaderOp::create(builder, loc, iface));
  set(builder, loc, slot + 1, ir::IfaceWordOp::create(builder, loc, iface));
}

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

SmallVector<Value> Frame::getRegisters(OpBuilder &builder, Location loc,
                                       uint16_t first, StringRef letters) {
  SmallVector<Value> values;
  for (auto [i, letter] : llvm::enumerate(letters)) {
    uint16_t slot = first + i;
    if (letter == 'h')
      values.push_back(getIface(builder, loc, slot));
    else if (letter == 'v')
      values.push_back(getInt(builder, loc, slot));
    else if (letter == 'f')
      values.push_back(getFloat(builder, loc, slot));
    else if (letter == 'r')
      values.push_back(getRef(builder, loc, slot));
  }
  return values;
}

void Frame::setRegisters(OpBuilder &builder, Location loc, uint16_t first,
                         ValueRange values) {
  uint16_t slot = first;
  for (Value value : values) {
    if (isa<ir::IfaceType>(value.getType())) {
      setIface(builder, loc, slot, value);
      slot += 2;
    } else {
      set(builder, loc, slot++, value);
    }
  }
}
