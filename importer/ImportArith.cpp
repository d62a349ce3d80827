//===- ImportArith.cpp - Loads, numbers, comparisons, conversions ---------===//

#include "importer/Function.h"

#include "importer/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

//===----------------------------------------------------------------------===//
// Loads and copies
//===----------------------------------------------------------------------===//

/// The zero of a slot's type.
static Value zeroOf(OpBuilder &b, Location loc, Type type) {
  if (isa<IntegerType, FloatType>(type))
    return arith::ConstantOp::create(b, loc, b.getZeroAttr(type));
  return ir::ZeroOp::create(b, loc, type);
}

bool FunctionImporter::importLoad() {
  Type type =
      slotType(context(), inst.a < def.slotTypes.size() ? frame.typeOf(inst.a)
                                                        : bc::SlotType::Value);
  switch (inst.opcode()) {
  case Opcode::LoadInt:
    set(inst.a,
        inst.imm32() == 0 ? zeroOf(b, loc, type) : constant(inst.imm32()));
    return true;
  case Opcode::LoadConst: {
    const bc::Constant &value = module.constants[inst.b];
    if (auto *boolean = std::get_if<bc::ConstBool>(&value))
      set(inst.a, constant(boolean->value));
    else if (auto *integer = std::get_if<bc::ConstInt>(&value))
      set(inst.a, constant(integer->value));
    else if (auto *real = std::get_if<bc::ConstFloat>(&value))
      set(inst.a, arith::ConstantFloatOp::create(
                      b, loc, b.getF64Type(),
                      APFloat(APFloat::IEEEdouble(), APInt(64, real->bits))));
    else
      set(inst.a, zeroOf(b, loc, type));
    return true;
  }
  case Opcode::Copy:
    set(inst.a, frame.get(b, loc, inst.b));
    return true;
  case Opcode::CopyN: {
    if (frame.copyMany(b, loc, inst.a, inst.b, inst.c))
      return true;
    SmallVector<Value> values;
    for (uint16_t i = 0; i < inst.c; ++i)
      values.push_back(frame.get(b, loc, inst.b + i));
    for (auto [i, value] : llvm::enumerate(values))
      set(inst.a + i, value);
    return true;
  }
  default:
    return false;
  }
}

