// The native functions of package time.

#include "runtime/object/Box.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"
#include "runtime/std/Values.h"
#include "runtime/std/time/Zones.h"

#include <ctime>

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY int64_t vo_std_time_nowUnixNano(VO_RT_CONTEXT) {
  (void)context;
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return int64_t(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

/// Counts from the first call in this process, so that no program depends on
/// how long the machine has run.
VO_RT_ENTRY int64_t vo_std_time_nowMonoNano(VO_RT_CONTEXT) {
  (void)context;
  static const uint64_t start = Events::now();
  return int64_t(Events::now() - start);
}

VO_RT_ENTRY void vo_std_time_blocking_sleepNano(int64_t nanoseconds,
                                                VO_RT_CONTEXT) {
  if (nanoseconds <= 0)
    return heapOf(*context).safepoint(*context);
  // The sum has 64 bits, since the clock has 63.
  uint64_t end = Events::now() + uint64_t(nanoseconds);
  Goroutine &self = Goroutine::of(*context);
  self.scheduler->events.sleepUntil(self, end);
}

VO_RT_ENTRY int64_t vo_std_time_localOffsetAt(int64_t unixSec, VO_RT_CONTEXT) {
  (void)context;
  return zones::localZoneAt(unixSec).offset;
}

VO_RT_ENTRY Str vo_std_time_localAbbrevAt(int64_t unixSec, VO_RT_CONTEXT) {
  return makeString(*context, zones::localZoneAt(unixSec).abbreviation);
}

VO_RT_ENTRY int64_t vo_std_time_ianaOffsetAt(Str name, int64_t unixSec,
                                             VO_RT_CONTEXT) {
  (void)context;
  return zones::zoneAt(viewOf(name), unixSec).offset;
}

VO_RT_ENTRY Str vo_std_time_ianaAbbrevAt(Str name, int64_t unixSec,
                                         VO_RT_CONTEXT) {
  return makeString(*context,
                    zones::zoneAt(viewOf(name), unixSec).abbreviation);
}

VO_RT_ENTRY void
vo_std_time_loadLocation(vo_std_time_loadLocation_result *results, Str name,
                         VO_RT_CONTEXT) {
  std::string text(viewOf(name));
  if (zones::exists(text))
    *results = {makeString(*context, text), kNoError};
  else
    *results = {{}, newErrorOf(*context, "time: unknown time zone " + text)};
}
