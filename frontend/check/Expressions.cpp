//===- Expressions.cpp - Expressions by kind -------------------------------===//

#include "frontend/check/Sema.h"
#include "frontend/syntax/Literals.h"

using namespace vo::fe;

void Sema::checkExpr(Expr *expr, Type *hint) {
  dispatch(expr, hint);
  if (!expr->type)
    expr->type = invalidType();
}

void Sema::dispatch(Expr *expr, Type *hint) {
  using Kind = Expr::Kind;
  using llvm::cast;
  switch (expr->kind) {
  case Kind::Bad:
  case Kind::KeyValue:
    return invalidate(expr);
  case Kind::Ident:
    return checkIdent(*cast<Ident>(expr));
  case Kind::BasicLit:
    return checkLiteralToken(*cast<BasicLit>(expr));
  case Kind::CompositeLit:
    return checkComposite(*cast<CompositeLit>(expr), hint);
  case Kind::FuncLit:
    return checkLiteral(*cast<FuncLit>(expr));
  case Kind::Paren: {
    Expr *inner = cast<ParenExpr>(expr)->inner;
    checkExpr(inner, hint);
    expr->mode = inner->mode;
    expr->type = inner->type;
    expr->constant = inner->constant;
    return;
  }
  case Kind::Selector:
    return checkSelector(*cast<SelectorExpr>(expr));
  case Kind::Index:
    return checkIndex(*cast<IndexExpr>(expr));
  case Kind::Slice:
    return checkSlice(*cast<SliceExpr>(expr));
  case Kind::TypeAssert:
    return checkTypeAssert(*cast<TypeAssertExpr>(expr));
  case Kind::Call:
    return checkCall(*cast<CallExpr>(expr));
  case Kind::Star:
    return checkStar(*cast<StarExpr>(expr));
  case Kind::Unary:
    return checkUnary(*cast<UnaryExpr>(expr));
  case Kind::Binary:
    return checkBinary(*cast<BinaryExpr>(expr));
  case Kind::Try:
    return checkTry(*cast<TryExpr>(expr));
  case Kind::DynField:
  case Kind::DynIndex:
  case Kind::DynCall:
  case Kind::DynMethod:
    return checkDynamic(*cast<DynExpr>(expr));
  case Kind::Ellipsis:
    error(expr->range,
          "invalid operation: use of [...] array outside of literal");
    return invalidate(expr);
  case Kind::ArrayType:
  case Kind::MapType:
  case Kind::QueueType:
  case Kind::IslandType:
  case Kind::FuncType:
  case Kind::StructType:
  case Kind::InterfaceType:
    if (isInvalid(checkType(expr)))
      invalidate(expr);
    return;
  }
}

bool Sema::requireValue(Expr *expr) {
  std::string what;
  switch (expr->mode) {
  case Mode::Invalid:
    return false;
  case Mode::NoValue:
    what = "expression used as value";
    break;
  case Mode::Builtin:
    what = "expression must be called: built-in functions are no values";
    break;
  case Mode::TypeExpr:
    what = "type " + str(expr->type) + " is not an expression";
    break;
  default:
    return true;
  }
  error(expr->range, what);
  invalidate(expr);
  return false;
}

bool Sema::requireSingle(Expr *expr) {
  if (expr->mode == Mode::Invalid)
    return false;
  auto *tuple = llvm::dyn_cast<TupleType>(expr->type);
  if (!tuple)
    return true;
  error(expr->range, llvm::Twine(tuple->elements.size()) +
                         "-valued expression where single value is expected");
  invalidate(expr);
  return false;
}

bool Sema::checkMulti(Expr *expr, Type *hint) {
  checkExpr(expr, hint);
  return requireValue(expr);
}

bool Sema::checkValue(Expr *expr, Type *hint) {
  return checkMulti(expr, hint) && requireSingle(expr);
}

