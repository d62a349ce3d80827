#include "runtime/std/time/Zones.h"

#include <gtest/gtest.h>

#include <limits>

namespace vo::rt::zones {
namespace {

TEST(Zones, OffsetsChange) {
  EXPECT_EQ(zoneAt("Europe/Berlin", 1700000000).offset, 3600);
  EXPECT_EQ(zoneAt("Europe/Berlin", 1700000000).abbreviation, "CET");
  EXPECT_EQ(zoneAt("Europe/Berlin", 1720000000).offset, 7200);
  EXPECT_EQ(zoneAt("Europe/Berlin", 1720000000).abbreviation, "CEST");
  EXPECT_EQ(zoneAt("Asia/Kolkata", 0).offset, 19800);
  // The second of the change: 2024-03-31 01:00 UTC.
  EXPECT_EQ(zoneAt("Europe/Berlin", 1711846799).offset, 3600);
  EXPECT_EQ(zoneAt("Europe/Berlin", 1711846800).offset, 7200);
}

TEST(Zones, FarAway) {
  // Beyond the table, by the rule at its end: 2100-07-01.
  EXPECT_EQ(zoneAt("America/New_York", 4118083200).offset, -14400);
  EXPECT_EQ(zoneAt("UTC", std::numeric_limits<int64_t>::max()).offset, 0);
  EXPECT_EQ(zoneAt("Asia/Tokyo", std::numeric_limits<int64_t>::max()).offset,
            32400);
  EXPECT_NE(zoneAt("Asia/Tokyo", std::numeric_limits<int64_t>::min()).offset,
            0);
}

TEST(Zones, Names) {
  EXPECT_TRUE(exists("Europe/Berlin"));
  EXPECT_TRUE(exists("UTC"));
  for (const char *name :
       {"", "Nowhere/Town", "Fixed/UTC+01:00:00", "/etc/localtime",
        "../zoneinfo/UTC", "Europe/../UTC", "Europe", "europe/berlin"})
    EXPECT_FALSE(exists(name)) << name;
  EXPECT_FALSE(exists(std::string_view("UTC\0x", 5)));
  EXPECT_EQ(zoneAt("Nowhere/Town", 0).offset, 0);
  EXPECT_EQ(zoneAt("Nowhere/Town", 0).abbreviation, "UTC");
}

} // namespace
} // namespace vo::rt::zones
