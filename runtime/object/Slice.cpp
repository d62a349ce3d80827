// Storage and growth of slices.
//
// Compiled code reads and writes elements itself; what moves many elements or
// makes new storage is here. A write barrier follows every bulk move into an
// object that existed before.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Layouts.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Elements.h"
#include "runtime/object/String.h"
#include "runtime/panic/Panic.h"

#include <algorithm>
#include <cassert>
#include <cstring>

using namespace vo;
using namespace vo::rt;

//===--- Moving elements --------------------------------------------------===//

template <typename T>
static void narrowElements(std::byte *to, const std::byte *from,
                           uint64_t count) {
  for (uint64_t i = 0; i < count; ++i)
    std::memcpy(to + i * sizeof(T), from + i * abi::kWordBytes, sizeof(T));
}

/// Signed T sign-extends, unsigned T zero-extends, as a register holds it.
template <typename T>
static void widenElements(std::byte *to, const std::byte *from,
                          uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) {
    T element;
    std::memcpy(&element, from + i * sizeof(T), sizeof(T));
    uint64_t slot = uint64_t(int64_t(element));
    std::memcpy(to + i * abi::kWordBytes, &slot, sizeof slot);
  }
}

static void narrow(std::byte *to, const std::byte *from, uint64_t elemBytes,
                   uint64_t count) {
  switch (elemBytes) {
  case 1:
    return narrowElements<uint8_t>(to, from, count);
  case 2:
    return narrowElements<uint16_t>(to, from, count);
  case 4:
    return narrowElements<uint32_t>(to, from, count);
  default: // no other width is narrower than a slot
    assert(false && "flat elements of unknown width");
  }
}

static void widen(std::byte *to, const std::byte *from, uint64_t elemBytes,
                  ValueKind kind, uint64_t count) {
  switch (kind) {
  case ValueKind::Int8:
    return widenElements<int8_t>(to, from, count);
  case ValueKind::Int16:
    return widenElements<int16_t>(to, from, count);
  case ValueKind::Int32:
    return widenElements<int32_t>(to, from, count);
  default:
    break;
  }
  switch (elemBytes) {
  case 1:
    return widenElements<uint8_t>(to, from, count);
  case 2:
    return widenElements<uint16_t>(to, from, count);
  case 4:
    return widenElements<uint32_t>(to, from, count);
  default:
    assert(false && "flat elements of unknown width");
  }
}

void vo::rt::moveElements(Elements to, const Slice &source, uint64_t elemBytes,
                          uint64_t count) {
  if (count == 0)
    return;
  const std::byte *from = dataOf(source);
  uint64_t stride = strideOf(source, elemBytes);
  if (to.stride == stride)
    std::memmove(to.data, from, count * stride);
  else if (to.flat) // packed and flat storage never overlap
    widen(to.data, from, elemBytes, kindOf(arrayOf(source).elemMeta), count);
  else
    narrow(to.data, from, elemBytes, count);
}

/// The storage of `slice` from element `index` on.
static Elements elementsAt(const Slice &slice, uint64_t elemBytes,
                           int64_t index) {
  uint64_t stride = strideOf(slice, elemBytes);
  return {dataOf(slice) + uint64_t(index) * stride, stride, isFlat(slice)};
}

/// Writes `count` bytes of a string as elements of a []byte.
static void moveBytes(Elements to, const Str &source, uint64_t count) {
  const char *from = viewOf(source).data();
  if (count == 0)
    return;
  if (to.flat)
    widenElements<uint8_t>(to.data, reinterpret_cast<const std::byte *>(from),
                           count);
  else
    std::memmove(to.data, from, count);
}

//===--- Growth -----------------------------------------------------------===//

namespace {
/// The two words by which entries describe elements.
struct ElementType {
  uint32_t layout;
  uint32_t bytes;
  uint32_t meta;

  constexpr ElementType(int64_t layoutId, int64_t bytesAndMeta)
      : layout(uint32_t(layoutId)), bytes(uint32_t(bytesAndMeta >> 32)),
        meta(uint32_t(bytesAndMeta)) {}
};
} // namespace

static constexpr ElementType kByteType(abi::kLayoutScalarArray,
                                       int64_t{1} << 32 |
                                           int64_t(ValueKind::Uint8));

/// Capacity of the first array that an append makes.
static constexpr int64_t kFirstCapacity = 4;

/// Twice `count`. Saturates, so that an absurd capacity ends as ArraySize.
static int64_t twice(int64_t count) {
  int64_t result = 0;
  return __builtin_mul_overflow(count, int64_t{2}, &result) ? INT64_MAX
                                                            : result;
}

/// Capacity when several elements are appended: twice what is needed.
static int64_t doubled(int64_t count) {
  return std::max(twice(count), kFirstCapacity);
}

/// New packed array for `capacity` elements. May collect; raises ArraySize.
static Ref makeArray(Context &context, const ElementType &type,
                     int64_t capacity) {
  if (Heap::arrayBytes(uint64_t(capacity), type.bytes) == 0)
    raiseTrap(context, abi::Trap::ArraySize);
  return heapOf(context).allocateArray(context, type.layout, type.bytes,
                                       type.meta, uint64_t(capacity));
}

/// `slice` with its elements in a new packed array. May collect; raises
/// ArraySize. The new array is the youngest object, so no barrier.
static Slice reallocate(Context &context, const Slice &slice,
                        const ElementType &type, int64_t capacity) {
  Rooted<Slice> old(context, slice);
  Ref array = makeArray(context, type, capacity);
  Slice grown = sliceOfArray(array, slice.length, capacity);
  moveElements(elementsAt(grown, type.bytes, 0), old, type.bytes,
               uint64_t(slice.length));
  return grown;
}

