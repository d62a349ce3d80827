// The native functions of package strconv.

#include "runtime/object/Box.h"
#include "runtime/object/String.h"
#include "runtime/std/Natives.h"
#include "runtime/std/strconv/Floats.h"

using namespace vo;
using namespace vo::rt;

VO_RT_ENTRY vo_std_strconv_parseFloat_result
vo_std_strconv_parseFloat(Str s, int64_t bitSize, VO_RT_CONTEXT) {
  (void)context;
  auto [value, status] = strconv::parseFloat(viewOf(s), bitSize);
  return {value, status};
}

VO_RT_ENTRY Str vo_std_strconv_formatFloat(double f, int64_t format,
                                           int64_t precision, int64_t bitSize,
                                           VO_RT_CONTEXT) {
  return makeString(*context,
                    strconv::formatFloat(f, char(format), precision, bitSize));
}
