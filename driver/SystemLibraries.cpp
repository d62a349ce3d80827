//===- SystemLibraries.cpp - Where the C library's parts are --------------===//

#include "driver/SystemLibraries.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace vo::driver {
namespace {

constexpr StringRef kLibraryFolders[] = {"/usr/lib/x86_64-linux-gnu",
                                         "/usr/lib64", "/usr/lib",
                                         "/lib/x86_64-linux-gnu", "/lib64"};
constexpr StringRef kCompilerFolders[] = {
    "/usr/lib/gcc/x86_64-linux-gnu", "/usr/lib/gcc/x86_64-redhat-linux",
    "/usr/lib/gcc/x86_64-pc-linux-gnu", "/usr/lib64/gcc/x86_64-suse-linux",
    "/usr/lib/gcc/x86_64-unknown-linux-gnu"};
constexpr StringRef kLoader = "/lib64/ld-linux-x86-64.so.2";

bool contains(StringRef folder, StringRef file) {
  SmallString<128> path(folder);
  sys::path::append(path, file);
  return sys::fs::exists(path);
}

/// The subfolder of `parent` for the newest compiler, or "".
std::string newestCompiler(const Twine &parent) {
  std::string best;
  unsigned bestVersion = 0;
  std::error_code failure;
  for (sys::fs::directory_iterator it(parent, failure), end;
       it != end && !failure; it.increment(failure)) {
    unsigned version = 0;
    StringRef name = sys::path::filename(it->path());
    if (name.consumeInteger(10, version) || version < bestVersion ||
        !contains(it->path(), "crtbeginS.o"))
      continue;
    bestVersion = version;
    best = it->path();
  }
  return best;
}

} // namespace

Expected<SystemLibraries> findSystemLibraries(StringRef root) {
  SystemLibraries found;
  for (StringRef folder : kLibraryFolders)
    if (contains((root + folder).str(), "Scrt1.o")) {
      found.libraryFolder = (root + folder).str();
      break;
    }
  for (StringRef folder : kCompilerFolders) {
    found.compilerFolder = newestCompiler(root + folder);
    if (!found.compilerFolder.empty())
      break;
  }
  found.loader = kLoader;
  if (found.libraryFolder.empty() || found.compilerFolder.empty())
    return createStringError(
        "cannot link: the %s not installed (on Debian: apt install libc6-dev "
        "libstdc++-12-dev)",
        found.libraryFolder.empty() ? "C library's development files are"
                                    : "GCC support libraries are");
  return found;
}

} // namespace vo::driver
