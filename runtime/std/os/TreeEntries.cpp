// The native functions of package os for files and folders by their names.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/ValueKind.h"
#include "runtime/std/Values.h"
#include "runtime/std/os/Descriptors.h"
#include "runtime/std/os/Paths.h"

#include <algorithm>
#include <climits>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace vo;
using namespace vo::rt;

/// Nil for 0. May collect.
static Iface errorOrNil(Context &context, int error) {
  if (error)
    return os::errorOf(context, error);
  heapOf(context).safepoint(context);
  return kNoError;
}

/// errno of a call that gives 0 or sets it.
static int errnoOf(int result) { return result == 0 ? 0 : errno; }

/// Calls call(path), which gives an errno, if the system can take the names.
template <typename Call>
static Iface onPath(Context &context, const Str &name, Call call) {
  os::Path path(name);
  int error = path.error();
  return errorOrNil(context, error ? error : call(path.text()));
}

template <typename Call>
static Iface onPaths(Context &context, const Str &one, const Str &two,
                     Call call) {
  os::Path first(one), second(two);
  int error = first.error() ? first.error() : second.error();
  return errorOrNil(context,
                    error ? error : errnoOf(call(first.text(), second.text())));
}

//===----------------------------------------------------------------------===//
// Folders
//===----------------------------------------------------------------------===//

VO_RT_ENTRY Iface vo_std_os_nativeMkdir(Str name, int64_t perm, VO_RT_CONTEXT) {
  return onPath(*context, name, [=](const char *path) {
    return errnoOf(::mkdir(path, os::systemMode(uint32_t(perm))));
  });
}

/// An errno. What is a folder already is left as it is.
static int makeFolders(std::string path, mode_t mode) {
  for (size_t end = 1; end <= path.size(); ++end) {
    if (end != path.size() && path[end] != '/')
      continue;
    std::string part = path.substr(0, end);
    if (::mkdir(part.c_str(), mode) == 0)
      continue;
    int error = errno;
    struct stat status{};
    bool isThere = ::stat(part.c_str(), &status) == 0;
    if (!isThere)
      return error;
    if (!S_ISDIR(status.st_mode))
      return ENOTDIR;
  }
  return path.empty() ? ENOENT : 0;
}

VO_RT_ENTRY Iface vo_std_os_nativeMkdirAll(Str name, int64_t perm,
                                           VO_RT_CONTEXT) {
  return onPath(*context, name, [=](const char *path) {
    return makeFolders(path, os::systemMode(uint32_t(perm)));
  });
}

VO_RT_ENTRY void
vo_std_os_nativeMkdirTemp(vo_std_os_nativeMkdirTemp_result *results, Str dir,
                          Str pattern, VO_RT_CONTEXT) {
  std::string path;
  int error = os::makeTemporary(
      viewOf(dir), viewOf(pattern), path,
      [](const char *name) { return errnoOf(::mkdir(name, 0700)); });
  if (error)
    *results = {{}, os::errorOf(*context, error)};
  else
    *results = {makeString(*context, path), kNoError};
}

namespace {
struct DirectoryEntry {
  std::string name;
  uint32_t mode;
};

struct CloseDirectory {
  void operator()(DIR *directory) const { ::closedir(directory); }
};
} // namespace

/// What is in a folder, by name, but . and ..; gives an errno.
static int readFolder(const char *path, std::vector<DirectoryEntry> &entries) {
  std::unique_ptr<DIR, CloseDirectory> directory(::opendir(path));
  if (!directory)
    return errno;
  int error = 0;
  for (;;) {
    errno = 0;
    const dirent *entry = ::readdir(directory.get());
    if (!entry) {
      error = errno;
      break;
    }
    std::string name = entry->d_name;
    struct stat status{};
    if (name == "." || name == ".." ||
        ::fstatat(::dirfd(directory.get()), entry->d_name, &status,
                  AT_SYMLINK_NOFOLLOW) != 0) // gone since
      continue;
    entries.push_back({std::move(name), os::fileMode(status.st_mode)});
  }
  std::ranges::sort(entries, {}, &DirectoryEntry::name);
  return error;
}

