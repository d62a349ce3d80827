//===- Calls.cpp - Calls and conversions -----------------------------------===//

#include "frontend/check/Sema.h"

#include "llvm/Support/ConvertUTF.h"

using namespace vo::fe;

void Sema::checkCall(CallExpr &call) {
  checkExpr(call.callee);
  switch (call.callee->mode) {
  case Mode::Invalid:
    checkAll(call.args);
    return invalidate(&call);
  case Mode::TypeExpr:
    call.form = CallExpr::Form::Conversion;
    return checkConversion(call);
  case Mode::Builtin: {
    auto *ident = llvm::cast<Ident>(unparen(call.callee));
    call.form = CallExpr::Form::Builtin;
    call.builtin = llvm::cast<Builtin>(ident->object)->id;
    return checkBuiltin(call, call.builtin);
  }
  default:
    break;
  }
  auto *type = underlyingAs<SignatureType>(call.callee->type);
  bool single = requireValue(call.callee) && requireSingle(call.callee);
  if (single && type)
    return checkFunctionCall(call, *type);
  if (single)
    error(call.callee->range,
          "cannot call non-function of type " + str(call.callee->type));
  checkAll(call.args);
  invalidate(&call);
}

void Sema::checkFunctionCall(CallExpr &call, SignatureType &signature) {
  checkArguments(call, signature);
  context.hasCall = true;
  setResults(&call, signature.results);
}

void Sema::setResults(Expr *expr, llvm::ArrayRef<Type *> results) {
  if (results.empty())
    return setNoValue(expr);
  setValue(expr, results.size() == 1 ? results[0] : types.tuple(results));
  if (results.size() == 1 && isInvalid(expr->type))
    invalidate(expr);
}

/// No value, as the type of calls: the empty tuple.
void Sema::setNoValue(Expr *expr) {
  expr->mode = Mode::NoValue;
  expr->type = types.tuple({});
  expr->constant = nullptr;
}

void Sema::setValue(Expr *expr, Type *type) {
  expr->mode = Mode::Value;
  expr->type = type;
  expr->constant = nullptr;
}

bool Sema::unpackArguments(Exprs args, RightValues &values) {
  bool good = true;
  if (args.size() == 1) {
    Expr *arg = args[0];
    if (!checkMulti(arg))
      return false;
    if (auto *tuple = llvm::dyn_cast<TupleType>(arg->type))
      for (Type *type : tuple->elements)
        values.push_back({nullptr, type, arg->range});
    else
      values.push_back({arg, arg->type, arg->range});
    return true;
  }
  for (Expr *arg : args) {
    good &= checkValue(arg);
    values.push_back({arg, arg->type, arg->range});
  }
  return good;
}

void Sema::checkArguments(CallExpr &call, SignatureType &signature) {
  llvm::SmallVector<RightValue, 8> values;
  bool good = unpackArguments(call.args, values);
  if (call.spread.isValid() && !signature.variadic) {
    error(call.range, "cannot use ... in call to non-variadic function");
    return;
  }
  if (!good && values.empty() && !call.args.empty())
    return;
  if (call.spread.isValid() && call.args.size() == 1 && values.size() > 1) {
    error(call.range, "cannot use ... with " + llvm::Twine(values.size()) +
                          "-valued expression");
    return;
  }
  for (size_t i = 0; i < values.size(); ++i)
    checkArgument(call, signature, i, values.size(), values[i]);
  size_t least = signature.params.size() - (signature.variadic ? 1 : 0);
  if (values.size() >= least)
    return;
  error(call.rparen.isValid() ? Range{call.rparen, call.rparen + 1}
                              : call.range,
        "too few arguments in call")
      .notes.push_back(
          {call.callee->range, "the function has type " + str(&signature)});
}

