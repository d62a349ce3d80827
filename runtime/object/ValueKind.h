//===- ValueKind.h - Kinds of values at run time ----------------*- C++ -*-===//
#pragma once

#include "runtime/abi/Object.h"

#include <cstdint>

namespace vo::rt {

/// Low byte of an interface header and of an array's elemMeta. The numbers are
/// those of the bytecode.
enum class ValueKind : uint8_t {
  Void = 0, // a nil interface
  Bool = 1,
  Int = 2,
  Int8 = 3,
  Int16 = 4,
  Int32 = 5,
  Int64 = 6,
  Uint = 7,
  Uint8 = 8,
  Uint16 = 9,
  Uint32 = 10,
  Uint64 = 11,
  Float32 = 12,
  Float64 = 13,
  Array = 14,
  Struct = 15,
  Interface = 16,
  String = 17,
  Slice = 18,
  Map = 19,
  Channel = 20,
  Closure = 21,
  Pointer = 22,
  Port = 23,
  Island = 24,
};
static_assert(static_cast<uint8_t>(ValueKind::Array) ==
              abi::kFirstReferenceKind);
static_assert(static_cast<uint8_t>(ValueKind::Struct) == abi::kLastBoxedKind);

/// Kind of an interface header or an element's ValueMeta.
inline constexpr ValueKind kindOf(uint64_t headerOrMeta) {
  return static_cast<ValueKind>(headerOrMeta & 0xFF);
}

/// Runtime type of an interface header.
inline constexpr uint32_t rttidOf(uint64_t header) {
  return uint32_t(header) >> 8;
}

/// Whether interface data of this kind is a reference.
inline constexpr bool holdsReference(ValueKind kind) {
  return static_cast<uint8_t>(kind) >= abi::kFirstReferenceKind;
}

/// The data word of an interface value in memory.
inline uint64_t dataOf(const abi::InterfaceWords &value) {
  return holdsReference(kindOf(value.header)) ? value.ref : value.bits;
}

} // namespace vo::rt
