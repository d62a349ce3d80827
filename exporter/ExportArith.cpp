//===- ExportArith.cpp - Numbers, comparisons, conversions ----------------===//

#include "exporter/FunctionExporter.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace vo::exporter;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

static unsigned widthOf(Value value) {
  return value.getType().getIntOrFloatBitWidth();
}

/// Integers that fit slots and for which there are instructions.
static bool isPlainInt(Value value) {
  auto type = dyn_cast<IntegerType>(value.getType());
  if (!type)
    return false;
  unsigned width = type.getWidth();
  return width == 1 || width == 8 || width == 16 || width == 32 || width == 64;
}

static bool isPlainFloat(Value value) {
  return value.getType().isF64() || value.getType().isF32();
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

/// Clears what lies above the low `width` bits of a slot.
void FunctionExporter::narrow(const Operand &slot, unsigned width) {
  if (width == 1) {
    emit(Opcode::And, slot, slot, constantSlot(1));
  } else if (width < 64) {
    emit(Opcode::Trunc, slot, slot, {}, width / 8);
  }
}

/// The integer, sign-extended to a whole slot.
Operand FunctionExporter::signedInt(Value value) {
  unsigned width = widthOf(value);
  Operand slot = readInt(value);
  if (width == 64)
    return slot;
  Operand extended = temporary("v");
  if (width == 1)
    emit(Opcode::NegI, extended, slot);
  else
    emit(Opcode::Trunc, extended, slot, {}, width / 8 | bc::flag::truncSigned);
  return extended;
}

void FunctionExporter::binary(Opcode opcode, Operation &op, uint8_t flags) {
  Value lhs = op.getOperand(0), rhs = op.getOperand(1);
  unsigned width = widthOf(op.getResult(0));
  bool isSigned = opcode == Opcode::DivI || opcode == Opcode::ModI ||
                  opcode == Opcode::ShrS;
  bool raw =
      opcode == Opcode::And || opcode == Opcode::Or || opcode == Opcode::Xor;
  char letter = raw && width == 64 ? 'i' : 'v';
  Operand a = isSigned ? signedInt(lhs) : read(lhs, letter);
  Operand b =
      isSigned && opcode != Opcode::ShrS ? signedInt(rhs) : read(rhs, letter);
  Operand result = define(op.getResult(0));
  emit(opcode, result, a, b, flags);
  bool mayExceed = !raw && opcode != Opcode::ShrU && opcode != Opcode::DivU &&
                   opcode != Opcode::ModU;
  if (mayExceed)
    narrow(result, width);
}

void FunctionExporter::compareInts(arith::CmpIOp op) {
  using P = arith::CmpIPredicate;
  static constexpr Opcode kOpcodes[] = {
      Opcode::EqI, Opcode::NeI, Opcode::LtI, Opcode::LeI, Opcode::GtI,
      Opcode::GeI, Opcode::LtU, Opcode::LeU, Opcode::GtU, Opcode::GeU};
  P predicate = op.getPredicate();
  bool equality = predicate == P::eq || predicate == P::ne;
  bool isSigned = predicate == P::slt || predicate == P::sle ||
                  predicate == P::sgt || predicate == P::sge;
  if (predicate == P::eq && constantOf(op.getRhs()) == 0 &&
      !headers.contains(root(op.getLhs()))) {
    Operand value = read(op.getLhs(), 'i');
    if (code.letter(value) == 'v')
      return emit(Opcode::BoolNot, define(op.getResult()), value);
  }
  char letter = equality ? 'i' : 'v';
  Operand lhs = isSigned ? signedInt(op.getLhs()) : read(op.getLhs(), letter);
  Operand rhs = isSigned ? signedInt(op.getRhs()) : read(op.getRhs(), letter);
  emit(kOpcodes[static_cast<unsigned>(predicate)], define(op.getResult()), lhs,
       rhs);
}

/// The result is one value or the other, by a jump.
void FunctionExporter::select(Value result, const Operand &condition,
                              Value onTrue, Value onFalse) {
  Operand slots = define(result);
  uint32_t done = code.newLabel();
  fill(slots, onFalse);
  code.jump(loc, Opcode::JumpIfNot, condition, done);
  fill(slots, onTrue);
  code.placeLabel(done, loc);
}

bool FunctionExporter::exportArith(Operation &op) {
  if (!llvm::all_of(op.getOperands(), isPlainInt) || op.getNumResults() != 1)
    return false;
  if (auto compare = dyn_cast<arith::CmpIOp>(op)) {
    compareInts(compare);
    return true;
  }
  auto known = [](Opcode opcode) { return std::optional<Opcode>(opcode); };
  auto opcode =
      llvm::TypeSwitch<Operation *, std::optional<Opcode>>(&op)
          .Case<arith::AddIOp>([&](auto) { return known(Opcode::AddI); })
          .Case<arith::SubIOp>([&](auto) { return known(Opcode::SubI); })
          .Case<arith::MulIOp>([&](auto) { return known(Opcode::MulI); })
          .Case<arith::DivSIOp>([&](auto) { return known(Opcode::DivI); })
          .Case<arith::DivUIOp>([&](auto) { return known(Opcode::DivU); })
          .Case<arith::RemSIOp>([&](auto) { return known(Opcode::ModI); })
          .Case<arith::RemUIOp>([&](auto) { return known(Opcode::ModU); })
          .Case<arith::AndIOp>([&](auto) { return known(Opcode::And); })
          .Case<arith::OrIOp>([&](auto) { return known(Opcode::Or); })
          .Case<arith::XOrIOp>([&](auto) { return known(Opcode::Xor); })
          .Case<arith::ShLIOp>([&](auto) { return known(Opcode::Shl); })
          .Case<arith::ShRSIOp>([&](auto) { return known(Opcode::ShrS); })
          .Case<arith::ShRUIOp>([&](auto) { return known(Opcode::ShrU); })
          .Default([](Operation *) { return std::nullopt; });
  if (!opcode)
    return false;
  Value lhs = op.getOperand(0), rhs = op.getOperand(1);
  unsigned width = widthOf(lhs);
  if (opcode == Opcode::SubI && constantOf(lhs) == 0) {
    Operand value = readInt(rhs), result = define(op.getResult(0));
    emit(Opcode::NegI, result, value);
    narrow(result, width);
  } else if (opcode == Opcode::Xor && width == 64 && constantOf(rhs) == -1) {
    Operand value = read(lhs, 'i');
    emit(Opcode::Not, define(op.getResult(0)), value);
  } else if (opcode == Opcode::Xor && width == 1 && constantOf(rhs) == 1) {
    Operand value = readInt(lhs);
    emit(Opcode::BoolNot, define(op.getResult(0)), value);
  } else {
    bool isShift = opcode == Opcode::Shl || opcode == Opcode::ShrS ||
                   opcode == Opcode::ShrU;
    binary(*opcode, op, isShift ? bc::flag::unsignedCount : 0);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

/// A slot with the bits of a float32 in its low half, whatever is above.
Operand FunctionExporter::readFloat32(Value value) {
  if (auto bits = value.getDefiningOp<arith::BitcastOp>())
    if (auto cut = bits.getIn().getDefiningOp<arith::TruncIOp>())
      return read(cut.getIn(), 'n');
  return read(value, 'n');
}

/// The number as a double.
Operand FunctionExporter::readDouble(Value value) {
  if (value.getType().isF64())
    return read(value, 'n');
  Operand wide = temporary("f");
  emit(Opcode::ConvF32F64, wide, readFloat32(value));
  return wide;
}

/// Whether the bits of a float are wanted as a number, and never the float
/// itself or its bits in an interface value.
static bool isOnlyBits(Value value) {
  bool bits = false;
  SmallVector<Value> worklist = {value};
  while (!worklist.empty()) {
    Value source = worklist.pop_back_val();
    for (Operation *user : source.getUsers()) {
      if (isa<arith::BitcastOp, arith::ExtUIOp>(user))
        worklist.push_back(user->getResult(0));
      else if (isa<FloatType>(source.getType()) || isa<ir::WordOfBitsOp>(user))
        return false;
      else
        bits = true;
    }
  }
  return bits;
}

/// A new slot for a float.
Operand FunctionExporter::defineFloat(Value result) {
  return defineAs(result, isOnlyBits(result) ? "v" : "f");
}

/// Makes a float result; `write` writes a double.
void FunctionExporter::writeFloat(
    Value result, llvm::function_ref<void(const Operand &)> write) {
  Operand slot = defineFloat(result);
  write(slot);
  if (result.getType().isF32())
    emit(Opcode::ConvF64F32, slot, slot);
}

void FunctionExporter::compareFloats(arith::CmpFOp op) {
  using P = arith::CmpFPredicate;
  P predicate = op.getPredicate();
  Operand result = define(op.getResult());
  if (predicate == P::AlwaysFalse || predicate == P::AlwaysTrue)
    return loadInt(result, predicate == P::AlwaysTrue);
  Operand lhs = readDouble(op.getLhs()), rhs = readDouble(op.getRhs());
  auto negated = [&](Opcode opcode) {
    emit(opcode, result, lhs, rhs);
    emit(Opcode::BoolNot, result, result);
  };
  auto combined = [&](Opcode test, const Operand &x, const Operand &y,
                      Opcode second, const Operand &z, const Operand &w,
                      Opcode combine) {
    Operand first = temporary("v"), other = temporary("v");
    emit(test, first, x, y);
    emit(second, other, z, w);
    emit(combine, result, first, other);
  };
  switch (predicate) {
  case P::OEQ:
    return emit(Opcode::EqF, result, lhs, rhs);
  case P::OGT:
    return emit(Opcode::GtF, result, lhs, rhs);
  case P::OGE:
    return emit(Opcode::GeF, result, lhs, rhs);
  case P::OLT:
    return emit(Opcode::LtF, result, lhs, rhs);
  case P::OLE:
    return emit(Opcode::LeF, result, lhs, rhs);
  case P::UNE:
    return emit(Opcode::NeF, result, lhs, rhs);
  case P::UGT:
    return negated(Opcode::LeF);
  case P::UGE:
    return negated(Opcode::LtF);
  case P::ULT:
    return negated(Opcode::GeF);
  case P::ULE:
    return negated(Opcode::GtF);
  case P::ORD:
    return combined(Opcode::EqF, lhs, lhs, Opcode::EqF, rhs, rhs, Opcode::And);
  case P::UNO:
    return combined(Opcode::NeF, lhs, lhs, Opcode::NeF, rhs, rhs, Opcode::Or);
  case P::ONE:
  case P::UEQ:
    combined(Opcode::LtF, lhs, rhs, Opcode::GtF, lhs, rhs, Opcode::Or);
    if (predicate == P::UEQ)
      emit(Opcode::BoolNot, result, result);
    return;
  default:
    return;
  }
}

bool FunctionExporter::exportFloat(Operation &op) {
  if (op.getNumOperands() == 0 || op.getNumResults() != 1 ||
      !llvm::all_of(op.getOperands(), isPlainFloat))
    return false;
  if (auto compare = dyn_cast<arith::CmpFOp>(op)) {
    compareFloats(compare);
    return true;
  }
  Value result = op.getResult(0);
  if (isa<arith::NegFOp>(op)) {
    Operand value = readDouble(op.getOperand(0));
    writeFloat(result,
               [&](const Operand &slot) { emit(Opcode::NegF, slot, value); });
    return true;
  }
  auto opcode = isa<arith::AddFOp>(op)   ? Opcode::AddF
                : isa<arith::SubFOp>(op) ? Opcode::SubF
                : isa<arith::MulFOp>(op) ? Opcode::MulF
                : isa<arith::DivFOp>(op) ? Opcode::DivF
                                         : Opcode::Invalid;
  if (opcode == Opcode::Invalid)
    return false;
  Operand lhs = readDouble(op.getOperand(0));
  Operand rhs = readDouble(op.getOperand(1));
  writeFloat(result,
             [&](const Operand &slot) { emit(opcode, slot, lhs, rhs); });
  return true;
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

bool FunctionExporter::exportConversion(Operation &op) {
  if (auto choice = dyn_cast<arith::SelectOp>(op)) {
    if (!choice.getCondition().getType().isInteger(1))
      return false;
    select(choice.getResult(), readInt(choice.getCondition()),
           choice.getTrueValue(), choice.getFalseValue());
    return true;
  }
  if (op.getNumOperands() != 1 || op.getNumResults() != 1)
    return false;
  Value value = op.getOperand(0), result = op.getResult(0);
  bool fromInt = isPlainInt(value), toInt = isPlainInt(result);
  bool fromFloat = isPlainFloat(value), toFloat = isPlainFloat(result);
  if (isa<arith::ExtSIOp>(op) && fromInt && toInt) {
    // Truncating and extending again is one instruction.
    auto cut = value.getDefiningOp<arith::TruncIOp>();
    unsigned width = widthOf(value);
    Operand slot;
    if (cut && width >= 8) {
      Operand source = readInt(cut.getIn());
      slot = define(result);
      emit(Opcode::Trunc, slot, source, {}, width / 8 | bc::flag::truncSigned);
    } else {
      Operand source = readInt(value);
      slot = define(result);
      if (width == 1)
        emit(Opcode::NegI, slot, source);
      else
        emit(Opcode::Trunc, slot, source, {},
             width / 8 | bc::flag::truncSigned);
    }
    narrow(slot, widthOf(result));
    return true;
  }
  if (isa<arith::TruncIOp>(op) && fromInt && toInt) {
    Operand source = readInt(value), slot = define(result);
    if (widthOf(result) == 1)
      emit(Opcode::And, slot, source, constantSlot(1));
    else
      emit(Opcode::Trunc, slot, source, {}, widthOf(result) / 8);
    return true;
  }
  if (isa<arith::SIToFPOp, arith::UIToFPOp>(op) && fromInt && toFloat) {
    bool isSigned = isa<arith::SIToFPOp>(op);
    Operand source = isSigned ? signedInt(value) : readInt(value);
    uint8_t flags = isSigned ? 0 : bc::flag::unsignedSource;
    if (result.getType().isF32())
      flags |= bc::flag::toFloat32;
    emit(Opcode::ConvI2F, defineFloat(result), source, {}, flags);
    return true;
  }
  if (isa<arith::TruncFOp>(op) && fromFloat && toFloat) {
    Operand source = read(value, 'n');
    emit(Opcode::ConvF64F32, defineFloat(result), source);
    return true;
  }
  if (isa<arith::ExtFOp>(op) && fromFloat && toFloat) {
    Operand source = readFloat32(value);
    emit(Opcode::ConvF32F64, defineFloat(result), source);
    return true;
  }
  if (auto convert = dyn_cast<ir::FloatToIntOp>(op)) {
    unsigned width = convert.getWidth();
    if (width != 8 && width != 16 && width != 32 && width != 64)
      return false;
    uint8_t code = width == 64 ? 0 : width == 8 ? 1 : width == 16 ? 2 : 3;
    Operand source = read(value, 'n');
    emit(Opcode::ConvF2I, define(result), source, {},
         code << 1 | (convert.getIsUnsigned() ? bc::flag::unsignedTarget : 0));
    return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Operations that check
//===----------------------------------------------------------------------===//

bool FunctionExporter::exportChecked(Operation &op) {
  auto shift = [&](Opcode opcode, bool signedCount) {
    binary(opcode, op, signedCount ? 0 : bc::flag::unsignedCount);
    return true;
  };
  auto divide = [&](Opcode opcode) {
    binary(opcode, op);
    return true;
  };
  if (isa<ir::DivSOp>(op))
    return divide(Opcode::DivI);
  if (isa<ir::DivUOp>(op))
    return divide(Opcode::DivU);
  if (isa<ir::RemSOp>(op))
    return divide(Opcode::ModI);
  if (isa<ir::RemUOp>(op))
    return divide(Opcode::ModU);
  if (auto left = dyn_cast<ir::ShlOp>(op))
    return shift(Opcode::Shl, left.getSignedCount());
  if (auto right = dyn_cast<ir::ShrSOp>(op))
    return shift(Opcode::ShrS, right.getSignedCount());
  if (auto right = dyn_cast<ir::ShrUOp>(op))
    return shift(Opcode::ShrU, right.getSignedCount());
  if (auto check = dyn_cast<ir::CheckIndexOp>(op)) {
    Operand index = readInt(check.getIndex());
    emit(Opcode::IndexCheck, index, readInt(check.getLength()));
    return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Identity
//===----------------------------------------------------------------------===//

bool FunctionExporter::exportIdentity(Operation &op) {
  auto isNull = [&](Value reference) {
    Operand value = read(reference, 'r'), null = temporary("r");
    emit(Opcode::LoadInt, null, Operand::number(0), Operand::number(0));
    emit(Opcode::EqI, define(op.getResult(0)), value, null);
    return true;
  };
  if (auto test = dyn_cast<ir::RefIsNullOp>(op))
    return isNull(test.getRef());
  if (auto test = dyn_cast<ir::SliceIsNilOp>(op))
    return isNull(test.getSlice());
  if (isa<ir::RefEqOp>(op)) {
    Operand lhs = read(op.getOperand(0), 'r');
    Operand rhs = read(op.getOperand(1), 'r');
    emit(Opcode::EqI, define(op.getResult(0)), lhs, rhs);
    return true;
  }
  if (isa<ir::WordEqOp>(op)) {
    Operand lhs = read(op.getOperand(0), 'h').at(1);
    Operand rhs = read(op.getOperand(1), 'h').at(1);
    emit(Opcode::EqI, define(op.getResult(0)), lhs, rhs);
    return true;
  }
  if (isa<ir::IfaceEqOp>(op)) {
    Operand lhs = read(op.getOperand(0), 'h');
    Operand rhs = read(op.getOperand(1), 'h');
    emit(Opcode::IfaceEq, define(op.getResult(0)), lhs, rhs);
    return true;
  }
  return false;
}
