// The native functions of package math: the C library's, where it has them.

#include "runtime/std/Natives.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

using namespace vo;
using namespace vo::rt;

#define VO_MATH(name, function)                                                \
  VO_RT_ENTRY double vo_std_math_##name(double x, VO_RT_CONTEXT) {             \
    (void)context;                                                             \
    return function(x);                                                        \
  }

/// By way of more digits: the C library's own is off in the last place even for
/// 27.
static double cubeRoot(double x) {
  return double(std::cbrt(static_cast<long double>(x)));
}

VO_MATH(Floor, std::floor)
VO_MATH(Ceil, std::ceil)
VO_MATH(Round, std::round)
VO_MATH(Trunc, std::trunc)
VO_MATH(Sqrt, std::sqrt)
VO_MATH(Cbrt, cubeRoot)
VO_MATH(Exp, std::exp)
VO_MATH(Exp2, std::exp2)
VO_MATH(Expm1, std::expm1)
VO_MATH(Log, std::log)
VO_MATH(Log2, std::log2)
VO_MATH(Log10, std::log10)
VO_MATH(Log1p, std::log1p)
VO_MATH(Sin, std::sin)
VO_MATH(Cos, std::cos)
VO_MATH(Tan, std::tan)
VO_MATH(Asin, std::asin)
VO_MATH(Acos, std::acos)
VO_MATH(Atan, std::atan)
VO_MATH(Sinh, std::sinh)
VO_MATH(Cosh, std::cosh)
VO_MATH(Tanh, std::tanh)
VO_MATH(Asinh, std::asinh)
VO_MATH(Acosh, std::acosh)
VO_MATH(Atanh, std::atanh)
#undef VO_MATH

#define VO_MATH(name, function)                                                \
  VO_RT_ENTRY double vo_std_math_##name(double x, double y, VO_RT_CONTEXT) {   \
    (void)context;                                                             \
    return function(x, y);                                                     \
  }
VO_MATH(Pow, std::pow)
VO_MATH(Hypot, std::hypot)
VO_MATH(Atan2, std::atan2)
VO_MATH(Mod, std::fmod)
#undef VO_MATH

VO_RT_ENTRY double vo_std_math_FMA(double x, double y, double z,
                                   VO_RT_CONTEXT) {
  (void)context;
  return std::fma(x, y, z);
}

/// Unlike modf, gives NaN for the fraction of an infinity.
VO_RT_ENTRY vo_std_math_Modf_result vo_std_math_Modf(double x, VO_RT_CONTEXT) {
  (void)context;
  double whole = std::trunc(x);
  return {whole, std::copysign(x - whole, x)};
}

VO_RT_ENTRY vo_std_math_Frexp_result vo_std_math_Frexp(double x,
                                                       VO_RT_CONTEXT) {
  (void)context;
  if (!std::isfinite(x))
    return {x, 0}; // frexp leaves the exponent open
  int exponent = 0;
  double fraction = std::frexp(x, &exponent);
  return {fraction, exponent};
}

VO_RT_ENTRY double vo_std_math_Ldexp(double fraction, int64_t exponent,
                                     VO_RT_CONTEXT) {
  (void)context;
  constexpr int64_t kFar = 1 << 20; // beyond it everything is 0 or infinite
  return std::ldexp(fraction, int(std::clamp(exponent, -kFar, kFar)));
}

VO_RT_ENTRY double vo_std_math_Inf(int64_t sign, VO_RT_CONTEXT) {
  (void)context;
  double infinity = std::numeric_limits<double>::infinity();
  return sign >= 0 ? infinity : -infinity;
}

VO_RT_ENTRY double vo_std_math_NaN(VO_RT_CONTEXT) {
  (void)context;
  // The payload that programs can see.
  return std::bit_cast<double>(uint64_t{0x7FF8000000000001});
}

VO_RT_ENTRY int64_t vo_std_math_Float64bits(double x, VO_RT_CONTEXT) {
  (void)context;
  return std::bit_cast<int64_t>(x);
}

VO_RT_ENTRY double vo_std_math_Float64frombits(int64_t bits, VO_RT_CONTEXT) {
  (void)context;
  return std::bit_cast<double>(bits);
}

VO_RT_ENTRY int64_t vo_std_math_Float32bits(float x, VO_RT_CONTEXT) {
  (void)context;
  return std::bit_cast<uint32_t>(x);
}

VO_RT_ENTRY float vo_std_math_Float32frombits(int64_t bits, VO_RT_CONTEXT) {
  (void)context;
  return std::bit_cast<float>(uint32_t(bits));
}
