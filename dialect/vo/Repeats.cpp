//===- Repeats.cpp - Periods in a sequence --------------------------------===//

#include "dialect/vo/Repeats.h"

#include <algorithm>

using namespace vo::ir;

static constexpr size_t kMaxPeriod = 64;

llvm::SmallVector<Repeat>
vo::ir::findRepeats(size_t size, size_t least,
                    llvm::function_ref<bool(size_t, size_t)> isSame) {
  llvm::SmallVector<Repeat> parts;
  for (size_t at = 0; at < size; at += parts.back().size()) {
    Repeat best{at, 1, 1};
    size_t longest = std::min(kMaxPeriod, (size - at) / 2);
    for (size_t period = 1; period <= longest; ++period) {
      size_t end = at + period;
      while (end < size && isSame(end, end - period))
        ++end;
      Repeat found{at, period, (end - at) / period};
      if (found.times > 1 && found.size() >= least &&
          found.size() > best.size())
        best = found;
      // Nothing covers more.
      if (size - end < period)
        break;
    }
    parts.push_back(best);
  }
  return parts;
}
