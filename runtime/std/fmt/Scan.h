//===- Scan.h - Reading values from text ------------------------*- C++ -*-===//
//
// What fmt.Sscan and Sscanf find in a text. Needs no heap.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/object/ValueKind.h"

#include <string>
#include <string_view>
#include <vector>

namespace vo::rt::fmt {

/// A value: bits, or a part of the text when the kind is String.
struct Scanned {
  ValueKind kind;
  uint64_t bits;
  std::string_view text;
};

/// The words of a text, strings, separated by white space.
std::vector<Scanned> scanWords(std::string_view text);

/// Matches a text with a format: white space with any white space, verbs with
/// values (behind white space, but for %c), anything else with itself.
/// Integers for d, x, X, o, b and c, floats for e, f and g, booleans for t,
/// words for s and v. The rest of the text does not matter. A mistake leaves a
/// message.
std::vector<Scanned> scanFormat(std::string_view text, std::string_view format,
                                std::string &mistake);

} // namespace vo::rt::fmt
