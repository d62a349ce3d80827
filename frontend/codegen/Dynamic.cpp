//===- Dynamic.cpp - Dynamic access and error propagation -------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;
using bc::SlotType;
using bc::ValueKind;

static constexpr auto replaysClosures =
    uint64_t(bc::ExternEffect::CallClosureReplay);

//===----------------------------------------------------------------------===//
// x?
//===----------------------------------------------------------------------===//

Slot FunctionEmitter::tryValue(TryExpr *expr,
                               llvm::SmallVectorImpl<Type *> &types) {
  Slot values;
  if (isTuple(expr->inner)) {
    values = tuple(expr->inner, types);
  } else {
    values = value(expr->inner);
    types.push_back(errorType());
  }
  Slot error = values;
  types.pop_back();
  for (Type *type : types)
    error += slots(type);
  Label fine = code.label();
  {
    Scope scope(*this);
    Slot failed = temp(SlotType::Value);
    code.emit(Op::NeI, failed, error, integer(0));
    code.jumpIf(false, failed, fine);
  }
  if (errorResult >= 0)
    returnError(error);
  code.bind(fine);
  return values;
}

//===----------------------------------------------------------------------===//
// ~>
//===----------------------------------------------------------------------===//

/// Values too wide for two slots come as a reference to a box or array.
static bool comesBoxed(ValueKind kind, size_t slots) {
  return kind == ValueKind::Array || (kind == ValueKind::Struct && slots > 2);
}

bc::Layout FunctionEmitter::dynResultLayout(Type *type) {
  if (comesBoxed(tables.valueKind(type), slots(type)))
    return {SlotType::Value, SlotType::GcRef};
  return layout(type);
}

void FunctionEmitter::dynResult(Type *type, Slot dst, Slot src) {
  if (comesBoxed(tables.valueKind(type), slots(type)))
    unbox(dst, src + 1, type);
  else
    copy(dst, src, slots(type));
}

Slot FunctionEmitter::packArguments(llvm::ArrayRef<Expr *> args, bool spread,
                                    Slot error, Label failed) {
  bc::Layout window{SlotType::Value, SlotType::Value};
  for (size_t i = 0; i < args.size(); ++i) {
    window.push_back(SlotType::Interface0);
    window.push_back(SlotType::Interface1);
  }
  bc::Layout results{SlotType::GcRef, SlotType::Interface0,
                     SlotType::Interface1};
  Slot packed = frame.alloc(results);
  Slot list = frame.alloc(window);
  code.loadInt(list, int32_t(args.size()));
  code.loadInt(list + 1, spread);
  for (size_t i = 0; i < args.size(); ++i)
    convertedTo(args[i], anyType(), list + 2 + uint32_t(i) * 2);
  callExtern(helper("dyn_pack_any_slice", -1, results), packed, list, window,
             results);
  copy(error, packed + 1, 2);
  Slot isError = temp(SlotType::Value);
  code.emit(Op::NeI, isError, error, integer(0));
  code.jumpIf(true, isError, failed);
  return packed;
}

