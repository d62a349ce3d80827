//===- Compare.h - What changed between two reports -------------*- C++ -*-===//
//
// Sites are the same when they have one id, so a line that moves makes its
// sites gone and new. To compare two states of the compiler or of its options,
// that is what is wanted; two states of a program compare where their lines
// agree.
//
// Cost: linear.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "report/Report.h"

namespace vo::report {

/// Sites belong to the reports that were compared.
struct Comparison {
  struct Pair {
    const Site *before;
    const Site *after;
  };
  std::vector<Pair> toFrame; // heap before, frame after
  std::vector<Pair> toHeap;  // frame before, heap after
  std::vector<Pair> otherReason;
  std::vector<const Site *> added;
  std::vector<const Site *> gone;
  size_t unchanged = 0;
};

/// In the order of the sites.
Comparison compare(const Report &before, const Report &after);

} // namespace vo::report