bool FunctionImporter::importFrameArea() {
  auto *meta = std::get_if<bc::MetaSlotLayout>(&def.meta[pc]);
  if (!meta)
    return false;
  bool isGet =
      inst.opcode() == Opcode::SlotGet || inst.opcode() == Opcode::SlotGetN;
  uint16_t base = isGet ? inst.b : inst.a;
  uint16_t values = isGet ? inst.a : inst.c;
  int64_t width = meta->elemLayout.size();
  if (width == 0)
    return true;
  const Area *area = frame.findArea(base);
  // No index is below a length of 0: the check in front has panicked. What is
  // read only has to be a value of each type.
  if (!area || facts.indexBound(pc) == 0) {
    for (int64_t i = 0; isGet && i < width; ++i)
      set(values + i, zeroOf(b, loc, slotType(context(), meta->elemLayout[i])));
    return true;
  }
  Value index = getInt(isGet ? inst.c : inst.b);
  // Reads come before writes: the windows may overlap.
  SmallVector<Value> slots;
  for (int64_t i = 0; i < width; ++i)
    slots.push_back(
        isGet ? ir::FrameGetOp::create(
                    b, loc, slotType(context(), meta->elemLayout[i]),
                    area->handle, index, width, base - area->begin + i)
                    .getResult()
              : frame.get(b, loc, values + i));
  for (int64_t i = 0; i < width; ++i) {
    if (isGet)
      set(values + i, slots[i]);
    else
      ir::FrameSetOp::create(b, loc, area->handle, index, width,
                             base - area->begin + i, slots[i]);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

bool FunctionImporter::importArithmetic() {
  if (inst.opcode() == Opcode::NegI) {
    set(inst.a, arith::SubIOp::create(b, loc, constant(0), getInt(inst.b)));
    return true;
  }
  auto binary = [&]<typename Op>() {
    Value lhs = getInt(inst.b), rhs = getInt(inst.c);
    set(inst.a, Op::create(b, loc, b.getI64Type(), lhs, rhs)->getResult(0));
    return true;
  };
  switch (inst.opcode()) {
  case Opcode::AddI:
    return binary.operator()<arith::AddIOp>();
  case Opcode::SubI:
    return binary.operator()<arith::SubIOp>();
  case Opcode::MulI:
    return binary.operator()<arith::MulIOp>();
  case Opcode::DivI:
    return binary.operator()<ir::DivSOp>();
  case Opcode::DivU:
    return binary.operator()<ir::DivUOp>();
  case Opcode::ModI:
    return binary.operator()<ir::RemSOp>();
  case Opcode::ModU:
    return binary.operator()<ir::RemUOp>();
  default:
    return false;
  }
}

bool FunctionImporter::importFloat() {
  if (inst.opcode() == Opcode::NegF) {
    set(inst.a, arith::NegFOp::create(b, loc, getFloat(inst.b)));
    return true;
  }
  auto binary = [&]<typename Op>() {
    Value lhs = getFloat(inst.b), rhs = getFloat(inst.c);
    set(inst.a, Op::create(b, loc, lhs, rhs));
    return true;
  };
  switch (inst.opcode()) {
  case Opcode::AddF:
    return binary.operator()<arith::AddFOp>();
  case Opcode::SubF:
    return binary.operator()<arith::SubFOp>();
  case Opcode::MulF:
    return binary.operator()<arith::MulFOp>();
  case Opcode::DivF:
    return binary.operator()<arith::DivFOp>();
  default:
    return false;
  }
}

bool FunctionImporter::importLogic() {
  // Bits of references mean nothing to a moving collector.
  auto isNumber = [&](uint16_t slot) {
    return isa<IntegerType, FloatType>(slotType(context(), frame.typeOf(slot)));
  };
  auto binary = [&](auto make) {
    if (!isNumber(inst.b) || !isNumber(inst.c))
      return false;
    Value lhs = getInt(inst.b), rhs = getInt(inst.c);
    set(inst.a, make(lhs, rhs));
    return true;
  };
  switch (inst.opcode()) {
  case Opcode::And:
    return binary([&](Value x, Value y) -> Value {
      return arith::AndIOp::create(b, loc, x, y);
    });
  case Opcode::Or:
    return binary([&](Value x, Value y) -> Value {
      return arith::OrIOp::create(b, loc, x, y);
    });
  case Opcode::Xor:
    return binary([&](Value x, Value y) -> Value {
      return arith::XOrIOp::create(b, loc, x, y);
    });
  case Opcode::AndNot:
    return binary([&](Value x, Value y) -> Value {
      Value inverted = arith::XOrIOp::create(b, loc, y, constant(-1));
      return arith::AndIOp::create(b, loc, x, inverted);
    });
  case Opcode::Not:
    if (!isNumber(inst.b))
      return false;
    set(inst.a, arith::XOrIOp::create(b, loc, getInt(inst.b), constant(-1)));
    return true;
  case Opcode::BoolNot:
    setBool(inst.a, arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                          getInt(inst.b), constant(0)));
    return true;
  default:
    return false;
  }
}

bool FunctionImporter::importShift() {
  auto shift = [&]<typename Op>() {
    Value value = getInt(inst.b), count = getInt(inst.c);
    set(inst.a, Op::create(b, loc, b.getI64Type(), value, count,
                           /*signedCount=*/!(inst.flags & 1)));
    return true;
  };
  switch (inst.opcode()) {
  case Opcode::Shl:
    return shift.operator()<ir::ShlOp>();
  case Opcode::ShrS:
    return shift.operator()<ir::ShrSOp>();
  case Opcode::ShrU:
    return shift.operator()<ir::ShrUOp>();
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Comparisons
//===----------------------------------------------------------------------===//

Value FunctionImporter::compareRaw(bool equal) {
  Value lhs = frame.get(b, loc, inst.b), rhs = frame.get(b, loc, inst.c);
  if (isa<ir::RefType>(rhs.getType()) && !isa<ir::RefType>(lhs.getType()))
    std::swap(lhs, rhs);
  Value same;
  if (isa<ir::RefType>(lhs.getType()) && isa<ir::RefType>(rhs.getType())) {
    same = ir::RefEqOp::create(b, loc, lhs, rhs);
  } else if (isa<ir::RefType>(lhs.getType()) && rhs.getType().isInteger(64)) {
    // A reference against a number: the number can only be nil's 0.
    Value null = ir::RefIsNullOp::create(b, loc, lhs);
    Value zero = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq, rhs,
                                       constant(0));
    same = arith::AndIOp::create(b, loc, null, zero);
  } else if (isa<ir::WordType>(lhs.getType()) &&
             isa<ir::WordType>(rhs.getType())) {
    same = ir::WordEqOp::create(b, loc, lhs, rhs);
  } else if (isa<IntegerType, FloatType>(lhs.getType()) &&
             isa<IntegerType, FloatType>(rhs.getType())) {
    same = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                 getInt(inst.b), getInt(inst.c));
  } else {
    return {};
  }
  if (equal)
    return same;
  Value one = arith::ConstantIntOp::create(b, loc, 1, 1);
  return arith::XOrIOp::create(b, loc, same, one);
}

bool FunctionImporter::importComparison() {
  using P = arith::CmpIPredicate;
  using F = arith::CmpFPredicate;
  auto ints = [&](P predicate) {
    Value lhs = getInt(inst.b), rhs = getInt(inst.c);
    setBool(inst.a, arith::CmpIOp::create(b, loc, predicate, lhs, rhs));
    return true;
  };
  auto floats = [&](F predicate) {
    Value lhs = getFloat(inst.b), rhs = getFloat(inst.c);
    setBool(inst.a, arith::CmpFOp::create(b, loc, predicate, lhs, rhs));
    return true;
  };
  switch (inst.opcode()) {
  case Opcode::EqI:
  case Opcode::NeI:
    if (Value result = compareRaw(inst.opcode() == Opcode::EqI)) {
      setBool(inst.a, result);
      return true;
    }
    return false;
  case Opcode::LtI:
    return ints(P::slt);
  case Opcode::LtU:
    return ints(P::ult);
  case Opcode::LeI:
    return ints(P::sle);
  case Opcode::LeU:
    return ints(P::ule);
  case Opcode::GtI:
    return ints(P::sgt);
  case Opcode::GtU:
    return ints(P::ugt);
  case Opcode::GeI:
    return ints(P::sge);
  case Opcode::GeU:
    return ints(P::uge);
  case Opcode::EqF:
    return floats(F::OEQ);
  case Opcode::NeF:
    return floats(F::UNE);
  case Opcode::LtF:
    return floats(F::OLT);
  case Opcode::LeF:
    return floats(F::OLE);
  case Opcode::GtF:
    return floats(F::OGT);
  case Opcode::GeF:
    return floats(F::OGE);
  case Opcode::IndexCheck:
    ir::CheckIndexOp::create(b, loc, getInt(inst.a), getInt(inst.b));
    return true;
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

/// A float32 as a slot keeps it: its bits, the high half zero.
static Value bitsOfFloat32(OpBuilder &b, Location loc, Value value) {
  Value bits = arith::BitcastOp::create(b, loc, b.getI32Type(), value);
  return arith::ExtUIOp::create(b, loc, b.getI64Type(), bits);
}

bool FunctionImporter::importConversion() {
  switch (inst.opcode()) {
  case Opcode::ConvI2F: {
    Type type = inst.flags & 8 ? Type(b.getF32Type()) : b.getF64Type();
    Value value = getInt(inst.b);
    value = inst.flags & 1
                ? arith::UIToFPOp::create(b, loc, type, value).getResult()
                : arith::SIToFPOp::create(b, loc, type, value).getResult();
    set(inst.a, inst.flags & 8 ? bitsOfFloat32(b, loc, value) : value);
    return true;
  }
  case Opcode::ConvF2I: {
    static constexpr int64_t kWidths[] = {64, 8, 16, 32};
    set(inst.a, ir::FloatToIntOp::create(
                    b, loc, b.getI64Type(), getFloat(inst.b),
                    b.getI64IntegerAttr(kWidths[inst.flags >> 1 & 3]),
                    inst.flags & 1 ? b.getUnitAttr() : UnitAttr()));
    return true;
  }
  case Opcode::ConvF64F32: {
    Value narrow =
        arith::TruncFOp::create(b, loc, b.getF32Type(), getFloat(inst.b));
    set(inst.a, bitsOfFloat32(b, loc, narrow));
    return true;
  }
  case Opcode::ConvF32F64: {
    Value bits =
        arith::TruncIOp::create(b, loc, b.getI32Type(), getInt(inst.b));
    Value narrow = arith::BitcastOp::create(b, loc, b.getF32Type(), bits);
    set(inst.a, arith::ExtFOp::create(b, loc, b.getF64Type(), narrow));
    return true;
  }
  case Opcode::Trunc: {
    Type type = b.getIntegerType(8 * (inst.flags & 0x7F));
    Value narrow = arith::TruncIOp::create(b, loc, type, getInt(inst.b));
    set(inst.a,
        inst.flags & 0x80
            ? arith::ExtSIOp::create(b, loc, b.getI64Type(), narrow).getResult()
            : arith::ExtUIOp::create(b, loc, b.getI64Type(), narrow)
                  .getResult());
    return true;
  }
  default:
    return false;
  }
}
