//===- Operands.cpp - Untyped values and assignability ---------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

//===----------------------------------------------------------------------===//
// Constants as values of types
//===----------------------------------------------------------------------===//

const Constant *Sema::represent(const Constant *value, Type *basicType) {
  BasicKind kind = basicKind(basicType);
  bool number = value->kind() == Constant::Kind::Int ||
                value->kind() == Constant::Kind::Rational;
  switch (kind) {
  case BasicKind::Invalid:
    return value;
  case BasicKind::Bool:
  case BasicKind::UntypedBool:
    return value->kind() == Constant::Kind::Bool ? value : nullptr;
  case BasicKind::String:
  case BasicKind::UntypedString:
    return value->kind() == Constant::Kind::String ? value : nullptr;
  case BasicKind::UntypedNil:
    return nullptr;
  case BasicKind::UntypedInt:
  case BasicKind::UntypedRune:
    return number && value->isInteger() ? value : nullptr;
  case BasicKind::UntypedFloat:
    return number ? value : nullptr;
  case BasicKind::Float32:
  case BasicKind::Float64: {
    constexpr int64_t exact = 1 << 24;
    if (!number)
      return nullptr;
    if (auto small = value->asInt64();
        small && *small <= exact && *small >= -exact)
      return value;
    return constants.roundToFloat(value, bitWidth(basicType));
  }
  default:
    return number && constants.fitsInteger(value, bitWidth(basicType),
                                           !isUnsigned(basicType))
               ? value
               : nullptr;
  }
}

bool Sema::checkRepresentable(Expr *expr, Type *type) {
  if (const Constant *value = represent(expr->constant, type)) {
    expr->constant = value;
    return true;
  }
  std::string from = str(expr->type), to = str(type);
  std::string what = " (constant " + expr->constant->str() + ")";
  if (isNumeric(expr->type) && isNumeric(type)) {
    bool truncated = isInteger(type) && !isInteger(expr->type) &&
                     !expr->constant->isInteger();
    error(expr->range,
          from + (truncated ? " truncated to " : " overflows ") + to + what);
  } else {
    error(expr->range, "cannot convert " + from + " to " + to + what);
  }
  invalidate(expr);
  return false;
}

//===----------------------------------------------------------------------===//
// Untyped expressions
//===----------------------------------------------------------------------===//

bool Sema::convertUntyped(Expr *expr, Type *target) {
  if (expr->mode == Mode::Invalid)
    return false;
  if (!isUntyped(expr->type) || isInvalid(target))
    return true;
  if (isUntyped(target))
    return convertToUntyped(expr, target);
  bool isNil = expr->mode == Mode::Nil;
  Type *under = target->underlying();
  if (auto *basicTarget = llvm::dyn_cast_or_null<BasicType>(under)) {
    if (expr->constant) {
      if (!checkRepresentable(expr, basicTarget))
        return false;
      finalize(expr, target);
      return expr->mode != Mode::Invalid;
    }
    bool fits = isBoolean(expr->type)
                    ? isBoolean(target)
                    : !isNil && isNumeric(expr->type) && isNumeric(target);
    if (fits) {
      finalize(expr, target);
      return expr->mode != Mode::Invalid;
    }
  } else if (isNil) {
    if (hasNil(target))
      return true;
  } else if (auto *interface = llvm::dyn_cast_or_null<InterfaceType>(under);
             interface && interface->isEmpty()) {
    toDefault(expr);
    return expr->mode != Mode::Invalid;
  }
  error(expr->range, "type mismatch: cannot convert " + str(expr->type) +
                         " to " + str(target));
  invalidate(expr);
  return false;
}

bool Sema::convertToUntyped(Expr *expr, Type *target) {
  if (expr->type == target)
    return true;
  if (isNumeric(expr->type) && isNumeric(target)) {
    // Kinds are declared in the order of promotion.
    if (basicKind(expr->type) < basicKind(target))
      finalize(expr, target);
    return true;
  }
  error(expr->range,
        "cannot convert " + str(expr->type) + " to " + str(target));
  invalidate(expr);
  return false;
}

void Sema::toDefault(Expr *expr) {
  if (isUntyped(expr->type) && expr->mode != Mode::Nil)
    convertUntyped(expr, defaultType(expr->type, types));
}

