//===- SourceCommands.cpp - voc check and voc fmt ---------------------------===//

#include "driver/cli/SourceCommands.h"

#include "frontend/Frontend.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace vo;
using namespace vo::driver::cli;

int vo::driver::cli::checkSource(const Invocation &invocation) {
  fe::FrontendOptions options;
  options.library = fe::libraryFromEnvironment();
  options.onStep = invocation.compiler.onStep;
  return fe::checkProgram(invocation.input, options, llvm::errs()) ? 0 : 1;
}

namespace {

/// Formats files one after another and remembers the outcome.
class Formatter {
public:
  explicit Formatter(bool checkOnly) : checkOnly(checkOnly) {}

  void path(llvm::StringRef path) {
    if (path != "-" && llvm::sys::fs::is_directory(path))
      return directory(path);
    file(path);
  }

  int status() const { return failed || (checkOnly && changed) ? 1 : 0; }

private:
  void directory(llvm::StringRef root) {
    std::vector<std::string> files;
    std::error_code error;
    // Links to folders may lead in circles.
    for (llvm::sys::fs::recursive_directory_iterator
             entry(root, error, /*follow_symlinks=*/false),
         end;
         entry != end && !error; entry.increment(error))
      if (llvm::sys::path::extension(entry->path()) == ".vo" &&
          !llvm::sys::fs::is_directory(entry->path()))
        files.push_back(entry->path());
    if (error)
      return fail(root, error.message());
    llvm::sort(files);
    for (const std::string &name : files)
      file(name);
  }

  void file(llvm::StringRef name) {
    auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(name);
    if (!buffer)
      return fail(name, buffer.getError().message());
    llvm::StringRef before = (*buffer)->getBuffer();
    std::optional<std::string> after =
        fe::formatSource(name == "-" ? "<stdin>" : name, before, llvm::errs());
    if (!after) {
      failed = true;
      return;
    }
    bool same = *after == before;
    changed |= !same;
    if (checkOnly) {
      if (!same)
        llvm::outs() << name << "\n";
    } else if (name == "-") {
      llvm::outs() << *after;
    } else if (!same) {
      write(name, *after);
    }
  }

  /// Replaces the file, which keeps its permissions; of a link, what it leads
  /// to.
  void write(llvm::StringRef name, llvm::StringRef text) {
    llvm::SmallString<128> file;
    if (std::error_code error = llvm::sys::fs::real_path(name, file))
      return fail(name, error.message());
    auto permissions = llvm::sys::fs::getPermissions(file);
    llvm::Error error = llvm::writeToOutput(file, [&](llvm::raw_ostream &os) {
      os << text;
      return llvm::Error::success();
    });
    if (error)
      return fail(name, llvm::toString(std::move(error)));
    if (permissions)
      if (auto error = llvm::sys::fs::setPermissions(file, *permissions))
        return fail(name, error.message());
  }

  void fail(llvm::StringRef name, const std::string &why) {
    failed = true;
    llvm::errs() << "voc: error: " << name << ": " << why << "\n";
  }

  bool checkOnly, failed = false, changed = false;
};

} // namespace

int vo::driver::cli::formatSources(const Invocation &invocation) {
  Formatter formatter(invocation.checkOnly);
  for (const std::string &path : invocation.paths)
    formatter.path(path);
  return formatter.status();
}
