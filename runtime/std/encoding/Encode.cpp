#include "runtime/std/encoding/Encode.h"

#include "runtime/abi/Map.h"
#include "runtime/dynamic/Values.h"
#include "runtime/gc/Heap.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"
#include "runtime/std/encoding/Fields.h"
#include "runtime/std/encoding/MadeTypes.h"

#include <algorithm>
#include <bit>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::encoding;
using dynamic::DynamicType;
using dynamic::Types;

static uint64_t wordAt(const std::byte *address) {
  uint64_t word = 0;
  std::memcpy(&word, address, sizeof word);
  return word;
}

namespace {

/// What a value is part of, for the errors.
enum class Holder : uint8_t { Interface, Struct, Collection, Map };

class Encoder {
public:
  Encoder(Context &context, Sink &sink)
      : context(context), types(context), sink(sink) {}

  /// `depth` containers are open around the value.
  const char *iface(uint64_t header, const std::byte *data, unsigned depth) {
    if (header == 0)
      return sink.null();
    // What the data word refers to lies as the value would itself.
    const std::byte *value = data;
    switch (rt::kindOf(header)) {
    case ValueKind::Struct:
    case ValueKind::String:
    case ValueKind::Slice:
    case ValueKind::Array: {
      alignas(uint64_t) static constexpr std::byte kZeros[sizeof(Slice)] = {};
      value = reinterpret_cast<const std::byte *>(wordAt(data));
      if (!value && rt::kindOf(header) > ValueKind::Struct)
        value = kZeros;
      else if (!value)
        return sink.null();
      else if (rt::kindOf(header) == ValueKind::Array)
        value += abi::kArrayDataOffset;
      break;
    }
    default:
      break;
    }
    return any(rttidOf(header), value, depth, Holder::Interface);
  }

private:
  /// The value of that type in memory, in words or packed: numbers are in the
  /// low bytes in both cases.
  const char *any(uint32_t rttid, const std::byte *at, unsigned depth,
                  Holder holder) {
    const DynamicType *type = types.find(rttid);
    if (!type)
      return unsupported(holder);
    switch (dynamic::kindOf(*type)) {
    case ValueKind::Bool:
      sink.boolean(at[0] != std::byte{0});
      return nullptr;
    case ValueKind::Float32:
      return sink.number(std::bit_cast<float>(uint32_t(wordOf(*type, at))));
    case ValueKind::Float64:
      return sink.number(std::bit_cast<double>(wordAt(at)));
    case ValueKind::String:
      return sink.string(
          viewOf(stringAt(reinterpret_cast<const uint64_t *>(at))),
          kindOfString(types, rttid, sink.format));
    case ValueKind::Struct:
      return record(rttid, at, depth);
    case ValueKind::Pointer: {
      uint64_t pointer = wordAt(at);
      return pointer
                 ? record(type->elem,
                          reinterpret_cast<const std::byte *>(pointer), depth)
                 : sink.null();
    }
    case ValueKind::Interface:
      return iface(wordAt(at), at + abi::kWordBytes, depth);
    case ValueKind::Slice: {
      Slice slice = unboxSlice(at);
      return slice.base
                 ? list(*type, dataOf(slice), uint64_t(slice.length), depth)
                 : sink.null();
    }
    case ValueKind::Array:
      return list(*type, at, type->length, depth);
    case ValueKind::Map: {
      auto *map = reinterpret_cast<const abi::MapObject *>(wordAt(at));
      return map ? members(*type, *map, depth) : sink.null();
    }
    default:
      return integer(*type, at, holder);
    }
  }

  static const char *unsupported(Holder holder) {
    switch (holder) {
    case Holder::Interface:
      return "unsupported interface value type for marshal";
    case Holder::Struct:
      return "unsupported struct field type for marshal";
    case Holder::Collection:
      return "unsupported collection element type for marshal";
    case Holder::Map:
      break;
    }
    return "unsupported map value type for marshal";
  }

  //===--- Scalars --------------------------------------------------------===//

  /// A number, extended.
  static uint64_t wordOf(const DynamicType &type, const std::byte *at) {
    return dynamic::scalarAt(dynamic::kindOf(type), at);
  }

  const char *integer(const DynamicType &type, const std::byte *at,
                      Holder holder) {
    ValueKind kind = dynamic::kindOf(type);
    if (!dynamic::isInteger(kind))
      return unsupported(holder);
    uint64_t word = wordOf(type, at);
    return kind >= ValueKind::Uint ? sink.integer(word)
                                   : sink.integer(int64_t(word));
  }

  //===--- Containers -----------------------------------------------------===//

  static const char *checkDepth(unsigned depth) {
    return depth < kMaxDepth ? nullptr : "max depth exceeded (possible cycle)";
  }

