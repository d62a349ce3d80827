//===- Failure.h - The errors of dynamic access -----------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"

namespace vo::rt::dynamic {

/// What an access fails of: the errors that package dyn exports, in the order
/// in which its init function fetches them.
enum class Failure : uint8_t {
  Unknown,
  NilBase,
  BadField,
  BadIndex,
  OutOfBounds,
  BadCall,
  SigMismatch,
  TypeMismatch,
};
inline constexpr unsigned kFailures = 8;

/// The program's error for that, the same at each call. May collect.
Iface sentinel(Context &context, Failure failure);

/// A new error that says more, with the sentinel as its cause. May collect.
Iface newFailure(Context &context, Failure failure, Str detail);

} // namespace vo::rt::dynamic
