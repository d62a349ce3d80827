// Entries on objects of any layout.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Layouts.h"
#include "runtime/gc/Roots.h"

#include <cstring>

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY Ref vo_rt_object_base(Ref reference, VO_RT_CONTEXT) {
  return heapOf(*context).objectBase(reference);
}

VO_RT_ENTRY Ref vo_rt_object_clone(Ref object, VO_RT_CONTEXT) {
  Heap &heap = heapOf(*context);
  if (!object) {
    heap.safepoint(*context);
    return nullptr;
  }
  uint64_t header = headerOf(object);
  uint64_t bytes = Heap::objectBytes(object);
  Rooted<Ref> original(*context, object);
  // Layout and size only: the collector's flags are the original's own.
  Ref copy = heap.allocate(
      *context, abi::headerWord(abi::layoutOf(header), abi::wordsOf(header)),
      bytes);
  std::memcpy(copy, original.get(), bytes);
  return copy;
}
