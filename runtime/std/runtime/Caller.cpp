// The native function of package runtime.

#include "runtime/gc/Heap.h"
#include "runtime/object/String.h"
#include "runtime/std/Natives.h"

#include <cstring>

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY void vo_std_runtime_Caller(vo_std_runtime_Caller_result *results,
                                       int64_t skip, VO_RT_CONTEXT) {
  Heap &heap = heapOf(*context);
  heap.safepoint(*context);
  auto caller =
      skip < 0 ? std::nullopt : heap.locateCaller(*context, uint64_t(skip));
  if (!caller) {
    *results = {};
    return;
  }
  // Names of files are constants of the module. Its number tells a call from
  // others on other lines, in every run the same.
  const char *file = caller->location.file;
  *results = {int64_t{caller->row}, constantString({file, std::strlen(file)}),
              int64_t{caller->location.line}, 1};
}
