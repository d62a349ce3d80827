//===- HeapState.h - The parts of a heap ------------------------*- C++ -*-===//
//
// Private to the collector.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Heap.h"
#include "runtime/gc/RootSet.h"
#include "runtime/gc/WeakTable.h"
#include "runtime/gc/space/Nursery.h"
#include "runtime/gc/space/OldSpace.h"

namespace vo::rt {

struct HeapState {
  Reservation memory;
  Nursery nursery;
  OldSpace old;
  RootSet roots;
  WeakTable weak;
  HeapStatistics statistics;
  AllocationProfile profile;
  const abi::LocationTable *locations = nullptr;
  bool interiorPointers = false;
  uint64_t nextMajor = 0;      // old-space bytes that start one
  uint64_t maxObjectBytes = 0; // larger objects cannot be had
  uint64_t markStackLimit = 0; // entries
  uint64_t stressTurns = 0;
  abi::Context *collecting = nullptr; // whose collection is running
};

/// Copies what is reachable out of the nursery to the old space. Calls
/// `exhausted`, which must not return, when the old space is full. The caller
/// resets the nursery afterwards. `running`: see RootSet::visit.
void evacuateNursery(HeapState &heap, const void *running,
                     void (*exhausted)(HeapState &));

/// Marks the old space from the roots and frees the rest. The nursery must be
/// empty. Gives nothing back to the system.
void markOldSpace(HeapState &heap, const void *running);

/// Checks that every root and every slot of the old space holds a legal
/// reference and that no object or free cell is damaged; objects and globals
/// may not refer to stacks. The nursery must be empty. Prints what is wrong and
/// aborts.
void verifyHeap(HeapState &heap, const void *running, const char *phase);

} // namespace vo::rt
