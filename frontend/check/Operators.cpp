//===- Operators.cpp - Unary and binary operators --------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

static constexpr uint64_t maxShiftCount = 65535;

/// The result of folding: checked against the type if that is a typed one.
void Sema::setConstant(Expr *expr, Type *type, const Constant *value) {
  if (!value) {
    reportConstantFailure(expr->range);
    return invalidate(expr);
  }
  expr->mode = Mode::Constant;
  expr->type = type;
  expr->constant = value;
  if (!isUntyped(type))
    checkRepresentable(expr, type);
}

bool Sema::checkOperator(Tok op, Expr *operand, bool unary) {
  Type *type = operand->type;
  bool defined = false;
  switch (op) {
  case Tok::Plus:
    defined = isNumeric(type) || (!unary && isString(type));
    break;
  case Tok::Minus:
  case Tok::Star:
  case Tok::Slash:
    defined = isNumeric(type);
    break;
  case Tok::Percent:
  case Tok::And:
  case Tok::Or:
  case Tok::Xor:
  case Tok::AndNot:
    defined = isInteger(type);
    break;
  case Tok::AndAnd:
  case Tok::OrOr:
  case Tok::Not:
    defined = isBoolean(type);
    break;
  default:
    break;
  }
  if (!defined)
    error(operand->range, "invalid operation: operator " + spelling(op) +
                              " not defined for " + str(type));
  return defined;
}

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

void Sema::checkUnary(UnaryExpr &expr) {
  if (expr.op == Tok::And)
    return checkAddressOf(expr);
  if (expr.op == Tok::Arrow)
    return checkReceive(expr);
  Expr *inner = expr.inner;
  if (!checkValue(inner) || !checkOperator(expr.op, inner, /*unary=*/true))
    return invalidate(&expr);
  if (!inner->constant)
    return setValue(&expr, inner->type);
  unsigned bits = isUnsigned(inner->type) ? bitWidth(inner->type) : 0;
  setConstant(&expr, inner->type,
              constants.unary(expr.op, inner->constant, bits));
}

void Sema::checkAddressOf(UnaryExpr &expr) {
  Expr *inner = expr.inner;
  if (!checkValue(inner))
    return invalidate(&expr);
  bool literal = llvm::isa<CompositeLit>(unparen(inner));
  if (!literal && inner->mode != Mode::Variable) {
    error(expr.range, "invalid operation: cannot take address of expression");
    return invalidate(&expr);
  }
  if (!underlyingAs<StructType>(inner->type)) {
    error(inner->range, "cannot take address of " + str(inner->type) +
                            " (only struct types allowed)");
    return invalidate(&expr);
  }
  if (!literal)
    markAddressTaken(inner);
  setValue(&expr, types.pointer(inner->type));
}

