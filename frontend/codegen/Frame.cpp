//===- Frame.cpp - Slots of the function being made -------------------------===//

#include "frontend/codegen/Frame.h"

#include <algorithm>

using namespace vo;
using namespace vo::fe;
using bc::SlotType;

Frame::Types Frame::types(Slot slot, size_t count) const {
  if (slot >= windowBase)
    return Types(windows).slice(slot - windowBase, count);
  return Types(locals).slice(slot, count);
}

static bool isPair(Frame::Types layout) {
  return layout.size() == 2 && layout[0] == SlotType::Interface0;
}

Slot Frame::alloc(Types layout) {
  if (layout.empty())
    return 0;
  Slot start = 0;
  if (layout.size() == 1 && !freeSingles[unsigned(layout[0])].empty()) {
    start = freeSingles[unsigned(layout[0])].pop_back_val();
  } else if (isPair(layout) && !freePairs.empty()) {
    start = freePairs.pop_back_val();
  } else {
    Starts *runs = nullptr;
    if (layout.size() > 1 && !isPair(layout))
      if (auto found = freeRuns.find(key(layout)); found != freeRuns.end())
        runs = &found->second;
    if (runs && !runs->empty()) {
      start = runs->pop_back_val();
    } else {
      start = Slot(locals.size());
      locals.insert(locals.end(), layout.begin(), layout.end());
    }
  }
  live.push_back({start, uint32_t(layout.size())});
  return start;
}

Slot Frame::window(Types layout) {
  // The slots right above what lives, when their types fit.
  size_t known = std::min(layout.size(), windows.size() - windowTop);
  uint32_t start = windowTop;
  if (!std::equal(layout.begin(), layout.begin() + known,
                  windows.begin() + start)) {
    // Else the last window of the same layout, else new slots.
    Starts &starts = windowStarts[key(layout)];
    start = !starts.empty() && starts.back() >= windowTop
                ? starts.back()
                : uint32_t(windows.size());
    if (start == windows.size())
      starts.push_back(start);
    known = std::min(layout.size(), windows.size() - start);
  }
  windows.insert(windows.end(), layout.begin() + known, layout.end());
  live.push_back({windowBase + start, windowTop});
  windowTop = start + uint32_t(layout.size());
  return windowBase + start;
}

void Frame::release(Mark mark) {
  while (live.size() > mark) {
    Allocation last = live.back();
    live.pop_back();
    if (last.start >= windowBase) {
      windowTop = last.count;
      continue;
    }
    Types layout = types(last.start, last.count);
    if (layout.size() == 1)
      freeSingles[unsigned(layout[0])].push_back(last.start);
    else if (isPair(layout))
      freePairs.push_back(last.start);
    else
      freeRuns[key(layout)].push_back(last.start);
  }
}

bc::Layout Frame::layout() const {
  bc::Layout all;
  all.reserve(size());
  all.insert(all.end(), locals.begin(), locals.end());
  all.insert(all.end(), windows.begin(), windows.end());
  return all;
}
