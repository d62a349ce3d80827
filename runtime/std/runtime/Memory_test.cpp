#include "runtime/object/HeapFixture.h"
#include "runtime/std/Natives.h"

namespace vo::rt {
namespace {

using Memory = HeapTest;
VO_INSTANTIATE_HEAP_TESTS(Memory);

TEST_P(Memory, CollectsOnDemand) {
  auto majors = [&] {
    vo_std_runtime_mem_ReadStats_result stats{};
    vo_std_runtime_mem_ReadStats(&stats, &context);
    EXPECT_EQ(stats.r0_25, 1); // GrowthAllowed
    return stats.r0_16;        // MajorCycles
  };
  int64_t before = majors();
  Rooted<Str> kept(context, heapString("kept"));
  EXPECT_EQ(vo_std_runtime_mem_GCCollect(&context), 1);
  EXPECT_GT(majors(), before);
  EXPECT_EQ(vo_std_runtime_mem_GCStep(1, &context), 1);
  EXPECT_FALSE(heap.isYoung(reinterpret_cast<uint64_t>(kept->base)));
  EXPECT_EQ(textOf(kept), "kept");
}

} // namespace
} // namespace vo::rt
