// The native functions of package os for open files.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Output.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Values.h"
#include "runtime/std/io/Io.h"
#include "runtime/std/os/Descriptors.h"
#include "runtime/std/os/Paths.h"
#include "runtime/std/os/Transfer.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace vo;
using namespace vo::rt;
using os::Descriptor;

//===----------------------------------------------------------------------===//
// Reading and writing
//===----------------------------------------------------------------------===//

namespace {

/// What was printed comes first.
void flushPrinted(int64_t number) {
  if (number == STDOUT_FILENO || number == STDERR_FILENO)
    standardOutput().flush();
}

} // namespace

VO_RT_ENTRY vo_std_os_blocking_fileRead_result
vo_std_os_blocking_fileRead(int64_t fd, Slice b, VO_RT_CONTEXT) {
  os::Transfer transfer(*context, fd, b, os::errorOf);
  if (transfer.size() == 0 && os::find(fd).isOpen()) {
    heapOf(*context).safepoint(*context);
    return {0, kNoError};
  }
  auto [bytes, error] = transfer.once(Events::Direction::Read, ::read);
  if (!error.header && bytes == 0)
    error = io::valueOf(*context, io::Error::Eof);
  return {bytes, error};
}

VO_RT_ENTRY vo_std_os_blocking_fileWrite_result
vo_std_os_blocking_fileWrite(int64_t fd, Slice b, VO_RT_CONTEXT) {
  flushPrinted(fd);
  auto [bytes, error] = os::Transfer(*context, fd, b, os::errorOf)
                            .once(Events::Direction::Write, ::write);
  return {bytes, error};
}

/// Reads until the slice is full or the file ends.
VO_RT_ENTRY vo_std_os_blocking_fileReadAt_result
vo_std_os_blocking_fileReadAt(int64_t fd, Slice b, int64_t off, VO_RT_CONTEXT) {
  os::Transfer transfer(*context, fd, b, os::errorOf);
  if (off < 0) {
    return {0, os::valueOf(*context, os::Error::Invalid)};
  }
  auto [bytes, error] = transfer.all(
      Events::Direction::Read, [&](int file, void *to, size_t count) {
        return ::pread(file, to, count, off + off_t(transfer.done()));
      });
  if (!error.header && size_t(bytes) < transfer.size())
    error = io::valueOf(*context, io::Error::Eof);
  return {bytes, error};
}

VO_RT_ENTRY vo_std_os_blocking_fileWriteAt_result
vo_std_os_blocking_fileWriteAt(int64_t fd, Slice b, int64_t off,
                               VO_RT_CONTEXT) {
  os::Transfer transfer(*context, fd, b, os::errorOf);
  // The system would write at the end.
  if (off < 0 || os::find(fd).isAppend) {
    return {0, os::valueOf(*context, os::Error::Invalid)};
  }
  auto [bytes, error] = transfer.once(
      Events::Direction::Write, [&](int file, const void *from, size_t count) {
        return ::pwrite(file, from, count, off);
      });
  return {bytes, error};
}

//===----------------------------------------------------------------------===//
// Other operations
//===----------------------------------------------------------------------===//

/// The error of a call that gives 0 or sets errno; nil for success. Never nil
/// for a number that is not open.
template <typename Call>
static Iface onFile(Context &context, int64_t number, Call call) {
  Descriptor file = os::find(number);
  if (!file.isOpen())
    return os::errorOf(context, EBADF);
  if (call(file.fd) != 0)
    return os::errorOf(context, errno == EBADF ? EACCES : errno);
  heapOf(context).safepoint(context);
  return kNoError;
}

VO_RT_ENTRY vo_std_os_fileSeek_result vo_std_os_fileSeek(int64_t fd,
                                                         int64_t offset,
                                                         int64_t whence,
                                                         VO_RT_CONTEXT) {
  if (whence < SEEK_SET || whence > SEEK_END) {
    return {0, newError(*context, std::string_view("invalid whence"))};
  }
  off_t position = 0;
  Iface error = onFile(*context, fd, [&](int file) {
    position = ::lseek(file, offset, int(whence));
    return position < 0;
  });
  return {error.header ? 0 : int64_t(position), error};
}

VO_RT_ENTRY Iface vo_std_os_fileClose(int64_t fd, VO_RT_CONTEXT) {
  flushPrinted(fd);
  int error = os::close(*context, fd);
  if (error)
    return os::errorOf(*context, error);
  heapOf(*context).safepoint(*context);
  return kNoError;
}

