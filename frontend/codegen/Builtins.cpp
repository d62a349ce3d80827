//===- Builtins.cpp - Built-in functions ------------------------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;

Slot FunctionEmitter::builtinValue(CallExpr *expr) {
  bool hasValue = expr->mode != Mode::NoValue && expr->type &&
                  !llvm::isa<TupleType>(expr->type);
  if (expr->builtin == BuiltinId::Copy)
    hasValue = true;
  Slot dst = 0;
  if (hasValue)
    dst = expr->type && !llvm::isa<TupleType>(expr->type)
              ? temp(expr->type)
              : temp(SlotType::Value);
  Scope scope(*this);
  builtinTo(expr, dst);
  return dst;
}

void FunctionEmitter::builtinTo(CallExpr *expr, Slot dst) {
  Scope scope(*this);
  llvm::ArrayRef<Expr *> args = expr->args;
  switch (expr->builtin) {
  case BuiltinId::Len:
  case BuiltinId::Cap:
    return lengthTo(args[0], expr->builtin == BuiltinId::Cap, dst);
  case BuiltinId::Append:
    return appendTo(expr, dst);
  case BuiltinId::Copy: {
    Slot both = frame.alloc({SlotType::GcRef, SlotType::GcRef});
    valueTo(args[0], both);
    valueTo(args[1], both + 1);
    code.at(expr->range);
    return callExtern(helper("vo_copy", 2, {SlotType::Value}), dst, both,
                      {SlotType::GcRef, SlotType::GcRef}, {SlotType::Value});
  }
  case BuiltinId::Delete: {
    auto *map = underlyingAs<MapType>(args[0]->type);
    Slot container = value(args[0]);
    bc::Layout window{SlotType::Value};
    llvm::append_range(window, layout(map->key));
    Slot key = frame.alloc(window);
    convertedTo(args[1], map->key, key + 1);
    loadInteger(key, int64_t(slots(map->key)));
    code.at(expr->range);
    return code.emit(bc::MetaMapDelete{layout(map->key)}, Op::MapDelete,
                     container, key);
  }
  case BuiltinId::Make:
    return makeTo(expr, dst);
  case BuiltinId::New: {
    code.at(expr->range);
    Type *pointee = underlyingAs<PointerType>(expr->type)->element;
    return copy(dst, newBox(pointee), 1);
  }
  case BuiltinId::Close: {
    Slot queue = value(args[0]);
    code.at(expr->range);
    return code.emit(Op::QueueClose, queue);
  }
  case BuiltinId::Panic: {
    Slot held = converted(args[0], anyType());
    code.at(expr->range);
    code.emit(Op::Panic, held);
    return code.setDead();
  }
  case BuiltinId::Recover:
    return code.emit(Op::Recover, dst);
  case BuiltinId::Print:
  case BuiltinId::Println:
    return printCall(expr);
  case BuiltinId::Assert:
    return assertCall(expr);
  }
}

void FunctionEmitter::lengthTo(Expr *operand, bool capacity, Slot dst) {
  Type *type = operand->type;
  // The checker folds what has no effects.
  if (auto *array = underlyingAs<ArrayType>(type)) {
    discard(operand);
    return loadInteger(dst, int64_t(array->length));
  }
  if (operand->constant)
    return loadInteger(dst, int64_t(operand->constant->asString().size()));
  Slot held = value(operand);
  Op op = Op::StrLen;
  if (underlyingAs<SliceType>(type))
    op = capacity ? Op::SliceCap : Op::SliceLen;
  else if (underlyingAs<MapType>(type))
    op = Op::MapLen;
  else if (underlyingAs<QueueType>(type))
    op = capacity ? Op::QueueCap : Op::QueueLen;
  code.emit(op, dst, held);
}

void FunctionEmitter::appendTo(CallExpr *expr, Slot dst) {
  Type *element = underlyingAs<SliceType>(expr->type)->element;
  llvm::ArrayRef<Expr *> args = expr->args;
  if (expr->spread.isValid()) {
    bc::Layout window{SlotType::GcRef, SlotType::GcRef, SlotType::Value};
    Slot all = frame.alloc(window);
    convertedTo(args[0], expr->type, all);
    if (unparen(args[1])->mode == Mode::Nil)
      code.loadInt(all + 1, 0);
    else
      valueTo(args[1], all + 1);
    loadMeta(all + 2, element);
    code.at(expr->range);
    return callExtern(helper("vo_slice_append_slice", 3, {SlotType::GcRef}),
                      dst, all, window, {SlotType::GcRef});
  }
  // Every argument is evaluated before the first one is appended.
  Slot slice = converted(args[0], expr->type);
  if (args.size() == 1)
    return copy(dst, slice, 1);
  bool isDynamic = !tables.elementCode(element).flags;
  bc::Layout window(isDynamic ? 2 : 1, SlotType::Value);
  uint32_t first = uint32_t(window.size());
  llvm::append_range(window, layout(element));
  llvm::SmallVector<Slot, 4> elements;
  for (Expr *arg : args.drop_front()) {
    elements.push_back(frame.alloc(window));
    convertedTo(arg, element, elements.back() + first);
  }
  code.at(expr->range);
  for (Slot one : elements) {
    loadMeta(one, element);
    if (isDynamic)
      loadInteger(one + 1, tables.elementBytes(element));
    arrayOp(Op::SliceAppend, dst, slice, one, element);
    slice = dst;
  }
}

