#include "runtime/std/encoding/Decode.h"

#include "runtime/dynamic/Values.h"
#include "runtime/object/Box.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"
#include "runtime/std/encoding/Check.h"
#include "runtime/std/encoding/Fields.h"
#include "runtime/std/encoding/MadeTypes.h"

#include <bit>
#include <cstring>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::encoding;
using dynamic::DynamicType;
using dynamic::Form;
using dynamic::Types;

namespace {

/// Memory of a value: an object, and where in it.
struct Place {
  const Rooted<Ref> &base;
  uint64_t offset;

  Ref address() const { return base.get() + offset; }
};

class Writer {
public:
  Writer(Context &context, const Document &text, const Format &format)
      : context(context), types(context), text(text), format(format),
        made(madeTypes(context, types, format)) {}

  void record(uint32_t rttid, uint64_t token, Place place) {
    const auto &fields = fieldsOf(context, types, rttid, format.tagKey);
    uint64_t count = text[token].count(), key = token + 1;
    for (uint64_t i = 0; i < count; ++i, key = text.next(key + 1))
      if (const NamedField *field = fields.find(text.valueOf(text[key])))
        member(fields, *field, key + 1, place);
  }

private:
  void put(Place place, const void *from, uint64_t bytes) {
    std::memcpy(place.address(), from, bytes);
    heapOf(context).recordWrite(place.address(), bytes);
  }
  template <typename T> void put(Place place, const T &value) {
    put(place, static_cast<const void *>(&value), sizeof value);
  }

  void member(const NamedFields &fields, const NamedField &field,
              uint64_t token, Place place) {
    if (field.way == 0)
      return any(field.type, token, {place.base, place.offset + field.place},
                 Form::Words);
    Rooted<Ref> object(context, place.base);
    uint64_t offset = place.offset;
    for (const auto &step : fields.wayTo(field)) {
      Place pointer = {object, offset + step.place};
      if (!*reinterpret_cast<Ref *>(pointer.address()))
        put(pointer, dynamic::newBox(context, types, types[step.pointee]));
      object.set(*reinterpret_cast<Ref *>(pointer.address()));
      offset = 0;
    }
    any(field.type, token, {object, field.place}, Form::Words);
  }

  /// Elements lie packed.
  void any(uint32_t rttid, uint64_t token, Place place, Form form) {
    const DynamicType &type = types[rttid];
    const Token &given = text[token];
    bool isNull = given.kind == TokenKind::Null;
    switch (dynamic::kindOf(type)) {
    case ValueKind::String:
      return put(place, isNull ? Str{} : string(given));
    case ValueKind::Struct:
      return isNull ? void() : record(rttid, token, place);
    case ValueKind::Pointer:
      return put(place, isNull ? Ref() : pointee(type.elem, token));
    case ValueKind::Slice:
      return put(place, isNull ? Slice{} : slice(rttid, token));
    case ValueKind::Array:
      return elements(type.elem, token, place);
    case ValueKind::Map:
      return put(place, isNull ? Ref() : map(rttid, token));
    case ValueKind::Interface: {
      uint64_t words[2];
      dynamic::putIface(words, value(token));
      return put(place, words);
    }
    default:
      return dynamic::store(context, types, rttid, scalar(type, given),
                            {place.address(), form});
    }
  }

  static Iface scalar(const DynamicType &type, const Token &given) {
    uint64_t word = given.first; // what integers are in 64 bits
    switch (dynamic::kindOf(type)) {
    case ValueKind::Bool:
      word = given.kind == TokenKind::True;
      break;
    case ValueKind::Float32:
      word = std::bit_cast<uint32_t>(float(given.number()));
      break;
    case ValueKind::Float64:
      word = std::bit_cast<uint64_t>(given.number());
      break;
    default:
      break;
    }
    return dynamic::makeIface(type.kind, word);
  }

  Str string(const Token &given) {
    return makeString(context, text.valueOf(given));
  }

  Ref pointee(uint32_t rttid, uint64_t token) {
    Rooted<Ref> object(context, dynamic::newBox(context, types, types[rttid]));
    record(rttid, token, {object, 0});
    return object;
  }

