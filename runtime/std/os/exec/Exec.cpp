// The native functions of package os/exec.

#include "runtime/gc/Heap.h"
#include "runtime/object/Output.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Values.h"
#include "runtime/std/os/Descriptors.h"
#include "runtime/std/os/Paths.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace vo;
using namespace vo::rt;

//===----------------------------------------------------------------------===//
// Processes
//===----------------------------------------------------------------------===//

namespace {

struct Process {
  pid_t pid = 0;     // 0: none
  int waitable = -1; // readable when the process has ended; -1: not to be had
};

/// The processes that were started and not waited for, by our numbers.
class Processes {
public:
  int64_t add(Process process) {
    std::lock_guard guard(mutex);
    running[next] = process;
    return next++;
  }
  Process find(int64_t number) {
    std::lock_guard guard(mutex);
    auto found = running.find(number);
    return found == running.end() ? Process{} : found->second;
  }
  Process take(int64_t number) {
    std::lock_guard guard(mutex);
    auto node = running.extract(number);
    return node ? node.mapped() : Process{};
  }

private:
  std::mutex mutex;
  std::map<int64_t, Process> running;
  int64_t next = 1;
};

Processes &processes() {
  static auto *made = new Processes;
  return *made;
}

} // namespace

//===----------------------------------------------------------------------===//
// Starting
//===----------------------------------------------------------------------===//

namespace {

/// Descriptors of a child's standard streams, away from the numbers that they
/// will have there.
class Streams {
public:
  Streams() = default;
  ~Streams() {
    for (int fd : descriptors)
      if (fd >= 0)
        ::close(fd);
  }
  Streams(const Streams &) = delete;
  Streams &operator=(const Streams &) = delete;

  static constexpr int kCount = 3;

  /// Gives an errno. -1 stands for the null device.
  int open(int stream, int64_t number) {
    constexpr int kAbove = kCount;
    if (number == -1) {
      int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
      if (null < 0)
        return errno;
      descriptors[stream] = ::fcntl(null, F_DUPFD_CLOEXEC, kAbove);
      ::close(null);
    } else {
      os::Descriptor file = os::share(number);
      if (!file.isOpen())
        return EBADF;
      descriptors[stream] = ::fcntl(file.fd, F_DUPFD_CLOEXEC, kAbove);
    }
    return descriptors[stream] < 0 ? errno : 0;
  }

  int operator[](int stream) const { return descriptors[stream]; }

private:
  std::array<int, kCount> descriptors{-1, -1, -1};
};

/// The elements of a []string as exec takes them.
class Words {
public:
  explicit Words(const Slice &strings) {
    for (int64_t i = 0; i < strings.length; ++i)
      texts.emplace_back(viewOf(stringOf(strings, i)));
    for (std::string &text : texts) {
      valid &= text.find('\0') == std::string::npos;
      pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
  }

  bool isValid() const { return valid; }
  char *const *get() const { return pointers.data(); }

private:
  std::vector<std::string> texts;
  std::vector<char *> pointers;
  bool valid = true;
};

/// What posix_spawn is told.
class Settings {
public:
  Settings() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  ~Settings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  Settings(const Settings &) = delete;
  Settings &operator=(const Settings &) = delete;

