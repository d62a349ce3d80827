//===- Facts.h - What operations may do -------------------------*- C++ -*-===//
//
// Value types of the interfaces in VoInterfaces.td.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <initializer_list>

namespace vo::ir {

/// The rows of runtime/abi/Traps.def.
enum class Trap : uint8_t {
#define VO_TRAP(kind, text) kind,
#include "runtime/abi/Traps.def"
};

/// Name of the row.
llvm::StringRef stringifyTrap(Trap trap);

/// A set of panics.
class PanicSet {
public:
  constexpr PanicSet() = default;
  constexpr PanicSet(std::initializer_list<Trap> traps) {
    for (Trap trap : traps)
      bits |= uint64_t{1} << static_cast<unsigned>(trap);
  }
  /// Any panic, those that a program raises itself included.
  static constexpr PanicSet any() {
    PanicSet all;
    all.bits = ~uint64_t{0};
    return all;
  }

  constexpr bool isAny() const { return bits == ~uint64_t{0}; }
  constexpr bool empty() const { return bits == 0; }
  constexpr bool contains(Trap trap) const {
    return bits >> static_cast<unsigned>(trap) & 1;
  }

private:
  uint64_t bits = 0;
};

/// What is allocated.
enum class AllocKind : uint8_t {
  Object,    // struct that a pointer refers to
  Box,       // variable
  Array,     // array object or the elements of a slice
  Bytes,     // bytes of a string
  Copy,      // copy of an object
  Map,       // map with its table
  Iterator,  // state of an iteration
  Channel,   // channel or port with its buffer
  Closure,   // function value with its captures
  Frame,     // local memory with references
  Defer,     // record of a deferred call
  Goroutine, // stack and arguments
  Island,    // heap, thread and globals
  Unknown    // whatever the called code needs
};

/// Discardable attribute of operations that may allocate: number of the site,
/// as the profile shows it.
inline constexpr llvm::StringLiteral kSiteAttr = "vo.site";

/// When the code of a call runs.
enum class CallTime : uint8_t {
  Now,       // before the operation completes
  Leaving,   // when the function that executes the operation is left
  Concurrent // in a goroutine of its own
};

} // namespace vo::ir
