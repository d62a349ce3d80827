#include "runtime/gc/space/FreeRuns.h"

#include <algorithm>

namespace vo::rt {

bool FreeRuns::take(uint32_t count, uint32_t &first) {
  if (count > total)
    return false;
  auto run = std::find_if(runs.begin(), runs.end(),
                          [=](const Run &r) { return r.count >= count; });
  if (run == runs.end())
    return false;
  first = run->first;
  run->first += count;
  run->count -= count;
  if (run->count == 0)
    runs.erase(run);
  total -= count;
  return true;
}

void FreeRuns::give(uint32_t first, uint32_t count) {
  total += count;
  auto after = std::lower_bound(
      runs.begin(), runs.end(), first,
      [](const Run &run, uint32_t block) { return run.first < block; });
  bool joinsAfter = after != runs.end() && first + count == after->first;
  if (after != runs.begin()) {
    auto before = after - 1;
    if (before->first + before->count == first) {
      before->count += count;
      if (joinsAfter) {
        before->count += after->count;
        runs.erase(after);
      }
      return;
    }
  }
  if (joinsAfter) {
    after->first = first;
    after->count += count;
    return;
  }
  runs.insert(after, {first, count});
}

} // namespace vo::rt
