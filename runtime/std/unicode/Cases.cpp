#include "runtime/std/unicode/Unicode.h"

#include <algorithm>
#include <iterator>

namespace {
/// Every `step`-th code point from first to last. Up to two runs are
/// interleaved; the last ones ascend.
struct CaseRun {
  uint32_t first, last;
  int32_t step;
  int32_t toUpper, toLower, toTitle; // distances
};

struct FoldStep {
  uint32_t from, to;
};
} // namespace

#include "runtime/std/unicode/Cases.inc"

namespace vo::rt::unicode {

static uint32_t mapped(uint32_t rune, int32_t CaseRun::*distance) {
  if (rune < 0x80) { // most text
    bool isFrom = distance == &CaseRun::toLower ? rune >= 'A' && rune <= 'Z'
                                                : rune >= 'a' && rune <= 'z';
    return isFrom ? rune ^ 0x20 : rune;
  }
  auto run = std::ranges::lower_bound(kCaseRuns, rune, {}, &CaseRun::last);
  for (int tries = 0; tries < 2 && run != std::end(kCaseRuns); ++tries, ++run)
    if (run->first <= rune && (rune - run->first) % uint32_t(run->step) == 0)
      return rune + uint32_t(run->*distance);
  return rune;
}

uint32_t toLower(uint32_t rune) { return mapped(rune, &CaseRun::toLower); }
uint32_t toUpper(uint32_t rune) { return mapped(rune, &CaseRun::toUpper); }
uint32_t toTitle(uint32_t rune) { return mapped(rune, &CaseRun::toTitle); }

uint32_t nextFold(uint32_t rune) {
  auto step = std::ranges::find(kFoldSteps, rune, &FoldStep::from);
  if (step != std::end(kFoldSteps))
    return step->to;
  uint32_t lower = toLower(rune);
  return lower != rune ? lower : toUpper(rune);
}

bool sameFold(uint32_t a, uint32_t b) {
  if (a == b)
    return true;
  for (uint32_t next = nextFold(a); next != a; next = nextFold(next))
    if (next == b)
      return true;
  return false;
}

} // namespace vo::rt::unicode