Slot FunctionEmitter::dynamic(DynExpr *expr,
                              llvm::SmallVectorImpl<Type *> &types) {
  // The values, then the error; an access may have the error alone.
  if (auto *several = llvm::dyn_cast<TupleType>(expr->type))
    types.assign(several->elements.begin(), several->elements.end());
  else
    types.push_back(expr->type);
  llvm::SmallVector<Type *, 2> expected(types.begin(), types.end() - 1);
  if (!fits(types, expr->range))
    return 0;
  bc::Layout all = concat(types);
  Slot dst = frame.alloc(all);
  Slot error = dst + uint32_t(all.size()) - 2;
  Label failed = code.label(), end = code.label();
  Scope scope(*this);

  llvm::SmallVector<Type *, 2> wanted = expected;
  if (wanted.empty())
    wanted.push_back(anyType());

  // The base; an error in it is the result.
  Slot base;
  Expr *operand = unparen(expr->base);
  if (isTuple(operand)) {
    llvm::SmallVector<Type *, 2> baseTypes;
    base = tuple(operand, baseTypes);
    copy(error, base + 2, 2);
    Slot isError = temp(SlotType::Value);
    code.emit(Op::NeI, isError, error, integer(0));
    code.jumpIf(true, isError, failed);
  } else if (isInterface(operand->type)) {
    base = value(operand);
  } else {
    base = converted(operand, anyType());
  }

  // Arguments.
  bc::Layout window{SlotType::Interface0, SlotType::Interface1};
  llvm::StringRef name;
  Slot slice = 0, key = 0;
  Ident *member = nullptr;
  bool isCall = false;
  if (auto *field = llvm::dyn_cast<DynFieldExpr>(expr)) {
    name = "dyn_field";
    member = field->name;
  } else if (auto *index = llvm::dyn_cast<DynIndexExpr>(expr)) {
    name = "dyn_index";
    key = converted(index->index, anyType());
    window.push_back(SlotType::Interface0);
    window.push_back(SlotType::Interface1);
  } else {
    isCall = true;
    auto *method = llvm::dyn_cast<DynMethodExpr>(expr);
    auto *plain = llvm::dyn_cast<DynCallExpr>(expr);
    name = method ? "dyn_method" : "dyn_call";
    member = method ? method->name : nullptr;
    code.at(expr->range);
    slice = packArguments(method ? method->args : plain->args,
                          (method ? method->spread : plain->spread).isValid(),
                          error, failed);
  }
  if (member)
    window.push_back(SlotType::GcRef);
  if (isCall)
    window.push_back(SlotType::GcRef);
  window.insert(window.end(), isCall ? 1 + 2 * expected.size() : 2,
                SlotType::Value);
  Slot args = frame.alloc(window);
  copy(args, base, 2);
  Slot next = args + 2;
  if (key) {
    copy(next, key, 2);
    next += 2;
  }
  if (member)
    code.emit(Op::StrNew, next++, tables.stringConstant(member->name->text));
  if (isCall) {
    copy(next++, slice, 1);
    loadInteger(next++, int64_t(expected.size()));
    for (Type *type : expected)
      loadInteger(next++, int64_t(tables.rttid(type).raw));
    for (Type *type : expected) {
      auto *interface = underlyingAs<InterfaceType>(type);
      loadInteger(next++, interface && interface->isEmpty());
    }
  } else {
    bc::ValueRttid type = tables.rttid(wanted[0]);
    loadInteger(next++, int64_t(type.id()));
    loadInteger(next++, int64_t(type.kind()));
  }

  // Results, in the encoding of the extern; reading always has one.
  bc::Layout results;
  std::vector<std::optional<uint32_t>> metas;
  for (Type *type : isCall ? expected : wanted) {
    bc::Layout part = dynResultLayout(type);
    if (!isCall)
      part.resize(2, SlotType::Value);
    metas.resize(results.size() + part.size());
    // A struct of two slots may be or hold an interface.
    std::vector<std::optional<uint32_t>> partMetas;
    if (!comesBoxed(tables.valueKind(type), slots(type)))
      tables.appendInterfaceMetas(type, partMetas);
    for (size_t i = 0; i < partMetas.size(); ++i)
      metas[results.size() + i] = partMetas[i];
    llvm::append_range(results, part);
  }
  auto errorOffset = uint32_t(results.size());
  llvm::append_range(results, layout(errorType()));
  metas.push_back(uint32_t(Tables::ErrorInterface));
  metas.push_back(std::nullopt);
  Slot made = frame.alloc(results);
  uint16_t index = tables.helperIndex(name, int(window.size()), results, metas,
                                      replaysClosures);
  code.at(expr->range);
  callExtern(index, made, args, window, results);
  copy(error, made + errorOffset, 2);
  Slot isError = temp(SlotType::Value);
  code.emit(Op::NeI, isError, error, integer(0));
  code.jumpIf(true, isError, failed);
  Slot from = made, to = dst;
  for (Type *type : expected) {
    dynResult(type, to, from);
    from += uint32_t(isCall ? dynResultLayout(type).size() : 2);
    to += slots(type);
  }
  code.jump(end);
  code.bind(failed);
  Slot zeroed = dst;
  for (Type *type : expected) {
    zeroValue(zeroed, type);
    zeroed += slots(type);
  }
  code.bind(end);
  return dst;
}
