#include "runtime/std/strconv/Floats.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

namespace vo::rt::strconv {

/// Significant digits without a sign; the point stands in front of digit
/// `point`, counted from the first, and may lie outside of them.
namespace {
struct Digits {
  std::string digits;
  int point;
};
} // namespace

/// What std::to_chars writes in `room` bytes, which are enough.
template <typename... Args>
static std::string written(size_t room, Args... args) {
  std::string text(room, '\0');
  auto [end, error] = std::to_chars(text.data(), text.data() + room, args...);
  text.resize(size_t(end - text.data()));
  return text;
}

/// Fewest digits that give the magnitude back.
static Digits shortestDigits(double magnitude, int64_t bits) {
  constexpr size_t kRoom = 40;
  std::string text =
      bits == 32
          ? written(kRoom, float(magnitude), std::chars_format::scientific)
          : written(kRoom, magnitude, std::chars_format::scientific);
  size_t exponentAt = text.find('e');
  int exponent = 0;
  const char *number = text.data() + exponentAt + 1;
  std::from_chars(number + (*number == '+'), text.data() + text.size(),
                  exponent);
  text.resize(exponentAt);
  std::erase(text, '.');
  return {text, exponent + 1};
}

/// At least two digits, with their sign.
static std::string exponentText(int exponent) {
  std::string digits = std::to_string(std::abs(exponent));
  return (exponent < 0 ? "-" : "+") +
         (digits.size() < 2 ? "0" + digits : digits);
}

static std::string scientific(const Digits &number) {
  std::string text = number.digits.substr(0, 1);
  if (number.digits.size() > 1)
    text += "." + number.digits.substr(1);
  return text + "e" + exponentText(number.point - 1);
}

static std::string fixed(const Digits &number) {
  const std::string &digits = number.digits;
  if (number.point <= 0)
    return "0." + std::string(size_t(-number.point), '0') + digits;
  size_t point = size_t(number.point);
  if (point >= digits.size())
    return digits + std::string(point - digits.size(), '0');
  return digits.substr(0, point) + "." + digits.substr(point);
}

static std::string shortest(double magnitude, char format, int64_t bits) {
  if (magnitude == 0)
    return format == 'e' ? "0e+00" : "0";
  Digits number = shortestDigits(magnitude, bits);
  constexpr int kGeneral = 6; // larger exponents of g are written
  bool isFixed = format == 'f' || (format == 'g' && number.point > -4 &&
                                   number.point <= kGeneral);
  return isFixed ? fixed(number) : scientific(number);
}

/// Decimal with a precision.
static std::string rounded(double magnitude, char format, size_t precision) {
  constexpr size_t kLongest = 400; // of the integer part, exponent and point
  std::chars_format form = format == 'e'   ? std::chars_format::scientific
                           : format == 'f' ? std::chars_format::fixed
                                           : std::chars_format::general;
  // No double has more digits than these; zeros follow. (to_chars counts in
  // int.)
  constexpr size_t kMost = 1100;
  size_t exact = std::min(precision, kMost);
  std::string text =
      written(exact + kLongest, magnitude, form, static_cast<int>(exact));
  if (format == 'g' || precision == exact)
    return text;
  size_t end = std::min(text.find('e'), text.size());
  return text.insert(end, precision - exact, '0');
}

namespace {
/// value = mantissa * 2^exponent; of subnormal numbers, too.
struct Binary {
  uint64_t mantissa;
  int exponent;
  unsigned fractionBits;
};
} // namespace

static Binary binaryOf(double magnitude, int64_t bits) {
  unsigned fractionBits = bits == 32 ? 23 : 52;
  int bias = bits == 32 ? 127 : 1023;
  uint64_t word = bits == 32 ? std::bit_cast<uint32_t>(float(magnitude))
                             : std::bit_cast<uint64_t>(magnitude);
  uint64_t fraction = word & ((uint64_t{1} << fractionBits) - 1);
  int field = int(word >> fractionBits);
  if (field != 0)
    fraction |= uint64_t{1} << fractionBits;
  return {fraction, std::max(field, 1) - bias - int(fractionBits),
          fractionBits};
}

static std::string hexadecimal(double magnitude, int64_t precision,
                               int64_t bits) {
  auto [mantissa, exponent, fractionBits] = binaryOf(magnitude, bits);
  // One hexadecimal digit in front of the point, 0 or 1, and 15 behind it.
  constexpr unsigned kPoint = 60, kPlaces = 15;
  if (mantissa == 0) {
    exponent = 0;
  } else {
    int shift = std::countl_zero(mantissa) - int(63 - kPoint);
    mantissa <<= shift;
    exponent += int(kPoint) - shift;
  }
  if (precision >= 0 && precision < kPlaces) {
    // To the nearest, ties to even.
    unsigned dropped = kPoint - unsigned(4 * precision);
    uint64_t unit = uint64_t{1} << dropped;
    uint64_t rest = mantissa & (unit - 1);
    mantissa -= rest;
    bool isOdd = mantissa & unit;
    if (rest > unit / 2 || (rest == unit / 2 && isOdd))
      mantissa += unit;
    if (mantissa >> kPoint > 1) {
      mantissa >>= 1;
      ++exponent;
    }
  }
  std::string text = "0x" + std::to_string(mantissa >> kPoint);
  std::string places;
  for (mantissa <<= 64 - kPoint; mantissa != 0; mantissa <<= 4)
    places += "0123456789abcdef"[mantissa >> kPoint];
  if (precision > 0 && places.size() < size_t(precision))
    places.append(size_t(precision) - places.size(), '0');
  if (!places.empty())
    text += "." + places;
  return text + "p" + exponentText(exponent);
}

static std::string magnitudeText(double magnitude, char format,
                                 int64_t precision, int64_t bits) {
  switch (format) {
  case 'b': {
    Binary binary = binaryOf(magnitude, bits);
    return std::to_string(binary.mantissa) + "p" +
           (binary.exponent < 0 ? "" : "+") + std::to_string(binary.exponent);
  }
  case 'x':
    return hexadecimal(magnitude, precision, bits);
  default:
    return precision < 0 ? shortest(magnitude, format, bits)
                         : rounded(magnitude, format, size_t(precision));
  }
}

std::string formatFloat(double value, char format, int64_t precision,
                        int64_t bits) {
  if (bits == 32)
    value = float(value);
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value < 0 ? "-Inf" : "+Inf";
  bool isUpper = format == 'E' || format == 'G' || format == 'X';
  char lower = isUpper ? char(format - 'A' + 'a') : format;
  if (std::string_view("befgx").find(lower) == std::string_view::npos)
    return std::string("%") + format;
  std::string text = magnitudeText(std::fabs(value), lower, precision, bits);
  if (isUpper)
    for (char &c : text)
      if (c >= 'a' && c <= 'z')
        c = char(c - 'a' + 'A');
  return std::signbit(value) ? "-" + text : text;
}

} // namespace vo::rt::strconv