void Sema::finalize(Expr *expr, Type *type) {
  if (!isUntyped(expr->type) || expr->mode == Mode::Nil)
    return;
  if (auto *paren = llvm::dyn_cast<ParenExpr>(expr))
    finalize(paren->inner, type);
  if (expr->constant)
    return finalizeConstant(expr, type);
  if (auto *unary = llvm::dyn_cast<UnaryExpr>(expr)) {
    finalize(unary->inner, type);
  } else if (auto *binary = llvm::dyn_cast<BinaryExpr>(expr)) {
    if (isShift(binary->op)) {
      if (!isUntyped(type) && !isInteger(type)) {
        error(binary->lhs->range,
              "invalid operation: shifted operand must be integer (type " +
                  str(type) + ")");
        return invalidate(expr);
      }
      finalize(binary->lhs, type);
    } else if (!isComparison(binary->op)) {
      finalize(binary->lhs, type);
      finalize(binary->rhs, type);
    }
  }
  expr->type = type;
}

void Sema::finalizeConstant(Expr *expr, Type *type) {
  if (isUntyped(type) || checkRepresentable(expr, type))
    expr->type = type;
}

//===----------------------------------------------------------------------===//
// Assignability
//===----------------------------------------------------------------------===//

bool Sema::implements(Type *from, Type *to, std::string *reason) {
  auto *interface = underlyingAs<InterfaceType>(to);
  bool wrongType = false, pointerReceiver = false;
  const InterfaceMethod *missing = compilation.lookup.missingMethod(
      from, interface, &wrongType, &pointerReceiver);
  if (!missing)
    return true;
  if (reason) {
    *reason = (wrongType ? "wrong type for method " : "missing method ") +
              missing->name->text.str();
    if (!missing->name->exported && missing->package)
      *reason +=
          " (" + missing->package->path + "." + missing->name->text.str() + ")";
    if (pointerReceiver)
      *reason +=
          " (method " + missing->name->text.str() + " has pointer receiver)";
  }
  return false;
}

static bool isNamedType(const Type *type) {
  return llvm::isa<Named, BasicType>(type);
}

/// `expr` may be null; it tells of constants and nil.
bool Sema::assignable(const Expr *expr, Type *from, Type *to,
                      std::string *reason) {
  if (from == to || isInvalid(from) || isInvalid(to))
    return true;
  Type *fromUnder = from->underlying(), *toUnder = to->underlying();
  if (!fromUnder || !toUnder)
    return true;
  if (isUntyped(from)) {
    if (auto *basicTo = llvm::dyn_cast<BasicType>(toUnder)) {
      if (expr && expr->constant)
        return represent(expr->constant, basicTo) != nullptr;
      return isBoolean(from) ? isBoolean(to) : isNumeric(from) && isNumeric(to);
    }
    if (expr && expr->mode == Mode::Nil)
      return hasNil(to);
    auto *interface = llvm::dyn_cast<InterfaceType>(toUnder);
    return interface && interface->isEmpty();
  }
  bool oneUnnamed = !isNamedType(from) || !isNamedType(to);
  if (fromUnder == toUnder && oneUnnamed)
    return true;
  if (llvm::isa<InterfaceType>(toUnder))
    return implements(from, to, reason);
  auto *fromQueue = llvm::dyn_cast<QueueType>(fromUnder);
  auto *toQueue = llvm::dyn_cast<QueueType>(toUnder);
  return fromQueue && toQueue && fromQueue->isPort == toQueue->isPort &&
         fromQueue->direction == Direction::Both &&
         fromQueue->element == toQueue->element && oneUnnamed;
}

void Sema::reportUnassignable(Range range, Type *from, Type *to,
                              const llvm::Twine &context,
                              llvm::StringRef reason) {
  std::string text = "cannot use value of type " + str(from) + " as " +
                     str(to) + " in " + context.str();
  if (!reason.empty())
    text += ": " + reason.str();
  error(range, text);
}

/// A null target is the blank name or an argument of any type.
bool Sema::assign(Expr *expr, Type *to, const llvm::Twine &context) {
  if (!requireSingle(expr))
    return false;
  if (isUntyped(expr->type)) {
    if (!to && expr->mode == Mode::Nil) {
      error(expr->range, "use of untyped nil in " + context);
      invalidate(expr);
      return false;
    }
    if (!to || (isInterface(to) && expr->mode != Mode::Nil))
      toDefault(expr);
    else if (!convertUntyped(expr, to))
      return false;
    if (expr->mode == Mode::Invalid)
      return false;
  }
  std::string reason;
  if (!to || assignable(expr, expr->type, to, &reason))
    return true;
  reportUnassignable(expr->range, expr->type, to, context, reason);
  invalidate(expr);
  return false;
}

bool Sema::assign(const RightValue &value, Type *to,
                  const llvm::Twine &context) {
  if (value.expr)
    return assign(value.expr, to, context);
  std::string reason;
  if (!to || assignable(nullptr, value.type, to, &reason))
    return true;
  reportUnassignable(value.range, value.type, to, context, reason);
  return false;
}
