//===- Growth.h - New and larger tables -------------------------*- C++ -*-===//
#pragma once

#include "runtime/gc/Roots.h"
#include "runtime/map/Table.h"

namespace vo::rt::map {

/// Gives a map without deleted entries room for `capacity` entries, more than
/// it has; entries keep their numbers. May collect; ends the program when there
/// is no memory.
void reserve(Context &context, const Rooted<Ref> &map, uint64_t capacity);

/// Gives a full map room for at least one more.
inline void grow(Context &context, const Rooted<Ref> &map) {
  uint64_t capacity = Table(map).capacity();
  reserve(context, map, capacity == 0 ? kMaxSmall : 2 * capacity);
}

/// Whether a map of this type with so many entries is conceivable.
bool canReserve(const Context &context, const MapType &type, uint64_t capacity);

} // namespace vo::rt::map
