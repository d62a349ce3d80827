//===- Check.h - Whether a text fits a type ---------------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/std/encoding/json/Text.h"

namespace vo::rt::json {

/// Holds an object of the text against a struct type. Gives null, or the first
/// thing that does not fit, in a constant. Never collects.
const char *check(Context &context, const Text &text, uint32_t structType);

} // namespace vo::rt::json
