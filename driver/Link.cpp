//===- Link.cpp - Make executables ----------------------------------------===//

#include "driver/Link.h"

#include "driver/SystemLibraries.h"
#include "lld/Common/Driver.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

LLD_HAS_DRIVER(elf)

using namespace llvm;

namespace vo::driver {
namespace {

/// Files that are deleted at the end, however it comes.
class TemporaryFiles {
public:
  ~TemporaryFiles() {
    for (const std::string &path : paths) {
      (void)sys::fs::remove(path); // nobody is left to tell
      sys::DontRemoveFileOnSignal(path);
    }
  }

  /// Writes `contents` to a new file; gives its path.
  Expected<std::string> write(StringRef contents) {
    SmallString<128> path;
    int descriptor = -1;
    if (auto failure =
            sys::fs::createTemporaryFile("vo", "o", descriptor, path))
      return createStringError(failure, "cannot make a temporary file");
    sys::RemoveFileOnSignal(path);
    paths.push_back(path.str().str());
    raw_fd_ostream stream(descriptor, /*shouldClose=*/true);
    stream << contents;
    stream.close();
    if (stream.has_error())
      return createFileError(path, stream.error());
    return paths.back();
  }

private:
  std::vector<std::string> paths;
};

std::vector<std::string> linkerArguments(ArrayRef<std::string> objects,
                                         StringRef runtimeArchive,
                                         StringRef output,
                                         const SystemLibraries &system,
                                         const LinkOptions &options) {
  std::string crt = system.libraryFolder + "/";
  std::string gcc = system.compilerFolder + "/";
  // One thread: others win nothing on programs of our sizes, and the C++
  // library has no way to tell that one cannot be had.
  std::vector<std::string> arguments = {"ld.lld",
                                        "--threads=1",
                                        "-pie",
                                        "--eh-frame-hdr",
                                        "--gc-sections",
                                        "-z",
                                        "relro",
                                        "-z",
                                        "now",
                                        "--hash-style=gnu",
                                        "--build-id=none",
                                        "-dynamic-linker",
                                        system.loader,
                                        "-o",
                                        output.str(),
                                        crt + "Scrt1.o",
                                        crt + "crti.o",
                                        gcc + "crtbeginS.o"};
  auto append = [&](ArrayRef<std::string> more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
  };
  if (options.strip)
    append({"--strip-all"});
  append(objects);
  append(options.extraInputs);
  append({runtimeArchive.str()});
  append(options.linkerArguments);
  append({"-L" + system.compilerFolder, "-L" + system.libraryFolder,
          "--as-needed", "-l:libstdc++.a", "-lm", "-l:libgcc_eh.a", "-lgcc",
          "-lc", gcc + "crtendS.o", crt + "crtn.o"});
  return arguments;
}

Error runLinker(ArrayRef<std::string> arguments) {
  std::vector<const char *> raw;
  for (const std::string &argument : arguments)
    raw.push_back(argument.c_str());
  static bool usable = true; // lld cannot go on after a crash of its own
  if (!usable)
    return createStringError("the linker has crashed before");
  std::string messages;
  raw_string_ostream stream(messages);
  lld::Result result =
      lld::lldMain(raw, stream, stream, {{lld::Gnu, &lld::elf::link}});
  usable = result.canRunAgain;
  if (result.retCode == 0)
    return Error::success();
  return createStringError(inconvertibleErrorCode(),
                           StringRef(messages).rtrim());
}

} // namespace

Expected<std::string> findRuntimeArchive() {
  if (auto path = sys::Process::GetEnv("VO_RUNTIME_LIB")) {
    if (!sys::fs::exists(*path))
      return createStringError("VO_RUNTIME_LIB: no file '%s'", path->c_str());
    return *path;
  }
  SmallString<128> path(sys::fs::getMainExecutable(
      nullptr, reinterpret_cast<void *>(&findRuntimeArchive)));
  sys::path::remove_filename(path);
  sys::path::append(path, "..", "lib", "vo", "libvo_runtime.a");
  sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  if (!sys::fs::exists(path))
    return createStringError("the Vo runtime is not installed: no file '%s' "
                             "(VO_RUNTIME_LIB can name another)",
                             path.c_str());
  return path.str().str();
}

Error linkExecutable(ArrayRef<MemoryBufferRef> objects,
                     StringRef runtimeArchive, StringRef output,
                     const LinkOptions &options) {
  auto system = findSystemLibraries();
  if (!system)
    return system.takeError();
  TemporaryFiles temporaries;
  std::vector<std::string> paths;
  for (MemoryBufferRef object : objects) {
    auto path = temporaries.write(object.getBuffer());
    if (!path)
      return path.takeError();
    paths.push_back(*path);
  }
  // In the same folder, so that the rename cannot cross file systems.
  SmallString<128> unfinished;
  if (auto failure = sys::fs::createUniqueFile(output + ".%%%%%%", unfinished))
    return createFileError(output, failure);
  sys::RemoveFileOnSignal(unfinished);
  Error error = runLinker(
      linkerArguments(paths, runtimeArchive, unfinished, *system, options));
  if (!error)
    if (auto failure = sys::fs::rename(unfinished, output))
      error = createFileError(output, failure);
  if (error)
    (void)sys::fs::remove(unfinished); // the first error counts
  sys::DontRemoveFileOnSignal(unfinished);
  return error;
}

} // namespace vo::driver
