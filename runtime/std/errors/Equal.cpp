// The native functions of package errors.

#include "runtime/object/Interface.h"
#include "runtime/std/Natives.h"

using namespace vo;
using namespace vo::rt;

static abi::InterfaceWords wordsOf(const Iface &value) {
  return {uint64_t(value.header), uint64_t(value.bits),
          reinterpret_cast<uint64_t>(value.reference)};
}

VO_RT_ENTRY int64_t vo_std_errors_equal(Iface left, Iface right,
                                        VO_RT_CONTEXT) {
  return equalInterfaces(*context, wordsOf(left), wordsOf(right)) ==
         Equality::Same;
}
