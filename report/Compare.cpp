//===- Compare.cpp - What changed between two reports ---------------------===//

#include "report/Compare.h"

#include "llvm/ADT/StringMap.h"

namespace vo::report {

static void addPair(Comparison &result, const Site &before, const Site &after) {
  if (before.isInFrame != after.isInFrame)
    (after.isInFrame ? result.toFrame : result.toHeap)
        .push_back({&before, &after});
  else if (before.code != after.code)
    result.otherReason.push_back({&before, &after});
  else
    ++result.unchanged;
}

Comparison compare(const Report &before, const Report &after) {
  llvm::StringMap<const Site *> known;
  for (const Site &site : before.sites)
    known[site.id] = &site;
  Comparison result;
  for (const Site &site : after.sites) {
    auto found = known.find(site.id);
    if (found == known.end()) {
      result.added.push_back(&site);
      continue;
    }
    addPair(result, *found->second, site);
    known.erase(found);
  }
  for (const Site &site : before.sites)
    if (known.contains(site.id))
      result.gone.push_back(&site);
  return result;
}

} // namespace vo::report
