//===- Io.h - The errors of package io --------------------------*- C++ -*-===//
#pragma once

#include "runtime/std/Errors.h"

namespace vo::rt::io {

/// In the order of the variables in stdlib/io.
enum class Error : uint8_t {
  Eof,
  UnexpectedEof,
  ShortWrite,
  ShortBuffer,
  NoProgress,
  ClosedPipe,
  InvalidRead,
  InvalidWrite,
  InvalidWhence,
  InvalidOffset,
  NegativeRead,
  NegativeCount,
};

extern const ErrorTable errors;

/// May collect.
inline Iface valueOf(Context &context, Error error) {
  return keptError(context, errors, size_t(error));
}

} // namespace vo::rt::io
