// The native functions of package math/bits. Narrow numbers come and go in
// whole words, zero-extended.

#include "runtime/panic/Panic.h"
#include "runtime/std/Natives.h"

#include <bit>

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY int64_t vo_std_math_bits_nativeUintSize(VO_RT_CONTEXT) {
  (void)context;
  return 64;
}

#define VO_COUNT(name, type)                                                   \
  VO_RT_ENTRY int64_t vo_std_math_bits_LeadingZeros##name(int64_t x,           \
                                                          VO_RT_CONTEXT) {     \
    (void)context;                                                             \
    return std::countl_zero(static_cast<type>(x));                             \
  }                                                                            \
  VO_RT_ENTRY int64_t vo_std_math_bits_TrailingZeros##name(int64_t x,          \
                                                           VO_RT_CONTEXT) {    \
    (void)context;                                                             \
    return std::countr_zero(static_cast<type>(x));                             \
  }                                                                            \
  VO_RT_ENTRY int64_t vo_std_math_bits_OnesCount##name(int64_t x,              \
                                                       VO_RT_CONTEXT) {        \
    (void)context;                                                             \
    return std::popcount(static_cast<type>(x));                                \
  }
VO_COUNT(, uint64_t)
VO_COUNT(8, uint8_t)
VO_COUNT(16, uint16_t)
VO_COUNT(32, uint32_t)
VO_COUNT(64, uint64_t)
#undef VO_COUNT

/// Words in, words out: the low word first where there are two.
template <typename Word, typename Wide> struct Arithmetic {
  static constexpr unsigned kBits = 8 * sizeof(Word);
  struct Pair {
    Word first, second;
  };

  // Of a carry, the lowest bit counts.
  static Pair add(Word x, Word y, Word carry) {
    Wide sum = Wide{x} + y + (carry & 1);
    return {Word(sum), Word(sum >> kBits)};
  }
  static Pair subtract(Word x, Word y, Word borrow) {
    Wide difference = Wide{x} - y - (borrow & 1);
    return {Word(difference), Word(difference >> kBits & 1)};
  }
  static Pair multiply(Word x, Word y) {
    Wide product = Wide{x} * y;
    return {Word(product >> kBits), Word(product)};
  }
  static Pair divide(Context &context, Word high, Word low, Word y) {
    if (y == 0)
      raiseTrap(context, abi::Trap::DivisionByZero);
    Wide x = Wide{high} << kBits | low;
    return {Word(x / y), Word(x % y)};
  }
};

#define VO_ARITHMETIC(name, word, wide)                                        \
  VO_RT_ENTRY vo_std_math_bits_Add##name##_result vo_std_math_bits_Add##name(  \
      int64_t x, int64_t y, int64_t carry, VO_RT_CONTEXT) {                    \
    (void)context;                                                             \
    auto [sum, out] =                                                          \
        Arithmetic<word, wide>::add(word(x), word(y), word(carry));            \
    return {int64_t(sum), int64_t(out)};                                       \
  }                                                                            \
  VO_RT_ENTRY vo_std_math_bits_Sub##name##_result vo_std_math_bits_Sub##name(  \
      int64_t x, int64_t y, int64_t borrow, VO_RT_CONTEXT) {                   \
    (void)context;                                                             \
    auto [difference, out] =                                                   \
        Arithmetic<word, wide>::subtract(word(x), word(y), word(borrow));      \
    return {int64_t(difference), int64_t(out)};                                \
  }                                                                            \
  VO_RT_ENTRY vo_std_math_bits_Mul##name##_result vo_std_math_bits_Mul##name(  \
      int64_t x, int64_t y, VO_RT_CONTEXT) {                                   \
    (void)context;                                                             \
    auto [high, low] = Arithmetic<word, wide>::multiply(word(x), word(y));     \
    return {int64_t(high), int64_t(low)};                                      \
  }                                                                            \
  VO_RT_ENTRY vo_std_math_bits_Div##name##_result vo_std_math_bits_Div##name(  \
      int64_t high, int64_t low, int64_t y, VO_RT_CONTEXT) {                   \
    auto [quotient, rest] = Arithmetic<word, wide>::divide(                    \
        *context, word(high), word(low), word(y));                             \
    return {int64_t(quotient), int64_t(rest)};                                 \
  }
VO_ARITHMETIC(, uint64_t, unsigned __int128)
VO_ARITHMETIC(32, uint32_t, uint64_t)
VO_ARITHMETIC(64, uint64_t, unsigned __int128)
#undef VO_ARITHMETIC
