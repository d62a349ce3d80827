//===- Conversions.cpp - Conversions, implicit and explicit -----------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;
using bc::ValueKind;

//===----------------------------------------------------------------------===//
// To interfaces
//===----------------------------------------------------------------------===//

bool FunctionEmitter::needsConversion(Type *from, Type *to) {
  auto *target = underlyingAs<InterfaceType>(to);
  return target && from->underlying() != target;
}

void FunctionEmitter::toInterface(Slot dst, Slot src, Type *from, Type *to) {
  auto *target = underlyingAs<InterfaceType>(to);
  ValueKind kind = tables.valueKind(from);
  if (kind == ValueKind::Interface) {
    uint16_t word = tables.intConstant(tables.interfaceMeta(to));
    return code.emit(Op::IfaceAssign, dst, src, word, uint8_t(kind));
  }
  Scope scope(*this);
  if (kind == ValueKind::Struct || kind == ValueKind::Array)
    src = boxed(src, from);
  code.emit(Op::IfaceAssign, dst, src, tables.ifaceAssignConstant(from, target),
            uint8_t(kind));
}

void FunctionEmitter::convert(Slot dst, Slot src, Type *from, Type *to) {
  if (needsConversion(from, to))
    toInterface(dst, src, from, to);
  else
    copy(dst, src, slots(to));
}

Slot FunctionEmitter::convertedSlots(Slot src, Type *from, Type *to) {
  if (!needsConversion(from, to))
    return src;
  Slot dst = temp(to);
  toInterface(dst, src, from, to);
  return dst;
}

Slot FunctionEmitter::converted(Expr *expr, Type *target) {
  Expr *inner = unparen(expr);
  if (inner->mode != Mode::Nil && !inner->constant &&
      !needsConversion(inner->type, target))
    return value(inner);
  Slot dst = temp(target);
  convertedTo(inner, target, dst);
  return dst;
}

void FunctionEmitter::convertedTo(Expr *expr, Type *target, Slot dst) {
  expr = unparen(expr);
  if (expr->mode == Mode::Nil)
    return zeroValue(dst, target);
  if (expr->constant && !isInterface(target))
    return constant(expr->constant, target, dst);
  if (!needsConversion(expr->type, target))
    return valueTo(expr, dst);
  Scope scope(*this);
  // A variable that lives in a box is copied from there.
  if (auto *ident = llvm::dyn_cast<Ident>(expr))
    if (auto *var = llvm::dyn_cast_or_null<Var>(ident->object);
        var && var->role != Var::Role::Global && var->needsBox()) {
      ValueKind kind = tables.valueKind(var->type);
      if (kind == ValueKind::Struct || kind == ValueKind::Array)
        return code.emit(Op::IfaceAssign, dst, storageOf(var).slot,
                         tables.ifaceAssignConstant(
                             var->type, underlyingAs<InterfaceType>(target)),
                         uint8_t(kind));
    }
  toInterface(dst, value(expr), expr->type, target);
}

Slot FunctionEmitter::saved(Expr *expr, Type *target) {
  Slot dst = temp(target);
  convertedTo(expr, target, dst);
  return dst;
}

//===----------------------------------------------------------------------===//
// Numbers and strings
//===----------------------------------------------------------------------===//

void FunctionEmitter::truncate(Type *type, Slot slot) {
  unsigned bits = bitWidth(type);
  if (!isInteger(type) || bits == 64)
    return;
  uint8_t flags = uint8_t(bits / 8);
  if (!isUnsigned(type))
    flags |= bc::flag::truncSigned;
  code.emit(Op::Trunc, slot, slot, 0, flags);
}

static uint8_t floatToIntFlags(Type *to) {
  unsigned bits = bitWidth(to);
  uint8_t width = bits == 8 ? 1 : bits == 16 ? 2 : bits == 32 ? 3 : 0;
  return uint8_t(width << 1) | (isUnsigned(to) ? bc::flag::unsignedTarget : 0);
}

void FunctionEmitter::numericConversion(Slot dst, Slot src, Type *from,
                                        Type *to) {
  bool fromFloat = isFloat(from), toFloat = isFloat(to);
  bool from32 = bitWidth(from) == 32, to32 = bitWidth(to) == 32;
  if (fromFloat && toFloat) {
    if (from32 == to32)
      copy(dst, src, 1);
    else
      code.emit(from32 ? Op::ConvF32F64 : Op::ConvF64F32, dst, src);
  } else if (fromFloat) {
    Scope scope(*this);
    if (from32) {
      Slot wide = temp(SlotType::Float);
      code.emit(Op::ConvF32F64, wide, src);
      src = wide;
    }
    code.emit(Op::ConvF2I, dst, src, 0, floatToIntFlags(to));
  } else if (toFloat) {
    uint8_t flags = isUnsigned(from) ? bc::flag::unsignedSource : 0;
    if (to32)
      flags |= bc::flag::toFloat32;
    code.emit(Op::ConvI2F, dst, src, 0, flags);
  } else {
    unsigned toBits = bitWidth(to), fromBits = bitWidth(from);
    bool keeps = toBits == 64 || (isUnsigned(from) == isUnsigned(to)
                                      ? fromBits <= toBits
                                      : isUnsigned(from) && fromBits < toBits);
    if (keeps)
      return copy(dst, src, 1);
    uint8_t flags = uint8_t(toBits / 8);
    if (!isUnsigned(to))
      flags |= bc::flag::truncSigned;
    code.emit(Op::Trunc, dst, src, 0, flags);
  }
}

void FunctionEmitter::conversionTo(CallExpr *expr, Slot dst) {
  Expr *operand = unparen(expr->args[0]);
  Type *to = expr->type, *from = operand->type;
  if (operand->mode == Mode::Nil || isInterface(to))
    return convertedTo(operand, to, dst);
  if (isNumeric(to) && isNumeric(from)) {
    Scope scope(*this);
    return numericConversion(dst, value(operand), from, to);
  }
  auto *fromSlice = underlyingAs<SliceType>(from);
  auto *toSlice = underlyingAs<SliceType>(to);
  llvm::StringRef name;
  SlotType argument = SlotType::GcRef;
  if (isString(to) && isInteger(from)) {
    name = "vo_conv_int_str";
    argument = SlotType::Value;
  } else if (isString(to) && fromSlice) {
    name = bitWidth(fromSlice->element) == 8 ? "vo_conv_bytes_str"
                                             : "vo_conv_runes_str";
  } else if (toSlice && isString(from)) {
    name = bitWidth(toSlice->element) == 8 ? "vo_conv_str_bytes"
                                           : "vo_conv_str_runes";
  } else {
    return valueTo(operand, dst);
  }
  Scope scope(*this);
  Slot source = value(operand);
  callExtern(helper(name, 1, {SlotType::GcRef}), dst, source, {argument},
             {SlotType::GcRef});
}
