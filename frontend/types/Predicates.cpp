//===- Predicates.cpp - Questions about types ------------------------------===//

#include "frontend/types/Object.h"

using namespace vo::fe;

BasicKind vo::fe::basicKind(const Type *type) {
  const Type *under = type ? type->underlying() : nullptr;
  auto *basic = llvm::dyn_cast_or_null<BasicType>(under);
  return basic ? basic->basic : BasicKind::Invalid;
}

bool vo::fe::isInvalid(const Type *type) {
  auto *basic = llvm::dyn_cast_or_null<BasicType>(type);
  return !type || (basic && basic->basic == BasicKind::Invalid);
}

bool vo::fe::isUntyped(const Type *type) {
  auto *basic = llvm::dyn_cast_or_null<BasicType>(type);
  return basic && basic->basic >= BasicKind::UntypedBool;
}

bool vo::fe::isBoolean(const Type *type) {
  BasicKind kind = basicKind(type);
  return kind == BasicKind::Bool || kind == BasicKind::UntypedBool;
}

bool vo::fe::isInteger(const Type *type) {
  BasicKind kind = basicKind(type);
  return (kind >= BasicKind::Int && kind <= BasicKind::Uint64) ||
         kind == BasicKind::UntypedInt || kind == BasicKind::UntypedRune;
}

bool vo::fe::isUnsigned(const Type *type) {
  BasicKind kind = basicKind(type);
  return kind >= BasicKind::Uint && kind <= BasicKind::Uint64;
}

bool vo::fe::isFloat(const Type *type) {
  BasicKind kind = basicKind(type);
  return kind == BasicKind::Float32 || kind == BasicKind::Float64 ||
         kind == BasicKind::UntypedFloat;
}

bool vo::fe::isNumeric(const Type *type) {
  return isInteger(type) || isFloat(type);
}

bool vo::fe::isString(const Type *type) {
  BasicKind kind = basicKind(type);
  return kind == BasicKind::String || kind == BasicKind::UntypedString;
}

bool vo::fe::isOrdered(const Type *type) {
  return isNumeric(type) || isString(type);
}

bool vo::fe::isInterface(const Type *type) {
  const Type *under = type ? type->underlying() : nullptr;
  return under && under->kind() == TypeKind::Interface;
}

unsigned vo::fe::bitWidth(const Type *type) {
  switch (basicKind(type)) {
  case BasicKind::Int8:
  case BasicKind::Uint8:
    return 8;
  case BasicKind::Int16:
  case BasicKind::Uint16:
    return 16;
  case BasicKind::Int32:
  case BasicKind::Uint32:
  case BasicKind::Float32:
    return 32;
  default:
    return 64;
  }
}

bool vo::fe::hasNil(const Type *type) {
  const Type *under = type ? type->underlying() : nullptr;
  if (!under)
    return false;
  switch (under->kind()) {
  case TypeKind::Pointer:
  case TypeKind::Slice:
  case TypeKind::Map:
  case TypeKind::Queue:
  case TypeKind::Island:
  case TypeKind::Signature:
  case TypeKind::Interface:
    return true;
  case TypeKind::Basic:
    return basicKind(under) == BasicKind::UntypedNil ||
           basicKind(under) == BasicKind::Invalid;
  case TypeKind::Named:
  case TypeKind::Array:
  case TypeKind::Struct:
  case TypeKind::Tuple:
    return false;
  }
  return false;
}

bool vo::fe::isComparable(const Type *type) {
  const Type *under = type ? type->underlying() : nullptr;
  if (!under)
    return true;
  switch (under->kind()) {
  case TypeKind::Slice:
  case TypeKind::Map:
  case TypeKind::Signature:
  case TypeKind::Tuple:
    return false;
  case TypeKind::Basic:
    return basicKind(under) != BasicKind::UntypedNil;
  default:
    return true;
  case TypeKind::Array:
  case TypeKind::Struct:
    break;
  }
  // Types share parts: every struct and array is looked into once.
  if (under->comparable != Type::Comparable::Unknown)
    return under->comparable == Type::Comparable::Yes;
  bool resolved = true, comparable = true;
  auto part = [&](const Type *inner) {
    resolved &= inner && inner->underlying();
    comparable &= isComparable(inner);
    const Type *innerUnder = inner ? inner->underlying() : nullptr;
    if (innerUnder && (innerUnder->kind() == TypeKind::Array ||
                       innerUnder->kind() == TypeKind::Struct))
      resolved &= innerUnder->comparable != Type::Comparable::Unknown;
  };
  if (auto *array = llvm::dyn_cast<ArrayType>(under))
    part(array->element);
  else
    for (const Field &field : llvm::cast<StructType>(under)->fields)
      part(field.type);
  if (resolved || !comparable)
    under->comparable =
        comparable ? Type::Comparable::Yes : Type::Comparable::No;
  return comparable;
}

Type *vo::fe::defaultType(Type *type, const TypeTable &types) {
  auto *basic = llvm::dyn_cast_or_null<BasicType>(type);
  if (!basic)
    return type;
  switch (basic->basic) {
  case BasicKind::UntypedBool:
    return types.basic(BasicKind::Bool);
  case BasicKind::UntypedInt:
    return types.basic(BasicKind::Int);
  case BasicKind::UntypedRune:
    return types.basic(BasicKind::Int32);
  case BasicKind::UntypedFloat:
    return types.basic(BasicKind::Float64);
  case BasicKind::UntypedString:
    return types.basic(BasicKind::String);
  default:
    return type;
  }
}
