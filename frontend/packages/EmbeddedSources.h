//===- EmbeddedSources.h - The library inside the executable ----*- C++ -*-===//
#pragma once

#include "llvm/ADT/ArrayRef.h"

namespace vo::fe {

/// One file of stdlib/.
struct EmbeddedSource {
  /// Relative to stdlib/: `fmt/fmt.vo`.
  const char *path;
  const char *text;
  size_t size;
};

/// Sorted by path; made by embed.py.
llvm::ArrayRef<EmbeddedSource> embeddedSources();

} // namespace vo::fe