void Sema::checkArgument(CallExpr &call, SignatureType &signature, size_t index,
                         size_t count, const RightValue &value) {
  if (value.expr && value.expr->mode == Mode::Invalid)
    return;
  size_t params = signature.params.size();
  if (index >= params && !signature.variadic) {
    // Once is enough.
    if (index == params)
      error(value.range, "too many arguments")
          .notes.push_back(
              {call.callee->range, "the function has type " + str(&signature)});
    return;
  }
  Type *type = signature.params[std::min(index, params - 1)];
  if (call.spread.isValid() && index + 1 == count) {
    if (index != params - 1) {
      error(value.range, "can only use ... with matching parameter");
      return;
    }
    bool isNil = value.expr && value.expr->mode == Mode::Nil;
    if (!underlyingAs<SliceType>(value.type) && !isNil) {
      error(value.range, "cannot use value as variadic argument");
      return;
    }
  } else if (signature.variadic && index + 1 >= params) {
    type = llvm::cast<SliceType>(type)->element;
  }
  assign(value, type, "argument");
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

void Sema::checkConversion(CallExpr &call) {
  Type *to = call.callee->type;
  if (call.args.size() != 1 || call.spread.isValid()) {
    if (call.args.empty())
      error(call.range, "missing argument in conversion");
    else if (call.args.size() > 1)
      error(call.args.back()->range, "too many arguments in conversion");
    else
      error(call.range, "cannot use ... in conversion");
    checkAll(call.args);
    return invalidate(&call);
  }
  Expr *arg = call.args[0];
  if (!checkValue(arg) || isInvalid(to) || isInvalid(to->underlying()))
    return invalidate(&call);
  if (arg->constant && underlyingAs<BasicType>(to)) {
    if (convertConstant(arg, to, call))
      return;
  } else if (convertible(arg, to)) {
    if (isUntyped(arg->type) && arg->mode != Mode::Nil) {
      bool open = !arg->constant && !isInterface(to) && !isString(to);
      if (!(open ? convertUntyped(arg, to) : (toDefault(arg), true)) ||
          arg->mode == Mode::Invalid)
        return invalidate(&call);
    }
    return setValue(&call, to);
  }
  error(arg->range,
        "cannot convert " + str(arg->type) + " to " + str(to) +
            (arg->constant ? " (constant " + arg->constant->str() + ")"
                           : std::string()));
  invalidate(&call);
}

/// UTF-8 of a code point, U+FFFD for what is none.
static std::string encode(const Constant *number) {
  char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
  std::optional<uint64_t> value = number->asUint64();
  for (uint64_t code : {value.value_or(0xFFFD), uint64_t(0xFFFD)}) {
    char *end = buffer;
    if (code <= 0x10FFFF && llvm::ConvertCodePointToUTF8(unsigned(code), end))
      return std::string(buffer, end);
  }
  return "";
}

bool Sema::convertConstant(Expr *arg, Type *to, CallExpr &call) {
  if (const Constant *value = represent(arg->constant, to)) {
    finalize(arg, to);
    setConstant(&call, to, value);
    return true;
  }
  if (!isInteger(arg->type) || !isString(to))
    return false;
  const Constant *text = constants.string(encode(arg->constant));
  if (represent(arg->constant, defaultType(arg->type, types)))
    toDefault(arg);
  setConstant(&call, to, text);
  return true;
}

static bool isBytesOrRunes(Type *type) {
  auto *slice = underlyingAs<SliceType>(type);
  BasicKind kind = slice ? basicKind(slice->element) : BasicKind::Invalid;
  return kind == BasicKind::Uint8 || kind == BasicKind::Int32;
}

bool Sema::convertible(Expr *arg, Type *to) {
  Type *from = arg->type;
  if (assignable(arg, from, to, nullptr))
    return true;
  if (identicalIgnoringTags(from->underlying(), to->underlying()))
    return true;
  auto *fromPointer = llvm::dyn_cast<PointerType>(from);
  auto *toPointer = llvm::dyn_cast<PointerType>(to);
  if (fromPointer && toPointer &&
      identicalIgnoringTags(fromPointer->element->underlying(),
                            toPointer->element->underlying()))
    return true;
  if (isNumeric(from) && isNumeric(to))
    return true;
  if (isString(to))
    return isInteger(from) || isBytesOrRunes(from);
  return isString(from) && isBytesOrRunes(to);
}
