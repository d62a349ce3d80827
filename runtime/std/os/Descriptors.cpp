#include "runtime/std/os/Descriptors.h"

#include "runtime/sched/Scheduler.h"
#include "runtime/std/Errors.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <unistd.h>

using namespace vo;
using namespace vo::rt;

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

/// Numbers of the standard streams.
static constexpr int kStandardStreams = 3;

namespace {

class Table {
public:
  Table() {
    for (int fd = 0; fd < kStandardStreams; ++fd)
      open[fd] = {.fd = fd, .isShared = true};
  }

  std::mutex mutex;
  std::map<int64_t, os::Descriptor> open;
  int64_t next = kStandardStreams;
};

Table &table() {
  // Never destroyed: a program may end while others run.
  static auto *made = new Table;
  return *made;
}

} // namespace

/// Writing where nobody reads is an error, not the end of the process.
static void ignoreBrokenPipes() {
  struct sigaction action{};
  if (::sigaction(SIGPIPE, nullptr, &action) == 0 &&
      action.sa_handler == SIG_DFL)
    ::signal(SIGPIPE, SIG_IGN);
}

int64_t os::adopt(Descriptor descriptor) {
  std::lock_guard guard(table().mutex);
  if (table().next == kStandardStreams)
    ignoreBrokenPipes();
  table().open[table().next] = descriptor;
  return table().next++;
}

os::Descriptor os::find(int64_t number) {
  std::lock_guard guard(table().mutex);
  auto found = table().open.find(number);
  return found == table().open.end() ? Descriptor{} : found->second;
}

os::Descriptor os::share(int64_t number) {
  std::lock_guard guard(table().mutex);
  auto found = table().open.find(number);
  if (found == table().open.end())
    return {};
  Descriptor &descriptor = found->second;
  if (!descriptor.isShared) {
    descriptor.isShared = true;
    ::fcntl(descriptor.fd, F_SETFL,
            ::fcntl(descriptor.fd, F_GETFL) & ~O_NONBLOCK);
  }
  return descriptor;
}

bool os::setDeadlines(Context &context, int64_t number, const uint64_t *read,
                      const uint64_t *write) {
  int fd = -1;
  {
    std::lock_guard guard(table().mutex);
    auto found = table().open.find(number);
    if (found == table().open.end())
      return false;
    if (read)
      found->second.readDeadline = *read;
    if (write)
      found->second.writeDeadline = *write;
    fd = found->second.fd;
  }
  // Those who wait look again.
  Goroutine::of(context).scheduler->events.closing(fd);
  return true;
}

static os::Descriptor take(int64_t number) {
  std::lock_guard guard(table().mutex);
  auto found = table().open.find(number);
  if (found == table().open.end())
    return {};
  os::Descriptor descriptor = found->second;
  table().open.erase(found);
  return descriptor;
}

int os::close(Context &context, int64_t number) {
  Descriptor descriptor = take(number);
  if (!descriptor.isOpen())
    return EBADF;
  Goroutine::of(context).scheduler->events.closing(descriptor.fd);
  return ::close(descriptor.fd) == 0 ? 0 : errno;
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

static constexpr std::string_view kTexts[] = {
    "file does not exist", "file already exists", "permission denied",
    "invalid argument",    "operation timed out", "file already closed",
    "not a directory",     "is a directory",
};
static constexpr ErrorTable kErrors{kTexts};

VO_RT_ENTRY void vo_std_os_getOsErrors(vo_std_os_getOsErrors_result *results,
                                       VO_RT_CONTEXT) {
  returnErrors(*context, results, kErrors);
}

Iface os::valueOf(Context &context, Error error) {
  return keptError(context, kErrors, size_t(error));
}

Iface os::errorOf(Context &context, int number) {
  switch (number) {
  case ENOENT:
    return valueOf(context, Error::NotExist);
  case EEXIST:
    return valueOf(context, Error::Exist);
  case EACCES:
  case EPERM:
    return valueOf(context, Error::Permission);
  case EINVAL:
    return valueOf(context, Error::Invalid);
  case ETIMEDOUT:
    return valueOf(context, Error::Timeout);
  case EBADF: // not in the table
    return valueOf(context, Error::Closed);
  case ENOTDIR:
    return valueOf(context, Error::NotDir);
  case EISDIR:
    return valueOf(context, Error::IsDir);
  default:
    const char *text = strerrordesc_np(number);
    return newError(context, std::string_view(text ? text : "unknown error"));
  }
}

int os::wait(Context &context, const Descriptor &descriptor,
             Events::Direction direction) {
  if (descriptor.hasExpired(direction))
    return ETIMEDOUT;
  Goroutine &self = Goroutine::of(context);
  switch (self.scheduler->events.waitFor(self, descriptor.fd, direction,
                                         descriptor.deadline(direction))) {
  case Events::Outcome::Ready:
    return 0;
  case Events::Outcome::TimedOut:
    return ETIMEDOUT;
  case Events::Outcome::Closed:
    return EBADF;
  }
  return 0;
}
