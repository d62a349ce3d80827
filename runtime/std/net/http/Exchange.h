//===- Exchange.h - One request and its response ----------------*- C++ -*-===//
//
// Sends a request over a connection of its own and reads the response, waiting
// in the event loop: other goroutines run meanwhile. Redirections are followed,
// five at most. Not handled: proxies, compressed bodies, connections that serve
// several requests; somebody who ends the exchange while a name is being
// resolved is heard when that is done.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/std/net/Sockets.h"
#include "runtime/std/net/http/Message.h"

namespace vo::rt::http {

struct ExchangeOptions {
  uint64_t deadline = Events::kNever; // a reading of Events::now()
  /// Told the number of each socket (os/Descriptors.h) before it is used, so
  /// that somebody else can close it to end the exchange. False: it is to end
  /// at once.
  std::function<bool(int64_t)> announce;
};

/// A failure with ETIMEDOUT if the deadline has passed, with ECANCELED if
/// somebody has closed the connection. Parks; may collect.
net::Failure exchange(Context &context, Request request,
                      const ExchangeOptions &options, Response &response);

} // namespace vo::rt::http
