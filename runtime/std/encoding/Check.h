//===- Check.h - Whether a text fits a type ---------------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/std/encoding/Document.h"
#include "runtime/std/encoding/Format.h"

namespace vo::rt::encoding {

/// Holds an object of the text against a struct type. Gives null, or the first
/// thing that does not fit, in a constant. Never collects.
const char *check(Context &context, const Document &text, const Format &format,
                  uint32_t structType);

} // namespace vo::rt::encoding
