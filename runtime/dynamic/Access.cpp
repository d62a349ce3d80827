//===- Access.cpp - Fields, methods, what errors say ----------------------===//

#include "runtime/dynamic/Access.h"

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/object/String.h"
#include "runtime/object/Utf8.h"

#include <cstdarg>
#include <cstdio>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::dynamic;

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

bool Access::fail(Failure failure, Str detail) {
  error.set(newFailure(context, failure, detail));
  value.set({});
  return false;
}

bool Access::fail(Failure failure, std::string_view detail) {
  return fail(failure, constantString(detail));
}

bool Access::failWithFormat(Failure failure, const char *format, ...) {
  char text[256];
  va_list numbers;
  va_start(numbers, format);
  int length = std::vsnprintf(text, sizeof text, format, numbers);
  va_end(numbers);
  return fail(failure, makeString(context, {text, size_t(length)}));
}

bool Access::checkName(const Str &name, Failure malformed) {
  std::string_view text = viewOf(name);
  const auto *bytes = reinterpret_cast<const uint8_t *>(text.data());
  for (size_t at = 0; at < text.size();) {
    utf8::Decoded next = utf8::decode(bytes + at, text.size() - at);
    if (next.rune == utf8::kReplacement && next.width == 1)
      return fail(malformed, "dynamic member name must be valid UTF-8");
    at += next.width;
  }
  return true;
}

bool Access::expect(uint32_t rttid) {
  const DynamicType *target = types.find(rttid);
  Iface result = value;
  if (target && kindOf(*target) == ValueKind::Interface) {
    if (const char *why = convert(types, *target, result))
      return fail(Failure::TypeMismatch, why);
    value.set(result);
    return true;
  }
  if (!target || !types.isAssignable(rttidOf(uint64_t(result.header)), *target))
    return fail(Failure::TypeMismatch, "type assertion failed");
  return true;
}

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

const DynamicType *Access::structOf(const Iface &base) const {
  const DynamicType *type = typeOf(base);
  if (type && kindOf(*type) == ValueKind::Pointer)
    type = types.find(types.underlying(*type).elem);
  if (!type || kindOf(*type) != ValueKind::Struct)
    return nullptr;
  return &types.underlying(*type);
}

const DynamicMember *Access::findField(const Iface &base, const Str &name,
                                       Rooted<Ref> &place, Use use) {
  auto missing = [&](Failure why, const char *detail) {
    // Who reads goes on to the methods.
    if (use == Use::Set)
      fail(why, detail);
    return nullptr;
  };
  const DynamicType *type = structOf(base);
  if (!type)
    return missing(Failure::BadField, "not a struct type");
  const DynamicMember *field = types.find(type->fields, viewOf(name));
  if (!field)
    return missing(Failure::BadField, "field not found");
  if (field->place == abi::kNoDynamic)
    return missing(Failure::BadField, "field is ambiguous");
  Ref object = base.reference;
  if (!object)
    return missing(Failure::NilBase, "struct data is nil");
  for (uint32_t offset : types.numbers(field->path)) {
    object = *reinterpret_cast<Ref *>(object + offset);
    if (!object)
      return missing(Failure::NilBase, "embedded pointer is nil");
  }
  place.set(object);
  return field;
}

/// The receiver and the code, as a function value.
void Access::bind(const DynamicMember &method, const Iface &receiver) {
  Rooted<Iface> rooted(context, receiver);
  constexpr uint64_t kBytes = sizeof(abi::BoundObject);
  Ref object = heapOf(context).allocate(
      context, abi::headerWord(abi::kLayoutBound, kBytes / abi::kWordBytes),
      kBytes);
  *reinterpret_cast<abi::BoundObject *>(object) = {
      reinterpret_cast<uint64_t>(types.code(method.place)),
      uint32_t(rooted->header), wordOf(rooted)};
  value.set({int64_t(types.headerOf(method.type)), 0, object});
}

