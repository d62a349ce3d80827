//===- Unicode.h - Properties and cases of code points ----------*- C++ -*-===//
//
// Facts of the Unicode Character Database, version 16. Integers that are no
// code points have no property and no other case. Needs no heap.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

namespace vo::rt::unicode {

/// General categories, in the order of Categories.inc.
enum class Category : uint8_t {
  Cn,
  Cc,
  Cf,
  Co,
  Cs, // other; Cn is unassigned
  Ll,
  Lm,
  Lo,
  Lt,
  Lu, // letters
  Mc,
  Me,
  Mn, // marks
  Nd,
  Nl,
  No, // numbers
  Pc,
  Pd,
  Pe,
  Pf,
  Pi,
  Po,
  Ps, // punctuation
  Sc,
  Sk,
  Sm,
  So, // symbols
  Zl,
  Zp,
  Zs, // separators
};

Category categoryOf(uint64_t rune);

inline bool isBetween(Category category, Category first, Category last) {
  return category >= first && category <= last;
}

inline bool isLetter(Category category) {
  return isBetween(category, Category::Ll, Category::Lu);
}
inline bool isMark(Category category) {
  return isBetween(category, Category::Mc, Category::Mn);
}
inline bool isNumber(Category category) {
  return isBetween(category, Category::Nd, Category::No);
}
inline bool isPunctuation(Category category) {
  return isBetween(category, Category::Pc, Category::Ps);
}
inline bool isSymbol(Category category) {
  return isBetween(category, Category::Sc, Category::So);
}

/// Letters, marks, numbers, punctuation, symbols and the space.
inline bool isPrintable(uint64_t rune) {
  return rune == ' ' || isBetween(categoryOf(rune), Category::Ll, Category::So);
}

/// Property White_Space.
inline bool isSpace(uint64_t rune) {
  return (rune >= '\t' && rune <= '\r') || rune == ' ' || rune == 0x85 ||
         rune == 0xA0 || rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200A) ||
         rune == 0x2028 || rune == 0x2029 || rune == 0x202F || rune == 0x205F ||
         rune == 0x3000;
}

/// The other cases of a code point by its simple mappings; itself when it has
/// none.
uint32_t toLower(uint32_t rune);
uint32_t toUpper(uint32_t rune);
uint32_t toTitle(uint32_t rune);

/// The next greater code point that is equal under simple case folding, the
/// least one after the greatest.
uint32_t nextFold(uint32_t rune);

/// Whether two code points are equal under simple case folding.
bool sameFold(uint32_t a, uint32_t b);

} // namespace vo::rt::unicode
