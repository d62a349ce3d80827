//===- Box.h - New string and slice objects ---------------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"

#include <string_view>

namespace vo::rt {

/// New string with a copy of `bytes`, which must lie outside the heap. May
/// collect.
Str makeString(Context &context, std::string_view bytes);

/// Boxed form of a string; null for the empty string. May collect.
Ref boxString(Context &context, Str string);

/// Boxed form of a slice; null for nil. May collect.
Ref boxSlice(Context &context, Slice slice);

} // namespace vo::rt
