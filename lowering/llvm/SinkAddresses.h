//===- SinkAddresses.h - Addresses computed where they are used -*- C++ -*-===//
//
// An address inside an object that lives over a safepoint would be a second
// reference to report and to relocate, beside its base. Computing it again
// behind the safepoint costs an addition or nothing (x86-64 adds in the access
// itself), and the base is there anyway.
//
// Each use that a safepoint separates from the computation gets a copy of it,
// one for all uses between the same two safepoints of a block. Sound because
// `getelementptr` has no effect and its operands dominate its uses.
//
// Not handled: addresses of addresses beyond kMaxDepth steps, of which a copy
// would take all steps along. They stay references.
//
//===----------------------------------------------------------------------===//
#pragma once

namespace vo::lowering {

class ProgramPoints;

/// Steps from a base to an address that is still computed again.
inline constexpr unsigned kMaxDepth = 8;

/// Sinks the addresses that live over more than `few` safepoints. New
/// instructions get points. True if anything changed. Cost: the blocks that
/// addresses live in.
bool sinkAddresses(ProgramPoints &points, unsigned few);

} // namespace vo::lowering
