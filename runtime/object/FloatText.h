//===- FloatText.h - Decimal form of floats ---------------------*- C++ -*-===//
//
// The fewest digits that read back as the same float (of two equally near
// choices the larger in magnitude), written out without an exponent and without
// a trailing ".0": 1, 0.1, 1000000000000000000000,
// 0.0000001, -0, inf, -inf, NaN.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string_view>

namespace vo::rt {

/// Room for the longest text, "-0." and the 323 zeros and 17 digits of a
/// subnormal double.
struct FloatText {
  char text[352];
};

/// Text of `value` inside `room`.
std::string_view formatFloat(double value, FloatText &room);
std::string_view formatFloat(float value, FloatText &room);

} // namespace vo::rt
