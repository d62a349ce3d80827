//===- Choice.h - Which rewrites a compilation does -------------*- C++ -*-===//
//
// A rewrite is one change that an optimization may make or leave: an object
// put on the stack, a call inlined, an LLVM pass on one function. Each has a
// hash that depends only on what it is, so that a pattern of hashes names a set
// of rewrites, the same in every compilation of the program:
//
//   pattern := 'all' | 'none' | term+
//   term    := ('+' | '-') class
//   class   := { '0' | '1' }        rewrites whose hash ends with these bits
//            | 'x' 16 hex digits    the one with this hash
//
// The last term whose class holds a rewrite decides. What none holds is done if
// the first term takes away, and left if it adds.
//
// Which rewrites there are depends on those done before, so a set is a request:
// the log says what became of it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace vo::bisect {

/// Environment variables that every `voc` obeys: a pattern, and a file to which
/// the rewrites that were done are appended.
inline constexpr const char *kPatternVariable = "VO_REWRITES";
inline constexpr const char *kLogVariable = "VO_REWRITES_LOG";

/// A set of rewrites.
class Pattern {
public:
  /// All rewrites.
  Pattern() = default;

  static llvm::Expected<Pattern> parse(llvm::StringRef text);

  bool contains(uint64_t hash) const;

private:
  struct Term {
    bool adds;
    uint64_t bits;
    unsigned count; // of low bits that must be equal
  };

  bool containsOthers = true;
  llvm::SmallVector<Term> terms;
};

/// One rewrite that was done.
struct Rewrite {
  uint64_t hash = 0;
  std::string pass;
  std::string site;
};

/// A line of the log, without its end.
std::string format(const Rewrite &rewrite);
/// Nothing if it is no such line.
std::optional<Rewrite> parseRewrite(llvm::StringRef line);

/// The rewrites of one compilation: those that the pattern asks for are done.
/// Threads may share it; equal sites are told apart by the order in which they
/// ask, so a site should name its function.
class Choice {
public:
  /// `log` may be null.
  Choice(Pattern pattern, std::unique_ptr<llvm::raw_ostream> log);

  /// From the environment. None if it names neither pattern nor log: then
  /// everything is done, and nobody needs to ask.
  static llvm::Expected<std::unique_ptr<Choice>> fromEnvironment();

  /// Whether `pass` shall do its rewrite at `site`. Neither holds tabs or ends
  /// of lines.
  bool choose(llvm::StringRef pass, llvm::StringRef site);

private:
  std::mutex mutex;
  Pattern pattern;
  std::unique_ptr<llvm::raw_ostream> log;
  llvm::StringMap<unsigned> equalSites;
};

} // namespace vo::bisect
