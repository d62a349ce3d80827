//===- RemotePort.h - Sending to ports of other islands ---------*- C++ -*-===//
//
// A send to a port elsewhere is a request: the value goes to the island where
// the port lives, and the goroutine waits until the answer comes back, that the
// port has taken the value or has been closed. A port takes a value as it takes
// one of its own senders: into its buffer, or for a receiver that waits; while
// it is full, the request waits in the queue of its senders.
//
// So a port is touched by its own island only, its capacity holds for all
// senders together, and values of one sender arrive in order. The price is the
// way there and back for each value.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/chan/Channel.h"

namespace vo::rt {

/// Whether a waiting sender is a request of another island.
inline bool isRemote(const Waiter &sender) { return !sender.goroutine; }

/// Sends a value to a port elsewhere: parks. The words lie in the running
/// goroutine's stack. Panics, when it goes on, if the port is closed.
Switch sendElsewhere(Goroutine &self, Ref port, const void *words);

/// Closes a port elsewhere; nothing happens if it is closed.
void closeElsewhere(Goroutine &self, Ref port);

/// Puts the value of a port's first sender, a request, into the buffer, where
/// there is room. May collect.
void admitFirst(Goroutine &self, Ref port);

/// Answers a request that has left the queue.
void answerClosed(Waiter &sender);

} // namespace vo::rt