bool Sema::checkValueOrType(Expr *expr) {
  checkExpr(expr);
  if (expr->mode == Mode::TypeExpr)
    return true;
  if (expr->mode == Mode::NoValue) {
    error(expr->range, "expression used as value or type");
    invalidate(expr);
    return false;
  }
  return requireValue(expr) && requireSingle(expr);
}

void Sema::checkAll(Exprs exprs) {
  for (Expr *expr : exprs)
    checkExpr(expr);
}

void Sema::checkLiteralToken(BasicLit &literal) {
  BasicKind kind = BasicKind::UntypedString;
  const Constant *value = nullptr;
  switch (literal.token) {
  case Tok::IntLit:
    kind = BasicKind::UntypedInt;
    value = constants.integerLiteral(literal.text);
    break;
  case Tok::FloatLit:
    kind = BasicKind::UntypedFloat;
    value = constants.floatLiteral(literal.text);
    break;
  case Tok::RuneLit:
    kind = BasicKind::UntypedRune;
    value = constants.integer(decodeRune(literal.text));
    break;
  default:
    value = constants.string(decodeString(literal.text));
    break;
  }
  if (!value) {
    reportConstantFailure(literal.range);
    return invalidate(&literal);
  }
  literal.mode = Mode::Constant;
  literal.type = basic(kind);
  literal.constant = value;
}

//===----------------------------------------------------------------------===//
// Indices and slices
//===----------------------------------------------------------------------===//

void Sema::checkIndex(IndexExpr &expr) {
  bool good = checkValue(expr.base);
  Type *under = good ? expr.base->type->underlying() : nullptr;
  if (auto *map = llvm::dyn_cast_or_null<MapType>(under)) {
    if (!checkValue(expr.index, map->key) ||
        !assign(expr.index, map->key, "map index"))
      return invalidate(&expr);
    expr.mode = Mode::MapIndex;
    expr.type = map->value;
    return;
  }
  std::optional<uint64_t> limit;
  expr.mode = Mode::Value;
  if (isString(under)) {
    if (expr.base->constant)
      limit = expr.base->constant->asString().size();
    toDefault(expr.base);
    expr.type = basic(BasicKind::Uint8);
  } else if (auto *array = llvm::dyn_cast_or_null<ArrayType>(under)) {
    if (expr.base->mode == Mode::Variable)
      expr.mode = Mode::Variable;
    expr.type = array->element;
    limit = array->length;
  } else if (auto *slice = llvm::dyn_cast_or_null<SliceType>(under)) {
    expr.mode = Mode::Variable;
    expr.type = slice->element;
  } else {
    if (good)
      error(expr.range, "invalid operation: cannot index expression of type " +
                            str(expr.base->type));
    checkExpr(expr.index);
    return invalidate(&expr);
  }
  if (!checkIndexValue(expr.index, limit, /*inclusive=*/false))
    invalidate(&expr);
}

bool Sema::checkIndexValue(Expr *index, std::optional<uint64_t> limit,
                           bool inclusive, std::optional<uint64_t> *value) {
  if (!checkValue(index) || !convertUntyped(index, basic(BasicKind::Int)))
    return false;
  auto fail = [&](llvm::StringRef what) {
    error(index->range, "invalid argument: " + what);
    return false;
  };
  if (!isInteger(index->type))
    return fail("index must be integer");
  if (index->mode != Mode::Constant)
    return true;
  if (index->constant->isNegative())
    return fail("index must not be negative");
  std::optional<uint64_t> number = index->constant->asUint64();
  if (!number || (limit && (inclusive ? *number > *limit : *number >= *limit)))
    return fail("index out of bounds");
  if (value)
    *value = number;
  return true;
}

