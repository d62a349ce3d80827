//===- Lookup.h - Names that are resolved aside -----------------*- C++ -*-===//
#pragma once

#include "runtime/std/net/Sockets.h"

namespace vo::rt::net {

/// resolve() for TCP, on a thread of its own if it may take time: other
/// goroutines run meanwhile. ETIMEDOUT when the clock (Events::now()) reads
/// `deadline`; what the thread finds after that is dropped. Parks; may collect.
Failure resolveAside(Context &context, std::string_view network,
                     std::string_view address, uint64_t deadline,
                     std::vector<Address> &addresses);

} // namespace vo::rt::net
