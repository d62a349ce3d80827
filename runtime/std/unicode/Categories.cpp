#include "runtime/std/unicode/Unicode.h"

#include <algorithm>
#include <iterator>

#include "runtime/std/unicode/Categories.inc"

namespace vo::rt::unicode {

static constexpr unsigned kCategoryBits = 5;
static constexpr uint64_t kEnd = 0x110000;

Category categoryOf(uint64_t rune) {
  if (rune >= kEnd)
    return Category::Cn;
  uint32_t behind = uint32_t(rune + 1) << kCategoryBits;
  const uint32_t *run = std::lower_bound(std::begin(kCategoryRuns),
                                         std::end(kCategoryRuns), behind) -
                        1;
  return static_cast<Category>(*run & ((1u << kCategoryBits) - 1));
}

} // namespace vo::rt::unicode
