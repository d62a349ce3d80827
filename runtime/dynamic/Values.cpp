#include "runtime/dynamic/Values.h"

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"

#include <cstring>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::dynamic;

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

/// Bytes of a packed number of the kind; 0 for what has no number.
static unsigned packedBytes(ValueKind kind) {
  switch (kind) {
  case ValueKind::Bool:
  case ValueKind::Int8:
  case ValueKind::Uint8:
    return 1;
  case ValueKind::Int16:
  case ValueKind::Uint16:
    return 2;
  case ValueKind::Int32:
  case ValueKind::Uint32:
  case ValueKind::Float32:
    return 4;
  default:
    return holdsReference(kind) ? 0 : abi::kWordBytes;
  }
}

/// The low bytes of a word as a number of the kind, extended as in registers.
static uint64_t narrowed(ValueKind kind, uint64_t word) {
  switch (kind) {
  case ValueKind::Bool:
  case ValueKind::Uint8:
    return uint8_t(word);
  case ValueKind::Int8:
    return uint64_t(int8_t(word));
  case ValueKind::Int16:
    return uint64_t(int16_t(word));
  case ValueKind::Uint16:
    return uint16_t(word);
  case ValueKind::Int32:
    return uint64_t(int32_t(word));
  case ValueKind::Uint32:
  case ValueKind::Float32:
    return uint32_t(word);
  default:
    return word;
  }
}

uint64_t vo::rt::dynamic::scalarAt(ValueKind kind, const std::byte *address) {
  uint64_t word = 0;
  unsigned bytes = packedBytes(kind);
  std::memcpy(&word, address, bytes ? bytes : abi::kWordBytes);
  return narrowed(kind, word);
}

//===----------------------------------------------------------------------===//
// Structs and arrays
//===----------------------------------------------------------------------===//

/// Bytes of a struct's members or of an array's elements.
static uint64_t contentBytes(const Types &types, const DynamicType &type) {
  if (kindOf(type) == ValueKind::Struct)
    return type.bytes;
  return uint64_t{types[type.elem].stride} * type.length;
}

/// Where the contents of a boxed value begin.
static Ref contentsOf(const DynamicType &type, Ref box) {
  return kindOf(type) == ValueKind::Struct ? box : box + abi::kArrayDataOffset;
}

Ref vo::rt::dynamic::newBox(Context &context, const Types &types,
                            const DynamicType &type) {
  Heap &heap = heapOf(context);
  if (kindOf(type) == ValueKind::Array)
    return heap.allocateArray(context, type.layout, types[type.elem].stride, 0,
                              type.length);
  // Objects have an identity, and so a word at least.
  uint64_t words = std::max<uint64_t>(type.bytes / abi::kWordBytes, 1);
  return heap.allocate(context, abi::headerWord(type.layout, uint32_t(words)),
                       words * abi::kWordBytes);
}

static Ref loadBox(Context &context, const Types &types,
                   const DynamicType &type, const Rooted<Ref> &base,
                   uint64_t offset) {
  Ref box = newBox(context, types, type), contents = contentsOf(type, box);
  uint64_t bytes = contentBytes(types, type);
  std::memcpy(contents, base.get() + offset, bytes);
  heapOf(context).recordWrite(contents, bytes);
  return box;
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

Iface vo::rt::dynamic::load(Context &context, const Types &types,
                            uint32_t rttid, const Rooted<Ref> &base,
                            uint64_t offset) {
  const DynamicType &type = types[rttid];
  ValueKind kind = kindOf(type);
  uint64_t header = types.headerOf(rttid);
  Ref address = base.get() + offset;
  const auto *words = reinterpret_cast<const uint64_t *>(address);
  auto boxed = [&](Ref box) { return Iface{int64_t(header), 0, box}; };
  switch (kind) {
  case ValueKind::String:
    return boxed(boxString(context, stringAt(words)));
  case ValueKind::Slice:
    return boxed(boxSlice(context, unboxSlice(words)));
  case ValueKind::Interface:
    return anyOf(ifaceAt(words));
  case ValueKind::Struct:
  case ValueKind::Array:
    return boxed(loadBox(context, types, type, base, offset));
  default:
    break;
  }
  return makeIface(header, scalarAt(kind, address));
}

/// Copies words or bytes.
static void put(Context &context, Ref address, const void *from,
                uint64_t bytes) {
  std::memcpy(address, from, bytes);
  heapOf(context).recordWrite(address, bytes);
}

void vo::rt::dynamic::store(Context &context, const Types &types,
                            uint32_t rttid, const Iface &value,
                            Destination destination) {
  auto [address, form] = destination;
  const DynamicType &type = types[rttid];
  ValueKind kind = kindOf(type);
  uint64_t word = wordOf(value);
  switch (kind) {
  case ValueKind::String: {
    Str text = unboxString(word);
    return put(context, address, &text, sizeof text);
  }
  case ValueKind::Slice: {
    Slice slice = unboxSlice(reinterpret_cast<const void *>(word));
    return put(context, address, &slice, sizeof slice);
  }
  case ValueKind::Interface: {
    uint64_t pair[] = {uint64_t(value.header), word};
    return put(context, address, pair, sizeof pair);
  }
  case ValueKind::Struct:
  case ValueKind::Array: {
    uint64_t bytes = contentBytes(types, type);
    if (!value.reference)
      std::memset(address, 0, bytes);
    else
      put(context, address, contentsOf(type, value.reference), bytes);
    return;
  }
  default: {
    unsigned bytes = packedBytes(kind);
    bool isPacked = form == Form::Packed && bytes != 0;
    put(context, address, &word, isPacked ? bytes : abi::kWordBytes);
  }
  }
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

static bool isNilable(ValueKind kind) {
  return kind == ValueKind::Interface ||
         (kind >= ValueKind::Slice && kind <= ValueKind::Island);
}

const char *vo::rt::dynamic::convert(const Types &types,
                                     const DynamicType &target, Iface &value) {
  ValueKind kind = kindOf(target);
  auto header = uint64_t(value.header);
  ValueKind source = rt::kindOf(header);
  if (source == ValueKind::Void) {
    value = {};
    return isNilable(kind) ? nullptr : "cannot write nil to dynamic target";
  }
  if (kind == ValueKind::Interface) {
    auto converted = types.converted(header, target);
    if (converted)
      value.header = int64_t(*converted);
    else if (!types.hasMethods(rttidOf(header)))
      return "value does not have methods";
    return converted ? nullptr : "value does not implement interface";
  }
  if (isInteger(kind) ? !isInteger(source) : source != kind)
    return "dynamic target value kind mismatch";
  if (isInteger(kind))
    value.bits = int64_t(narrowed(kind, uint64_t(value.bits)));
  else if (!types.isAssignable(rttidOf(header), target))
    return "dynamic target runtime type mismatch";
  value.header = int64_t(types.headerOf(types.rttidOf(target)));
  return nullptr;
}