bool Access::getMethod(const Iface &base, const Str &name) {
  const DynamicType *type = typeOf(base);
  const DynamicMember *method =
      type ? types.find(type->methods, viewOf(name)) : nullptr;
  if (!method)
    return fail(Failure::BadField, "method not found");
  if (method->place == abi::kNoDynamic)
    return fail(Failure::BadCall,
                "method receiver layout does not match dynamic source");
  bind(*method, base);
  return true;
}

Iface Access::stringKey(const Str &name) {
  Ref box = boxString(context, name);
  return {int64_t(types.headerOf(uint32_t(ValueKind::String))), 0, box};
}

bool Access::hasStringKeys(const Iface &base, const char *nilMap) {
  if (!base.reference)
    return fail(Failure::NilBase, nilMap);
  ValueKind key = kindOf(types[containerOf(base).key]);
  return key == ValueKind::String || key == ValueKind::Interface ||
         fail(Failure::BadField, "map key type is not string");
}

bool Access::getField(const Iface &rawBase, const Str &rawName) {
  Rooted<Iface> base(context, rawBase);
  Rooted<Str> name(context, rawName);
  heapOf(context).safepoint(context);
  ValueKind kind = rt::kindOf(uint64_t(base->header));
  if (kind == ValueKind::Void)
    return fail(Failure::NilBase, "cannot access field on nil");
  if (name->length == 0)
    return fail(Failure::NilBase, "field name is nil");
  if (!checkName(name, Failure::BadField))
    return false;
  if (auto *method = protocolOf(base, Protocol::Attr))
    return getByProtocol(*method, base, name);
  if (kind == ValueKind::Struct || kind == ValueKind::Pointer) {
    Rooted<Ref> place(context);
    auto *field = findField(base, name, place, Use::Get);
    if (!field)
      return getMethod(base, name);
    value.set(load(context, types, field->type, place, field->place));
    return true;
  }
  const DynamicType *type = typeOf(base);
  if (type && kind == ValueKind::Map) {
    if (!hasStringKeys(base, "cannot access field on nil map"))
      return false;
    Rooted<Iface> key(context, stringKey(name));
    return getMapEntry(base, key, Failure::BadField);
  }
  if (!type || !(type->flags & abi::kDynamicNamed))
    return fail(Failure::TypeMismatch, "cannot access field on this type");
  return getMethod(base, name);
}

bool Access::setField(const Iface &rawBase, const Str &rawName,
                      const Iface &rawNewValue) {
  Rooted<Iface> base(context, rawBase), newValue(context, anyOf(rawNewValue));
  Rooted<Str> name(context, rawName);
  heapOf(context).safepoint(context);
  ValueKind kind = rt::kindOf(uint64_t(base->header));
  if (kind == ValueKind::Void)
    return fail(Failure::NilBase, "cannot set field on nil");
  if (name->length == 0)
    return fail(Failure::NilBase, "field name is nil");
  if (!checkName(name, Failure::BadField))
    return false;
  if (auto *method = protocolOf(base, Protocol::SetAttr))
    return setByProtocol(*method, base, name, newValue);
  if (kind == ValueKind::Struct || kind == ValueKind::Pointer) {
    Rooted<Ref> place(context);
    auto *field = findField(base, name, place, Use::Set);
    if (!field)
      return false;
    Iface converted = newValue;
    if (const char *why = convert(types, types[field->type], converted))
      return fail(Failure::TypeMismatch, why);
    store(context, types, field->type, converted,
          {place.get() + field->place, Form::Words});
    return true;
  }
  if (typeOf(base) && kind == ValueKind::Map) {
    if (!hasStringKeys(base, "cannot set field on nil map"))
      return false;
    Rooted<Iface> key(context, stringKey(name));
    return setMapEntry(base, key, newValue, Failure::BadField,
                       /*isField=*/true);
  }
  return fail(Failure::TypeMismatch, "type does not support this assignment");
}
