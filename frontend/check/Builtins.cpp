//===- Builtins.cpp - Calls of built-in functions --------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

namespace {
struct BuiltinShape {
  llvm::StringLiteral name;
  unsigned args = 0;
  bool variadic = false;
};
/// By BuiltinId.
constexpr BuiltinShape shapes[] = {
    {"len", 1, false},     {"cap", 1, false},    {"append", 1, true},
    {"copy", 2, false},    {"delete", 2, false}, {"make", 1, true},
    {"new", 1, false},     {"close", 1, false},  {"panic", 1, false},
    {"recover", 0, false}, {"print", 0, true},   {"println", 0, true},
    {"assert", 1, true},
};
} // namespace

void Sema::checkBuiltin(CallExpr &call, BuiltinId id) {
  llvm::StringRef name = shapes[unsigned(id)].name;
  bool hadCall = context.hasCall;
  context.hasCall = false;
  bool good = false;
  if (call.spread.isValid() && id != BuiltinId::Append) {
    error(call.range,
          "invalid operation: invalid use of ... with built-in " + name);
    checkAll(call.args);
  } else {
    good = checkBuiltinKind(call, id);
  }
  if (!good)
    invalidate(&call);
  bool isConstant = call.mode == Mode::Constant || !good;
  context.hasCall = hadCall || !isConstant;
}

bool Sema::checkBuiltinKind(CallExpr &call, BuiltinId id) {
  // Only these take the results of a call apart.
  bool unpacks = id == BuiltinId::Print || id == BuiltinId::Println ||
                 id == BuiltinId::Assert;
  if (!unpacks && !checkBuiltinCount(call, id, call.args.size()))
    return false;
  switch (id) {
  case BuiltinId::Append:
    return builtinAppend(call);
  case BuiltinId::Len:
  case BuiltinId::Cap:
    return builtinLenCap(call, id);
  case BuiltinId::Close:
    return builtinClose(call);
  case BuiltinId::Copy:
    return builtinCopy(call);
  case BuiltinId::Delete:
    return builtinDelete(call);
  case BuiltinId::Make:
    return builtinMake(call);
  case BuiltinId::New:
    return builtinNew(call);
  case BuiltinId::Panic:
    return builtinPanic(call);
  case BuiltinId::Print:
  case BuiltinId::Println:
    return builtinPrint(call, shapes[unsigned(id)].name);
  case BuiltinId::Recover:
    return builtinRecover(call);
  case BuiltinId::Assert:
    return builtinAssert(call);
  }
  return false;
}

bool Sema::checkBuiltinCount(CallExpr &call, BuiltinId id, size_t count) {
  const BuiltinShape &shape = shapes[unsigned(id)];
  if (count == shape.args || (shape.variadic && count > shape.args))
    return true;
  error(call.range, (count < shape.args ? "not enough arguments for "
                                        : "too many arguments for ") +
                        shape.name + " (expected " + llvm::Twine(shape.args) +
                        ", found " + llvm::Twine(count) + ")");
  if (id != BuiltinId::Make && id != BuiltinId::New)
    checkAll(call.args);
  return false;
}

//===----------------------------------------------------------------------===//
// Slices and maps
//===----------------------------------------------------------------------===//

bool Sema::builtinAppend(CallExpr &call) {
  Expr *base = call.args[0];
  bool good = checkValue(base);
  Exprs rest = call.args.drop_front();
  auto *slice = good ? underlyingAs<SliceType>(base->type) : nullptr;
  if (!slice) {
    if (good)
      error(base->range, "first argument to append must be a slice");
    checkAll(rest);
    return false;
  }
  if (call.spread.isValid() && rest.empty()) {
    error(call.range, "cannot use value in argument to append");
    return false;
  }
  for (Expr *arg : rest) {
    if (!checkValue(arg)) {
      good = false;
      continue;
    }
    if (call.spread.isValid() && arg == rest.back()) {
      if (rest.size() != 1)
        error(arg->range, "can only use ... with matching parameter");
      good &= rest.size() == 1 && appendSpread(arg, slice->element);
      continue;
    }
    std::string reason;
    if (!assignable(arg, arg->type, slice->element, &reason)) {
      error(arg->range, "cannot use value in argument to append: " +
                            str(arg->type) + " is no " + str(slice->element));
      good = false;
    } else {
      good &= assign(arg, slice->element, "argument to append");
    }
  }
  if (good)
    setValue(&call, base->type);
  return good;
}

