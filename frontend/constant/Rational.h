//===- Rational.h - Exact fractions -----------------------------*- C++ -*-===//
//
// Arithmetic on fractions of LLVM integers that grow as needed. Operands may
// have any width; results have minimal width and are in lowest terms.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/syntax/Token.h"

#include "llvm/ADT/APInt.h"

#include <optional>

namespace vo::fe {

/// Binary floating-point format: bits of precision, smallest normal exponent.
struct FloatFormat {
  int precision, minExponent, maxExponent;
};
inline constexpr FloatFormat doubleFormat{53, -1022, 1023};
inline constexpr FloatFormat floatFormat{24, -126, 127};

struct Rational {
  /// Signed.
  llvm::APInt num;
  /// Positive, read as unsigned.
  llvm::APInt den;

  static Rational of(int64_t value);
  /// `value` is signed.
  static Rational ofInteger(llvm::APInt value);
  /// Finite.
  static Rational ofDouble(double value);
  bool isInteger() const { return den == 1; }
  /// Nearest value of the format, ties to even; infinite on overflow.
  double toDouble(const FloatFormat &format) const;
};

Rational add(const Rational &x, const Rational &y);
Rational negate(const Rational &x);
Rational multiply(const Rational &x, const Rational &y);
Rational divide(const Rational &x, const Rational &y);
/// Integers; truncating.
Rational quotient(const Rational &x, const Rational &y);
Rational remainder(const Rational &x, const Rational &y);
/// Integers; & | ^ &^ on two's complement of unlimited width.
Rational bitwise(Tok op, const Rational &x, const Rational &y);
int compare(const Rational &x, const Rational &y);

/// The value of a literal as scanned; nothing if it needs more than `maxBits`
/// bits (in numerator or denominator).
std::optional<llvm::APInt> parseIntegerLiteral(llvm::StringRef text,
                                               unsigned maxBits);
std::optional<Rational> parseFloatLiteral(llvm::StringRef text,
                                          unsigned maxBits);

} // namespace vo::fe
