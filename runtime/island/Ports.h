//===- Ports.h - Ports that other islands know ------------------*- C++ -*-===//
//
// A port lives on the island that made it. Elsewhere, an object of the same
// kind stands for it, one per island, which leads to the port's export. `link`
// of both is the export (abi::PortObject).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Channel.h"
#include "runtime/sched/Exports.h"
#include "runtime/sched/Goroutine.h"

namespace vo::rt {

/// The export of a port of the island of `self`, or that a port elsewhere,
/// whose stand-in this is, has. For one's own, without a hold yet. Never
/// collects.
Export &exportOf(Goroutine &self, Ref port);

/// Layout of arrays of a port's elements.
inline uint32_t elementLayout(const Export &port) {
  return uint32_t(port.about());
}

/// The port on the island of `self`: itself where it is at home, else what
/// stands for it. The caller has a hold. May collect.
Ref portOf(Goroutine &self, Export &one);

} // namespace vo::rt
