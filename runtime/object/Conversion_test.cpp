#include "runtime/Entries.h"
#include "runtime/abi/Module.h"

#include <gtest/gtest.h>

namespace vo::rt {
namespace {

constexpr uint64_t header(uint32_t itab, uint32_t rttid, uint8_t kind) {
  return uint64_t{itab} << 32 | rttid << 8 | kind;
}

constexpr uint64_t kTable[] = {3, abi::implementerRow(18, 2),
                               abi::implementerRow(31, 0xFFFFFFFE),
                               abi::implementerRow(0xFFFFFE, 5)};
constexpr uint64_t kEmpty[] = {0};

uint64_t convert(uint64_t from, const uint64_t *table) {
  Context context{};
  return uint64_t(vo_rt_iface_convert(int64_t(from), table, &context));
}

TEST(InterfaceConversion, TakesTheTypesMethodTable) {
  EXPECT_EQ(convert(header(0, 18, 2), kTable), header(2, 18, 2));
  EXPECT_EQ(convert(header(0, 31, 15), kTable), header(0xFFFFFFFE, 31, 15));
  EXPECT_EQ(convert(header(0, 0xFFFFFE, 22), kTable), header(5, 0xFFFFFE, 22));
}

TEST(InterfaceConversion, ForgetsTheSourcesMethodTable) {
  EXPECT_EQ(convert(header(77, 18, 2), kTable), header(2, 18, 2));
  EXPECT_EQ(convert(header(0xFFFFFFFF, 31, 17), kTable),
            header(0xFFFFFFFE, 31, 17));
}

TEST(InterfaceConversion, NilStaysNilWhateverTheTable) {
  EXPECT_EQ(convert(0, kTable), 0u);
  EXPECT_EQ(convert(0, kEmpty), 0u);
}

uint64_t find(uint64_t from, const uint64_t *table) {
  Context context{};
  return uint64_t(vo_rt_iface_find(int64_t(from), table, &context));
}

TEST(InterfaceConversion, FindGivesNothingForOtherTypes) {
  EXPECT_EQ(find(header(77, 18, 2), kTable), header(2, 18, 2));
  EXPECT_EQ(find(header(0, 0xFFFFFE, 22), kTable), header(5, 0xFFFFFE, 22));
  EXPECT_EQ(find(header(2, 19, 2), kTable), 0u);
  EXPECT_EQ(find(header(2, 18, 2), kEmpty), 0u);
  EXPECT_EQ(find(0, kTable), 0u);
}

} // namespace
} // namespace vo::rt
