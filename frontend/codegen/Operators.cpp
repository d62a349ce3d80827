//===- Operators.cpp - Unary and binary operators ---------------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;
using bc::Opcode;

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

static Opcode integerOpcode(Tok op, bool isUnsigned) {
  switch (op) {
  case Tok::Plus:
    return Opcode::AddI;
  case Tok::Minus:
    return Opcode::SubI;
  case Tok::Star:
    return Opcode::MulI;
  case Tok::Slash:
    return isUnsigned ? Opcode::DivU : Opcode::DivI;
  case Tok::Percent:
    return isUnsigned ? Opcode::ModU : Opcode::ModI;
  case Tok::And:
    return Opcode::And;
  case Tok::Or:
    return Opcode::Or;
  case Tok::Xor:
    return Opcode::Xor;
  case Tok::AndNot:
    return Opcode::AndNot;
  case Tok::Shl:
    return Opcode::Shl;
  case Tok::Shr:
    return isUnsigned ? Opcode::ShrU : Opcode::ShrS;
  default:
    return Opcode::Invalid;
  }
}

static Opcode floatOpcode(Tok op) {
  switch (op) {
  case Tok::Plus:
    return Opcode::AddF;
  case Tok::Minus:
    return Opcode::SubF;
  case Tok::Star:
    return Opcode::MulF;
  default:
    return Opcode::DivF;
  }
}

/// The result may leave the range of a narrow type.
static bool mayOverflow(Tok op, bool isUnsigned) {
  switch (op) {
  case Tok::Plus:
  case Tok::Minus:
  case Tok::Star:
  case Tok::Shl:
    return true;
  case Tok::Slash:
    return !isUnsigned;
  default:
    return false;
  }
}

void FunctionEmitter::arithmetic(Tok op, Type *type, Slot dst, Slot x, Slot y,
                                 Type *countType) {
  if (isString(type))
    return code.emit(Op::StrConcat, dst, x, y);
  if (isFloat(type)) {
    if (bitWidth(type) == 64)
      return code.emit(floatOpcode(op), dst, x, y);
    Scope scope(*this);
    Slot wideX = temp(SlotType::Float), wideY = temp(SlotType::Float);
    code.emit(Op::ConvF32F64, wideX, x);
    code.emit(Op::ConvF32F64, wideY, y);
    code.emit(floatOpcode(op), wideX, wideX, wideY);
    return code.emit(Op::ConvF64F32, dst, wideX);
  }
  bool unsignedType = isUnsigned(type);
  uint8_t flags = 0;
  if (countType && isUnsigned(countType))
    flags = bc::flag::unsignedCount;
  code.emit(integerOpcode(op, unsignedType), dst, x, y, flags);
  if (mayOverflow(op, unsignedType))
    truncate(type, dst);
}

void FunctionEmitter::unaryTo(UnaryExpr *expr, Slot dst) {
  Type *type = expr->type;
  switch (expr->op) {
  case Tok::Not: {
    Slot operand = value(expr->inner);
    return code.emit(Op::BoolNot, dst, operand);
  }
  case Tok::And:
    return addressTo(expr->inner, dst);
  case Tok::Arrow:
    return receiveTo(expr, dst, /*withOk=*/false);
  case Tok::Minus: {
    Slot operand = value(expr->inner);
    if (!isFloat(type)) {
      code.emit(Op::NegI, dst, operand);
      return truncate(type, dst);
    }
    if (bitWidth(type) == 64)
      return code.emit(Op::NegF, dst, operand);
    Slot wide = temp(SlotType::Float);
    code.emit(Op::ConvF32F64, wide, operand);
    code.emit(Op::NegF, wide, wide);
    return code.emit(Op::ConvF64F32, dst, wide);
  }
  case Tok::Xor: {
    Slot operand = value(expr->inner);
    code.emit(Op::Not, dst, operand);
    if (isUnsigned(type))
      truncate(type, dst);
    return;
  }
  default: // +
    return valueTo(expr->inner, dst);
  }
}

