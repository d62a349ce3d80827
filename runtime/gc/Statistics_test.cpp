#include "runtime/gc/Statistics.h"

#include "nlohmann/json.hpp"
#include "gtest/gtest.h"

#include <cstdlib>
#include <fstream>

namespace vo::rt {
namespace {

TEST(StatisticsTest, isOneJsonObjectWithAllFigures) {
  HeapStatistics statistics;
  statistics.objects.add(abi::kLayoutSlice, 20);
  statistics.objects.add(abi::kFirstModuleLayout, 1);
  statistics.objects.add(abi::kFirstModuleLayout + 7, 300);
  statistics.allocatedBytes = 2;
  statistics.promotedBytes = 3;
  statistics.minorCollections = 4;
  statistics.majorCollections = 5;
  statistics.totalPause = 6999;
  statistics.maxPause = 7000;
  statistics.peakBytes = uint64_t{1} << 40;
  statistics.dirtyCards = 8;
  statistics.walkedObjects = 9;
  statistics.lostMarks = 10;
  statistics.scannedFrames = 11;
  auto json = nlohmann::json::parse(formatStatistics(statistics));
  nlohmann::json layouts;
#define VO_LAYOUT(id, name, kind, slots, refs, interfaces, note)               \
  layouts[#name] = 0;
#include "runtime/abi/Layouts.def"
  layouts.erase("None");
  layouts["Slice"] = 20;
  layouts["Module"] = 301;
  EXPECT_EQ(json, nlohmann::json({{"allocations", 321},
                                  {"allocated_bytes", 2},
                                  {"promoted_bytes", 3},
                                  {"minor_collections", 4},
                                  {"major_collections", 5},
                                  {"total_pause_us", 6},
                                  {"max_pause_us", 7},
                                  {"peak_heap_bytes", uint64_t{1} << 40},
                                  {"dirty_cards", 8},
                                  {"walked_objects", 9},
                                  {"lost_marks", 10},
                                  {"scanned_frames", 11},
                                  {"by_layout", layouts}}));
}

TEST(StatisticsTest, goesWhereTheVariableSays) {
  std::string path = testing::TempDir() + "/gc-statistics.json";
  setenv("VO_GC_STATS", path.c_str(), 1);
  writeStatistics({});
  std::ifstream file(path);
  EXPECT_EQ(nlohmann::json::parse(file)["allocations"], 0);

  setenv("VO_GC_STATS", "-", 1);
  testing::internal::CaptureStderr();
  writeStatistics({});
  EXPECT_EQ(testing::internal::GetCapturedStderr(), formatStatistics({}));

  setenv("VO_GC_STATS", "/no/such/folder/file", 1);
  testing::internal::CaptureStderr();
  writeStatistics({});
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "vo: cannot write VO_GC_STATS to /no/such/folder/file\n");

  unsetenv("VO_GC_STATS");
  testing::internal::CaptureStderr();
  writeStatistics({});
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(HeapOptionsTest, sizesAndSwitches) {
  setenv("VO_GC_NURSERY", "64K", 1);
  setenv("VO_MEMORY_LIMIT", "3G", 1);
  setenv("VO_GC_STRESS", "1", 1);
  setenv("VO_GC_VERIFY", "0", 1);
  HeapOptions options = HeapOptions::fromEnvironment();
  EXPECT_EQ(options.nursery, 65536u);
  EXPECT_EQ(options.memoryLimit, uint64_t{3} << 30);
  EXPECT_TRUE(options.stress);
  EXPECT_FALSE(options.verify);
  EXPECT_EQ(options.countEvery, 0u);
  for (const char *wrong : {"x", "12Q", "-5", "99999999999999G", "4KK"}) {
    setenv("VO_GC_NURSERY", wrong, 1);
    testing::internal::CaptureStderr();
    EXPECT_EQ(HeapOptions::fromEnvironment().nursery, HeapOptions{}.nursery);
    EXPECT_EQ(testing::internal::GetCapturedStderr(),
              std::string("vo: VO_GC_NURSERY is not a size: ") + wrong + "\n");
  }
}

} // namespace
} // namespace vo::rt
