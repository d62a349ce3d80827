#include "runtime/sched/StackPool.h"

#include <cstring>
#include <new>

namespace vo::rt {

StackPool::StackPool() { regions.reserve(kMaxRegions); }

StackRegion &StackPool::nowhere() {
  static StackRegion region;
  return region;
}

bool StackPool::bind(Goroutine &goroutine) {
  StackRegion *region = freeRegion();
  if (!region)
    region = sharedRegion();
  if (!region)
    return false;
  ++region->users;
  goroutine.region = region;
  goroutine.stackLimit = region->limit();
  return true;
}

StackRegion *StackPool::freeRegion() {
  StackRegion *region = freeRegions;
  if (!region)
    return regions.size() < kFewRegions ? newRegion() : nullptr;
  freeRegions = region->nextFree;
  --freeCount;
  return region;
}

StackRegion *StackPool::newRegion() {
  if (exhausted || regions.size() == kMaxRegions)
    return nullptr;
  std::unique_ptr<StackRegion> region(new (std::nothrow) StackRegion);
  if (!region || !region->reserve(regions.size())) {
    exhausted = true;
    return nullptr;
  }
  regions.push_back(std::move(region));
  return regions.back().get();
}

/// Not the first, which is the main goroutine's, if there is another.
StackRegion *StackPool::sharedRegion() {
  size_t count = regions.size();
  if (count < 2)
    return count == 0 ? nullptr : regions.front().get();
  constexpr unsigned kTries = 4;
  for (unsigned tries = 0; tries < kTries; ++tries) {
    turn = turn + 1 >= count ? 1 : turn + 1;
    if (!regions[turn]->isDeep)
      return regions[turn].get();
  }
  StackRegion *region = newRegion();
  return region ? region : regions[turn].get();
}

bool StackPool::place(Goroutine &goroutine) {
  if (goroutine.region == &nowhere() && !bind(goroutine))
    return false;
  StackRegion &region = *goroutine.region;
  if (region.occupant == &goroutine)
    return true;
  if (region.occupant && !save(*region.occupant))
    return false;
  if (goroutine.displacement != 0)
    restore(goroutine);
  else
    goroutine.begin(region.top());
  region.occupant = &goroutine;
  return true;
}

bool StackPool::save(Goroutine &goroutine) {
  StackRegion &region = *goroutine.region;
  uint64_t low = reinterpret_cast<uint64_t>(goroutine.stopped.stackPointer);
  uint64_t high = reinterpret_cast<uint64_t>(region.top());
  auto *stack = reinterpret_cast<const void *>(low);
  void *copy = store.allocate(high - low);
  if (!copy)
    return false;
  forgetFrames(stack, region.top());
  std::memcpy(copy, stack, high - low);
  goroutine.savedLow = low;
  goroutine.savedHigh = high;
  goroutine.displacement = reinterpret_cast<uint64_t>(copy) - low;
  region.occupant = nullptr;
  region.isDeep |= high - low > kDeepBytes;
  if (high - low > StackRegion::kKeptBytes)
    region.trim();
  return true;
}

void StackPool::restore(Goroutine &goroutine) {
  auto *stack = reinterpret_cast<char *>(goroutine.savedLow);
  forgetFrames(stack, goroutine.region->top());
  std::memcpy(stack, stack + goroutine.displacement,
              goroutine.savedHigh - goroutine.savedLow);
  abandon(goroutine);
}

void StackPool::abandon(Goroutine &goroutine) {
  if (goroutine.displacement == 0)
    return;
  store.free(reinterpret_cast<char *>(goroutine.savedLow) +
                 goroutine.displacement,
             goroutine.savedHigh - goroutine.savedLow);
  goroutine.displacement = 0;
}

void StackPool::release(Goroutine &goroutine) {
  StackRegion *region = goroutine.region;
  region->occupant = nullptr;
  if (--region->users == 0) {
    region->isDeep = false;
    region->nextFree = freeRegions;
    freeRegions = region;
    ++freeCount;
  }
  // The caller's frame is near the top.
  if (++releases % kTrimPeriod == 0 || freeCount > kWarmRegions)
    region->trim();
  goroutine.region = &nowhere();
}

} // namespace vo::rt