  void elements(uint32_t elem, uint64_t token, Place place) {
    uint64_t count = text[token].count(), at = token + 1;
    uint64_t stride = types[elem].stride;
    for (uint64_t i = 0; i < count; ++i, at = text.next(at))
      any(elem, at, {place.base, place.offset + i * stride}, Form::Packed);
  }

  Slice slice(uint32_t rttid, uint64_t token) {
    const DynamicType &type = types[rttid];
    const DynamicType &elem = types[type.elem];
    uint64_t count = text[token].count();
    Rooted<Ref> array(
        context, heapOf(context).allocateArray(context, type.layout,
                                               elem.stride, elem.kind, count));
    elements(type.elem, token, {array, abi::kArrayDataOffset});
    return sliceOfArray(array, int64_t(count), int64_t(count));
  }

  Ref map(uint32_t rttid, uint64_t token) {
    const DynamicType &type = types[rttid];
    uint64_t count = text[token].count(), key = token + 1;
    Rooted<Ref> object(context, vo_rt_map_new(&mapTypeOf(made, types, rttid),
                                              int64_t(count), &context));
    Rooted<Ref> entries(context);
    for (uint64_t i = 0; i < count; ++i, key = text.next(key + 1)) {
      Str name = string(text[key]);
      int64_t offset = vo_rt_map_set_string(object, name, &context);
      entries.set(reinterpret_cast<Ref>(
          reinterpret_cast<const abi::MapObject *>(object.get())->entries));
      Place place = {entries, uint64_t(offset)};
      // Of members with the same name the last one counts, as a whole.
      std::memset(place.address(), 0, types[type.elem].bytes);
      any(type.elem, key + 1, place, Form::Words);
    }
    return object;
  }

  /// A value for an empty interface.
  Iface value(uint64_t token) {
    const Token &given = text[token];
    auto iface = [&](uint32_t rttid, uint64_t word) {
      return dynamic::makeIface(types.headerOf(rttid), word);
    };
    auto bits = [](Ref object) { return reinterpret_cast<uint64_t>(object); };
    switch (given.kind) {
    case TokenKind::Null:
      return {};
    case TokenKind::True:
    case TokenKind::False:
      return iface(uint32_t(ValueKind::Bool), given.kind == TokenKind::True);
    case TokenKind::String:
      return iface(uint32_t(ValueKind::String),
                   bits(boxString(context, string(given))));
    case TokenKind::Array:
      return iface(made.anySlice,
                   bits(boxSlice(context, slice(made.anySlice, token))));
    case TokenKind::Object:
      return iface(made.anyMap, bits(map(made.anyMap, token)));
    case TokenKind::OffsetDateTime:
    case TokenKind::LocalDateTime:
    case TokenKind::LocalDate:
    case TokenKind::LocalTime:
      return iface(made.timeOf(given.kind),
                   bits(boxString(context, string(given))));
    default:
      break;
    }
    if (given.kind == TokenKind::Int && format.hasIntegers)
      return iface(uint32_t(ValueKind::Int), given.first);
    return iface(uint32_t(ValueKind::Float64),
                 std::bit_cast<uint64_t>(given.number()));
  }

  Context &context;
  Types types;
  const Document &text;
  const Format &format;
  MadeTypes &made;
};

} // namespace

const char *vo::rt::encoding::checkTarget(const Iface &target) {
  if (rt::kindOf(uint64_t(target.header)) != ValueKind::Pointer)
    return "target must be pointer";
  return target.reference ? nullptr : "nil pointer";
}

const char *vo::rt::encoding::decode(Context &context, const Document &text,
                                     const Format &format,
                                     const Rooted<Iface> &target) {
  if (text[0].kind != TokenKind::Object)
    return "expected object";
  Types types(context);
  const DynamicType *pointer = types.find(rttidOf(uint64_t(target->header)));
  const DynamicType *record = pointer ? types.find(pointer->elem) : nullptr;
  if (!record || dynamic::kindOf(*record) != ValueKind::Struct)
    return "not a struct type";
  if (const char *why = check(context, text, format, pointer->elem))
    return why;
  Rooted<Ref> object(context, target->reference);
  Writer(context, text, format).record(pointer->elem, 0, {object, 0});
  return nullptr;
}
