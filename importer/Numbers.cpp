//===- Numbers.cpp - Irregular numbers, comparisons of anything -----------===//

#include "importer/Function.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ssa = vo::bc::ssa;
using bc::Opcode;

LogicalResult FunctionImporter::importLoad() {
  ValueId id = ssa.written(pc, inst.a);
  // Zeros are made where they are used, in the type wanted there; the first
  // half of an interface value stands for both.
  if (fn.isZero(id) || isSecondHalf(inst.a))
    return success();
  if (inst.opcode() == Opcode::LoadInt) {
    if (inst.imm32() == 0)
      write(inst.a, ir::zeroOf(b, loc, registerOf(fn.type(id))));
    else
      write(inst.a, constant(inst.imm32()));
    return success();
  }
  const bc::Constant &value = module.constants[inst.b];
  if (auto *boolean = std::get_if<bc::ConstBool>(&value))
    write(inst.a, constant(boolean->value));
  else if (auto *integer = std::get_if<bc::ConstInt>(&value))
    write(inst.a, constant(integer->value));
  else if (auto *real = std::get_if<bc::ConstFloat>(&value))
    write(inst.a, arith::ConstantFloatOp::create(
                      b, loc, b.getF64Type(),
                      APFloat(APFloat::IEEEdouble(), APInt(64, real->bits))));
  else
    write(inst.a, ir::zeroOf(b, loc, registerOf(fn.type(id))));
  return success();
}

/// Trunc: keep low bytes.
static Value truncate(OpBuilder &b, Location loc, uint8_t flags, Value value) {
  unsigned bytes = flags & ~bc::flag::truncSigned;
  Type narrow = b.getIntegerType(8 * bytes);
  Value low = arith::TruncIOp::create(b, loc, narrow, value);
  if (flags & bc::flag::truncSigned)
    return arith::ExtSIOp::create(b, loc, b.getI64Type(), low);
  return arith::ExtUIOp::create(b, loc, b.getI64Type(), low);
}

LogicalResult FunctionImporter::importNumber() {
  switch (inst.opcode()) {
  case Opcode::NegI:
    write(inst.a, arith::SubIOp::create(b, loc, constant(0), readInt(inst.b)));
    return success();
  case Opcode::NegF:
    write(inst.a, arith::NegFOp::create(b, loc, readFloat(inst.b)));
    return success();
  case Opcode::AndNot: {
    Value lhs = readInt(inst.b), rhs = readInt(inst.c);
    Value inverted = arith::XOrIOp::create(b, loc, rhs, constant(-1));
    write(inst.a, arith::AndIOp::create(b, loc, lhs, inverted));
    return success();
  }
  case Opcode::Not:
    write(inst.a, arith::XOrIOp::create(b, loc, readInt(inst.b), constant(-1)));
    return success();
  case Opcode::BoolNot:
    writeBool(inst.a, arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                            readInt(inst.b), constant(0)));
    return success();
  case Opcode::ConvI2F: {
    Type type = inst.flags & bc::flag::toFloat32 ? Type(b.getF32Type())
                                                 : b.getF64Type();
    Value value = readInt(inst.b);
    write(inst.a,
          inst.flags & bc::flag::unsignedSource
              ? arith::UIToFPOp::create(b, loc, type, value).getResult()
              : arith::SIToFPOp::create(b, loc, type, value).getResult());
    return success();
  }
  case Opcode::ConvF2I: {
    static constexpr int64_t kWidths[] = {64, 8, 16, 32};
    bool isUnsigned = inst.flags & bc::flag::unsignedTarget;
    write(inst.a, ir::FloatToIntOp::create(
                      b, loc, b.getI64Type(), readFloat(inst.b),
                      b.getI64IntegerAttr(kWidths[inst.flags >> 1 & 3]),
                      isUnsigned ? b.getUnitAttr() : UnitAttr()));
    return success();
  }
  case Opcode::ConvF64F32:
    write(inst.a,
          arith::TruncFOp::create(b, loc, b.getF32Type(), readFloat(inst.b)));
    return success();
  case Opcode::ConvF32F64:
    write(inst.a, arith::ExtFOp::create(b, loc, b.getF64Type(),
                                        readFloat(inst.b, true)));
    return success();
  case Opcode::Trunc:
    write(inst.a, truncate(b, loc, inst.flags, readInt(inst.b)));
    return success();
  case Opcode::IndexCheck: {
    Value index = readInt(inst.a), length = readInt(inst.b);
    ir::CheckIndexOp::create(b, loc, index, length);
    return success();
  }
  default:
    return notSupported();
  }
}

