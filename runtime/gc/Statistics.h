//===- Statistics.h - The collector's figures as JSON -----------*- C++ -*-===//
#pragma once

#include "runtime/gc/Heap.h"

#include <string>

namespace vo::rt {

/// One JSON object on one line: allocations, allocated_bytes, promoted_bytes,
/// minor_collections, major_collections, total_pause_us, max_pause_us,
/// peak_heap_bytes, dirty_cards, walked_objects, lost_marks, and by_layout: the
/// allocations of each reserved layout (the names of abi/Layouts.def) and, as
/// Module, of all others.
std::string formatStatistics(const HeapStatistics &statistics);

/// Writes them to the file that VO_GC_STATS names ('-': standard error); does
/// nothing when it is not set. Failures are reported and have no effect.
void writeStatistics(const HeapStatistics &statistics);

/// The same with VO_ALLOC_PROFILE; AllocationProfile::format says what.
void writeProfile(const AllocationProfile &profile,
                  const abi::LocationTable *table);

} // namespace vo::rt
