// Storage and growth of slices.
//
// Compiled code reads and writes elements itself; what moves many elements or
// makes new storage is here. A write barrier follows every bulk move into an
// object that existed before.

#include "runtime/object/Slice.h"
#include "runtime/gc/Heap.h"
#include "runtime/gc/Layouts.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/String.h"
#include "runtime/panic/Panic.h"

#include <algorithm>
#include <cassert>
#include <cstring>

using namespace vo;
using namespace vo::rt;

//===--- Growth -----------------------------------------------------------===//

namespace {
/// The two words by which entries describe elements.
struct ElementType {
  uint32_t layout;
  uint32_t bytes;

  constexpr ElementType(int64_t layoutId, int64_t bytesShifted)
      : layout(uint32_t(layoutId)), bytes(uint32_t(bytesShifted >> 32)) {}
};
} // namespace

static constexpr ElementType kByteType(abi::kLayoutScalarArray,
                                       int64_t{1} << 32);

/// Address of element `index`.
static std::byte *elementAt(const Slice &slice, const ElementType &type,
                            int64_t index) {
  return dataOf(slice) + uint64_t(index) * type.bytes;
}

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
                                       /*elemMeta=*/0, uint64_t(capacity));
}

/// `slice` with its elements in a new packed array. May collect; raises
/// ArraySize. The new array is the youngest object, so no barrier.
static Slice reallocate(Context &context, const Slice &slice,
                        const ElementType &type, int64_t capacity) {
  Rooted<Slice> old(context, slice);
  Ref array = makeArray(context, type, capacity);
  Slice grown = sliceOfArray(array, slice.length, capacity);
  if (slice.length != 0)
    std::memcpy(dataOf(grown), dataOf(old),
                uint64_t(slice.length) * type.bytes);
  return grown;
}

VO_RT_ENTRY Slice vo_rt_slice_grow(Slice slice, int64_t layout,
                                   int64_t bytesShifted, VO_RT_CONTEXT) {
  return reallocate(*context, slice, ElementType(layout, bytesShifted),
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
  uint64_t bytes = uint64_t(source.length) * type.bytes;
  Slice result = makeRoom(context, destination, type, source.length);
  std::byte *to = elementAt(result, type, result.length);
  std::memmove(to, dataOf(from), bytes);
  if (type.layout != abi::kLayoutScalarArray)
    heapOf(context).recordWrite(to, bytes);
  result.length += source.length;
  return result;
}

static Slice appendString(Context &context, const Slice &destination,
                          const Str &source) {
  if (source.length == 0)
    return unchanged(context, destination);
  Rooted<Str> from(context, source);
  Slice result = makeRoom(context, destination, kByteType, source.length);
  std::memcpy(elementAt(result, kByteType, result.length), viewOf(from).data(),
              uint64_t(source.length));
  result.length += source.length;
  return result;
}

VO_RT_ENTRY Slice vo_rt_slice_append_slice(Slice destination, Slice source,
                                           int64_t layout, int64_t bytesShifted,
                                           VO_RT_CONTEXT) {
  return appendSlice(*context, destination, source,
                     ElementType(layout, bytesShifted));
}

VO_RT_ENTRY Slice vo_rt_slice_append_string(Slice destination, Str source,
                                            VO_RT_CONTEXT) {
  return appendString(*context, destination, source);
}

//===--- copy -------------------------------------------------------------===//

static int64_t copySlice(Context &context, const Slice &destination,
                         const Slice &source, uint64_t elemBytes) {
  int64_t count = std::min(destination.length, source.length);
  uint64_t bytes = uint64_t(count) * elemBytes;
  if (bytes == 0)
    return count;
  std::memmove(dataOf(destination), dataOf(source), bytes);
  if (elemBytes >= abi::kWordBytes) // narrower elements are no references
    heapOf(context).recordWrite(dataOf(destination), bytes);
  return count;
}

static int64_t copyString(const Slice &destination, const Str &source) {
  int64_t count = std::min(destination.length, source.length);
  if (count != 0)
    std::memmove(dataOf(destination), viewOf(source).data(), uint64_t(count));
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
