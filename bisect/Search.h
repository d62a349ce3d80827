//===- Search.h - The rewrites that make a run fail -------------*- C++ -*-===//
//
// Given runs that succeed without any rewrite and fail with all, finds a small
// set of rewrites with which alone they fail. The set is cut into halves by the
// last bits of the hashes. Where one half fails by itself, the search goes on
// in it; where neither does, rewrites of both are needed: those of one half are
// found while the other is kept, and then those of the other (as in delta
// debugging, and in the command bisect of Go's x/tools).
//
// Cost: for a set of K out of N rewrites at most about 2 * K * log2(N) runs.
// The set is minimal in the sense that no half that was tried alone failed; a
// smaller one of other rewrites may exist. Rewrites depend on those before
// them: what a run's log shows is believed, not what the last run let expect.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bisect/Choice.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <vector>

namespace vo::bisect {

/// What one run showed.
struct Run {
  bool fails = false;
  /// In the order in which they were done; none twice.
  std::vector<Rewrite> rewrites;
};

/// Runs what is examined with a pattern.
using Test = llvm::function_ref<llvm::Expected<Run>(llvm::StringRef pattern)>;

/// Errors: those of a run; a run that does not fail with all rewrites, or fails
/// without any; runs of the same pattern that differ.
llvm::Expected<std::vector<Rewrite>> findGuilty(Test test);

/// A pattern of these alone.
std::string patternOf(llvm::ArrayRef<Rewrite> rewrites);

} // namespace vo::bisect
