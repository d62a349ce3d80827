//===- AllocationEntries.cpp - Allocation from compiled code --------------===//
//
// All may collect. None takes a reference, so there is nothing to keep alive.
//
//===----------------------------------------------------------------------===//
#include "runtime/gc/Heap.h"
#include "runtime/panic/Panic.h"

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY Ref vo_rt_alloc(int64_t header, int64_t bytes, VO_RT_CONTEXT) {
  return heapOf(*context).allocate(*context, header, bytes);
}

/// `elements` is elemBytes << 32 | elemMeta.
static Ref newArray(Context &context, int64_t layout, int64_t elements,
                    uint64_t length, abi::Trap impossible) {
  uint32_t elemBytes = uint64_t(elements) >> 32;
  Heap &heap = heapOf(context);
  uint64_t bytes = Heap::arrayBytes(length, elemBytes);
  if (bytes == 0 || !heap.canHold(bytes))
    raiseTrap(context, impossible);
  return heap.allocateArray(context, layout, elemBytes, uint32_t(elements),
                            length);
}

VO_RT_ENTRY Ref vo_rt_new_array(int64_t layout, int64_t elements,
                                int64_t length, VO_RT_CONTEXT) {
  // A negative length is a huge one, also where elements have no size.
  if (length < 0)
    raiseTrap(*context, abi::Trap::ArraySize);
  return newArray(*context, layout, elements, length, abi::Trap::ArraySize);
}

VO_RT_ENTRY Ref vo_rt_make_slice(int64_t layout, int64_t elements,
                                 int64_t length, int64_t capacity,
                                 VO_RT_CONTEXT) {
  if (length < 0)
    raiseTrap(*context, abi::Trap::MakeSliceLen);
  if (capacity < 0)
    raiseTrap(*context, abi::Trap::MakeSliceCap);
  if (length > capacity)
    raiseTrap(*context, abi::Trap::MakeSliceLenLargerThanCap);
  return newArray(*context, layout, elements, capacity,
                  abi::Trap::MakeSliceCap);
}
