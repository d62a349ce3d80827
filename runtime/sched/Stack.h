//===- Stack.h - Memory of a goroutine's stack ------------------*- C++ -*-===//
#pragma once

#include "runtime/abi/Stack.h"

#include <cstddef>
#include <cstdint>

namespace vo::rt {

/// Reserved addresses, shared as abi/Stack.h says; pages become real when
/// touched.
class Stack {
public:
  Stack() = default;
  ~Stack();
  Stack(const Stack &) = delete;
  Stack &operator=(const Stack &) = delete;

  /// False: the system refuses the addresses.
  bool allocate();

  /// First address above the stack.
  void *top() const { return base + abi::kStackBytes; }
  /// First address above the guard.
  const void *bottom() const { return base + abi::kStackGuardBytes; }
  size_t usableBytes() const {
    return abi::kStackBytes - abi::kStackGuardBytes;
  }
  /// Lowest frame pointer of compiled code.
  uint64_t limit() const {
    return reinterpret_cast<uint64_t>(base) + abi::kStackGuardBytes +
           abi::kStackReserveBytes + abi::kStackSlackBytes;
  }
  bool isGuard(const void *address) const {
    return offsetOf(address) < abi::kStackGuardBytes;
  }

private:
  size_t offsetOf(const void *address) const {
    return reinterpret_cast<uint64_t>(address) -
           reinterpret_cast<uint64_t>(base);
  }

  char *base = nullptr;
};

} // namespace vo::rt
