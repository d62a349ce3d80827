//===- Printable.h - Which code points show as themselves -------*- C++ -*-===//
#pragma once

#include <cstdint>

namespace vo::rt::fmt {

/// Whether %q of an integer writes the rune as it is: printable and no mark
/// that joins the character before it. Quotes and backslashes are the caller's.
bool standsAlone(uint64_t rune);

} // namespace vo::rt::fmt
