#include "runtime/gc/AllocationProfile.h"

#include "nlohmann/json.hpp"
#include "gtest/gtest.h"

namespace vo::rt {
namespace {

using nlohmann::json;

TEST(AllocationProfileTest, sitesByBytes) {
  const abi::SourceLocation rows[] = {{}, {0, 7}, {1, 3}, {0, 7}, {0, 2}};
  const char *const files[] = {"a \"b\"\\\n.vo", "b.vo"};
  const abi::LocationTable table{rows, files, 5, 2, nullptr};
  AllocationProfile profile, other;
  profile.count(3, 16);
  profile.count(1, 24);
  profile.count(4, 8);
  profile.count(0, 8);
  other.count(2, 1000);
  other.count(9, 8); // no row of the table
  profile.add(other);
  EXPECT_EQ(json::parse(profile.format(&table)),
            json::parse(R"({"objects": 6, "bytes": 1064, "sites": [
    {"file": "b.vo", "line": 3, "objects": 1, "bytes": 1000},
    {"file": "a \"b\"\\\n.vo", "line": 7, "objects": 2, "bytes": 40},
    {"file": "", "line": 0, "objects": 2, "bytes": 16},
    {"file": "a \"b\"\\\n.vo", "line": 2, "objects": 1, "bytes": 8}]})"));
}

TEST(AllocationProfileTest, nothing) {
  AllocationProfile profile;
  profile.add({});
  EXPECT_EQ(json::parse(profile.format(nullptr)),
            json::parse(R"({"objects": 0, "bytes": 0, "sites": []})"));
}

} // namespace
} // namespace vo::rt
