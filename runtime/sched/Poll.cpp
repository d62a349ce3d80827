//===- Poll.cpp - What a poll of compiled code finds ----------------------===//
//
// Compiled code calls vo_rt_poll when its context's poll word is not zero. The
// word asks for one visit; who sets it has left what is to be done elsewhere.
// There is one reason so far: a stressed heap collects at every safepoint, so
// that its contexts keep their word set (Heap::attach).
//
//===----------------------------------------------------------------------===//
#include "runtime/gc/Heap.h"

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY void vo_rt_poll(VO_RT_CONTEXT) {
  Heap &heap = heapOf(*context);
  context->pollWord = heap.options().stress;
  heap.safepoint(*context);
}
