//===- Frame.cpp - Frame slots as variables and areas ---------------------===//

#include "importer/Frame.h"

#include "importer/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

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
    if (!reachable[pc])
      continue;
    if (inst.opcode() == bc::Opcode::CopyN && inst.c >= kManySlots &&
        periodOf(inst.a, inst.b, inst.c))
      for (uint32_t begin : {inst.a, inst.b})
        ranges.push_back({begin, begin + inst.c});
    auto *layout = std::get_if<bc::MetaSlotLayout>(&function.meta[pc]);
    if (!layout)
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
  auto behind = llvm::partition_point(
      areas, [&](const Area &area) { return area.begin <= slot; });
  if (behind == areas.begin() || slot >= std::prev(behind)->end)
    return nullptr;
  return &*std::prev(behind);
}

//===----------------------------------------------------------------------===//
// Copies of many slots
//===----------------------------------------------------------------------===//

/// After how many slots the types of both windows repeat, a divisor of `count`;
/// 0 if never, or if the windows overlap.
uint16_t Frame::periodOf(uint16_t to, uint16_t from, uint16_t count) const {
  if (std::max(to, from) - std::min(to, from) < count)
    return 0;
  auto types = llvm::ArrayRef(function.slotTypes);
  auto target = types.slice(to, count), source = types.slice(from, count);
  if (target != source)
    return 0;
  constexpr uint16_t kMaxPeriod = 32;
  for (uint16_t period = 1; period <= kMaxPeriod; ++period)
    if (count % period == 0 &&
        source.drop_front(period) == source.drop_back(period))
      return period;
  return 0;
}

bool Frame::copyMany(OpBuilder &builder, Location loc, uint16_t to,
                     uint16_t from, uint16_t count) {
  uint16_t period = count < kManySlots ? 0 : periodOf(to, from, count);
  if (period == 0)
    return false;
  const Area &target = *findArea(to), &source = *findArea(from);
  auto constant = [&](int64_t value) {
    return arith::ConstantIntOp::create(builder, loc, value, 64);
  };
  Value zero = constant(0);
  Block *before = builder.getInsertionBlock();
  Block *loop =
      builder.createBlock(before->getParent(), std::next(before->getIterator()),
                          builder.getI64Type(), loc);
  Block *behind =
      builder.createBlock(before->getParent(), std::next(loop->getIterator()));
  builder.setInsertionPointToEnd(before);
  cf::BranchOp::create(builder, loc, loop, ValueRange(zero));
  builder.setInsertionPointToEnd(loop);
  Value index = loop->getArgument(0);
  SmallVector<Value> values;
  for (uint16_t i = 0; i < period; ++i)
    values.push_back(ir::FrameGetOp::create(
        builder, loc, slotType(builder.getContext(), typeOf(from + i)),
        source.handle, index, period, from - source.begin + i));
  for (auto [i, value] : llvm::enumerate(values))
    ir::FrameSetOp::create(builder, loc, target.handle, index, period,
                           to - target.begin + i, value);
  Value next = arith::AddIOp::create(builder, loc, index, constant(1));
  Value more = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ult,
                                     next, constant(count / period));
  cf::CondBranchOp::create(builder, loc, more, loop, ValueRange(next), behind,
                           ValueRange());
  builder.setInsertionPointToEnd(behind);
  return true;
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
