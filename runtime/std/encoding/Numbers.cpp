#include "runtime/std/encoding/Numbers.h"

#include <charconv>
#include <cmath>

/// Numbers from 10^low up to below 10^high are written without an exponent.
template <typename Float>
static void appendShortest(std::string &out, Float value, int low, int high) {
  if (std::signbit(value))
    out += '-';
  char digits[40];
  auto [end, error] =
      std::to_chars(digits, digits + sizeof digits, std::fabs(value),
                    std::chars_format::scientific);
  std::string_view text(digits, size_t(end - digits));
  size_t exponentAt = text.find('e');
  int exponent = 0;
  const char *power = text.data() + exponentAt + 1;
  std::from_chars(power + (*power == '+'), end, exponent);
  std::string mantissa(text.substr(0, 1));
  if (exponentAt > 2)
    mantissa += text.substr(2, exponentAt - 2);
  auto count = int(mantissa.size());
  if (exponent < low || exponent >= high) {
    if (count > 1)
      mantissa.insert(1, ".");
    out += mantissa + 'e' + std::to_string(exponent);
    return;
  }
  if (exponent < 0)
    mantissa.insert(0, "0." + std::string(size_t(-exponent - 1), '0'));
  else if (exponent + 1 < count)
    mantissa.insert(size_t(exponent) + 1, ".");
  else
    mantissa += std::string(size_t(exponent + 1 - count), '0') + ".0";
  out += mantissa;
}

void vo::rt::encoding::appendNumber(std::string &out, double value) {
  appendShortest(out, value, -5, 16);
}

void vo::rt::encoding::appendNumber(std::string &out, float value) {
  appendShortest(out, value, -6, 13);
}
