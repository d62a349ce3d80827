//===- Report.cpp - What became of a program's allocations ----------------===//

#include "report/Report.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/xxhash.h"

#include <tuple>

namespace vo::report {

std::string Place::text() const {
  return line ? llvm::formatv("{0}:{1}:{2}", file, line, column).str() : file;
}

std::string Site::what() const {
  // A string, a map: the type says it all.
  return llvm::StringRef(type).starts_with(kind) ? type
         : type.empty()                          ? kind
                                                 : kind + " " + type;
}

void Report::finish() {
  llvm::stable_sort(sites, [](const Site &a, const Site &b) {
    return std::tie(a.place, a.function, a.kind) <
           std::tie(b.place, b.function, b.kind);
  });
  llvm::StringMap<unsigned> ordinals;
  for (Site &site : sites) {
    // No part can have a zero byte.
    std::string key = llvm::join_items(
        '\0', site.place.file, site.function, std::to_string(site.place.line),
        std::to_string(site.place.column), site.kind);
    unsigned ordinal = ordinals[key]++;
    key += '\0';
    key += std::to_string(ordinal);
    site.id = llvm::formatv("{0:x-16}", llvm::xxh3_64bits(key)).str();
  }
}

size_t Report::countInFrame() const {
  return static_cast<size_t>(
      llvm::count_if(sites, [](const Site &site) { return site.isInFrame; }));
}

} // namespace vo::report
