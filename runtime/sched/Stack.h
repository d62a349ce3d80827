//===- Stack.h - Memory for goroutines' stacks ------------------*- C++ -*-===//
#pragma once

#include "runtime/abi/Stack.h"

#include <cstddef>
#include <cstdint>

namespace vo::rt {

class Goroutine;

/// Reserved addresses for the stack of a goroutine at a time, shared as
/// abi/Stack.h says; pages become real when touched.
class StackRegion {
public:
  StackRegion() = default;
  ~StackRegion();
  StackRegion(const StackRegion &) = delete;
  StackRegion &operator=(const StackRegion &) = delete;

  /// False: the system refuses the addresses. The tops of regions of different
  /// `colour` lie on different cache lines.
  bool reserve(unsigned colour);

  /// First address above the stack.
  void *top() const { return end; }
  /// First address above the guard.
  const void *bottom() const { return base + abi::kStackGuardBytes; }
  /// Lowest frame pointer of compiled code.
  uint64_t limit() const {
    return reinterpret_cast<uint64_t>(base) + abi::kStackGuardBytes +
           abi::kStackReserveBytes + abi::kStackSlackBytes;
  }
  bool isGuard(const void *address) const {
    return base && reinterpret_cast<uint64_t>(address) -
                           reinterpret_cast<uint64_t>(base) <
                       abi::kStackGuardBytes;
  }

  /// Gives the memory back but for what is near the top, whose contents and
  /// those of nothing else stay.
  void trim();
  static constexpr uint64_t kKeptBytes = uint64_t{32} << 10;

  // The pool's.
  Goroutine *occupant = nullptr;   // whose stack is in place
  uint32_t users = 0;              // goroutines whose stacks belong here
  bool isDeep = false;             // one of them had a large stack
  StackRegion *nextFree = nullptr; // free: no users

private:
  char *base = nullptr;
  char *end = nullptr;
};

} // namespace vo::rt