bool Sema::appendSpread(Expr *arg, Type *element) {
  if (basicKind(element) == BasicKind::Uint8 && isString(arg->type)) {
    toDefault(arg);
    return true;
  }
  if (assignable(arg, arg->type, types.slice(element), nullptr))
    return true;
  error(arg->range, "cannot use value in argument to append: " +
                        str(arg->type) + " is no " + str(types.slice(element)));
  return false;
}

bool Sema::builtinLenCap(CallExpr &call, BuiltinId id) {
  Expr *arg = call.args[0];
  if (!checkValue(arg))
    return false;
  bool isLen = id == BuiltinId::Len;
  Type *under = arg->type->underlying();
  Type *intType = basic(BasicKind::Int);
  bool good = false;
  if (isString(under) && isLen) {
    const Constant *text = arg->constant;
    toDefault(arg);
    if (text) {
      setConstant(&call, intType,
                  constants.integer(int64_t(text->asString().size())));
      return true;
    }
    good = true;
  } else if (auto *array = llvm::dyn_cast<ArrayType>(under)) {
    if (!context.hasCall) {
      setConstant(&call, intType, constants.integer(int64_t(array->length)));
      return true;
    }
    good = true;
  } else if (auto *queue = llvm::dyn_cast<QueueType>(under)) {
    good = !queue->isPort || queue->canReceive();
  } else {
    good = llvm::isa<SliceType>(under) || (isLen && llvm::isa<MapType>(under));
  }
  if (good)
    setValue(&call, intType);
  else
    error(arg->range, "invalid argument " + str(arg->type) + " for " +
                          (isLen ? "len" : "cap"));
  return good;
}

bool Sema::builtinCopy(CallExpr &call) {
  Expr *target = call.args[0], *source = call.args[1];
  bool good = checkValue(target);
  if (!checkValue(source) || !good)
    return false;
  auto *targetSlice = underlyingAs<SliceType>(target->type);
  auto *sourceSlice = underlyingAs<SliceType>(source->type);
  bool fromString = isString(source->type);
  if (!targetSlice || !(sourceSlice || fromString)) {
    error(call.range, "copy expects slice arguments");
    return false;
  }
  Type *element = fromString ? basic(BasicKind::Uint8) : sourceSlice->element;
  if (targetSlice->element != element) {
    error(call.range, "arguments to copy have different element types " +
                          str(targetSlice->element) + " and " + str(element));
    return false;
  }
  toDefault(source);
  setValue(&call, basic(BasicKind::Int));
  return true;
}

bool Sema::builtinDelete(CallExpr &call) {
  Expr *target = call.args[0], *key = call.args[1];
  bool good = checkValue(target);
  if (!checkValue(key) || !good)
    return false;
  auto *map = underlyingAs<MapType>(target->type);
  if (!map) {
    error(target->range, "first argument to delete must be a map");
    return false;
  }
  if (!assignable(key, key->type, map->key, nullptr)) {
    error(key->range, "key is not assignable to map key type: " +
                          str(key->type) + " is no " + str(map->key));
    return false;
  }
  setNoValue(&call);
  return assign(key, map->key, "argument to delete");
}

//===----------------------------------------------------------------------===//
// make and new
//===----------------------------------------------------------------------===//

bool Sema::builtinMake(CallExpr &call) {
  Type *type = checkTypeArgument(call.args[0]);
  Exprs sizes = call.args.drop_front();
  if (isInvalid(type)) {
    checkAll(sizes);
    return false;
  }
  size_t least = 1, most = 1, count = call.args.size();
  Type *under = type->underlying();
  auto *queue = llvm::dyn_cast<QueueType>(under);
  if (llvm::isa<SliceType>(under)) {
    least = 2, most = 3;
  } else if (llvm::isa<MapType>(under) || (queue && !queue->isPort)) {
    most = 2;
  } else if (queue) {
    least = most = 2;
  } else if (!llvm::isa<IslandType>(under)) {
    error(call.args[0]->range,
          "cannot make; type must be slice, map, channel, port, or island, "
          "not " +
              str(type));
    checkAll(sizes);
    return false;
  }
  if (count < least || count > most) {
    std::string expected = std::to_string(least);
    if (least != most)
      expected += " or " + std::to_string(most);
    error(call.range, "make expects " + expected + " arguments; found " +
                          llvm::Twine(count));
    checkAll(sizes);
    return false;
  }
  setValue(&call, type);
  return checkMakeSizes(call, queue && queue->isPort);
}

