//===- Floats.h - Floats as package strconv writes and reads them -*- C++ -*-===//
//
// Needs no heap. Decimal digits come from the C++ library (std::to_chars) and
// the C library (strtod in the C locale), which both are exact.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vo::rt::strconv {

/// The number in format b, e, E, f, g, G, x or X; digits behind the point, or
/// for g and G of all digits; fewest that give the number back when negative.
/// `bits` is 32 or 64, the width of the type that it comes from. Another format
/// gives "%" and the byte.
std::string formatFloat(double value, char format, int64_t precision,
                        int64_t bits);

struct ParsedFloat {
  enum Status : int64_t { Ok = 0, Syntax = 1, Range = 2 };
  double value;
  Status status;
};

/// The nearest number of 32 or 64 bits; 0 with Syntax, an infinity with Range.
/// Decimal and hexadecimal numbers, "inf", "infinity" and "nan" in any case;
/// underscores between digits.
ParsedFloat parseFloat(std::string_view text, int64_t bits);

} // namespace vo::rt::strconv
