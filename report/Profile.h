//===- Profile.h - What a run has allocated, by line ------------*- C++ -*-===//
//
// Reads what a program writes with VO_ALLOC_PROFILE
// (runtime/gc/AllocationProfile.h), and finds the counts of a site's line. The
// profile tells lines only, so the sites of a line share its counts; and it
// counts objects of the heap only, so sites in frames have none.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "report/Report.h"

#include "llvm/Support/Error.h"

#include <map>

namespace vo::report {

struct Counts {
  uint64_t objects = 0;
  /// With the objects' headers.
  uint64_t bytes = 0;
};

class Profile {
public:
  /// Fails with "file:line:column: message".
  static llvm::Expected<Profile> parse(llvm::StringRef file,
                                       llvm::StringRef text);

  /// Of the place's line; zero for what no run has reached. Those of sites that
  /// are in frames are zero.
  Counts of(const Site &site) const;
  const Counts &total() const { return all; }

private:
  std::map<std::pair<std::string, uint32_t>, Counts> lines;
  Counts all;
};

} // namespace vo::report
