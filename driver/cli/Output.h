//===- Output.h - Files that commands write ---------------------*- C++ -*-===//
#pragma once

#include "llvm/Support/Error.h"

namespace vo::driver::cli {

/// Writes a whole file or nothing; "-" is standard output.
llvm::Error writeFile(llvm::StringRef path, llvm::StringRef contents);

} // namespace vo::driver::cli
