#include "runtime/object/FloatText.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace vo::rt {

namespace {
/// Digits d1 d2 ... dn of the value d1.d2...dn * 10^exponent.
struct Digits {
  char digits[24] = {};
  int count = 0;
  int exponent = 0;
};
} // namespace

/// Takes apart "d.ddde-xx" as std::to_chars writes it. (Its fixed form writes
/// large values exactly, not with zeros after the shortest digits.)
template <typename Float> static Digits scientificDigits(Float positive) {
  char scientific[40];
  char *end = std::to_chars(scientific, scientific + sizeof scientific,
                            positive, std::chars_format::scientific)
                  .ptr;
  // The exponent has a sign and two or three digits.
  const char *mark = end[-4] == 'e' ? end - 4 : end - 5;
  Digits result;
  result.digits[0] = scientific[0];
  result.count = 1;
  if (const char *fraction = scientific + 2; fraction < mark) {
    std::memcpy(result.digits + 1, fraction, size_t(mark - fraction));
    result.count += int(mark - fraction);
  }
  for (const char *at = mark + 2; at != end; ++at)
    result.exponent = result.exponent * 10 + (*at - '0');
  if (mark[1] == '-')
    result.exponent = -result.exponent;
  return result;
}

/// Whether `positive` lies exactly half a unit of the last digit above
/// `digits`, that is, whether it equals T * 10^k where T is the digits followed
/// by a 5 and k = exponent - count. T is odd, so the power of two in `positive`
/// must be k, and what is left must be T * 5^k.
template <typename Float>
static bool isHalfAbove(Float positive, const Digits &digits) {
  int power = 0;
  constexpr int kBits = std::numeric_limits<Float>::digits;
  auto odd = uint64_t(std::ldexp(std::frexp(positive, &power), kBits));
  power += std::countr_zero(odd) - kBits;
  odd >>= std::countr_zero(odd);
  if (power != digits.exponent - digits.count)
    return false;
  uint64_t wanted = 0;
  std::from_chars(digits.digits, digits.digits + digits.count, wanted);
  wanted = wanted * 10 + 5;
  for (; power > 0 && wanted < odd; --power)
    wanted *= 5;
  for (; power < 0 && odd < wanted; ++power)
    odd *= 5;
  return power == 0 && odd == wanted;
}

/// The shortest digits. When the value is exactly between two choices, the
/// language takes the larger one, std::to_chars the even one.
template <typename Float> static Digits shortestDigits(Float positive) {
  Digits result = scientificDigits(positive);
  if (isHalfAbove(positive, result))
    ++result.digits[result.count - 1]; // even, so at most 8
  return result;
}

static char *put(char *to, const char *text, int count) {
  std::memcpy(to, text, size_t(count));
  return to + count;
}

static char *putZeros(char *to, int count) {
  std::memset(to, '0', size_t(count));
  return to + count;
}

static char *putDigits(char *to, const Digits &value) {
  if (value.exponent < 0) {
    to = put(to, "0.", 2);
    to = putZeros(to, -value.exponent - 1);
    return put(to, value.digits, value.count);
  }
  int whole = value.exponent + 1; // digits before the point
  if (value.count <= whole)
    return putZeros(put(to, value.digits, value.count), whole - value.count);
  to = put(to, value.digits, whole);
  *to++ = '.';
  return put(to, value.digits + whole, value.count - whole);
}

template <typename Float>
static std::string_view format(Float value, FloatText &room) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value < 0 ? "-inf" : "inf";
  char *end = room.text;
  if (std::signbit(value))
    *end++ = '-';
  Float positive = std::fabs(value);
  // Whole numbers that the significand holds need all their digits.
  constexpr Float kExact = sizeof(Float) == 8 ? Float(0x1p53) : Float(0x1p24);
  if (positive < kExact && positive == std::trunc(positive))
    end = std::to_chars(end, room.text + sizeof room.text, uint64_t(positive))
              .ptr;
  else
    end = putDigits(end, shortestDigits(positive));
  return {room.text, size_t(end - room.text)};
}

std::string_view formatFloat(double value, FloatText &room) {
  return format(value, room);
}

std::string_view formatFloat(float value, FloatText &room) {
  return format(value, room);
}

} // namespace vo::rt