  const char *record(uint32_t rttid, const std::byte *at, unsigned depth) {
    if (const char *why = checkDepth(depth))
      return why;
    const auto &fields = fieldsOf(context, types, rttid, sink.format.tagKey);
    sink.beginObject();
    bool isFirst = true;
    for (const NamedField &field : fields.all()) {
      const std::byte *place = placeOf(fields, field, at);
      if (!place || (field.omitsEmpty && isEmpty(field.type, place)))
        continue;
      if (const char *why = sink.beginMember(field.name, isFirst))
        return why;
      isFirst = false;
      if (const char *why = any(field.type, place, depth + 1, Holder::Struct))
        return why;
      sink.endMember();
    }
    sink.endObject();
    return nullptr;
  }

  /// Null behind an embedded pointer that is nil.
  static const std::byte *placeOf(const NamedFields &fields,
                                  const NamedField &field,
                                  const std::byte *at) {
    if (field.way != 0)
      for (const auto &step : fields.wayTo(field)) {
        at = reinterpret_cast<const std::byte *>(wordAt(at + step.place));
        if (!at)
          return nullptr;
      }
    return at + field.place;
  }

  bool isEmpty(uint32_t rttid, const std::byte *at) const {
    const DynamicType *type = types.find(rttid);
    if (!type)
      return false;
    switch (dynamic::kindOf(*type)) {
    case ValueKind::Float32:
      return std::bit_cast<float>(uint32_t(wordOf(*type, at))) == 0;
    case ValueKind::Float64:
      return std::bit_cast<double>(wordAt(at)) == 0;
    case ValueKind::String:
      return stringAt(reinterpret_cast<const uint64_t *>(at)).length == 0;
    case ValueKind::Slice:
      return unboxSlice(at).length == 0;
    case ValueKind::Array:
      return type->length == 0;
    case ValueKind::Map: {
      auto *map = reinterpret_cast<const abi::MapObject *>(wordAt(at));
      return !map || map->count == 0;
    }
    case ValueKind::Pointer:
    case ValueKind::Interface:
      return wordAt(at) == 0;
    default:
      // Numbers and bools; structs and what has no text are never empty.
      return dynamic::kindOf(*type) <= ValueKind::Uint64 &&
             wordOf(*type, at) == 0;
    }
  }

  const char *list(const DynamicType &type, const std::byte *at,
                   uint64_t length, unsigned depth) {
    if (const char *why = checkDepth(depth))
      return why;
    const DynamicType *elem = types.find(type.elem);
    uint64_t stride = elem ? elem->stride : 0;
    sink.beginArray();
    for (uint64_t i = 0; i < length; ++i) {
      sink.beginElement(i == 0);
      if (const char *why =
              any(type.elem, at + i * stride, depth + 1, Holder::Collection))
        return why;
    }
    sink.endArray();
    return nullptr;
  }

  const char *members(const DynamicType &type, const abi::MapObject &map,
                      unsigned depth) {
    if (const char *why = checkDepth(depth))
      return why;
    const DynamicType *key = types.find(type.key);
    if (!key || dynamic::kindOf(*key) != ValueKind::String)
      return "unsupported map key type (only string keys are allowed)";
    // Nothing moves: they stay where they are.
    std::vector<std::pair<std::string_view, const std::byte *>> entries;
    entries.reserve(map.count);
    abi::MapIterObject iterator = {reinterpret_cast<uint64_t>(&map), 0, 0};
    while (int64_t offset =
               vo_rt_map_next(reinterpret_cast<Ref>(&iterator), &context)) {
      auto *entry = reinterpret_cast<const std::byte *>(map.entries) + offset;
      entries.emplace_back(
          viewOf(stringAt(reinterpret_cast<const uint64_t *>(entry))),
          entry + key->bytes);
    }
    std::ranges::sort(entries);
    sink.beginObject();
    bool isFirst = true;
    for (auto [name, value] : entries) {
      if (const char *why = sink.beginMember(name, isFirst))
        return why;
      isFirst = false;
      if (const char *why = any(type.elem, value, depth + 1, Holder::Map))
        return why;
      sink.endMember();
    }
    sink.endObject();
    return nullptr;
  }

  Context &context;
  Types types;
  Sink &sink;
};

} // namespace

const char *vo::rt::encoding::encode(Context &context, const Iface &value,
                                     Sink &sink) {
  // As large as any value in place.
  uint64_t words[sizeof(Slice) / abi::kWordBytes] = {dynamic::wordOf(value)};
  return Encoder(context, sink)
      .iface(uint64_t(value.header), reinterpret_cast<const std::byte *>(words),
             0);
}
