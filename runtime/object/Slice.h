//===- Slice.h - Slice values -----------------------------------*- C++ -*-===//
//
// A slice is a Slice (base, byte offset, length, capacity) in compiled code
// and a reference to an abi::SliceObject where one word is required. A nil
// slice has a null base; every other slice, empty or not, has a base.
//
// Elements lie one after the other: in an abi::ArrayObject, or in an array that
// is part of another object, so that nothing but the offset tells where.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/object/ValueKind.h"

namespace vo::rt {

/// Address of element 0. Valid until the next call that may collect.
inline std::byte *dataOf(const Slice &slice) {
  return slice.base + uint64_t(slice.offset);
}

/// The array object of a slice that was made with one.
inline const abi::ArrayObject &arrayOf(const Slice &slice) {
  return *reinterpret_cast<const abi::ArrayObject *>(slice.base);
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
  return uint8_t(dataOf(bytes)[index]);
}

} // namespace vo::rt
