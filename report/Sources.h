//===- Sources.h - The text that a report speaks of -------------*- C++ -*-===//
//
// Reports name files as debug information does. A file is looked for in the
// directory that was compiled, or of the file that was, and then in the working
// directory. One that is not found, is larger than kMostBytes, or is no UTF-8
// is left out: a report can be read anywhere.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "report/Report.h"

#include "llvm/ADT/StringMap.h"

namespace vo::report {

class Sources {
public:
  static constexpr uint64_t kMostBytes = 4 << 20;

  /// Reads the files of all sites.
  explicit Sources(const Report &report);

  /// Null when it was not found.
  const std::string *find(llvm::StringRef file) const;

private:
  llvm::StringMap<std::string> texts;
};

} // namespace vo::report