void FunctionEmitter::binaryTo(BinaryExpr *expr, Slot dst) {
  switch (expr->op) {
  case Tok::AndAnd:
  case Tok::OrOr:
    return logicTo(expr, dst);
  case Tok::EqEq:
  case Tok::NotEq:
  case Tok::Less:
  case Tok::LessEq:
  case Tok::Greater:
  case Tok::GreaterEq:
    return comparisonTo(expr, dst);
  default:
    break;
  }
  bool isShift = expr->op == Tok::Shl || expr->op == Tok::Shr;
  Slot x = converted(expr->lhs, expr->type);
  Slot y = isShift ? value(expr->rhs) : converted(expr->rhs, expr->type);
  code.at(expr->range);
  arithmetic(expr->op, expr->type, dst, x, y,
             isShift ? expr->rhs->type : nullptr);
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

void FunctionEmitter::logicTo(Expr *expr, Slot dst) {
  Label isFalse = code.label(), end = code.label();
  branch(expr, false, isFalse);
  code.loadInt(dst, 1);
  code.jump(end);
  code.bind(isFalse);
  code.loadInt(dst, 0);
  code.bind(end);
}

void FunctionEmitter::branch(Expr *cond, bool when, Label target) {
  cond = unparen(cond);
  if (cond->constant) {
    if (cond->constant->asBool() == when)
      code.jump(target);
    return;
  }
  if (auto *unary = llvm::dyn_cast<UnaryExpr>(cond);
      unary && unary->op == Tok::Not)
    return branch(unary->inner, !when, target);
  auto *binary = llvm::dyn_cast<BinaryExpr>(cond);
  if (binary && (binary->op == Tok::AndAnd || binary->op == Tok::OrOr)) {
    // `when` decides alone for one of the operators; else both have to hold.
    bool either = (binary->op == Tok::OrOr) == when;
    if (either) {
      branch(binary->lhs, when, target);
      return branch(binary->rhs, when, target);
    }
    Label skip = code.label();
    branch(binary->lhs, !when, skip);
    branch(binary->rhs, when, target);
    return code.bind(skip);
  }
  Scope scope(*this);
  code.jumpIf(when, value(cond), target);
}

//===----------------------------------------------------------------------===//
// Comparisons
//===----------------------------------------------------------------------===//

static Opcode integerComparison(Tok op, bool isUnsigned) {
  switch (op) {
  case Tok::EqEq:
    return Opcode::EqI;
  case Tok::NotEq:
    return Opcode::NeI;
  case Tok::Less:
    return isUnsigned ? Opcode::LtU : Opcode::LtI;
  case Tok::LessEq:
    return isUnsigned ? Opcode::LeU : Opcode::LeI;
  case Tok::Greater:
    return isUnsigned ? Opcode::GtU : Opcode::GtI;
  default:
    return isUnsigned ? Opcode::GeU : Opcode::GeI;
  }
}

static Opcode floatComparison(Tok op) {
  switch (op) {
  case Tok::EqEq:
    return Opcode::EqF;
  case Tok::NotEq:
    return Opcode::NeF;
  case Tok::Less:
    return Opcode::LtF;
  case Tok::LessEq:
    return Opcode::LeF;
  case Tok::Greater:
    return Opcode::GtF;
  default:
    return Opcode::GeF;
  }
}

static Opcode stringComparison(Tok op) {
  switch (op) {
  case Tok::EqEq:
    return Opcode::StrEq;
  case Tok::NotEq:
    return Opcode::StrNe;
  case Tok::Less:
    return Opcode::StrLt;
  case Tok::LessEq:
    return Opcode::StrLe;
  case Tok::Greater:
    return Opcode::StrGt;
  default:
    return Opcode::StrGe;
  }
}

void FunctionEmitter::compare(Tok op, Type *type, Slot dst, Slot x, Slot y) {
  if (isString(type))
    return code.emit(stringComparison(op), dst, x, y);
  if (isFloat(type)) {
    Scope scope(*this);
    if (bitWidth(type) == 32) {
      Slot wideX = temp(SlotType::Float), wideY = temp(SlotType::Float);
      code.emit(Op::ConvF32F64, wideX, x);
      code.emit(Op::ConvF32F64, wideY, y);
      x = wideX;
      y = wideY;
    }
    return code.emit(floatComparison(op), dst, x, y);
  }
  bool composite = underlyingAs<StructType>(type) ||
                   underlyingAs<ArrayType>(type) || isInterface(type);
  if (!composite)
    return code.emit(integerComparison(op, isUnsigned(type)), dst, x, y);
  equalTo(type, dst, x, y);
  if (op == Tok::NotEq)
    code.emit(Op::BoolNot, dst, dst);
}

void FunctionEmitter::equalTo(Type *type, Slot dst, Slot x, Slot y) {
  if (isInterface(type))
    return code.emit(Op::IfaceEq, dst, x, y);
  Label different = code.label(), end = code.label();
  branchUnequal(type, x, y, different);
  code.loadInt(dst, 1);
  code.jump(end);
  code.bind(different);
  code.loadInt(dst, 0);
  code.bind(end);
}

void FunctionEmitter::branchUnequal(Type *type, Slot x, Slot y,
                                    Label different) {
  Scope scope(*this);
  if (auto *structure = underlyingAs<StructType>(type)) {
    for (uint32_t i = 0; i < structure->fields.size(); ++i) {
      uint32_t offset = tables.fieldOffset(structure, i);
      branchUnequal(structure->fields[i].type, x + offset, y + offset,
                    different);
    }
    return;
  }
  if (auto *array = underlyingAs<ArrayType>(type)) {
    constexpr uint64_t unrolled = 16;
    Type *element = array->element;
    uint32_t width = slots(element);
    if (array->length <= unrolled || width == 0) {
      for (uint32_t i = 0; i < array->length && width; ++i)
        branchUnequal(element, x + i * width, y + i * width, different);
      return;
    }
    return forEachIndex(array->length, [&](Slot index) {
      Slot one = temp(element), other = temp(element);
      checkIndex(index, array->length);
      bc::MetaSlotLayout meta{layout(element)};
      Op get = width == 1 ? Op::SlotGet : Op::SlotGetN;
      code.emit(meta, get, one, x, index);
      code.emit(meta, get, other, y, index);
      branchUnequal(element, one, other, different);
    });
  }
  Slot same = temp(SlotType::Value);
  compare(Tok::EqEq, type, same, x, y);
  code.jumpIf(false, same, different);
}

void FunctionEmitter::isNil(Expr *expr, Slot dst, bool negate) {
  Slot operand = value(expr);
  // The first word of a nil interface is zero, as every nil reference is.
  Slot zero = integer(0);
  code.emit(negate ? Op::NeI : Op::EqI, dst, operand, zero);
}

void FunctionEmitter::comparisonTo(BinaryExpr *expr, Slot dst) {
  Expr *lhs = unparen(expr->lhs), *rhs = unparen(expr->rhs);
  bool negate = expr->op == Tok::NotEq;
  if (lhs->mode == Mode::Nil && rhs->mode == Mode::Nil)
    return code.loadInt(dst, !negate);
  if (rhs->mode == Mode::Nil)
    return isNil(lhs, dst, negate);
  if (lhs->mode == Mode::Nil)
    return isNil(rhs, dst, negate);
  // A concrete operand is compared as the interface on the other side.
  Type *type = isInterface(rhs->type) ? rhs->type : lhs->type;
  if (isInterface(lhs->type))
    type = lhs->type;
  auto side = [&](Expr *operand) {
    return isInterface(operand->type) ? value(operand)
                                      : converted(operand, type);
  };
  Slot x = side(lhs);
  Slot y = side(rhs);
  code.at(expr->range);
  compare(expr->op, type, dst, x, y);
}