void FunctionEmitter::makeTo(CallExpr *expr, Slot dst) {
  llvm::ArrayRef<Expr *> args = expr->args;
  Type *type = expr->type;
  auto size = [&](size_t i, Slot to) {
    // Any integer type, or a constant.
    if (args[i]->constant)
      return constant(args[i]->constant, basic(BasicKind::Int), to);
    valueTo(args[i], to);
  };
  if (auto *slice = underlyingAs<SliceType>(type)) {
    Type *element = slice->element;
    bool isDynamic = !tables.elementCode(element).flags;
    Slot meta = temp(SlotType::Value);
    Slot sizes = frame.alloc(bc::Layout(isDynamic ? 3 : 2, SlotType::Value));
    size(1, sizes);
    if (args.size() > 2)
      size(2, sizes + 1);
    else
      copy(sizes + 1, sizes, 1);
    loadMeta(meta, element);
    if (isDynamic)
      loadInteger(sizes + 2, tables.elementBytes(element));
    code.at(expr->range);
    return arrayOp(Op::SliceNew, dst, meta, sizes, element);
  }
  if (auto *map = underlyingAs<MapType>(type)) {
    if (args.size() > 1)
      discard(args[1]);
    code.at(expr->range);
    return newMap(map, dst);
  }
  if (auto *queue = underlyingAs<QueueType>(type)) {
    Slot words = temp(SlotType::Value), capacity = temp(SlotType::Value);
    if (args.size() > 1)
      size(1, capacity);
    else
      code.loadInt(capacity, 0);
    uint64_t element = uint64_t(tables.rttid(queue->element).raw) << 32 |
                       tables.meta(queue->element).raw;
    code.emit(Op::LoadConst, words, tables.intConstant(int64_t(element)));
    code.at(expr->range);
    return code.emit(bc::MetaQueueLayout{layout(queue->element)}, Op::QueueNew,
                     dst, words, capacity,
                     queue->isPort ? bc::flag::queuePort : 0);
  }
  code.at(expr->range);
  code.emit(Op::IslandNew, dst);
}

//===----------------------------------------------------------------------===//
// print, assert
//===----------------------------------------------------------------------===//

static bc::Layout pairs(size_t count) {
  bc::Layout layout;
  for (size_t i = 0; i < count; ++i) {
    layout.push_back(bc::SlotType::Interface0);
    layout.push_back(bc::SlotType::Interface1);
  }
  return layout;
}

void FunctionEmitter::printCall(CallExpr *expr) {
  llvm::ArrayRef<Expr *> args = expr->args;
  llvm::SmallVector<Type *, 4> types;
  Slot values = 0;
  bool spread = args.size() == 1 && isTuple(args[0]);
  if (spread)
    values = tuple(args[0], types);
  size_t count = spread ? types.size() : args.size();
  bc::Layout window = pairs(count);
  Slot list = frame.alloc(window);
  for (size_t i = 0; i < count; ++i) {
    Slot to = list + uint32_t(i) * 2;
    if (!spread) {
      convertedTo(args[i], anyType(), to);
      continue;
    }
    convert(to, values, types[i], anyType());
    values += slots(types[i]);
  }
  code.at(expr->range);
  bool newline = expr->builtin == BuiltinId::Println;
  callExtern(helper(newline ? "vo_println" : "vo_print", -1), 0, list, window,
             {});
}

/// Evaluating it later, or not at all, makes no difference.
static bool hasNoEffects(Expr *expr) {
  expr = unparen(expr);
  if (expr->constant)
    return true;
  auto *ident = llvm::dyn_cast<Ident>(expr);
  return ident && llvm::isa_and_nonnull<Var>(ident->object);
}

void FunctionEmitter::assertCall(CallExpr *expr) {
  llvm::ArrayRef<Expr *> args = expr->args;
  bc::Layout window = pairs(args.size());
  Type *boolean = basic(BasicKind::Bool);
  Label holds = code.label();
  bool isPlain = llvm::all_of(args.drop_front(), hasNoEffects);
  Slot condition = 0;
  if (isPlain) {
    // Nothing to evaluate but the condition: report only failures.
    branch(args[0], true, holds);
    condition = integer(0);
  } else {
    condition = value(args[0]);
  }
  Slot list = frame.alloc(window);
  toInterface(list, condition, boolean, anyType());
  for (size_t i = 1; i < args.size(); ++i)
    convertedTo(args[i], anyType(), list + uint32_t(i) * 2);
  if (!isPlain) {
    Scope scope(*this);
    code.jumpIf(true, condition, holds);
  }
  code.at(expr->range);
  callExtern(helper("vo_assert", -1), 0, list, window, {});
  code.bind(holds);
}