  /// The child has only these descriptors, and the signals as they are by
  /// default.
  void set(const Streams &streams, const std::string &folder) {
    if (!folder.empty())
      posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    for (int i = 0; i < Streams::kCount; ++i)
      posix_spawn_file_actions_adddup2(&actions, streams[i], i);
    posix_spawn_file_actions_addclosefrom_np(&actions, Streams::kCount);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

} // namespace

/// Gives an errno.
static int spawn(const Str &path, const Slice &args, const Str &folder,
                 const Slice &env, const Streams &streams, pid_t &pid) {
  os::Path program(path), dir(folder);
  Words arguments(args), variables(env);
  if (program.error() || dir.error() || !arguments.isValid() ||
      !variables.isValid())
    return EINVAL;
  Settings settings;
  settings.set(streams, dir.string());
  standardOutput().flush(); // before what the program writes
  return ::posix_spawn(&pid, program.text(), &settings.actions,
                       &settings.attributes, arguments.get(), variables.get());
}

VO_RT_ENTRY void vo_std_os_exec_startProcess(
    vo_std_os_exec_startProcess_result *results, Str path, Slice args, Str dir,
    Slice env, int64_t in, int64_t out, int64_t err, VO_RT_CONTEXT) {
  Streams streams;
  const int64_t numbers[] = {in, out, err};
  int error = 0;
  for (int i = 0; i < Streams::kCount && !error; ++i)
    error = streams.open(i, numbers[i]);
  pid_t pid = 0;
  if (!error)
    error = spawn(path, args, dir, env, streams, pid);
  if (error) {
    *results = {0, 0, os::errorOf(*context, error)};
    return;
  }
  int waitable = int(::syscall(SYS_pidfd_open, pid, 0));
  heapOf(*context).safepoint(*context);
  *results = {pid, processes().add({pid, waitable}), kNoError};
}

//===----------------------------------------------------------------------===//
// Waiting and ending
//===----------------------------------------------------------------------===//

/// New exec.ProcessState. May collect.
static Ref newState(Context &context, pid_t pid, int status) {
  struct State { // as programs have it
    int64_t pid, exitCode, exited, signaled, signal;
  };
  Ref object = heapOf(context).allocate(
      context,
      abi::headerWord(abi::kLayoutScalars, sizeof(State) / abi::kWordBytes),
      sizeof(State));
  *reinterpret_cast<State *>(object) = {
      pid, WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFEXITED(status),
      WIFSIGNALED(status), WIFSIGNALED(status) ? WTERMSIG(status) : 0};
  return object;
}

VO_RT_ENTRY vo_std_os_exec_waitProcess_result
vo_std_os_exec_waitProcess(int64_t handle, VO_RT_CONTEXT) {
  Process process = processes().find(handle);
  if (process.pid == 0) {
    return {nullptr, os::errorOf(*context, ECHILD)};
  }
  // Without a descriptor the thread waits.
  if (process.waitable >= 0) {
    Goroutine &self = Goroutine::of(*context);
    self.scheduler->events.waitFor(self, process.waitable,
                                   Events::Direction::Read);
  }
  // Two may have waited; one gets it.
  process = processes().take(handle);
  int status = 0;
  pid_t waited = -1;
  if (process.pid != 0)
    do
      waited = ::waitpid(process.pid, &status, 0);
    while (waited < 0 && errno == EINTR);
  int error = waited < 0 ? ECHILD : 0;
  if (process.waitable >= 0) {
    Goroutine::of(*context).scheduler->events.closing(process.waitable);
    ::close(process.waitable);
  }
  if (error)
    return {nullptr, os::errorOf(*context, error)};
  else
    return {newState(*context, process.pid, status), kNoError};
}

VO_RT_ENTRY Iface vo_std_os_exec_killProcess(int64_t handle, VO_RT_CONTEXT) {
  // As long as it is in the table, its number is nobody else's.
  Process process = processes().find(handle);
  if (process.pid == 0)
    return newError(*context, std::string_view("os: process already finished"));
  if (::kill(process.pid, SIGKILL) != 0)
    return os::errorOf(*context, errno);
  heapOf(*context).safepoint(*context);
  return kNoError;
}

VO_RT_ENTRY vo_std_os_exec_isExecutable_result
vo_std_os_exec_isExecutable(Str path, VO_RT_CONTEXT) {
  os::Path name(path);
  struct stat status{};
  int error = name.error();
  if (!error && ::stat(name.text(), &status) != 0)
    error = errno;
  if (error) {
    return {0, os::errorOf(*context, error)};
  }
  heapOf(*context).safepoint(*context);
  return {S_ISREG(status.st_mode) &&
              ::faccessat(AT_FDCWD, name.text(), X_OK, AT_EACCESS) == 0,
          kNoError};
}