bool Sema::checkMakeSizes(CallExpr &call, bool isPort) {
  bool good = true;
  for (Expr *size : call.args.drop_front()) {
    good &= checkIndexValue(size, std::nullopt, /*inclusive=*/false);
    if (isPort && size->constant && isInteger(size->type) &&
        (size->constant->isNegative() || size->constant->isZero())) {
      error(size->range, "port capacity must be positive");
      good = false;
    }
  }
  if (call.args.size() < 3 || !good)
    return good;
  const Constant *length = call.args[1]->constant;
  const Constant *capacity = call.args[2]->constant;
  if (!length || !capacity ||
      !constants.compare(Tok::Greater, length, capacity))
    return true;
  error(call.args[1]->range, "length (" + length->str() +
                                 ") larger than capacity (" + capacity->str() +
                                 ")");
  return false;
}

Type *Sema::checkTypeArgument(Expr *arg) {
  checkExpr(arg);
  if (arg->mode == Mode::TypeExpr)
    return arg->type;
  if (arg->mode != Mode::Invalid)
    error(arg->range, "expected type");
  return invalidType();
}

bool Sema::builtinNew(CallExpr &call) {
  Type *type = checkTypeArgument(call.args[0]);
  if (isInvalid(type))
    return false;
  if (!underlyingAs<StructType>(type)) {
    checkPointerBase(type, call.args[0]->range, "pointer base must be struct");
    return false;
  }
  setValue(&call, types.pointer(type));
  return true;
}

//===----------------------------------------------------------------------===//
// Control and output
//===----------------------------------------------------------------------===//

bool Sema::builtinClose(CallExpr &call) {
  Expr *arg = call.args[0];
  if (!checkValue(arg))
    return false;
  auto *queue = underlyingAs<QueueType>(arg->type);
  if (!queue)
    error(arg->range, "argument to close must be channel or port");
  else if (queue->isPort && queue->direction != Direction::Both)
    error(arg->range, "invalid operation: cannot close non-owner port");
  else if (!queue->canSend())
    error(arg->range, "cannot close receive-only channel");
  else
    return setNoValue(&call), true;
  return false;
}

bool Sema::builtinPanic(CallExpr &call) {
  setNoValue(&call);
  return checkValue(call.args[0]) &&
         assign(call.args[0], anyType(), "argument to panic");
}

bool Sema::builtinPrint(CallExpr &call, llvm::StringRef name) {
  llvm::SmallVector<RightValue, 8> values;
  bool good = unpackArguments(call.args, values);
  for (const RightValue &value : values)
    if (!value.expr || value.expr->mode != Mode::Invalid)
      good &= assign(value, nullptr, "argument to " + name);
  setNoValue(&call);
  return good;
}

bool Sema::builtinRecover(CallExpr &call) {
  if (context.function)
    context.function->info->hasRecover = true;
  setValue(&call, anyType());
  return true;
}

bool Sema::builtinAssert(CallExpr &call) {
  llvm::SmallVector<RightValue, 8> values;
  bool good = unpackArguments(call.args, values);
  if (!good)
    return false;
  if (values.empty())
    return checkBuiltinCount(call, BuiltinId::Assert, 0);
  const RightValue &condition = values[0];
  if (!isBoolean(condition.type)) {
    error(condition.range, "argument to assert is not a boolean");
    return false;
  }
  if (condition.expr && condition.expr->constant &&
      !condition.expr->constant->asBool())
    error(call.range, "assertion failed");
  for (const RightValue &value : values)
    good &= assign(value, nullptr, "argument to assert");
  setNoValue(&call);
  return good;
}
