//===- Output.cpp - Files that commands write -----------------------------===//

#include "driver/cli/Output.h"

#include "driver/Diagnostics.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/raw_ostream.h"

using namespace vo::driver;

llvm::Error cli::writeFile(llvm::StringRef path, llvm::StringRef contents) {
  if (llvm::sys::fs::is_directory(path))
    return failure(path + ": is a directory");
  return llvm::writeToOutput(path, [&](llvm::raw_ostream &os) {
    os << contents;
    return llvm::Error::success();
  });
}
