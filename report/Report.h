//===- Report.h - What became of a program's allocations --------*- C++ -*-===//
//
// What the compiler tells about allocation sites, apart from any form in which
// it is shown. docs/report.md has the JSON form. This room knows nothing of the
// passes: codes and words come with the report.
//
// A site is one operation that allocates, behind the optimizations. A line of
// the source has several when its function was inlined into several; they
// differ by the function that they are in.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vo::report {

/// A position in the source. Line 0: not known.
struct Place {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;

  auto operator<=>(const Place &) const = default;
  /// "file:line:column", or the file.
  std::string text() const;
};

/// One step on an object's way to where it outlives its function.
struct Step {
  Place place;
  std::string text;

  auto operator<=>(const Step &) const = default;
};

struct Site {
  /// 16 hexadecimal digits; made by finish().
  std::string id;
  std::string function;
  Place place;
  /// "object", "map", …
  std::string kind;
  /// In the language's words; may be empty.
  std::string type;
  /// Without the header; nothing when not constant.
  std::optional<uint64_t> bytes;
  /// Loops of the function around the site.
  uint32_t loopDepth = 0;
  /// In the frame of its function, or on the heap.
  bool isInFrame = false;
  /// Why: a stable word, and what it means.
  std::string code;
  std::string text;
  std::vector<Step> path;

  /// "object *main.Node", "map[string]int".
  std::string what() const;
};

/// What decided about the result, as the command line had it.
struct Options {
  unsigned level = 2;
  std::vector<std::string> passOptions;
};

struct Report {
  /// Of the JSON form.
  static constexpr uint64_t kVersion = 1;

  /// The file or directory that was compiled, as it was named.
  std::string program;
  Options options;
  std::vector<Site> sites;

  /// Puts the sites in the order of their places and gives them ids: a hash of
  /// file, function, line, column, kind, and number among equal ones. So a site
  /// keeps its id when other lines change their verdicts, not when it moves.
  void finish();

  size_t countInFrame() const;
};

} // namespace vo::report
