//===- Case.h - Texts in another case ---------------------------*- C++ -*-===//
//
// For packages strings and bytes: rune by rune, by the simple mappings of
// unicode/. A malformed byte becomes U+FFFD. Needs no heap.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <string_view>

namespace vo::rt::text {

using RuneMap = uint32_t (*)(uint32_t rune);

struct MappedSize {
  size_t bytes;
  bool isSame; // nothing changes
};

/// What mapping a text gives.
MappedSize mappedSize(std::string_view text, RuneMap map);

/// Writes the mapped text, that many bytes.
void writeMapped(std::string_view text, RuneMap map, char *out);

/// Whether two texts are equal under simple case folding.
bool equalFold(std::string_view a, std::string_view b);

} // namespace vo::rt::text