VO_RT_ENTRY Slice vo_rt_slice_grow(Slice slice, int64_t layout,
                                   int64_t bytesAndMeta, VO_RT_CONTEXT) {
  return reallocate(*context, slice, ElementType(layout, bytesAndMeta),
                    slice.capacity == 0 ? kFirstCapacity
                                        : twice(slice.capacity));
}

/// `slice` as the result of an entry that did not need to allocate.
static Slice unchanged(Context &context, const Slice &slice) {
  Rooted<Slice> rooted(context, slice);
  heapOf(context).safepoint(context);
  return rooted.get();
}

/// `destination` with room for `added` (> 0) elements behind its length. May
/// collect; raises ArraySize.
static Slice makeRoom(Context &context, const Slice &destination,
                      const ElementType &type, int64_t added) {
  if (!destination.base)
    return reallocate(context, destination, type,
                      std::max(added, kFirstCapacity));
  if (added <= destination.capacity - destination.length)
    return unchanged(context, destination);
  int64_t length = 0;
  if (__builtin_add_overflow(destination.length, added, &length))
    length = INT64_MAX;
  return reallocate(context, destination, type, doubled(length));
}

static Slice appendSlice(Context &context, const Slice &destination,
                         const Slice &source, const ElementType &type) {
  if (source.length == 0)
    return unchanged(context, destination);
  Rooted<Slice> from(context, source);
  uint64_t count = uint64_t(source.length);
  Slice result = makeRoom(context, destination, type, source.length);
  Elements to = elementsAt(result, type.bytes, result.length);
  moveElements(to, from, type.bytes, count);
  if (type.layout != abi::kLayoutScalarArray)
    heapOf(context).recordWrite(to.data, count * to.stride);
  result.length += source.length;
  return result;
}

static Slice appendString(Context &context, const Slice &destination,
                          const Str &source) {
  if (source.length == 0)
    return unchanged(context, destination);
  Rooted<Str> from(context, source);
  Slice result = makeRoom(context, destination, kByteType, source.length);
  moveBytes(elementsAt(result, kByteType.bytes, result.length), from,
            uint64_t(source.length));
  result.length += source.length;
  return result;
}

/// Whether a boxed slice or string is a string; null counts as a slice.
static bool isBoxedString(Ref boxed) {
  if (!boxed)
    return false;
  return abi::layoutOf(headerOf(boxed)) == abi::kLayoutString;
}

VO_RT_ENTRY Slice vo_rt_slice_append_slice(Slice destination, Slice source,
                                           int64_t layout, int64_t bytesAndMeta,
                                           VO_RT_CONTEXT) {
  return appendSlice(*context, destination, source,
                     ElementType(layout, bytesAndMeta));
}

VO_RT_ENTRY Slice vo_rt_slice_append_string(Slice destination, Str source,
                                            VO_RT_CONTEXT) {
  return appendString(*context, destination, source);
}

VO_RT_ENTRY Slice vo_rt_slice_append_boxed(Slice destination, Ref source,
                                           int64_t layout, int64_t bytesAndMeta,
                                           VO_RT_CONTEXT) {
  if (isBoxedString(source))
    return appendString(*context, destination, unboxString(source));
  return appendSlice(*context, destination, unboxSlice(source),
                     ElementType(layout, bytesAndMeta));
}

//===--- copy -------------------------------------------------------------===//

/// Packed width of the elements, from the array object of whichever side is
/// packed. When none is, their distance, which is then what moves.
static uint64_t elementBytes(const Slice &destination, const Slice &source) {
  if (!isFlat(destination))
    return arrayOf(destination).elemBytes;
  return isFlat(source) ? strideOf(source, 0) : arrayOf(source).elemBytes;
}

static int64_t copySlice(Context &context, const Slice &destination,
                         const Slice &source, uint64_t elemBytes) {
  int64_t count = std::min(destination.length, source.length);
  if (count == 0)
    return 0;
  if (elemBytes == 0)
    elemBytes = elementBytes(destination, source);
  Elements to = elementsAt(destination, elemBytes, 0);
  moveElements(to, source, elemBytes, uint64_t(count));
  if (elemBytes >= abi::kWordBytes) // narrower elements are no references
    heapOf(context).recordWrite(to.data, uint64_t(count) * to.stride);
  return count;
}

static int64_t copyString(const Slice &destination, const Str &source) {
  int64_t count = std::min(destination.length, source.length);
  if (count != 0)
    moveBytes(elementsAt(destination, kByteType.bytes, 0), source,
              uint64_t(count));
  return count;
}

VO_RT_ENTRY int64_t vo_rt_slice_copy(Slice destination, Slice source,
                                     int64_t elemBytes, VO_RT_CONTEXT) {
  return copySlice(*context, destination, source, uint64_t(elemBytes));
}

VO_RT_ENTRY int64_t vo_rt_slice_copy_string(Slice destination, Str source,
                                            VO_RT_CONTEXT) {
  (void)context;
  return copyString(destination, source);
}

VO_RT_ENTRY int64_t vo_rt_slice_copy_boxed(Slice destination, Ref source,
                                           int64_t elemBytes, VO_RT_CONTEXT) {
  if (isBoxedString(source))
    return copyString(destination, unboxString(source));
  return copySlice(*context, destination, unboxSlice(source),
                   uint64_t(elemBytes));
}
