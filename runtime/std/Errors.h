//===- Errors.h - Error values made by natives ------------------*- C++ -*-===//
//
// Natives make values of type *errors.Error, an object that compiler and
// runtime both know (abi::ErrorObject). The errors that programs compare with
// (io.EOF and its like), which packages fetch from the runtime once, are made
// when the first of them is asked for, and kept, so that natives can return
// them, too.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Roots.h"

#include <span>
#include <string_view>

namespace vo::rt {

/// A new error without a cause; every call gives another one. May collect.
/// Panics in a module without package errors.
Iface newError(Context &context, Str message);

/// The same with a cause, an error or nil.
Iface newError(Context &context, Str message, const Iface &cause);

/// The same with a text of its own, which must live for ever and is not copied.
Iface newError(Context &context, std::string_view message);

/// The same with a copy of the text.
Iface newErrorOf(Context &context, std::string_view message);

/// The errors of a package that programs compare with. The texts must live for
/// ever; the object itself tells the packages apart.
struct ErrorTable {
  std::span<const std::string_view> texts;
};

/// The error of that number, the same one whenever the program asks. May
/// collect when it asks for one of the table for the first time.
Iface keptError(Context &context, const ErrorTable &table, size_t index);

/// Fills the results of a native that returns all errors of a table and nothing
/// else. May collect.
template <typename Results>
void returnErrors(Context &context, Results *results, const ErrorTable &table) {
  keptError(context, table, 0);
  auto *errors = reinterpret_cast<Iface *>(results);
  for (size_t i = 0; i < sizeof(Results) / sizeof(Iface); ++i)
    errors[i] = keptError(context, table, i);
}

} // namespace vo::rt
