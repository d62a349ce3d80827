//===- Conversion.cpp - From one interface to another ---------------------===//

#include "runtime/abi/Module.h"
#include "runtime/object/ValueKind.h"
#include "runtime/panic/Report.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <span>

using namespace vo;
using namespace vo::rt;

/// The method table by which a type implements the interface.
static std::optional<uint32_t> findItab(abi::InterfaceTable table,
                                        uint32_t rttid) {
  std::span rows(table + 1, table[0]);
  auto row = std::ranges::lower_bound(rows, abi::implementerRow(rttid, 0));
  if (row == rows.end() || *row >> 32 != rttid)
    return std::nullopt;
  return uint32_t(*row);
}

VO_RT_ENTRY int64_t vo_rt_iface_find(int64_t header, const void *table,
                                     VO_RT_CONTEXT) {
  (void)context;
  if (kindOf(uint64_t(header)) == ValueKind::Void)
    return 0;
  auto itab = findItab(static_cast<abi::InterfaceTable>(table),
                       rttidOf(uint64_t(header)));
  return itab ? int64_t(uint64_t{*itab} << 32 | uint32_t(header)) : 0;
}

VO_RT_ENTRY int64_t vo_rt_iface_convert(int64_t header, const void *table,
                                        VO_RT_CONTEXT) {
  if (kindOf(uint64_t(header)) == ValueKind::Void)
    return 0;
  uint32_t rttid = rttidOf(uint64_t(header));
  auto itab = findItab(static_cast<abi::InterfaceTable>(table), rttid);
  if (itab)
    return int64_t(uint64_t{*itab} << 32 | uint32_t(header));
  char message[96];
  int length = std::snprintf(
      message, sizeof message,
      "internal error: runtime type %u does not implement the interface",
      rttid);
  endWithError(*context, {message, size_t(length)});
}