/// Nothing but comparisons with zero uses the value.
bool FunctionImporter::isOnlyTested(ValueId id) {
  if (!usedAsBits) {
    usedAsBits.emplace();
    for (uint32_t i = 0; i < ssa.cfg().blocks.size(); ++i) {
      for (const ssa::Phi &phi : ssa.phis(i))
        usedAsBits->insert(phi.operands.begin(), phi.operands.end());
      const auto &range = ssa.cfg().blocks[i];
      for (uint32_t at = range.begin; at < range.end; ++at) {
        const bc::Instruction &word = def.code[at];
        Opcode opcode = word.opcode();
        bool isTest = opcode == Opcode::JumpIf || opcode == Opcode::JumpIfNot;
        if (opcode == Opcode::EqI || opcode == Opcode::NeI)
          isTest = fn.isZero(ssa.read(at, word.b)) ||
                   fn.isZero(ssa.read(at, word.c));
        if (!isTest)
          for (const ssa::SlotRange &slots : ssa.reads(at))
            usedAsBits->insert(slots.values.begin(), slots.values.end());
      }
    }
  }
  return !usedAsBits->contains(id);
}

/// The kind in the low byte of an interface's header is 0 for nil only: with
/// it, type switches look for nil.
FailureOr<bool> FunctionImporter::importHeaderBits() {
  static constexpr int64_t kKindMask = 0xFF;
  auto isHeader = [&](uint32_t slot) {
    return def.slotTypes[slot] == bc::SlotType::Interface0;
  };
  if (!isHeader(inst.b) && !isHeader(inst.c))
    return false;
  uint32_t header = isHeader(inst.b) ? inst.b : inst.c;
  uint32_t mask = isHeader(inst.b) ? inst.c : inst.b;
  if (isHeader(mask) || fn.constant(pc, mask) != kKindMask ||
      !isOnlyTested(ssa.written(pc, inst.a)))
    return notSupported("bits of an interface value");
  Value isNil = ir::IsNilOp::create(b, loc, read(header));
  write(inst.a,
        arith::SelectOp::create(b, loc, isNil, constant(0), constant(1)));
  return true;
}

/// A zero in a slot of any kind is nil, the empty string, 0.
LogicalResult FunctionImporter::importEquality() {
  ValueId x = idOf(inst.b), y = idOf(inst.c);
  auto isNumber = [&](uint32_t slot) {
    return def.slotTypes[slot] == bc::SlotType::Value ||
           def.slotTypes[slot] == bc::SlotType::Float;
  };
  Value same;
  if (isNumber(inst.b) && isNumber(inst.c)) {
    Value lhs = readInt(inst.b), rhs = readInt(inst.c);
    same = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq, lhs, rhs);
  } else if (isSecondHalf(inst.b) || isSecondHalf(inst.c)) {
    return notSupported("half of an interface value");
  } else if (fn.isZero(x) && fn.isZero(y)) {
    same = arith::ConstantIntOp::create(b, loc, 1, 1);
  } else if (fn.isZero(x) || fn.isZero(y)) {
    Value value = read(fn.isZero(x) ? inst.c : inst.b);
    if (isa<ir::StringType>(value.getType()))
      same = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                   ir::StringLenOp::create(b, loc, value),
                                   constant(0));
    else
      same = ir::IsNilOp::create(b, loc, value);
  } else {
    Value lhs = read(inst.b), rhs = valueOf(y, fn.type(x));
    if (!ir::isReference(lhs.getType()) || rhs.getType() != lhs.getType())
      return notSupported("a comparison of these types");
    same = ir::EqOp::create(b, loc, lhs, rhs);
  }
  if (inst.opcode() == Opcode::NeI)
    same = arith::XOrIOp::create(b, loc, same,
                                 arith::ConstantIntOp::create(b, loc, 1, 1));
  writeBool(inst.a, same);
  return success();
}