void Sema::checkReceive(UnaryExpr &expr) {
  context.hasCall = true;
  Type *element = checkValue(expr.inner)
                      ? receiveElement(expr.inner->type, expr.inner->range)
                      : nullptr;
  if (element)
    setValue(&expr, element);
  else
    invalidate(&expr);
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

void Sema::checkBinary(BinaryExpr &expr) {
  bool left = checkValue(expr.lhs);
  bool right = checkValue(expr.rhs);
  expr.constant = nullptr;
  if (!left || !right)
    return invalidate(&expr);
  if (isShift(expr.op))
    return checkShift(expr);
  if (!convertUntyped(expr.lhs, expr.rhs->type) ||
      !convertUntyped(expr.rhs, expr.lhs->type))
    return invalidate(&expr);
  if (isComparison(expr.op))
    return checkCompare(expr);
  if (expr.lhs->type != expr.rhs->type) {
    error(expr.range, "invalid operation: mismatched types " +
                          str(expr.lhs->type) + " and " + str(expr.rhs->type));
    return invalidate(&expr);
  }
  if (!checkOperator(expr.op, expr.lhs, /*unary=*/false) ||
      !checkDivisor(expr.op, expr.lhs, expr.rhs))
    return invalidate(&expr);
  if (!expr.lhs->constant || !expr.rhs->constant)
    return setValue(&expr, expr.lhs->type);
  setConstant(&expr, expr.lhs->type,
              constants.binary(expr.op, expr.lhs->constant, expr.rhs->constant,
                               isInteger(expr.lhs->type)));
}

bool Sema::checkDivisor(Tok op, Expr *x, Expr *y) {
  if ((op != Tok::Slash && op != Tok::Percent) || !y->constant ||
      !y->constant->isZero() || !(x->constant || isInteger(x->type)))
    return true;
  error(y->range, "invalid operation: division by zero");
  return false;
}

bool Sema::checkComparison(Tok op, Expr *x, Expr *y, Range range) {
  if (!assignable(x, x->type, y->type, nullptr) &&
      !assignable(y, y->type, x->type, nullptr)) {
    error(range, "cannot compare: mismatched types " + str(x->type) + " and " +
                     str(y->type));
    return false;
  }
  bool xNil = x->mode == Mode::Nil, yNil = y->mode == Mode::Nil;
  bool defined = false;
  if (op != Tok::EqEq && op != Tok::NotEq)
    defined = isOrdered(x->type) && isOrdered(y->type);
  else if (xNil || yNil)
    defined = !(xNil && yNil) && hasNil(x->type) && hasNil(y->type);
  else
    defined = isComparable(x->type) && isComparable(y->type);
  if (!defined)
    error(range, "cannot compare: operator " + spelling(op) +
                     " not defined for " + str(xNil ? y->type : x->type));
  return defined;
}

void Sema::checkCompare(BinaryExpr &expr) {
  Expr *x = expr.lhs, *y = expr.rhs;
  if (!checkComparison(expr.op, x, y, expr.range))
    return invalidate(&expr);
  if (x->constant && y->constant)
    return setConstant(&expr, basic(BasicKind::UntypedBool),
                       constants.boolean(constants.compare(expr.op, x->constant,
                                                           y->constant)));
  toDefault(x);
  toDefault(y);
  setValue(&expr, basic(BasicKind::UntypedBool));
}

//===----------------------------------------------------------------------===//
// Shifts
//===----------------------------------------------------------------------===//

void Sema::checkShift(BinaryExpr &expr) {
  Expr *x = expr.lhs;
  bool wholeConstant =
      isUntyped(x->type) && x->constant && x->constant->isInteger();
  if (!isInteger(x->type) && !wholeConstant) {
    error(x->range, "invalid operation: shifted operand must be integer (" +
                        str(x->type) + ")");
    return invalidate(&expr);
  }
  if (!checkShiftCount(expr.rhs))
    return invalidate(&expr);
  if (x->constant && expr.rhs->constant)
    return foldShift(expr);
  // An untyped operand gets its type from the context of the shift.
  setValue(&expr, x->type);
}

bool Sema::checkShiftCount(Expr *count) {
  if (isUntyped(count->type)) {
    if (count->constant && isNumeric(count->type) &&
        !count->constant->isInteger()) {
      error(count->range, "invalid operation: shift count must be integer");
      return false;
    }
    if (!convertUntyped(count, basic(BasicKind::Int)))
      return false;
  }
  if (!isInteger(count->type)) {
    error(count->range, "shift count must be integer");
    return false;
  }
  if (count->constant && count->constant->isNegative()) {
    error(count->range, "invalid operation: shift count must not be negative");
    return false;
  }
  return true;
}

void Sema::foldShift(BinaryExpr &expr) {
  std::optional<uint64_t> count = expr.rhs->constant->asUint64();
  if (!count || *count > maxShiftCount) {
    error(expr.rhs->range,
          "E2115: constant shift count exceeds the constant-folding limit of " +
              llvm::Twine(maxShiftCount));
    return invalidate(&expr);
  }
  Type *type =
      isInteger(expr.lhs->type) ? expr.lhs->type : basic(BasicKind::UntypedInt);
  setConstant(&expr, type,
              constants.shift(expr.op, expr.lhs->constant, *count));
}

//===----------------------------------------------------------------------===//
// Compound assignments
//===----------------------------------------------------------------------===//

void Sema::checkCompound(AssignStmt &stmt) {
  if (stmt.lhs.size() != 1 || stmt.rhs.size() != 1) {
    error(stmt.range,
          "assignment operation requires single-valued expressions");
    checkAll(stmt.lhs);
    return checkAll(stmt.rhs);
  }
  Expr *x = stmt.lhs[0], *y = stmt.rhs[0];
  auto *ident = llvm::dyn_cast<Ident>(unparen(x));
  if (ident && isBlank(ident->name)) {
    error(ident->range, "cannot use _ as value or type");
    return checkAll(stmt.rhs);
  }
  Type *type = checkTarget(x);
  if (!checkValue(y) || isInvalid(type))
    return;
  Tok op = compoundOperator(stmt.op);
  if (isShift(op)) {
    if (!isInteger(type))
      error(x->range, "invalid operation: shifted operand must be integer (" +
                          str(type) + ")");
    else
      checkShiftCount(y);
    return;
  }
  if (!convertUntyped(y, type))
    return;
  if (y->type != type)
    error(stmt.range, "invalid operation: mismatched types " + str(type) +
                          " and " + str(y->type));
  else if (checkOperator(op, x, /*unary=*/false))
    checkDivisor(op, x, y);
}
