//===- Sockets.h - Addresses, sockets and their errors ----------*- C++ -*-===//
//
// Sockets are numbers of os/Descriptors.h. Names are resolved by the C library,
// which holds up the thread (Lookup.h does it aside); everything else waits in
// the event loop.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/std/os/Descriptors.h"
#include "runtime/std/os/Transfer.h"

#include <functional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <vector>

namespace vo::rt::net {

/// The errors of package net, in the order of its variables.
enum class Error : uint8_t {
  Closed,
  Timeout,
  Refused,
  Reset,
  InUse,
  NotAvailable,
};
Iface valueOf(Context &context, Error error);

/// The error of an errno: one of those if there is one, else the system's text.
/// May collect.
Iface errorOf(Context &context, int number);

/// Why a native failed: an errno, or a text for what the system has no number
/// for.
struct Failure {
  int number = 0;
  std::string text;

  bool isFailure() const { return number != 0 || !text.empty(); }
};
Iface errorOf(Context &context, const Failure &failure);

/// An address of the system.
struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  const sockaddr *get() const {
    return reinterpret_cast<const sockaddr *>(&storage);
  }
  sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }
  int family() const { return storage.ss_family; }
};

/// What a network is named after.
inline constexpr std::string_view kTcp = "tcp", kUdp = "udp";

/// The addresses that "host:port" or "[host]:port" means, in the order in which
/// they are to be tried. The network is the protocol's, with 4 or 6 behind it
/// if only one family is asked for; all others are refused. An empty host means
/// this computer, or with `isPassive` all of its addresses.
Failure resolve(std::string_view protocol, std::string_view network,
                std::string_view address, bool isPassive,
                std::vector<Address> &addresses);

/// The addresses of a host; ports are 0.
Failure resolveHost(const std::string &host, std::vector<Address> &addresses);

/// An address as a socket of a family takes it: one of four bytes has a form of
/// sixteen.
Address inFamily(const Address &address, int family);

/// A path as an address; ENAMETOOLONG if it is none.
Failure unixAddress(std::string_view path, Address &address);

/// "1.2.3.4:5", "[::1]:5" or a path; "" for a socket without an address. What
/// has a form of four bytes is shown, and given, in that.
std::string textOf(const Address &address);
/// The host alone.
std::string hostOf(const Address &address);
int portOf(const Address &address);
/// Four or sixteen bytes.
std::string bytesOf(const Address &address);

/// The family of an open socket.
int familyOf(const os::Descriptor &socket);

/// The text of an open socket's own or other address.
std::string localText(int64_t number);
std::string remoteText(int64_t number);

/// A socket that does not block, connected to the first address that answers
/// before the clock (Events::now()) reads `deadline`. `announce` is told the
/// number of each socket first: false, or somebody who closes it, ends this
/// with ECANCELED. Parks; may collect.
Failure connect(Context &context, const std::vector<Address> &addresses,
                uint64_t deadline, int64_t &number,
                const std::function<bool(int64_t)> &announce = {});

/// A socket bound to the first address that can be had; listening, if it is one
/// for connections.
Failure bind(const std::vector<Address> &addresses, int type, int64_t &number);

} // namespace vo::rt::net
