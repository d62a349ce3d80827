//===- RunCache.h - Executables of programs that ran before -----*- C++ -*-===//
//
// `voc run` keeps what it linked, under a key made of everything that went in:
// the module's bytes, the options, the compiler and the runtime. A second run
// of an unchanged program starts the kept executable at once.
//
// The folder is $VO_CACHE, or voc below $XDG_CACHE_HOME or ~/.cache;
// VO_CACHE=off keeps nothing. Entries appear by renaming, so that several runs
// may share the folder. Whenever one is added, the least recently used ones go
// until the rest takes no more than $VO_CACHE_SIZE, and those that nobody used
// for 30 days; the entry that was just added stays even if it alone is larger.
// That scans the folder, little beside the linking before it. A folder that
// cannot be written is no error.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"

#include "llvm/Support/Error.h"

#include <optional>
#include <string>

namespace vo::driver {

class RunCache {
public:
  static constexpr uint64_t defaultLimit = uint64_t(256) << 20;

  /// Bytes that the cache may hold: VO_CACHE_SIZE, a number with an optional K,
  /// M or G, or the default. An error for any other text.
  static llvm::Expected<uint64_t> limitFromEnvironment();

  /// Nothing where caching is off (a limit of 0 included) or impossible.
  static std::optional<RunCache> open(uint64_t limit = defaultLimit);

  llvm::StringRef getFolder() const { return folder; }
  uint64_t getLimit() const { return limit; }

  struct Usage {
    unsigned entries = 0;
    uint64_t bytes = 0;
  };
  /// What the cache holds now.
  Usage usage() const;
  /// Removes every entry, and nothing else from the folder. Programs that run
  /// are not disturbed. Returns what was removed.
  llvm::Expected<Usage> clear() const;

  /// Place of the executable for a module. `options` spells everything else
  /// that decides the code. Nothing if the module cannot be written.
  std::optional<std::string> pathFor(const bc::Module &module,
                                     llvm::StringRef options) const;

  /// Marks an entry as used now; false if it is not there, or not whole.
  bool use(llvm::StringRef path) const;

  /// Makes `path` through `link`, which gets a temporary name beside it, and
  /// drops what the cache has too much.
  llvm::Error fill(llvm::StringRef path,
                   llvm::function_ref<llvm::Error(llvm::StringRef)> link) const;

private:
  /// Drops what the cache has too much, but not the entry `added`.
  void prune(llvm::StringRef added) const;

  RunCache(std::string folder, uint64_t limit)
      : folder(std::move(folder)), limit(limit) {}
  std::string folder;
  uint64_t limit;
};

} // namespace vo::driver
