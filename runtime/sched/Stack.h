//===- Stack.h - Memory of a goroutine's stack ------------------*- C++ -*-===//
#pragma once

#include <cstddef>
#include <cstdint>

namespace vo::rt {

/// Reserved addresses with a guard below; pages become real when touched.
class Stack {
public:
  /// Room for 32,768 frames of almost 8 KiB.
  static constexpr size_t kBytes = size_t{256} << 20;
  /// Larger than any frame that is not probed.
  static constexpr size_t kGuardBytes = size_t{1} << 20;
  /// What C++ code may need below the limit that compiled code respects.
  static constexpr size_t kReserveBytes = size_t{256} << 10;

  Stack() = default;
  ~Stack();
  Stack(const Stack &) = delete;
  Stack &operator=(const Stack &) = delete;

  /// False: the system refuses the addresses.
  bool allocate();

  /// First address above the stack.
  void *top() const { return base + kBytes; }
  size_t usableBytes() const { return kBytes - kGuardBytes; }
  /// Lowest frame pointer of compiled code.
  uint64_t limit() const {
    return reinterpret_cast<uint64_t>(base) + kGuardBytes + kReserveBytes;
  }
  bool contains(const void *address) const {
    return offsetOf(address) < kBytes;
  }
  bool isGuard(const void *address) const {
    return offsetOf(address) < kGuardBytes;
  }

private:
  size_t offsetOf(const void *address) const {
    return reinterpret_cast<uint64_t>(address) -
           reinterpret_cast<uint64_t>(base);
  }

  char *base = nullptr;
};

} // namespace vo::rt
