//===- Expressions.cpp - Values of expressions ------------------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;

void FunctionEmitter::constant(const Constant *value, Type *type, Slot dst) {
  switch (value->kind()) {
  case Constant::Kind::Bool:
    return code.loadInt(dst, value->asBool());
  case Constant::Kind::String:
    if (value->asString().empty())
      return code.loadInt(dst, 0);
    return code.emit(Op::StrNew, dst, tables.stringConstant(value->asString()));
  case Constant::Kind::Int:
  case Constant::Kind::Rational:
    break;
  }
  if (!isFloat(type)) {
    if (std::optional<int64_t> number = value->asInt64())
      return loadInteger(dst, *number);
    return loadInteger(dst, int64_t(value->asUint64().value_or(0)));
  }
  bool narrow = bitWidth(type) == 32;
  double number = narrow ? double(value->asFloat()) : value->asDouble();
  code.emit(Op::LoadConst, dst, tables.floatConstant(number));
  if (narrow)
    code.emit(Op::ConvF64F32, dst, dst);
}

static bool isVariable(Expr *expr) {
  if (auto *ident = llvm::dyn_cast<Ident>(expr))
    return llvm::isa_and_nonnull<Var>(ident->object);
  if (auto *selector = llvm::dyn_cast<SelectorExpr>(expr))
    return selector->selection
               ? selector->selection->kind == Selection::Kind::Field &&
                     !selector->selection->methodExpression
               : llvm::isa_and_nonnull<Var>(selector->name->object);
  return llvm::isa<StarExpr>(expr);
}

Slot FunctionEmitter::value(Expr *expr) {
  expr = unparen(expr);
  if (!expr->constant) {
    auto *index = llvm::dyn_cast<IndexExpr>(expr);
    if (isVariable(expr) ||
        (index && !index->commaOk && !isString(index->base->type))) {
      code.at(expr->range);
      Location made = place(expr, Access::Read);
      code.at(expr->range);
      return loadValue(made);
    }
    if (auto *callExpr = llvm::dyn_cast<CallExpr>(expr)) {
      if (callExpr->form == CallExpr::Form::Function)
        return call(callExpr);
      if (callExpr->form == CallExpr::Form::Builtin)
        return builtinValue(callExpr);
      Expr *operand = unparen(callExpr->args[0]);
      // Conversions that change nothing but the type.
      if (operand->mode != Mode::Nil && !operand->constant &&
          !needsConversion(operand->type, callExpr->type) &&
          (operand->type->underlying() == callExpr->type->underlying() ||
           !llvm::isa<BasicType, SliceType>(callExpr->type->underlying())))
        return value(operand);
    }
    // With one result: a value, or the error alone.
    if (llvm::isa<TryExpr, DynExpr>(expr)) {
      llvm::SmallVector<Type *, 2> types;
      return tuple(expr, types);
    }
  }
  if (!expr->type) // only after errors
    return integer(0);
  Slot dst = temp(expr->type);
  Scope scope(*this);
  valueTo(expr, dst);
  return dst;
}

