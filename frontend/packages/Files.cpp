//===- Files.cpp - Reading source files --------------------------------------===//

#include "frontend/packages/Files.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace vo::fe;

std::vector<std::string> vo::fe::sourceFilesIn(llvm::StringRef directory) {
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator entry(directory, error), end;
       entry != end && !error; entry.increment(error))
    if (llvm::sys::path::extension(entry->path()) == ".vo" &&
        !llvm::sys::fs::is_directory(entry->path()))
      paths.push_back(entry->path());
  llvm::sort(paths);
  return paths;
}

std::optional<std::string> vo::fe::readWholeFile(llvm::StringRef path,
                                                 std::string *error) {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path);
  if (!buffer) {
    if (error)
      *error = buffer.getError().message();
    return std::nullopt;
  }
  return (*buffer)->getBuffer().str();
}
