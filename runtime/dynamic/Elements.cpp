//===- Elements.cpp - Elements of slices, arrays, strings, maps -----------===//

#include "runtime/dynamic/Access.h"

#include "runtime/abi/Map.h"
#include "runtime/gc/Heap.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"

#include <vector>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::dynamic;

bool Access::checkIndex(const Iface &key, uint64_t length, const char *outside,
                        uint64_t &index) {
  ValueKind kind = rt::kindOf(uint64_t(key.header));
  if (!isInteger(kind))
    return fail(Failure::BadIndex, "index must be integer");
  index = uint64_t(key.bits);
  // Negative numbers are large ones, but for those of unsigned types, too.
  return index < length || fail(Failure::OutOfBounds, outside);
}

//===----------------------------------------------------------------------===//
// Slices, arrays, strings
//===----------------------------------------------------------------------===//

bool Access::getSliceElement(const Iface &base, const Iface &key) {
  Slice slice = unboxSlice(base.reference);
  uint64_t index = 0;
  if (!slice.base)
    return fail(Failure::NilBase, "cannot index nil slice");
  if (!checkIndex(key, uint64_t(slice.length), "slice index out of bounds",
                  index))
    return false;
  uint32_t elem = containerOf(base).elem;
  Rooted<Ref> owner(context, slice.base);
  value.set(load(context, types, elem, owner,
                 uint64_t(slice.offset) + index * types[elem].stride));
  return true;
}

bool Access::setSliceElement(const Iface &base, const Iface &key,
                             const Rooted<Iface> &newValue) {
  Slice slice = unboxSlice(base.reference);
  uint64_t index = 0;
  if (!slice.base)
    return fail(Failure::NilBase, "cannot set index on nil slice");
  if (!checkIndex(key, uint64_t(slice.length), "slice index out of bounds",
                  index))
    return false;
  uint32_t elem = containerOf(base).elem;
  Iface converted = newValue;
  if (const char *why = convert(types, types[elem], converted))
    return fail(Failure::TypeMismatch, why);
  store(context, types, elem, converted,
        {dataOf(slice) + index * types[elem].stride, Form::Packed});
  return true;
}

bool Access::getArrayElement(const Iface &base, const Iface &key) {
  const DynamicType &type = containerOf(base);
  uint64_t index = 0;
  if (!base.reference)
    return fail(Failure::NilBase, "cannot index nil array");
  if (!checkIndex(key, type.length, "array index out of bounds", index))
    return false;
  Rooted<Ref> array(context, base.reference);
  value.set(load(context, types, type.elem, array,
                 abi::kArrayDataOffset + index * types[type.elem].stride));
  return true;
}

bool Access::getStringByte(const Iface &base, const Iface &key) {
  std::string_view text = viewOf(unboxString(base.reference));
  uint64_t index = 0;
  if (!checkIndex(key, text.size(), "string index out of bounds", index))
    return false;
  value.set(makeIface(types.headerOf(uint32_t(ValueKind::Uint8)),
                      uint8_t(text[index])));
  return true;
}

//===----------------------------------------------------------------------===//
// Maps
//===----------------------------------------------------------------------===//

namespace {
/// Words of a key in memory; the collector does not know them.
class KeyWords {
public:
  KeyWords(Context &context, const Types &types, uint32_t rttid,
           const Iface &key) {
    uint64_t bytes = types[rttid].bytes;
    if (bytes > sizeof own)
      wide.resize(bytes / abi::kWordBytes);
    store(context, types, rttid, key, {address(), Form::Words});
  }
  Ref address() { return inFrame(wide.empty() ? own : wide.data()); }

private:
  uint64_t own[32] = {};
  std::vector<uint64_t> wide;
};
} // namespace

/// The words of an entry that the map gave an offset of.
static uint64_t entriesOf(Ref map) {
  return reinterpret_cast<const abi::MapObject *>(map)->entries;
}

