//===- Rational.cpp - Exact fractions ---------------------------------------===//

#include "frontend/constant/Rational.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include <cmath>

using namespace vo::fe;
using llvm::APInt;

namespace {

APInt trim(const APInt &value) {
  return value.trunc(std::max(value.getSignificantBits(), 2u));
}

/// A denominator: unsigned, but kept with a clear sign bit.
APInt trimPositive(const APInt &value) {
  return value.zextOrTrunc(value.getActiveBits() + 1);
}

APInt mul(const APInt &x, const APInt &y) {
  unsigned width = x.getBitWidth() + y.getBitWidth();
  return x.sext(width) * y.sext(width);
}

/// Brings two signed numbers to one width with room for a carry.
unsigned commonWidth(const APInt &x, const APInt &y) {
  return std::max(x.getBitWidth(), y.getBitWidth()) + 1;
}

Rational reduced(const APInt &num, const APInt &den) {
  if (num.isZero())
    return Rational::of(0);
  unsigned width = commonWidth(num, den);
  APInt magnitude = num.sext(width).abs(), divisor = den.zext(width);
  if (divisor != 1) {
    APInt common = llvm::APIntOps::GreatestCommonDivisor(magnitude, divisor);
    if (common != 1) {
      magnitude = magnitude.udiv(common);
      divisor = divisor.udiv(common);
    }
  }
  APInt value = num.isNegative() ? -magnitude : magnitude;
  return {trim(value), trimPositive(divisor)};
}

} // namespace

Rational Rational::of(int64_t value) {
  return {APInt(64, uint64_t(value), /*isSigned=*/true), APInt(2, 1)};
}

Rational Rational::ofInteger(APInt value) { return {trim(value), APInt(2, 1)}; }

Rational Rational::ofDouble(double value) {
  int exponent;
  double fraction = std::frexp(value, &exponent);
  auto mantissa = int64_t(std::ldexp(fraction, doubleFormat.precision));
  exponent -= doubleFormat.precision;
  APInt num(64, uint64_t(mantissa), /*isSigned=*/true);
  if (exponent >= 0)
    return ofInteger(num.sext(64 + exponent).shl(exponent));
  APInt den(unsigned(2 - exponent), 1);
  return reduced(num, den.shl(unsigned(-exponent)));
}

double Rational::toDouble(const FloatFormat &format) const {
  if (num.isZero())
    return 0;
  // A quotient of at least 66 bits whose last bit says "inexact".
  constexpr int wanted = 66;
  unsigned width = commonWidth(num, den);
  APInt n = num.sext(width).abs(), d = den.zext(width);
  int shift = wanted - (int(n.getActiveBits()) - int(d.getActiveBits()));
  unsigned wide = width + unsigned(std::abs(shift)) + 2;
  n = n.zext(wide);
  d = d.zext(wide);
  (shift > 0 ? n : d) <<= unsigned(std::abs(shift));
  APInt q, r;
  APInt::udivrem(n, d, q, r);
  int bits = int(q.getActiveBits());
  // value = q * 2^-shift; exponent of its leading bit:
  int exponent = bits - 1 - shift;
  int precision = format.precision;
  if (exponent < format.minExponent)
    precision -= format.minExponent - exponent;
  double sign = num.isNegative() ? -1.0 : 1.0;
  if (precision < 0)
    return sign * 0.0;
  unsigned drop = unsigned(bits - precision);
  APInt kept = q.lshr(drop);
  APInt rest = q - kept.shl(drop);
  APInt half = APInt(wide, 1).shl(drop - 1);
  bool exactRest = r.isZero();
  bool up = rest.ugt(half) || (rest == half && (!exactRest || kept[0]));
  uint64_t mantissa = kept.getZExtValue() + (up ? 1 : 0);
  double value = std::ldexp(double(mantissa), int(drop) - shift);
  if (std::ilogb(value) > format.maxExponent)
    value = HUGE_VAL;
  return sign * value;
}

Rational vo::fe::add(const Rational &x, const Rational &y) {
  if (x.den.getActiveBits() == y.den.getActiveBits() &&
      x.den.zextOrTrunc(y.den.getBitWidth()) == y.den) {
    unsigned width = commonWidth(x.num, y.num);
    APInt sum = x.num.sext(width) + y.num.sext(width);
    return x.isInteger() ? Rational::ofInteger(sum) : reduced(sum, x.den);
  }
  APInt left = mul(x.num, y.den), right = mul(y.num, x.den);
  unsigned width = commonWidth(left, right);
  return reduced(left.sext(width) + right.sext(width), mul(x.den, y.den));
}

Rational vo::fe::negate(const Rational &x) {
  APInt wide = x.num.sext(x.num.getBitWidth() + 1);
  return {trim(-wide), x.den};
}

Rational vo::fe::multiply(const Rational &x, const Rational &y) {
  APInt num = mul(x.num, y.num);
  if (x.isInteger() && y.isInteger())
    return Rational::ofInteger(num);
  return reduced(num, mul(x.den, y.den));
}

Rational vo::fe::divide(const Rational &x, const Rational &y) {
  APInt num = mul(x.num, y.den), den = mul(x.den, y.num);
  if (den.isNegative()) {
    num = num.sext(num.getBitWidth() + 1);
    num.negate();
    den.negate();
  }
  return reduced(num, den);
}

