// The native functions of package bytes.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Slice.h"
#include "runtime/panic/Panic.h"
#include "runtime/std/Natives.h"
#include "runtime/std/strings/Search.h"

using namespace vo;
using namespace vo::rt;

/// The elements of a []byte. Valid until the next call that may collect.
static std::string_view viewOf(const Slice &bytes) {
  return {reinterpret_cast<const char *>(dataOf(bytes)), size_t(bytes.length)};
}

VO_RT_ENTRY int64_t vo_std_bytes_Index(Slice s, Slice sep, VO_RT_CONTEXT) {
  (void)context;
  return text::positionOf(text::find(viewOf(s), viewOf(sep)));
}

VO_RT_ENTRY int64_t vo_std_bytes_LastIndex(Slice s, Slice sep, VO_RT_CONTEXT) {
  (void)context;
  return text::positionOf(text::findLast(viewOf(s), viewOf(sep)));
}

VO_RT_ENTRY int64_t vo_std_bytes_Count(Slice s, Slice sep, VO_RT_CONTEXT) {
  (void)context;
  return int64_t(text::count(viewOf(s), viewOf(sep)));
}

/// Always a new slice, never nil.
VO_RT_ENTRY Slice vo_std_bytes_Replace(Slice s, Slice old, Slice with,
                                       int64_t n, VO_RT_CONTEXT) {
  Heap &heap = heapOf(*context);
  size_t count = text::count(viewOf(s), viewOf(old), text::limitOf(n));
  size_t size = 0;
  if (!text::replacedSize(viewOf(s), viewOf(old), viewOf(with), count, size) ||
      !heap.canHold(size))
    raiseTrap(*context, abi::Trap::ArraySize);
  Rooted<Slice> whole(*context, s), oldRooted(*context, old),
      withRooted(*context, with);
  Ref bytes = heap.allocateBytes(*context, size);
  text::replace(viewOf(whole), viewOf(oldRooted), viewOf(withRooted), count,
                reinterpret_cast<char *>(bytes + abi::kArrayDataOffset));
  return sliceOfArray(bytes, int64_t(size), int64_t(size));
}
