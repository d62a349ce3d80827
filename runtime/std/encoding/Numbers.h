//===- Numbers.h - Floating-point numbers in texts --------------*- C++ -*-===//
#pragma once

#include <string>

namespace vo::rt::encoding {

/// Append the fewest digits that read back as the same number, with a fraction
/// or an exponent: 1.0, 0.00001, 1e16. Must be finite.
void appendNumber(std::string &out, double value);
void appendNumber(std::string &out, float value);

} // namespace vo::rt::encoding