/// New []DirEntry. May collect.
static Slice newEntries(Context &context,
                        const std::vector<DirectoryEntry> &entries) {
  struct Element { // as programs have it
    Str name;
    uint64_t isDir, mode;
  };
  constexpr uint32_t kDir = 1u << 31;
  Rooted<Ref> array(context,
                    heapOf(context).allocateArray(
                        context, abi::kLayoutEntryArray, sizeof(Element),
                        uint32_t(ValueKind::Struct), entries.size()));
  for (size_t i = 0; i < entries.size(); ++i) {
    const DirectoryEntry &entry = entries[i];
    Str name = makeString(context, entry.name);
    auto *element =
        reinterpret_cast<Element *>(array.get() + abi::kArrayDataOffset) + i;
    *element = {name, (entry.mode & kDir) != 0, entry.mode};
    heapOf(context).recordWrite(element, sizeof *element);
  }
  return sliceOfArray(array, int64_t(entries.size()), int64_t(entries.size()));
}

VO_RT_ENTRY void
vo_std_os_nativeReadDir(vo_std_os_nativeReadDir_result *results, Str name,
                        VO_RT_CONTEXT) {
  os::Path path(name);
  std::vector<DirectoryEntry> entries;
  int error = path.error();
  if (!error)
    error = readFolder(path.text(), entries);
  Rooted<Iface> failure(*context, errorOrNil(*context, error));
  Slice list = {};
  if (!error || !entries.empty())
    list = newEntries(*context, entries);
  *results = {list, failure};
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

VO_RT_ENTRY Iface vo_std_os_nativeRemove(Str name, VO_RT_CONTEXT) {
  return onPath(*context, name, [](const char *path) {
    if (::unlink(path) == 0)
      return 0;
    int error = errno;
    struct stat status{};
    // The system says EISDIR or EPERM about folders.
    if (::lstat(path, &status) == 0 && S_ISDIR(status.st_mode))
      return errnoOf(::rmdir(path));
    return error;
  });
}

/// Removes a file or a folder with everything in it, without recursion; gives
/// an errno.
static int removeTree(std::string root) {
  std::vector<std::string> pending{std::move(root)}; // folders before contents
  while (!pending.empty()) {
    std::string path = pending.back();
    if (::unlink(path.c_str()) == 0 || errno == ENOENT) {
      pending.pop_back();
      continue;
    }
    int error = errno;
    struct stat status{};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
      return error;
    if (::rmdir(path.c_str()) == 0 || errno == ENOENT) {
      pending.pop_back();
      continue;
    }
    error = errno;
    std::vector<DirectoryEntry> entries;
    if (error != ENOTEMPTY && error != EEXIST)
      return error;
    if (int unread = readFolder(path.c_str(), entries))
      return unread;
    for (const DirectoryEntry &entry : entries)
      pending.push_back(path + "/" + entry.name);
  }
  return 0;
}

VO_RT_ENTRY Iface vo_std_os_nativeRemoveAll(Str name, VO_RT_CONTEXT) {
  return onPath(*context, name,
                [](const char *path) { return *path ? removeTree(path) : 0; });
}

VO_RT_ENTRY Iface vo_std_os_nativeRename(Str oldpath, Str newpath,
                                         VO_RT_CONTEXT) {
  return onPaths(*context, oldpath, newpath, ::rename);
}

VO_RT_ENTRY Iface vo_std_os_nativeSymlink(Str oldname, Str newname,
                                          VO_RT_CONTEXT) {
  return onPaths(*context, oldname, newname, ::symlink);
}

VO_RT_ENTRY Iface vo_std_os_nativeLink(Str oldname, Str newname,
                                       VO_RT_CONTEXT) {
  return onPaths(*context, oldname, newname, ::link);
}

/// Gives (FileInfo, error).
template <typename Results>
static void describe(Context &context, Results *results, const Str &name,
                     int (*call)(const char *, struct stat *)) {
  os::Path path(name);
  struct stat status{};
  int error = path.error();
  if (!error)
    error = errnoOf(call(path.text(), &status));
  os::fillInfo(context, results, path.string(), status,
               errorOrNil(context, error));
}

VO_RT_ENTRY void vo_std_os_nativeStat(vo_std_os_nativeStat_result *results,
                                      Str name, VO_RT_CONTEXT) {
  describe(*context, results, name, ::stat);
}

VO_RT_ENTRY void vo_std_os_nativeLstat(vo_std_os_nativeLstat_result *results,
                                       Str name, VO_RT_CONTEXT) {
  describe(*context, results, name, ::lstat);
}

VO_RT_ENTRY Iface vo_std_os_nativeChmod(Str name, int64_t mode, VO_RT_CONTEXT) {
  return onPath(*context, name, [=](const char *path) {
    return errnoOf(::chmod(path, os::systemMode(uint32_t(mode))));
  });
}

VO_RT_ENTRY Iface vo_std_os_nativeChown(Str name, int64_t uid, int64_t gid,
                                        VO_RT_CONTEXT) {
  return onPath(*context, name, [=](const char *path) {
    bool fits = uid >= -1 && uid < UINT32_MAX && gid >= -1 && gid < UINT32_MAX;
    return fits ? errnoOf(::chown(path, uid_t(uid), gid_t(gid))) : EINVAL;
  });
}

VO_RT_ENTRY Iface vo_std_os_nativeChtimes(Str name, int64_t atime,
                                          int64_t mtime, VO_RT_CONTEXT) {
  return onPath(*context, name, [=](const char *path) {
    const timespec times[] = {{atime, 0}, {mtime, 0}};
    return errnoOf(::utimensat(AT_FDCWD, path, times, 0));
  });
}

VO_RT_ENTRY Iface vo_std_os_nativeTruncate(Str name, int64_t size,
                                           VO_RT_CONTEXT) {
  return onPath(*context, name, [=](const char *path) {
    return errnoOf(::truncate(path, size));
  });
}

VO_RT_ENTRY void
vo_std_os_nativeReadlink(vo_std_os_nativeReadlink_result *results, Str name,
                         VO_RT_CONTEXT) {
  os::Path path(name);
  int error = path.error();
  char target[PATH_MAX];
  ssize_t length = 0;
  if (!error) {
    length = ::readlink(path.text(), target, sizeof target);
    error = length < 0 ? errno : 0;
  }
  if (error)
    *results = {{}, os::errorOf(*context, error)};
  else
    *results = {makeString(*context, {target, size_t(length)}), kNoError};
}

//===----------------------------------------------------------------------===//
// Contents
//===----------------------------------------------------------------------===//

namespace {
/// Closes a descriptor at the end of a block.
class OpenFile {
public:
  OpenFile(const char *path, int flags, mode_t mode = 0)
      : fd(::open(path, flags | O_CLOEXEC, mode)) {}
  ~OpenFile() {
    if (fd >= 0)
      ::close(fd);
  }
  OpenFile(const OpenFile &) = delete;
  OpenFile &operator=(const OpenFile &) = delete;

  const int fd;
};
} // namespace

/// An errno.
static int readAll(const char *path, std::string &contents) {
  OpenFile file(path, O_RDONLY);
  if (file.fd < 0)
    return errno;
  struct stat status{};
  constexpr size_t kAtLeast = 4096;
  size_t more = kAtLeast;
  if (::fstat(file.fd, &status) == 0 && status.st_size > 0)
    more = size_t(status.st_size) + 1; // and its end
  for (;;) {
    size_t size = contents.size();
    contents.resize(size + more);
    ssize_t count = ::read(file.fd, contents.data() + size, more);
    contents.resize(size + size_t(std::max<ssize_t>(count, 0)));
    if (count == 0)
      return 0;
    if (count < 0 && errno != EINTR)
      return errno;
    more = std::max(kAtLeast, contents.size() / 2);
  }
}

VO_RT_ENTRY void
vo_std_os_nativeReadFile(vo_std_os_nativeReadFile_result *results, Str name,
                         VO_RT_CONTEXT) {
  os::Path path(name);
  std::string contents;
  int error = path.error();
  if (!error)
    error = readAll(path.text(), contents);
  if (error)
    *results = {{}, os::errorOf(*context, error)};
  else
    *results = {newByteSlice(*context, contents), kNoError};
}

/// An errno.
static int writeAll(const char *path, std::string_view contents, mode_t mode) {
  OpenFile file(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
  if (file.fd < 0)
    return errno;
  while (!contents.empty()) {
    ssize_t count = ::write(file.fd, contents.data(), contents.size());
    if (count < 0 && errno != EINTR)
      return errno;
    contents.remove_prefix(size_t(std::max<ssize_t>(count, 0)));
  }
  return 0;
}

VO_RT_ENTRY Iface vo_std_os_nativeWriteFile(Str name, Slice data, int64_t perm,
                                            VO_RT_CONTEXT) {
  // Nothing collects while the bytes are being written.
  return onPath(*context, name, [&](const char *path) {
    return writeAll(path, viewOf(data), os::systemMode(uint32_t(perm)));
  });
}
