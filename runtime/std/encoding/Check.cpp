#include "runtime/std/encoding/Check.h"

#include "runtime/std/encoding/Fields.h"
#include "runtime/std/encoding/MadeTypes.h"

#include <cmath>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::encoding;
using dynamic::DynamicType;
using dynamic::Types;

namespace {

class Checker {
public:
  Checker(Context &context, const Document &text, const Format &format)
      : context(context), types(context), text(text), format(format),
        made(madeTypes(context, types, format)) {}

  const char *record(uint32_t rttid, uint64_t token) {
    const auto &fields = fieldsOf(context, types, rttid, format.tagKey);
    return members(token, [&](uint64_t key, uint64_t value) -> const char * {
      const NamedField *field = fields.find(text.valueOf(text[key]));
      return field ? any(field->type, value) : nullptr;
    });
  }

private:
  template <typename Body> const char *members(uint64_t token, Body &&body) {
    uint64_t count = text[token].count(), key = token + 1;
    for (uint64_t i = 0; i < count; ++i) {
      if (const char *why = body(key, key + 1))
        return why;
      key = text.next(key + 1);
    }
    return nullptr;
  }

  const char *any(uint32_t rttid, uint64_t token) {
    const DynamicType *type = types.find(rttid);
    ValueKind kind = type ? dynamic::kindOf(*type) : ValueKind::Void;
    TokenKind given = text[token].kind;
    bool isNull = given == TokenKind::Null;
    auto needs = [](bool isFine, const char *why) {
      return isFine ? nullptr : why;
    };
    switch (kind) {
    case ValueKind::Bool:
      return needs(given == TokenKind::True || given == TokenKind::False,
                   "expected bool");
    case ValueKind::Float32:
      return floating(text[token], "expected float32", "float32 out of range");
    case ValueKind::Float64:
      return needs(text[token].isNumber(), "expected float64");
    case ValueKind::String:
      return string(kindOfString(types, rttid, format), text[token]);
    case ValueKind::Struct:
    case ValueKind::Pointer:
      if (isNull)
        return nullptr;
      if (given != TokenKind::Object)
        return kind == ValueKind::Struct ? "expected object"
                                         : "expected object or null";
      return record(kind == ValueKind::Struct ? rttid : type->elem, token);
    case ValueKind::Slice:
      if (isNull)
        return nullptr;
      if (given != TokenKind::Array)
        return "expected array or null for slice";
      return elements(type->elem, token);
    case ValueKind::Array:
      return array(*type, token);
    case ValueKind::Map:
      if (isNull)
        return nullptr;
      if (given != TokenKind::Object)
        return "expected object or null for map";
      return map(*type, token);
    case ValueKind::Interface:
      return needs(isNull || (isAny(types, rttid) && hasTypesFor(text[token])),
                   kUnsupported);
    default:
      return dynamic::isInteger(kind) ? integer(kind, text[token])
                                      : kUnsupported;
    }
  }
  static constexpr char kUnsupported[] =
      "unsupported target type for unmarshal";

  /// A module that never names these types cannot have such values.
  bool hasTypesFor(const Token &token) const {
    if (token.isTime())
      return made.timeOf(token.kind) != abi::kNoRttid;
    return token.kind < TokenKind::Array ||
           (made.anyMap != abi::kNoRttid && made.anySlice != abi::kNoRttid);
  }

  /// `wanted` is what the variable's type stands for.
  static const char *string(TokenKind wanted, const Token &given) {
    bool isText = given.isTime() || given.kind == TokenKind::String;
    if (given.kind == wanted || given.kind == TokenKind::Null)
      return nullptr;
    if (!isText)
      return "expected string";
    if (given.kind == TokenKind::String)
      return "quoted TOML string cannot decode into a date/time type";
    return wanted == TokenKind::String
               ? "TOML date/time value requires its matching named destination "
                 "type"
               : "TOML date/time category does not match destination type";
  }

  static const char *floating(const Token &token, const char *wrongKind,
                              const char *outside) {
    if (!token.isNumber())
      return wrongKind;
    return std::isfinite(float(token.number())) ? nullptr : outside;
  }

  struct Range {
    int64_t least;
    uint64_t greatest;
    const char *wrongKind, *outside;
  };
  static Range rangeOf(ValueKind kind) {
    static constexpr char kInt[] = "expected int in range",
                          kUint[] = "expected non-negative uint in range";
    switch (kind) {
    case ValueKind::Int8:
      return {INT8_MIN, INT8_MAX, "expected int8", "int8 out of range"};
    case ValueKind::Int16:
      return {INT16_MIN, INT16_MAX, "expected int16", "int16 out of range"};
    case ValueKind::Int32:
      return {INT32_MIN, INT32_MAX, "expected int32", "int32 out of range"};
    case ValueKind::Uint8:
      return {0, UINT8_MAX, "expected uint8", "uint8 out of range"};
    case ValueKind::Uint16:
      return {0, UINT16_MAX, "expected uint16", "uint16 out of range"};
    case ValueKind::Uint32:
      return {0, UINT32_MAX, "expected uint32", "uint32 out of range"};
    case ValueKind::Uint:
    case ValueKind::Uint64:
      return {0, UINT64_MAX, kUint, kUint};
    default:
      return {INT64_MIN, INT64_MAX, kInt, kInt};
    }
  }
  static const char *integer(ValueKind kind, const Token &token) {
    Range range = rangeOf(kind);
    bool isSigned = range.least < 0;
    // A number that no signed or unsigned one of 64 bits can be is of the wrong
    // kind.
    if (token.kind == TokenKind::Uint)
      return isSigned                        ? range.wrongKind
             : token.first <= range.greatest ? nullptr
                                             : range.outside;
    if (token.kind != TokenKind::Int || (!isSigned && token.integer() < 0))
      return range.wrongKind;
    int64_t value = token.integer();
    bool isInside = value >= range.least &&
                    (value < 0 || uint64_t(value) <= range.greatest);
    return isInside ? nullptr : range.outside;
  }

  const char *elements(uint32_t elem, uint64_t token) {
    uint64_t count = text[token].count(), at = token + 1;
    for (uint64_t i = 0; i < count; ++i, at = text.next(at))
      if (const char *why = any(elem, at))
        return why;
    return nullptr;
  }

  const char *array(const DynamicType &type, uint64_t token) {
    if (text[token].kind != TokenKind::Array)
      return "expected array";
    uint64_t count = text[token].count();
    if (count != type.length)
      return "array length does not match target type";
    const DynamicType *elem = types.find(type.elem);
    if (!elem || dynamic::kindOf(*elem) != ValueKind::Float32)
      return elements(type.elem, token);
    for (uint64_t i = 1; i <= count; ++i)
      if (const char *why =
              floating(text[token + i], "expected float32 array element",
                       "float32 array element out of range"))
        return why;
    return nullptr;
  }

  const char *map(const DynamicType &type, uint64_t token) {
    const DynamicType *key = types.find(type.key);
    if (!key || dynamic::kindOf(*key) != ValueKind::String)
      return "only map[string]T is supported by structured unmarshal";
    return members(
        token, [&](uint64_t, uint64_t value) { return any(type.elem, value); });
  }

  Context &context;
  Types types;
  const Document &text;
  const Format &format;
  const MadeTypes &made;
};

} // namespace

const char *vo::rt::encoding::check(Context &context, const Document &text,
                                    const Format &format, uint32_t structType) {
  return Checker(context, text, format).record(structType, 0);
}