VO_RT_ENTRY Iface vo_std_os_fileSync(int64_t fd, VO_RT_CONTEXT) {
  return onFile(*context, fd, ::fsync);
}

VO_RT_ENTRY Iface vo_std_os_fileTruncate(int64_t fd, int64_t size,
                                         VO_RT_CONTEXT) {
  return onFile(*context, fd,
                [=](int file) { return ::ftruncate(file, size); });
}

VO_RT_ENTRY void vo_std_os_fileStat(vo_std_os_fileStat_result *results,
                                    int64_t fd, Str name, VO_RT_CONTEXT) {
  std::string path(viewOf(name));
  struct stat status{};
  Iface error =
      onFile(*context, fd, [&](int file) { return ::fstat(file, &status); });
  os::fillInfo(*context, results, path, status, error);
}

VO_RT_ENTRY int64_t vo_std_os_nativeIsTerminal(int64_t fd, VO_RT_CONTEXT) {
  (void)context;
  Descriptor file = os::find(fd);
  return file.isOpen() && ::isatty(file.fd);
}

//===----------------------------------------------------------------------===//
// Opening
//===----------------------------------------------------------------------===//

namespace {
/// Flags of package os; the access is one of 0 (read), 1 (write), 2 (both).
enum Flag : int64_t {
  kAccess = 3,
  kAppend = 8,
  kCreate = 16,
  kExclusive = 32,
  kSync = 64,
  kTruncate = 128,
};
} // namespace

VO_RT_ENTRY void vo_std_os_getOsConsts(vo_std_os_getOsConsts_result *results,
                                       VO_RT_CONTEXT) {
  (void)context;
  *results = {0, 1, 2, kAppend, kCreate, kExclusive, kSync, kTruncate};
}

/// The system's flags; -1 for what makes no sense.
static int systemFlags(int64_t flag) {
  int64_t access = flag & kAccess;
  if (access == kAccess || ((flag & kExclusive) && !(flag & kCreate)) ||
      ((flag & kTruncate) && access == 0))
    return -1;
  int flags = O_CLOEXEC | (access == 0   ? O_RDONLY
                           : access == 1 ? O_WRONLY
                                         : O_RDWR);
  flags |= flag & kAppend ? O_APPEND : 0;
  flags |= flag & kCreate ? O_CREAT : 0;
  flags |= flag & kExclusive ? O_EXCL : 0;
  flags |= flag & kSync ? O_SYNC : 0;
  flags |= flag & kTruncate ? O_TRUNC : 0;
  return flags;
}

/// A number for a new descriptor. What is not always ready must not block.
static int64_t adoptFile(int fd, bool isAppend) {
  struct stat status{};
  bool canWait = ::fstat(fd, &status) == 0 &&
                 (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode) ||
                  S_ISSOCK(status.st_mode));
  if (canWait)
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
  return os::adopt({.fd = fd, .isAppend = isAppend});
}

VO_RT_ENTRY vo_std_os_openFile_result vo_std_os_openFile(Str name, int64_t flag,
                                                         int64_t perm,
                                                         VO_RT_CONTEXT) {
  os::Path path(name);
  int flags = systemFlags(flag);
  int error = flags < 0 ? EINVAL : path.error();
  int fd = -1;
  if (!error) {
    fd = ::open(path.text(), flags, os::systemMode(uint32_t(perm)));
    error = fd < 0 ? errno : 0;
  }
  if (error)
    return {0, os::errorOf(*context, error)};
  else
    return {adoptFile(fd, flag & kAppend), kNoError};
}

VO_RT_ENTRY void vo_std_os_nativePipe(vo_std_os_nativePipe_result *results,
                                      VO_RT_CONTEXT) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
    *results = {0, 0, os::errorOf(*context, errno)};
    return;
  }
  int64_t in = os::adopt({.fd = ends[0]});
  int64_t out = os::adopt({.fd = ends[1]});
  *results = {in, out, kNoError};
}

VO_RT_ENTRY void
vo_std_os_nativeCreateTemp(vo_std_os_nativeCreateTemp_result *results, Str dir,
                           Str pattern, VO_RT_CONTEXT) {
  int fd = -1;
  std::string path;
  int error = os::makeTemporary(
      viewOf(dir), viewOf(pattern), path, [&](const char *name) {
        fd = ::open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        return fd < 0 ? errno : 0;
      });
  if (error)
    *results = {0, {}, os::errorOf(*context, error)};
  else
    *results = {adoptFile(fd, false), makeString(*context, path), kNoError};
}
