//===- Descriptors.h - Open files of programs -------------------*- C++ -*-===//
//
// Programs know their files, pipes and sockets by numbers of ours, which are
// never used again: what was closed stays closed, whatever the system gives its
// descriptor to. 0 to 2 are the standard streams. One table for the process;
// any thread.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/sched/Events.h"
#include "runtime/std/Natives.h"

#include <cstdint>

namespace vo::rt::os {

/// An open file.
struct Descriptor {
  int fd = -1;
  bool isAppend = false;                  // writes go to the end
  bool isShared = false;                  // others have it, too: it may block
  uint64_t readDeadline = Events::kNever; // readings of Events::now()
  uint64_t writeDeadline = Events::kNever;

  bool isOpen() const { return fd >= 0; }
  uint64_t deadline(Events::Direction direction) const {
    return direction == Events::Direction::Read ? readDeadline : writeDeadline;
  }
  bool hasExpired(Events::Direction direction) const {
    return deadline(direction) != Events::kNever &&
           deadline(direction) <= Events::now();
  }
};

/// Takes over a descriptor; gives its number.
int64_t adopt(Descriptor descriptor);

/// The descriptor with that number; not open when there is none.
Descriptor find(int64_t number);

/// The same for a descriptor that another process is about to get: it blocks
/// from now on.
Descriptor share(int64_t number);

/// Sets when waits end, also of those under way; false when there is none.
bool setDeadlines(Context &context, int64_t number, const uint64_t *read,
                  const uint64_t *write);

/// Takes it out of the table and closes it; those who wait for it go on. Gives
/// 0, an errno, or EBADF when there is none.
int close(Context &context, int64_t number);

/// The error of an errno: one of the errors of package os if there is one, else
/// the system's text. May collect.
Iface errorOf(Context &context, int number);

/// The errors of package os, in the order of its variables.
enum class Error : uint8_t {
  NotExist,
  Exist,
  Permission,
  Invalid,
  Timeout,
  Closed,
  NotDir,
  IsDir,
};
Iface valueOf(Context &context, Error error);

/// Waits until the file can be read or written; 0, ETIMEDOUT when its deadline
/// has passed, or EBADF when somebody has closed it or set another deadline.
/// May collect.
int wait(Context &context, const Descriptor &descriptor,
         Events::Direction direction);

} // namespace vo::rt::os
