//===- RunCache.h - Executables of programs that ran before -----*- C++ -*-===//
//
// `voc run` keeps what it linked, under a key made of everything that went in:
// the module's bytes, the options, the compiler and the runtime. A second run
// of an unchanged program starts the kept executable at once.
//
// The folder is $VO_CACHE, or voc below $XDG_CACHE_HOME or ~/.cache;
// VO_CACHE=off keeps nothing. Entries appear by renaming, so that several runs
// may share the folder; the least recently used ones go when it exceeds 256 MiB
// or after 30 days without use. A folder that cannot be written is no error.
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
  /// Nothing where caching is off or impossible.
  static std::optional<RunCache> open();

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
  explicit RunCache(std::string folder) : folder(std::move(folder)) {}
  std::string folder;
};

} // namespace vo::driver
