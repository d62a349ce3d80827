// The native functions of package os for the program and other processes.

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/sched/Program.h"
#include "runtime/std/Arguments.h"
#include "runtime/std/Values.h"
#include "runtime/std/os/Descriptors.h"

#include <climits>
#include <csignal>
#include <cstdlib>
#include <unistd.h>

using namespace vo;
using namespace vo::rt;

#define IDENTITY(name, call)                                                   \
  VO_RT_ENTRY int64_t vo_std_os_native##name(VO_RT_CONTEXT) {                  \
    (void)context;                                                             \
    return call();                                                             \
  }

IDENTITY(Getpid, ::getpid)
IDENTITY(Getppid, ::getppid)
IDENTITY(Getuid, ::getuid)
IDENTITY(Geteuid, ::geteuid)
IDENTITY(Getgid, ::getgid)
IDENTITY(Getegid, ::getegid)

/// The system looks at the lowest byte of the status.
VO_RT_ENTRY void vo_std_os_nativeExit(int64_t code, VO_RT_CONTEXT) {
  Program::end(*context, int(code));
}

VO_RT_ENTRY Slice vo_std_os_nativeGetArgs(VO_RT_CONTEXT) {
  return newStringSlice(*context, programArguments());
}

VO_RT_ENTRY vo_std_os_getPathSeparators_result
vo_std_os_getPathSeparators(VO_RT_CONTEXT) {
  (void)context;
  return {'/', ':'};
}

VO_RT_ENTRY void
vo_std_os_nativeHostname(vo_std_os_nativeHostname_result *results,
                         VO_RT_CONTEXT) {
  char name[HOST_NAME_MAX + 1] = {};
  if (::gethostname(name, sizeof name - 1) != 0)
    *results = {{}, os::errorOf(*context, errno)};
  else
    *results = {makeString(*context, name), kNoError};
}

VO_RT_ENTRY void
vo_std_os_nativeExecutable(vo_std_os_nativeExecutable_result *results,
                           VO_RT_CONTEXT) {
  char path[PATH_MAX];
  ssize_t length = ::readlink("/proc/self/exe", path, sizeof path);
  if (length < 0)
    *results = {{}, os::errorOf(*context, errno)};
  else
    *results = {makeString(*context, {path, size_t(length)}), kNoError};
}

/// Sends a signal, 0 to see whether there is the process.
static Iface sendSignal(Context &context, int64_t pid, int64_t signal) {
  int error = EINVAL; // what is not positive means groups of processes
  if (pid > 0 && pid <= INT_MAX && signal >= 0 && signal < NSIG)
    error = ::kill(pid_t(pid), int(signal)) == 0 ? 0 : errno;
  if (error)
    return os::errorOf(context, error);
  heapOf(context).safepoint(context);
  return kNoError;
}

VO_RT_ENTRY Iface vo_std_os_nativeFindProcess(int64_t pid, VO_RT_CONTEXT) {
  // One of somebody else's is a process, too.
  if (pid > 0 && pid <= INT_MAX && ::kill(pid_t(pid), 0) != 0 && errno == EPERM)
    return kNoError;
  return sendSignal(*context, pid, 0);
}

VO_RT_ENTRY Iface vo_std_os_nativeKillProcess(int64_t pid, int64_t sig,
                                              VO_RT_CONTEXT) {
  return sendSignal(*context, pid, sig);
}