void FunctionEmitter::valueTo(Expr *expr, Slot dst) {
  expr = unparen(expr);
  if (expr->constant)
    return constant(expr->constant, expr->type, dst);
  if (expr->mode == Mode::Nil)
    return code.loadInt(dst, 0);
  Scope scope(*this);
  switch (expr->kind) {
  case Expr::Kind::Ident:
    return identTo(llvm::cast<Ident>(expr), dst);
  case Expr::Kind::CompositeLit:
    return compositeTo(llvm::cast<CompositeLit>(expr), dst);
  case Expr::Kind::FuncLit:
    return funcLitTo(llvm::cast<FuncLit>(expr), dst);
  case Expr::Kind::Selector:
    return selectorTo(llvm::cast<SelectorExpr>(expr), dst);
  case Expr::Kind::Index:
    return indexTo(llvm::cast<IndexExpr>(expr), dst);
  case Expr::Kind::Slice:
    return sliceTo(llvm::cast<SliceExpr>(expr), dst);
  case Expr::Kind::TypeAssert:
    return assertTo(llvm::cast<TypeAssertExpr>(expr), dst, /*withOk=*/false);
  case Expr::Kind::Call: {
    auto *callExpr = llvm::cast<CallExpr>(expr);
    if (callExpr->form == CallExpr::Form::Conversion)
      return conversionTo(callExpr, dst);
    if (callExpr->form == CallExpr::Form::Builtin)
      return builtinTo(callExpr, dst);
    return callResults(callExpr, dst);
  }
  case Expr::Kind::Star: {
    Location made = place(expr, Access::Read);
    code.at(expr->range);
    return load(made, dst);
  }
  case Expr::Kind::Unary:
    return unaryTo(llvm::cast<UnaryExpr>(expr), dst);
  case Expr::Kind::Binary:
    return binaryTo(llvm::cast<BinaryExpr>(expr), dst);
  case Expr::Kind::Try:
  case Expr::Kind::DynField:
  case Expr::Kind::DynIndex:
  case Expr::Kind::DynCall:
  case Expr::Kind::DynMethod: {
    llvm::SmallVector<Type *, 2> types;
    Slot result = tuple(expr, types);
    return copy(dst, result, types.empty() ? 0 : slots(types[0]));
  }
  default:
    // Types and what was not parsed have no value.
    return;
  }
}

bool FunctionEmitter::isTuple(Expr *expr) {
  expr = unparen(expr);
  return expr->commaOk || llvm::isa<DynExpr>(expr) ||
         llvm::isa_and_nonnull<TupleType>(expr->type);
}

Slot FunctionEmitter::tuple(Expr *expr, llvm::SmallVectorImpl<Type *> &types) {
  expr = unparen(expr);
  if (auto *callExpr = llvm::dyn_cast<CallExpr>(expr)) {
    Slot results = call(callExpr);
    if (auto *several = llvm::dyn_cast_or_null<TupleType>(callExpr->type))
      types.assign(several->elements.begin(), several->elements.end());
    else if (callExpr->type)
      types.push_back(callExpr->type);
    return results;
  }
  if (auto *attempt = llvm::dyn_cast<TryExpr>(expr))
    return tryValue(attempt, types);
  if (auto *access = llvm::dyn_cast<DynExpr>(expr))
    return dynamic(access, types);
  code.at(expr->range);
  auto pair = [&](Type *type) {
    types.push_back(type);
    types.push_back(basic(BasicKind::Bool));
    return frame.alloc(concat(types));
  };
  if (auto *index = llvm::dyn_cast<IndexExpr>(expr)) {
    Slot dst = pair(underlyingAs<MapType>(index->base->type)->value);
    Scope scope(*this);
    Location made = indexPlace(index, Access::Read);
    code.at(expr->range);
    mapGet(made, dst, /*withOk=*/true);
    return dst;
  }
  if (auto *assertion = llvm::dyn_cast<TypeAssertExpr>(expr)) {
    Slot dst = pair(assertion->typeExpr->type);
    assertTo(assertion, dst, /*withOk=*/true);
    return dst;
  }
  auto *receive = llvm::cast<UnaryExpr>(expr);
  Slot dst = pair(underlyingAs<QueueType>(receive->inner->type)->element);
  receiveTo(receive, dst, /*withOk=*/true);
  return dst;
}

