//===- Slice.h - Slice values -----------------------------------*- C++ -*-===//
//
// A slice is a Slice (base, byte offset, length, capacity) in compiled code
// and a reference to an abi::SliceObject where one word is required. A nil
// slice has a null base; every other slice, empty or not, has a base.
//
// Storage is packed (elements elemBytes apart, base is an abi::ArrayObject) or
// flat (kFlatSliceBit: an array stored inline in another object; elements
// narrower than a slot lie one per slot, widened as in a register).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/object/ValueKind.h"

namespace vo::rt {

inline bool isFlat(const Slice &slice) {
  return uint64_t(slice.offset) & abi::kFlatSliceBit;
}

/// Address of element 0. Valid until the next call that may collect.
inline std::byte *dataOf(const Slice &slice) {
  return slice.base + (isFlat(slice)
                           ? uint64_t(slice.offset) & abi::kSliceOffsetMask
                           : uint64_t(slice.offset));
}

/// The array object that a packed slice that is not nil lies in.
inline const abi::ArrayObject &arrayOf(const Slice &slice) {
  return *reinterpret_cast<const abi::ArrayObject *>(slice.base);
}

/// Distance in bytes between elements. `elemBytes` is their packed width.
inline uint64_t strideOf(const Slice &slice, uint64_t elemBytes) {
  return isFlat(slice) ? (uint64_t(slice.offset) >> abi::kFlatStrideShift &
                          abi::kFlatStrideMask) *
                             abi::kWordBytes
                       : elemBytes;
}

/// A slice of all of an array object, from its start.
inline Slice sliceOfArray(Ref array, int64_t length, int64_t capacity) {
  return {array, int64_t(abi::kArrayDataOffset), length, capacity};
}

/// The slice of its boxed form. Never collects.
inline Slice unboxSlice(const void *object) {
  if (!object)
    return {};
  const auto *header = static_cast<const abi::SliceObject *>(object);
  return {reinterpret_cast<Ref>(header->base), header->offset, header->length,
          header->capacity};
}

/// Byte `index` of a []byte. Never collects.
inline uint8_t byteAt(const Slice &bytes, uint64_t index) {
  return uint8_t(dataOf(bytes)[index * strideOf(bytes, 1)]);
}

} // namespace vo::rt
