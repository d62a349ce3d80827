//===- DynamicEntries.cpp - Dynamic access from compiled code -------------===//

#include "runtime/dynamic/Access.h"

#include <algorithm>
#include <cstring>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::dynamic;

/// Words of the caller's frame.
static uint64_t *wordsAt(Ref words) {
  return reinterpret_cast<uint64_t *>(words);
}

/// A value and the error.
static void finishGet(Access &access, bool isFine, int64_t expected,
                      Ref results) {
  if (isFine && expected != 0)
    isFine = access.expect(rttidOf(uint64_t(expected)));
  putIface(wordsAt(results), isFine ? access.result() : Iface{});
  putIface(wordsAt(results) + 2, isFine ? Iface{} : access.failure());
}

VO_RT_ENTRY void vo_rt_dyn_get(Ref results, Iface base, Str name,
                               int64_t expected, VO_RT_CONTEXT) {
  Access access(*context);
  bool isFine = access.getField(base, name);
  finishGet(access, isFine, expected, results);
}

VO_RT_ENTRY void vo_rt_dyn_index(Ref results, Iface base, Iface key,
                                 int64_t expected, VO_RT_CONTEXT) {
  Access access(*context);
  bool isFine = access.getIndex(base, key);
  finishGet(access, isFine, expected, results);
}

VO_RT_ENTRY Iface vo_rt_dyn_set(Iface base, Str name, Iface value,
                                VO_RT_CONTEXT) {
  Access access(*context);
  return access.setField(base, name, value) ? Iface{} : access.failure();
}

VO_RT_ENTRY Iface vo_rt_dyn_set_index(Iface base, Iface key, Iface value,
                                      VO_RT_CONTEXT) {
  Access access(*context);
  return access.setIndex(base, key, value) ? Iface{} : access.failure();
}

VO_RT_ENTRY void vo_rt_dyn_spread(Ref results, Slice values, Iface last,
                                  VO_RT_CONTEXT) {
  Access access(*context);
  Slice all{};
  bool isFine = access.spread(values, last, all);
  std::memcpy(results, &all, sizeof all);
  putIface(wordsAt(results + sizeof all), isFine ? Iface{} : access.failure());
}

/// Beside an error all results are zero.
static void finishCall(Access &access, bool isFine, std::span<uint64_t> pairs) {
  if (!isFine)
    std::ranges::fill(pairs, 0);
  putIface(pairs.data() + pairs.size(), isFine ? Iface{} : access.failure());
}

VO_RT_ENTRY void vo_rt_dyn_call(Ref results, int64_t count, Iface function,
                                Slice arguments, VO_RT_CONTEXT) {
  std::span pairs(wordsAt(results), 2 * size_t(count));
  Access access(*context);
  bool isFine = access.call(function, arguments, pairs);
  finishCall(access, isFine, pairs);
}

// NOLINTNEXTLINE(readability-function-size): the entry takes six words.
VO_RT_ENTRY void vo_rt_dyn_method(Ref results, int64_t count, Iface base,
                                  Str name, Slice arguments, VO_RT_CONTEXT) {
  std::span pairs(wordsAt(results), 2 * size_t(count));
  Access access(*context);
  bool isFine = access.callMethod(base, name, arguments, pairs);
  finishCall(access, isFine, pairs);
}
