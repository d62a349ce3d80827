// The native functions of package bytes.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/panic/Panic.h"
#include "runtime/std/Natives.h"
#include "runtime/std/Values.h"
#include "runtime/std/strings/Case.h"
#include "runtime/std/strings/Search.h"
#include "runtime/std/unicode/Unicode.h"

using namespace vo;
using namespace vo::rt;

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

/// Always a new slice, never nil.
static Slice mapped(Context &context, Slice s, text::RuneMap map) {
  Heap &heap = heapOf(context);
  size_t size = text::mappedSize(viewOf(s), map).bytes;
  if (!heap.canHold(size))
    raiseTrap(context, abi::Trap::ArraySize);
  Rooted<Slice> rooted(context, s);
  Ref bytes = heap.allocateBytes(context, size);
  text::writeMapped(viewOf(rooted), map,
                    reinterpret_cast<char *>(bytes + abi::kArrayDataOffset));
  return sliceOfArray(bytes, int64_t(size), int64_t(size));
}

VO_RT_ENTRY Slice vo_std_bytes_ToLower(Slice s, VO_RT_CONTEXT) {
  return mapped(*context, s, unicode::toLower);
}

VO_RT_ENTRY Slice vo_std_bytes_ToUpper(Slice s, VO_RT_CONTEXT) {
  return mapped(*context, s, unicode::toUpper);
}

VO_RT_ENTRY Slice vo_std_bytes_ToTitle(Slice s, VO_RT_CONTEXT) {
  return mapped(*context, s, unicode::toTitle);
}

VO_RT_ENTRY int64_t vo_std_bytes_EqualFold(Slice s, Slice t, VO_RT_CONTEXT) {
  (void)context;
  return text::equalFold(viewOf(s), viewOf(t));
}
