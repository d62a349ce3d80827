//===- Errors.h - Error values made by natives ------------------*- C++ -*-===//
//
// Natives make values of type *errors.Error, an object that compiler and
// runtime both know (abi::ErrorObject). Packages that fetch their errors from
// the runtime once (io.getIoErrors and its like) get them by returnErrors, in
// the order of a table of constant texts.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Roots.h"

#include <array>
#include <cstring>
#include <string_view>

namespace vo::rt {

/// A new error without a cause; every call gives another one. May collect.
/// Panics in a module without package errors.
Iface newError(Context &context, Str message);

/// The same with a cause, an error or nil.
Iface newError(Context &context, Str message, const Iface &cause);

/// The same with a text of its own, which must live for ever and is not copied.
Iface newError(Context &context, std::string_view message);

/// One new error per constant text. The values are valid until the next call
/// that may collect. May collect.
template <size_t Count>
std::array<Iface, Count> newErrors(Context &context,
                                   const std::string_view (&messages)[Count]) {
  std::array<Iface, Count> errors = {};
  std::array<Ref, Count> references = {};
  RootedSpan rooted(context, references.data(), Count);
  for (size_t i = 0; i < Count; ++i) {
    errors[i] = newError(context, messages[i]);
    references[i] = errors[i].reference;
  }
  for (size_t i = 0; i < Count; ++i)
    errors[i].reference = references[i];
  return errors;
}

/// Fills the results of a native that returns such errors and nothing else.
template <typename Results, size_t Count>
void returnErrors(Context &context, Results *results,
                  const std::string_view (&messages)[Count]) {
  static_assert(sizeof(Results) == Count * sizeof(Iface));
  std::array<Iface, Count> errors = newErrors(context, messages);
  std::memcpy(results, errors.data(), sizeof(Results));
}

} // namespace vo::rt
