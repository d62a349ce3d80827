//===- Transfer.h - Reading and writing that may have to wait ---*- C++ -*-===//
#pragma once

#include "runtime/gc/Roots.h"
#include "runtime/object/Slice.h"
#include "runtime/std/os/Descriptors.h"

#include <cerrno>
#include <sys/types.h>

namespace vo::rt::os {

/// What a native that moves bytes returns.
struct Moved {
  int64_t bytes;
  Iface error;
};

/// One transfer between a file and a []byte. While it waits other goroutines
/// run, and collect.
class Transfer {
public:
  /// `errorOf` makes the program's error of an errno; EBADF says that the file
  /// is closed, ETIMEDOUT that a deadline has passed.
  Transfer(Context &context, int64_t number, Slice slice,
           Iface (*errorOf)(Context &, int))
      : context(context), bytes(context, slice), number(number),
        errorOf(errorOf) {}

  size_t size() const { return size_t(bytes->length); }
  size_t done() const { return moved; }

  /// Calls move(fd, address, count), a system call, until it moves something or
  /// fails. The bytes lie where they are while it runs. May collect.
  template <typename Move> Moved once(Events::Direction direction, Move move) {
    for (bool mustWait = false;;) {
      // Looked up each time: somebody may have closed it, or set a deadline.
      Descriptor file = find(number);
      if (!file.isOpen())
        return {0, errorOf(context, EBADF)};
      // A descriptor that others have, too, blocks instead of saying EAGAIN.
      bool mayBlock = file.isShared && direction == Events::Direction::Read;
      if (mustWait || mayBlock || file.hasExpired(direction))
        if (int error = wait(context, file, direction)) {
          if (error == EBADF && find(number).isOpen())
            continue; // its deadline is another one
          return {0, errorOf(context, error)};
        }
      ssize_t result =
          move(file.fd, dataOf(bytes) + moved, size_t(bytes->length) - moved);
      if (result >= 0)
        return {int64_t(result), {}};
      if (errno == EAGAIN || errno == EWOULDBLOCK)
        mustWait = true;
      else if (errno == EBADF) // open, but for the other direction
        return {0, errorOf(context, EACCES)};
      else if (errno != EINTR)
        return {0, errorOf(context, errno)};
    }
  }

  /// The same until all bytes are moved or none is. May collect.
  template <typename Move> Moved all(Events::Direction direction, Move move) {
    while (moved < size()) {
      Moved part = once(direction, move);
      moved += size_t(part.bytes);
      if (part.error.header || part.bytes == 0)
        return {int64_t(moved), part.error};
    }
    return {int64_t(moved), {}};
  }

private:
  Context &context;
  Rooted<Slice> bytes;
  int64_t number;
  Iface (*errorOf)(Context &, int);
  size_t moved = 0;
};

} // namespace vo::rt::os
