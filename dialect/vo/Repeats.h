//===- Repeats.h - Periods in a sequence ------------------------*- C++ -*-===//
//
// Leaves of arrays repeat: the one by one description of a run of leaves falls
// into parts, each of which says the same several times.
//
// Cost: linear; periods are kMaxPeriod long at most.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace vo::ir {

/// `times` times the same `period` things, from thing `begin` on.
struct Repeat {
  size_t begin, period, times;
  size_t size() const { return period * times; }
};

/// Cuts a sequence of `size` things into parts. What repeats has `least` things
/// at least, all together; the others are parts of their own. `isSame(i, j)`:
/// whether two things are the same.
llvm::SmallVector<Repeat>
findRepeats(size_t size, size_t least,
            llvm::function_ref<bool(size_t, size_t)> isSame);

} // namespace vo::ir
