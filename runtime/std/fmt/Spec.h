//===- Spec.h - One %-directive of a format ---------------------*- C++ -*-===//
//
//   % [-+0# ]* [width] [. [precision]] verb
//
// The verb is one byte, whatever it is.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/object/Text.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace vo::rt::fmt {

/// Largest width and precision.
inline constexpr uint32_t kMaxSize = 1'000'000;

struct Spec {
  bool left = false;  // -
  bool plus = false;  // +
  bool zero = false;  // 0
  bool sharp = false; // #
  bool space = false;
  bool badWidth = false; // above kMaxSize; there is no width then
  bool badPrecision = false;
  std::optional<uint32_t> width;     // runes
  std::optional<uint32_t> precision; // 0 for a "." without digits
  char verb = 0;

  /// Whether padding is zeros on the left.
  bool padsWithZeros() const { return zero && !left; }
};

/// The directive whose '%' is just before `format[at]`; moves `at` behind its
/// verb. None when the format ends before the verb.
std::optional<Spec> parseSpec(std::string_view format, size_t &at);

/// Appends `count` times `character`.
void appendRepeated(TextSink &sink, char character, uint64_t count);

/// Appends `text`, padded to the width of `spec`. A malformed byte counts as
/// one rune.
void appendPadded(TextSink &sink, std::string_view text, const Spec &spec);

/// The same for the text of a number: padding zeros follow its sign.
void appendPaddedNumber(TextSink &sink, std::string_view text,
                        const Spec &spec);

/// The first runes of `text`, as many as the precision of `spec` says.
std::string_view truncated(std::string_view text, const Spec &spec);

} // namespace vo::rt::fmt
