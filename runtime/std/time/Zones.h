//===- Zones.h - Time zones -------------------------------------*- C++ -*-===//
//
// Zones of the system's time zone database (TZDIR or /usr/share/zoneinfo), read
// by Abseil. Each is read once and kept as long as the process runs. Needs no
// heap.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vo::rt::zones {

struct ZoneAt {
  int64_t offset; // seconds east of UTC
  std::string abbreviation;
};

/// Whether the database has a zone of that name.
bool exists(std::string_view name);

/// A zone at a time in seconds since 1970; UTC when there is none of the name.
ZoneAt zoneAt(std::string_view name, int64_t unixSeconds);

/// The same for the zone that the computer is set to.
ZoneAt localZoneAt(int64_t unixSeconds);

} // namespace vo::rt::zones