void FunctionEmitter::discard(Expr *expr) {
  Scope scope(*this);
  expr = unparen(expr);
  if (expr->mode == Mode::Nil || expr->constant)
    return;
  llvm::SmallVector<Type *, 4> types;
  // Arrays that do not fit slots: only their elements have effects.
  auto *literal = llvm::dyn_cast<CompositeLit>(expr);
  if (literal && underlyingAs<ArrayType>(literal->type)) {
    for (Expr *element : literal->elements)
      discard(elementValue(element));
    return;
  }
  if (isHeapArray(expr))
    return;
  auto *callExpr = llvm::dyn_cast<CallExpr>(expr);
  bool isBuiltin = callExpr && callExpr->form == CallExpr::Form::Builtin;
  if (!isBuiltin && (isTuple(expr) || llvm::isa<TryExpr>(expr)))
    tuple(expr, types);
  else
    value(expr);
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

void FunctionEmitter::identTo(Ident *ident, Slot dst) {
  if (auto *var = llvm::dyn_cast_or_null<Var>(ident->object)) {
    Location made = placeOf(var);
    load(made, dst);
  } else if (auto *func = llvm::dyn_cast_or_null<Func>(ident->object)) {
    functionValueTo(func, dst);
  }
}

void FunctionEmitter::functionValueTo(Func *func, Slot dst) {
  uint32_t id = generator.function(func);
  code.emit(Op::ClosureNew, dst, id & 0xFFFF, 0, uint8_t(id >> 16));
}

void FunctionEmitter::funcLitTo(FuncLit *expr, Slot dst) {
  uint32_t id = generator.literal(expr);
  const auto &captures = expr->info->captures;
  code.at(expr->range);
  if (captures.empty())
    return code.emit(Op::ClosureNew, dst, id & 0xFFFF, 0, uint8_t(id >> 16));
  Scope scope(*this);
  // `dst` may be a box that the literal captures.
  Slot closure = temp(SlotType::GcRef);
  code.emit(Op::ClosureNew, closure, id & 0xFFFF, uint32_t(captures.size()),
            uint8_t(id >> 16));
  for (uint32_t i = 0; i < captures.size(); ++i)
    ptrSet(closure, 1 + i, storageOf(captures[i]).slot, 1);
  copy(dst, closure, 1);
}

void FunctionEmitter::selectorTo(SelectorExpr *expr, Slot dst) {
  const Selection *selection = expr->selection;
  if (!selection || (selection->kind == Selection::Kind::Field &&
                     !selection->methodExpression)) {
    if (auto *func = llvm::dyn_cast_or_null<Func>(expr->name->object);
        func && !selection)
      return functionValueTo(func, dst);
    code.at(expr->range);
    Location made = place(expr, Access::Read);
    code.at(expr->range);
    return load(made, dst);
  }
  if (selection->methodExpression) {
    uint32_t id = generator.methodExpression(*selection);
    return code.emit(Op::ClosureNew, dst, id & 0xFFFF, 0, uint8_t(id >> 16));
  }
  // Method value: a closure over the receiver, which is captured in a box of
  // its own. Pointers are captured as they are, and so is the address of a
  // receiver that was reached through one.
  code.at(expr->range);
  Type *type = receiverType(*selection);
  Slot receiver = 0;
  if (selection->kind == Selection::Kind::Method &&
      !selection->method->pointerReceiver && !underlyingAs<ArrayType>(type) &&
      passesPointer(expr->base->type, selection->path)) {
    receiver = receiverAddress(*selection, expr->base);
  } else {
    receiver = temp(type);
    receiverTo(*selection, expr->base, receiver);
    if (!underlyingAs<PointerType>(type))
      receiver = boxed(receiver, type);
  }
  uint32_t id = generator.methodValue(*selection);
  Slot closure = temp(SlotType::GcRef);
  code.emit(Op::ClosureNew, closure, id & 0xFFFF, 1, uint8_t(id >> 16));
  ptrSet(closure, 1, receiver, 1);
  copy(dst, closure, 1);
}

void FunctionEmitter::indexTo(IndexExpr *expr, Slot dst) {
  if (!isString(expr->base->type)) {
    Location made = place(expr, Access::Read);
    code.at(expr->range);
    return load(made, dst);
  }
  Slot text = value(expr->base);
  Slot index = value(expr->index);
  code.at(expr->range);
  code.emit(Op::StrIndex, dst, text, index);
}

//===----------------------------------------------------------------------===//
// Slices of things, assertions, receives, addresses
//===----------------------------------------------------------------------===//

void FunctionEmitter::sliceTo(SliceExpr *expr, Slot dst) {
  using Root = Location::Root;
  Type *base = expr->base->type;
  auto *array = underlyingAs<ArrayType>(base);
  Slot source = 0;
  uint8_t flags = expr->max ? bc::flag::sliceMax : 0;
  if (array) {
    Location made = place(expr->base, Access::Read);
    code.at(expr->base->range);
    flags |= bc::flag::sliceArray;
    if (made.root == Root::Array && made.steps.empty()) {
      source = made.base;
    } else {
      // An array inside another object.
      flags |= bc::flag::sliceInline;
      Slot start = addressOf(made);
      source = frame.alloc({SlotType::GcRef, SlotType::GcRef, SlotType::Value,
                            SlotType::Value, SlotType::Value, SlotType::Value});
      copy(source, start, 1);
      copy(source + 1, start, 1);
    }
  } else {
    source = value(expr->base);
  }
  // Bounds are evaluated in order; the omitted ones have no effects.
  bc::Layout window(expr->max ? 3 : 2, SlotType::Value);
  Slot bounds = frame.alloc(window);
  if (expr->low)
    valueTo(expr->low, bounds);
  else
    code.loadInt(bounds, 0);
  if (expr->high)
    valueTo(expr->high, bounds + 1);
  else if (array)
    loadInteger(bounds + 1, int64_t(array->length));
  else
    code.emit(isString(base) ? Op::StrLen : Op::SliceLen, bounds + 1, source);
  if (expr->max)
    valueTo(expr->max, bounds + 2);
  if (flags & bc::flag::sliceInline) {
    // After the bounds, see arrayOp.
    loadMeta(source + 2, array->element);
    loadInteger(source + 3, tables.elementBytes(array->element));
    loadInteger(source + 4, int64_t(slots(array->element)) * 8);
    loadInteger(source + 5, int64_t(array->length));
  }
  code.at(expr->range);
  if (isString(base))
    code.emit(Op::StrSlice, dst, source, bounds);
  else
    code.emit(Op::SliceSlice, dst, source, bounds, flags);
}

void FunctionEmitter::assertSlots(Slot iface, Type *target, Slot dst,
                                  bool withOk) {
  bc::MetaIfaceAssertLayout meta;
  meta.result = layout(target);
  if (isInterface(target)) {
    meta.assertKind = bc::AssertKind::Implements;
    meta.targetId = tables.interfaceMeta(target);
  } else {
    meta.assertKind = bc::AssertKind::Concrete;
    meta.targetId = tables.rttid(target).id();
  }
  code.emit(std::move(meta), Op::IfaceAssert, dst, iface, 0,
            withOk ? bc::flag::assertOk : 0);
}

void FunctionEmitter::assertTo(TypeAssertExpr *expr, Slot dst, bool withOk) {
  Scope scope(*this);
  Slot iface = value(expr->base);
  code.at(expr->range);
  assertSlots(iface, expr->typeExpr->type, dst, withOk);
}

void FunctionEmitter::receiveTo(UnaryExpr *expr, Slot dst, bool withOk) {
  Scope scope(*this);
  Slot queue = value(expr->inner);
  Type *element = underlyingAs<QueueType>(expr->inner->type)->element;
  code.at(expr->range);
  code.emit(bc::MetaQueueLayout{layout(element)}, Op::QueueRecv, dst, queue, 0,
            withOk ? bc::flag::recvOk : 0);
}

void FunctionEmitter::addressTo(Expr *operand, Slot dst) {
  operand = unparen(operand);
  if (llvm::isa<CompositeLit>(operand)) {
    Slot made = value(operand);
    code.at(operand->range);
    return copy(dst, boxed(made, operand->type), 1);
  }
  // &*p is p, without looking behind it.
  if (auto *star = llvm::dyn_cast<StarExpr>(operand))
    return valueTo(star->inner, dst);
  code.at(operand->range);
  Location made = place(operand, Access::Read);
  copy(dst, addressOf(made), 1);
}