Rational vo::fe::quotient(const Rational &x, const Rational &y) {
  unsigned width = commonWidth(x.num, y.num);
  return Rational::ofInteger(x.num.sext(width).sdiv(y.num.sext(width)));
}

Rational vo::fe::remainder(const Rational &x, const Rational &y) {
  unsigned width = commonWidth(x.num, y.num);
  return Rational::ofInteger(x.num.sext(width).srem(y.num.sext(width)));
}

Rational vo::fe::bitwise(Tok op, const Rational &x, const Rational &y) {
  unsigned width = commonWidth(x.num, y.num);
  APInt a = x.num.sext(width), b = y.num.sext(width);
  switch (op) {
  case Tok::And:
    return Rational::ofInteger(a & b);
  case Tok::Or:
    return Rational::ofInteger(a | b);
  case Tok::Xor:
    return Rational::ofInteger(a ^ b);
  default:
    return Rational::ofInteger(a & ~b);
  }
}

int vo::fe::compare(const Rational &x, const Rational &y) {
  APInt left = mul(x.num, y.den), right = mul(y.num, x.den);
  unsigned width = commonWidth(left, right);
  left = left.sext(width);
  right = right.sext(width);
  return left.slt(right) ? -1 : left != right;
}

//===----------------------------------------------------------------------===//
// Literals
//===----------------------------------------------------------------------===//

namespace {

llvm::SmallString<64> withoutUnderscores(llvm::StringRef text) {
  llvm::SmallString<64> digits;
  for (char c : text)
    if (c != '_')
      digits.push_back(c);
  return digits;
}

/// Digits of a base to a non-negative number; nothing above `maxBits`.
std::optional<APInt> parseDigits(llvm::StringRef digits, unsigned base,
                                 unsigned maxBits) {
  digits = digits.ltrim('0');
  if (digits.empty())
    return APInt(2, 0);
  // Every digit of base ten is worth more than three bits, of base two one.
  unsigned leastBits = base == 16 ? 4 : base == 10 ? 3 : base == 8 ? 3 : 1;
  if (uint64_t(digits.size() - 1) * leastBits > maxBits)
    return std::nullopt;
  APInt value(APInt::getSufficientBitsNeeded(digits, uint8_t(base)) + 1, digits,
              uint8_t(base));
  if (value.getActiveBits() > maxBits)
    return std::nullopt;
  return value.zextOrTrunc(value.getActiveBits() + 1);
}

APInt power(unsigned base, unsigned exponent) {
  APInt result(2, 1), factor(8, base);
  for (; exponent; exponent >>= 1) {
    if (exponent & 1)
      result = trim(mul(result, factor));
    if (exponent > 1)
      factor = trim(mul(factor, factor));
  }
  return result;
}

/// digits * base^exponent.
std::optional<Rational> scaled(const APInt &digits, unsigned base,
                               int64_t exponent, unsigned maxBits) {
  if (digits.isZero())
    return Rational::of(0);
  double bitsOfPower = double(std::abs(exponent)) * std::log2(double(base));
  // Digits can cancel against the power only as far as they go.
  if (bitsOfPower > 2.0 * maxBits)
    return std::nullopt;
  APInt factor = power(base, unsigned(std::abs(exponent)));
  Rational value = exponent >= 0 ? Rational::ofInteger(mul(digits, factor))
                                 : reduced(digits, factor);
  if (value.num.getActiveBits() > maxBits ||
      value.den.getActiveBits() > maxBits)
    return std::nullopt;
  return value;
}

} // namespace

std::optional<APInt> vo::fe::parseIntegerLiteral(llvm::StringRef text,
                                                 unsigned maxBits) {
  llvm::SmallString<64> digits = withoutUnderscores(text);
  llvm::StringRef rest = digits;
  unsigned base = 10;
  if (rest.consume_front_insensitive("0x"))
    base = 16;
  else if (rest.consume_front_insensitive("0b"))
    base = 2;
  else if (rest.consume_front_insensitive("0o") ||
           (rest.size() > 1 && rest.consume_front("0")))
    base = 8;
  return parseDigits(rest, base, maxBits);
}

std::optional<Rational> vo::fe::parseFloatLiteral(llvm::StringRef text,
                                                  unsigned maxBits) {
  llvm::SmallString<64> clean = withoutUnderscores(text);
  llvm::StringRef rest = clean;
  bool hex = rest.consume_front_insensitive("0x");
  size_t mark = rest.find_first_of(hex ? "pP" : "eE");
  int64_t exponent = 0;
  if (mark != llvm::StringRef::npos) {
    llvm::StringRef digits = rest.substr(mark + 1);
    digits.consume_front("+");
    if (digits.getAsInteger(10, exponent))
      exponent = digits.starts_with("-") ? INT32_MIN : INT32_MAX;
    exponent = std::clamp<int64_t>(exponent, INT32_MIN, INT32_MAX);
    rest = rest.take_front(mark);
  }
  auto [whole, fraction] = rest.split('.');
  llvm::SmallString<64> mantissa(whole);
  mantissa += fraction;
  std::optional<APInt> digits =
      parseDigits(mantissa, hex ? 16 : 10, 2 * maxBits);
  if (!digits)
    return std::nullopt;
  if (hex)
    return scaled(*digits, 2, exponent - 4 * int64_t(fraction.size()), maxBits);
  return scaled(*digits, 10, exponent - int64_t(fraction.size()), maxBits);
}
