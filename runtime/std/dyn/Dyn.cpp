// The native functions of package dyn.

#include "runtime/dynamic/Access.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"

#include <cstring>

using namespace vo;
using namespace vo::rt;
using dynamic::Access;

VO_RT_ENTRY void
vo_std_dyn_getDynErrors(vo_std_dyn_getDynErrors_result *results,
                        VO_RT_CONTEXT) {
  dynamic::sentinel(*context, dynamic::Failure::Unknown);
  // They exist by now, so that nothing moves.
  std::array<Iface, dynamic::kFailures> errors;
  for (unsigned i = 0; i < errors.size(); ++i)
    errors[i] = dynamic::sentinel(*context, dynamic::Failure(i));
  static_assert(sizeof errors == sizeof *results);
  std::memcpy(results, errors.data(), sizeof errors);
}

/// A value and an error, one behind the other.
static void finish(const Access &access, bool isFine, void *results) {
  Iface pair[] = {isFine ? access.result() : Iface{},
                  isFine ? Iface{} : access.failure()};
  std::memcpy(results, pair, sizeof pair);
}

VO_RT_ENTRY void vo_std_dyn_GetAttr(vo_std_dyn_GetAttr_result *results,
                                    Iface base, Str name, VO_RT_CONTEXT) {
  Access access(*context);
  finish(access, access.getField(base, name), results);
}

VO_RT_ENTRY void vo_std_dyn_GetIndex(vo_std_dyn_GetIndex_result *results,
                                     Iface base, Iface key, VO_RT_CONTEXT) {
  Access access(*context);
  finish(access, access.getIndex(base, key), results);
}

VO_RT_ENTRY Iface vo_std_dyn_SetAttr(Iface base, Str name, Iface value,
                                     VO_RT_CONTEXT) {
  Access access(*context);
  return access.setField(base, name, value) ? Iface{} : access.failure();
}

VO_RT_ENTRY Iface vo_std_dyn_SetIndex(Iface base, Iface key, Iface value,
                                      VO_RT_CONTEXT) {
  Access access(*context);
  return access.setIndex(base, key, value) ? Iface{} : access.failure();
}
