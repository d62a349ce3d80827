#include "runtime/std/time/Zones.h"

#include <absl/time/time.h>

#include <algorithm>

namespace vo::rt::zones {

/// Abseil takes more for a name: paths, and "Fixed/UTC+01:00:00".
static bool isName(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.front() != '.' &&
         !name.starts_with("Fixed/") &&
         name.find("..") == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
}

static bool find(std::string_view name, absl::TimeZone &zone) {
  return isName(name) && absl::LoadTimeZone(std::string(name), &zone);
}

/// Beyond the years that Abseil counts, the zone is as at the last of them.
static absl::Time timeOf(int64_t unixSeconds) {
  constexpr int64_t kFar = int64_t{1} << 55;
  return absl::FromUnixSeconds(std::clamp(unixSeconds, -kFar, kFar));
}

static ZoneAt lookUp(const absl::TimeZone &zone, int64_t unixSeconds) {
  absl::TimeZone::CivilInfo info = zone.At(timeOf(unixSeconds));
  return {info.offset, info.zone_abbr};
}

bool exists(std::string_view name) {
  absl::TimeZone zone;
  return find(name, zone);
}

ZoneAt zoneAt(std::string_view name, int64_t unixSeconds) {
  absl::TimeZone zone;
  if (!find(name, zone))
    return {0, "UTC"};
  return lookUp(zone, unixSeconds);
}

ZoneAt localZoneAt(int64_t unixSeconds) {
  static const absl::TimeZone local = absl::LocalTimeZone();
  return lookUp(local, unixSeconds);
}

} // namespace vo::rt::zones
