#include "runtime/std/fmt/Printable.h"

#include "runtime/std/unicode/Unicode.h"

#include <algorithm>
#include <span>

namespace {
struct Range {
  uint32_t first;
  uint32_t last;
};
} // namespace

#include "runtime/std/fmt/Printable.inc"

namespace vo::rt::fmt {

static bool isIn(std::span<const Range> ranges, uint64_t rune) {
  auto range = std::ranges::lower_bound(ranges, rune, {}, &Range::last);
  return range != ranges.end() && range->first <= rune;
}

bool standsAlone(uint64_t rune) {
  return (unicode::isPrintable(rune) && !isIn(extending, rune)) ||
         isIn(later, rune);
}

} // namespace vo::rt::fmt
