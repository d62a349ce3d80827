//===- InterfaceHeader.h - Header words of interface values -----*- C++ -*-===//
#pragma once

#include <cstdint>

namespace vo::ir {

/// Where the parts lie in a header word: `itab << 32 | rttid << 8 | kind`.
inline constexpr unsigned kHeaderItabShift = 32;
inline constexpr unsigned kHeaderRttidShift = 8;
inline constexpr uint64_t kHeaderKindMask = 0xFF;
/// The part that tells the dynamic type.
inline constexpr uint64_t kHeaderTypeMask = 0xFFFFFFFF;

/// Parts of a header word.
struct InterfaceHeader {
  /// Number of the type's method table for the interface; 0 in an empty one.
  uint32_t itab;
  /// Dynamic type; fewer than 24 bits.
  uint32_t rttid;
  /// The dynamic type's value kind, in the bytecode's numbers; 0 = nil.
  uint8_t kind;

  static InterfaceHeader of(uint64_t word) {
    return {static_cast<uint32_t>(word >> kHeaderItabShift),
            static_cast<uint32_t>(word) >> kHeaderRttidShift,
            static_cast<uint8_t>(word & kHeaderKindMask)};
  }
  uint64_t word() const {
    return uint64_t{itab} << kHeaderItabShift |
           uint64_t{rttid} << kHeaderRttidShift | kind;
  }

  bool isNil() const { return kind == 0; }
  /// Whether the data word refers to an array or struct of the value's own.
  bool isBoxed() const { return kind == 14 || kind == 15; }
};

/// Runtime types are numbered below this.
inline constexpr uint32_t kRttidLimit = 0xFFFFFF;

} // namespace vo::ir
