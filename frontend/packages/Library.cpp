//===- Library.cpp - Where the standard library's sources come from --------===//

#include "frontend/packages/EmbeddedSources.h"
#include "frontend/packages/Files.h"
#include "frontend/packages/Packages.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace vo::fe;

namespace {

class EmbeddedLibrary : public LibrarySource {
public:
  std::vector<File> files(llvm::StringRef importPath) const override {
    std::vector<File> found;
    for (const EmbeddedSource &source : embeddedSources()) {
      llvm::StringRef path(source.path);
      if (llvm::sys::path::parent_path(path, llvm::sys::path::Style::posix) ==
          importPath)
        found.push_back(
            {llvm::sys::path::filename(path, llvm::sys::path::Style::posix)
                 .str(),
             std::string(source.text, source.size)});
    }
    return found;
  }
};

class DirectoryLibrary : public LibrarySource {
public:
  explicit DirectoryLibrary(std::string root) : root(std::move(root)) {}

  std::vector<File> files(llvm::StringRef importPath) const override {
    llvm::SmallString<256> directory(root);
    llvm::sys::path::append(directory, importPath);
    std::vector<File> found;
    for (const std::string &path : sourceFilesIn(directory))
      if (auto text = readWholeFile(path))
        found.push_back(
            {llvm::sys::path::filename(path).str(), std::move(*text)});
    return found;
  }

private:
  std::string root;
};

} // namespace

std::unique_ptr<LibrarySource> vo::fe::embeddedLibrary() {
  return std::make_unique<EmbeddedLibrary>();
}

std::unique_ptr<LibrarySource> vo::fe::directoryLibrary(std::string directory) {
  return std::make_unique<DirectoryLibrary>(std::move(directory));
}