bool Access::getMapEntry(const Iface &base, const Iface &key,
                         Failure wrongKey) {
  const DynamicType &type = containerOf(base);
  Iface converted = key;
  if (convert(types, types[type.key], converted))
    return fail(wrongKey, "map key type mismatch");
  KeyWords words(context, types, type.key, converted);
  int64_t offset = vo_rt_map_get(base.reference, words.address(), &context);
  if (offset == abi::kMapUnhashable)
    return fail(wrongKey, "map key is not hashable");
  if (offset == abi::kMapNoEntry)
    return fail(Failure::BadField, "map key not found");
  Rooted<Ref> entries(context,
                      reinterpret_cast<Ref>(entriesOf(base.reference)));
  value.set(load(context, types, type.elem, entries, uint64_t(offset)));
  return true;
}

bool Access::setMapEntry(const Iface &base, const Iface &key,
                         const Rooted<Iface> &newValue, Failure wrongKey,
                         bool isField) {
  const DynamicType &type = containerOf(base);
  Iface convertedKey = key, unused = newValue;
  if (const char *why = convert(types, types[type.key], convertedKey))
    return isField ? fail(Failure::TypeMismatch, why)
                   : fail(wrongKey, "map key type mismatch");
  if (const char *why = convert(types, types[type.elem], unused))
    return fail(Failure::TypeMismatch, why);
  KeyWords words(context, types, type.key, convertedKey);
  // A trap would leave the words behind.
  if (vo_rt_map_get(base.reference, words.address(), &context) ==
      abi::kMapUnhashable)
    return fail(wrongKey, "map key is not hashable");
  Rooted<Ref> map(context, base.reference);
  int64_t offset = vo_rt_map_set(map, words.address(), &context);
  Iface converted = newValue;
  convert(types, types[type.elem], converted);
  store(context, types, type.elem, converted,
        {reinterpret_cast<Ref>(entriesOf(map.get())) + offset, Form::Words});
  return true;
}

//===----------------------------------------------------------------------===//
// Any element
//===----------------------------------------------------------------------===//

bool Access::getIndex(const Iface &rawBase, const Iface &rawKey) {
  Rooted<Iface> base(context, rawBase), key(context, anyOf(rawKey));
  heapOf(context).safepoint(context);
  ValueKind kind = rt::kindOf(uint64_t(base->header));
  if (kind == ValueKind::Void)
    return fail(Failure::NilBase, "cannot index nil");
  if (auto *method = protocolOf(base, Protocol::Index))
    return getByProtocol(*method, base, key);
  if (typeOf(base))
    switch (kind) {
    case ValueKind::Slice:
      return getSliceElement(base, key);
    case ValueKind::Array:
      return getArrayElement(base, key);
    case ValueKind::String:
      return getStringByte(base, key);
    case ValueKind::Map:
      if (!base->reference)
        return fail(Failure::NilBase, "cannot index nil map");
      return getMapEntry(base, key, Failure::BadIndex);
    default:
      break;
    }
  return fail(Failure::TypeMismatch, "type does not support this access");
}

bool Access::setIndex(const Iface &rawBase, const Iface &rawKey,
                      const Iface &rawNewValue) {
  Rooted<Iface> base(context, rawBase), key(context, anyOf(rawKey)),
      newValue(context, anyOf(rawNewValue));
  heapOf(context).safepoint(context);
  ValueKind kind = rt::kindOf(uint64_t(base->header));
  if (kind == ValueKind::Void)
    return fail(Failure::NilBase, "cannot set index on nil");
  if (auto *method = protocolOf(base, Protocol::SetIndex))
    return setByProtocol(*method, base, key, newValue);
  if (typeOf(base))
    switch (kind) {
    case ValueKind::Slice:
      return setSliceElement(base, key, newValue);
    case ValueKind::Map:
      if (!base->reference)
        return fail(Failure::NilBase, "cannot set index on nil map");
      return setMapEntry(base, key, newValue, Failure::BadIndex,
                         /*isField=*/false);
    case ValueKind::Array:
      return fail(Failure::TypeMismatch,
                  "cannot set index on value-type array");
    case ValueKind::String:
      return fail(Failure::TypeMismatch, "cannot set index on string");
    default:
      break;
    }
  return fail(Failure::TypeMismatch, "type does not support this assignment");
}