void Sema::checkSlice(SliceExpr &expr) {
  bool good = checkValue(expr.base);
  Type *under = good ? expr.base->type->underlying() : nullptr;
  std::optional<uint64_t> limit;
  expr.type = invalidType();
  if (isString(under)) {
    if (expr.base->constant)
      limit = expr.base->constant->asString().size();
    toDefault(expr.base);
    expr.type = expr.base->type;
    if (expr.max)
      error(expr.base->range, "invalid operation: 3-index slice of string");
  } else if (auto *array = llvm::dyn_cast_or_null<ArrayType>(under)) {
    limit = array->length;
    expr.type = types.slice(array->element);
    if (expr.base->mode != Mode::Variable)
      error(expr.base->range,
            "invalid operation: cannot slice array (value not addressable)");
    markAddressTaken(expr.base);
  } else if (llvm::isa_and_nonnull<SliceType>(under)) {
    expr.type = expr.base->type;
  } else if (good) {
    error(expr.range, "invalid operation: cannot slice expression of type " +
                          str(expr.base->type));
  }
  expr.mode = isInvalid(expr.type) ? Mode::Invalid : Mode::Value;
  // Constant bounds in the wrong order are left to the check at run time.
  for (Expr *bound : {expr.low, expr.high, expr.max})
    if (bound && !checkIndexValue(bound, limit, /*inclusive=*/true))
      invalidate(&expr);
}

//===----------------------------------------------------------------------===//
// Type assertions, dereferences, error propagation
//===----------------------------------------------------------------------===//

void Sema::checkTypeAssert(TypeAssertExpr &expr) {
  bool good = checkValue(expr.base);
  if (good && !isInterface(expr.base->type)) {
    error(expr.base->range,
          "invalid operation: type assertion requires interface type, not " +
              str(expr.base->type));
    good = false;
  }
  if (!expr.typeExpr) {
    error(expr.range, "invalid operation: use of .(type) outside type switch");
    return invalidate(&expr);
  }
  Type *target = checkType(expr.typeExpr);
  if (!good || isInvalid(target))
    return invalidate(&expr);
  checkAssertable(expr.base->type, target, expr.range);
  setValue(&expr, target);
}

bool Sema::checkAssertable(Type *from, Type *to, Range range) {
  if (isInterface(to))
    return true;
  bool wrongType = false;
  const InterfaceMethod *missing = compilation.lookup.missingMethod(
      to, underlyingAs<InterfaceType>(from), &wrongType);
  if (!missing)
    return true;
  llvm::StringRef name = missing->name->text;
  error(range, wrongType ? "impossible type assertion: method " + name +
                               " has wrong type"
                         : "impossible type assertion: missing method " + name);
  return false;
}

void Sema::checkStar(StarExpr &expr) {
  checkExpr(expr.inner);
  if (expr.inner->mode == Mode::TypeExpr) {
    Type *base = expr.inner->type;
    whenResolved([this, base, range = expr.range] {
      checkPointerBase(base, range, "base must be struct");
    });
    expr.mode = Mode::TypeExpr;
    expr.type = types.pointer(base);
    return;
  }
  if (!requireValue(expr.inner) || !requireSingle(expr.inner))
    return invalidate(&expr);
  if (auto *pointer = underlyingAs<PointerType>(expr.inner->type)) {
    expr.mode = Mode::Variable;
    expr.type = pointer->element;
    return;
  }
  error(expr.range,
        "invalid operation: cannot dereference " + str(expr.inner->type));
  invalidate(&expr);
}

void Sema::checkTry(TryExpr &expr) {
  if (!checkMulti(expr.inner))
    return invalidate(&expr);
  if (!context.function || !context.function->returnsError) {
    error(expr.range, "? operator requires the final function result to be "
                      "built-in error");
    return invalidate(&expr);
  }
  Type *type = expr.inner->type;
  auto *tuple = llvm::dyn_cast<TupleType>(type);
  if (type == errorType())
    return setNoValue(&expr);
  if (!tuple || tuple->elements.back() != errorType()) {
    error(expr.range,
          tuple ? "? operator requires expression with error as last return "
                  "value"
                : "? operator requires expression returning error type");
    return invalidate(&expr);
  }
  setResults(&expr, tuple->elements.drop_back());
}
