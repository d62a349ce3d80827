// Verbs of floats. A float32 is shown as the float64 of the same value, but for
// %b.

#include "runtime/std/fmt/Verbs.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <string>

namespace vo::rt::fmt {

/// Digits after the point of %f and %e, all digits of %g.
static constexpr uint32_t kDefaultPrecision = 6;

static double floatOf(const abi::InterfaceWords &value) {
  if (kindOf(value.header) == ValueKind::Float32)
    return std::bit_cast<float>(uint32_t(value.bits));
  return std::bit_cast<double>(value.bits);
}

/// Decimal text with `precision` digits after the point, rounded exactly, half
/// to even; NaN, inf or -inf.
static std::string decimalText(double value, std::chars_format form,
                               uint32_t precision) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value < 0 ? "-inf" : "inf";
  constexpr size_t kOthers = 320; // sign, digits before the point, exponent
  char room[512];
  if (precision + kOthers <= sizeof room) {
    char *end =
        std::to_chars(room, room + sizeof room, value, form, int(precision))
            .ptr;
    return {room, end};
  }
  std::string text(precision + kOthers, '\0');
  char *end = std::to_chars(text.data(), text.data() + text.size(), value, form,
                            int(precision))
                  .ptr;
  text.resize(size_t(end - text.data()));
  return text;
}

/// Puts the sign that the flags ask for before an unsigned number.
static void addSign(std::string &text, const Spec &spec) {
  if (text[0] == '-' || !(spec.plus || spec.space))
    return;
  text.insert(text.begin(), spec.plus ? '+' : ' ');
}

/// %f. Of the flags, the space goes before a negative zero too, and no sign
/// before NaN.
static std::string fixedVerb(double value, const Spec &spec) {
  std::string text = decimalText(value, std::chars_format::fixed,
                                 spec.precision.value_or(kDefaultPrecision));
  if (!spec.plus && spec.space && value == 0)
    return " " + text;
  if (!std::isnan(value))
    addSign(text, spec);
  return text;
}

/// %e and %E.
static std::string scientificVerb(double value, const Spec &spec) {
  std::string text = decimalText(value, std::chars_format::scientific,
                                 spec.precision.value_or(kDefaultPrecision));
  if (spec.verb == 'E')
    std::ranges::replace(text, 'e', 'E');
  addSign(text, spec);
  return text;
}

/// Decimal exponent, or 0 for zero and NaN. The language takes it from the
/// logarithm rounded to a double, which just below a power of ten is already
/// that power's; the wider type makes the rounding correct with any libm.
static int decimalExponent(double value) {
  if (value == 0 || std::isnan(value))
    return 0;
  auto wide = static_cast<long double>(std::fabs(value));
  return int(std::floor(static_cast<double>(std::log10(wide))));
}

/// Drops the zeros that end text[0, end), and then the point; `text` has one.
static void dropTrailingZeros(std::string &text, size_t end) {
  size_t last = text.find_last_not_of('0', end - 1);
  if (text[last] != '.')
    ++last;
  text.erase(last, end - last);
}

/// %g without flags: at most `precision` digits.
static std::string shorterText(double value, int precision) {
  if (std::isinf(value))
    return decimalText(value, std::chars_format::fixed, 0);
  int exponent = decimalExponent(value);
  bool scientific = exponent < -4 || exponent >= precision;
  int behindPoint =
      scientific ? precision - 1 : std::max(precision - 1 - exponent, 0);
  std::string text = decimalText(value,
                                 scientific ? std::chars_format::scientific
                                            : std::chars_format::fixed,
                                 uint32_t(behindPoint));
  if (text.find('.') != text.npos)
    dropTrailingZeros(text, std::min(text.find('e'), text.size()));
  return text;
}

/// %g and %G, which are the same: the language writes a small e in both.
static std::string shorterVerb(double value, const Spec &spec) {
  uint32_t precision = std::max(spec.precision.value_or(kDefaultPrecision), 1u);
  std::string text = shorterText(value, int(precision));
  addSign(text, spec);
  return text;
}

//===--- %b ---------------------------------------------------------------===//

namespace {
/// The parts of a float's bits.
struct Parts {
  bool negative;
  uint64_t fraction;
  uint64_t exponent; // biased
  uint64_t maxExponent;
  int bias; // of the exponent when the fraction counts as an integer
  int fractionBits;
};
} // namespace

static Parts partsOf(const abi::InterfaceWords &value) {
  bool narrow = kindOf(value.header) == ValueKind::Float32;
  uint64_t bits = narrow ? uint32_t(value.bits) : value.bits;
  int fractionBits = narrow ? 23 : 52, exponentBits = narrow ? 8 : 11;
  uint64_t maxExponent = (uint64_t{1} << exponentBits) - 1;
  return {bits >> (fractionBits + exponentBits) != 0,
          bits & ((uint64_t{1} << fractionBits) - 1),
          bits >> fractionBits & maxExponent,
          maxExponent,
          int(maxExponent / 2) + fractionBits,
          fractionBits};
}

/// Integer significand and power of two.
static std::string binaryText(const Parts &parts) {
  bool normal = parts.exponent != 0;
  uint64_t significand = parts.fraction | uint64_t{normal}
                                              << parts.fractionBits;
  int exponent = (normal ? int(parts.exponent) : 1) - parts.bias;
  return (parts.negative ? "-" : "") + std::to_string(significand) +
         (exponent < 0 ? "p" : "p+") + std::to_string(exponent);
}

/// %b. Infinities and a NaN without sign are never padded with zeros; positive
/// infinity has a sign.
static void appendBinary(TextSink &sink, const Spec &spec,
                         const abi::InterfaceWords &value) {
  Parts parts = partsOf(value);
  bool infinite = parts.exponent == parts.maxExponent && parts.fraction == 0;
  bool nan = parts.exponent == parts.maxExponent && parts.fraction != 0;
  std::string text = nan              ? "NaN"
                     : !infinite      ? binaryText(parts)
                     : parts.negative ? "-Inf"
                                      : "Inf";
  addSign(text, spec);
  if (text == "Inf")
    text = "+Inf";
  Spec padding = spec;
  if (infinite || text == "NaN")
    padding.zero = false;
  appendPaddedNumber(sink, text, padding);
}

bool appendFloat(TextSink &sink, const Spec &spec,
                 const abi::InterfaceWords &value) {
  switch (spec.verb) {
  case 'f':
    appendPaddedNumber(sink, fixedVerb(floatOf(value), spec), spec);
    return true;
  case 'e':
  case 'E':
    appendPaddedNumber(sink, scientificVerb(floatOf(value), spec), spec);
    return true;
  case 'g':
  case 'G':
    appendPaddedNumber(sink, shorterVerb(floatOf(value), spec), spec);
    return true;
  case 'b':
    appendBinary(sink, spec, value);
    return true;
  default:
    return false;
  }
}

} // namespace vo::rt::fmt
