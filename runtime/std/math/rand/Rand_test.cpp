#include "runtime/object/HeapFixture.h"
#include "runtime/std/Natives.h"

#include <set>

namespace vo::rt {
namespace {

using Rand = HeapTest;
VO_INSTANTIATE_HEAP_TESTS(Rand);

TEST_P(Rand, NumbersStayInTheirRanges) {
  std::set<int64_t> seen;
  for (int i = 0; i < 2000; ++i) {
    int64_t number = vo_std_math_rand_Intn(7, &context);
    ASSERT_TRUE(number >= 0 && number < 7);
    seen.insert(number);
    EXPECT_EQ(vo_std_math_rand_Int63n(1, &context), 0);
    EXPECT_GE(vo_std_math_rand_Int(&context), 0);
    double fraction = vo_std_math_rand_Float64(&context);
    EXPECT_TRUE(fraction >= 0 && fraction < 1);
    float narrow = vo_std_math_rand_Float32(&context);
    EXPECT_TRUE(narrow >= 0 && narrow < 1);
    EXPECT_EQ(vo_std_math_rand_Uint32(&context) >> 32, 0);
  }
  EXPECT_EQ(seen.size(), 7u);
}

TEST_P(Rand, LargeBoundsAreUniform) {
  constexpr int64_t kBound = (int64_t{1} << 62) + (int64_t{1} << 61);
  int upperHalf = 0;
  constexpr int kDraws = 10000;
  for (int i = 0; i < kDraws; ++i) {
    int64_t number = vo_std_math_rand_Int63n(kBound, &context);
    ASSERT_TRUE(number >= 0 && number < kBound);
    upperHalf += number >= kBound / 2;
  }
  EXPECT_NEAR(upperHalf, kDraws / 2, 500); // ten standard deviations
}

TEST_P(Rand, ReadFillsAllBytes) {
  for (size_t size : {0, 1, 7, 8, 9, 1000}) {
    Slice bytes = packed<uint8_t>(ValueKind::Uint8, std::vector<uint8_t>(size));
    vo_std_math_rand_Read_result result =
        vo_std_math_rand_Read(bytes, &context);
    EXPECT_EQ(result.r0, int64_t(size));
    EXPECT_EQ(result.r1.header, 0);
    if (size == 1000) {
      std::vector<uint8_t> read = elementsOf<uint8_t>(bytes);
      EXPECT_GT(std::set<uint8_t>(read.begin(), read.end()).size(), 100u);
    }
  }
}

} // namespace
} // namespace vo::rt
