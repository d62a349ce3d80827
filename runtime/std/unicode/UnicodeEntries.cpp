// The native functions of package unicode. A rune arrives sign-extended.

#include "runtime/std/Natives.h"
#include "runtime/std/unicode/Unicode.h"

using namespace vo::rt;
using unicode::Category;

/// The category of a rune, Cn for what is no code point.
static Category categoryOf(int64_t rune) {
  return unicode::categoryOf(uint64_t(rune));
}

#define PROPERTY(name, holds)                                                  \
  VO_RT_ENTRY int64_t vo_std_unicode_##name(int64_t r, VO_RT_CONTEXT) {        \
    (void)context;                                                             \
    return holds;                                                              \
  }

PROPERTY(IsLetter, unicode::isLetter(categoryOf(r)))
PROPERTY(IsDigit, categoryOf(r) == Category::Nd)
PROPERTY(IsSpace, unicode::isSpace(uint64_t(r)))
PROPERTY(IsUpper, categoryOf(r) == Category::Lu)
PROPERTY(IsLower, categoryOf(r) == Category::Ll)
PROPERTY(IsTitle, categoryOf(r) == Category::Lt)
PROPERTY(IsControl, categoryOf(r) == Category::Cc)
PROPERTY(IsPrint, unicode::isPrintable(uint64_t(r)))
PROPERTY(IsPunct, unicode::isPunctuation(categoryOf(r)))
PROPERTY(IsGraphic,
         unicode::isPrintable(uint64_t(r)) || categoryOf(r) == Category::Zs)
PROPERTY(IsNumber, unicode::isNumber(categoryOf(r)))
PROPERTY(IsMark, unicode::isMark(categoryOf(r)))
PROPERTY(IsSymbol, unicode::isSymbol(categoryOf(r)))

#define MAPPING(name, function)                                                \
  VO_RT_ENTRY int64_t vo_std_unicode_##name(int64_t r, VO_RT_CONTEXT) {        \
    (void)context;                                                             \
    return int32_t(unicode::function(uint32_t(r)));                            \
  }

MAPPING(ToLower, toLower)
MAPPING(ToUpper, toUpper)
MAPPING(ToTitle, toTitle)
MAPPING(SimpleFold, nextFold)
