#include "runtime/std/net/Sockets.h"

#include "runtime/std/Errors.h"

#include <arpa/inet.h>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/un.h>
#include <unistd.h>

using namespace vo;
using namespace vo::rt;
using net::Address;
using net::Failure;

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

static constexpr std::string_view kTexts[] = {
    "use of closed network connection",
    "i/o timeout",
    "connection refused",
    "connection reset by peer",
    "address already in use",
    "address not available",
};
static constexpr ErrorTable kErrors{kTexts};

VO_RT_ENTRY void
vo_std_net_getNetErrors(vo_std_net_getNetErrors_result *results,
                        VO_RT_CONTEXT) {
  returnErrors(*context, results, kErrors);
}

Iface net::valueOf(Context &context, Error error) {
  return keptError(context, kErrors, size_t(error));
}

Iface net::errorOf(Context &context, int number) {
  switch (number) {
  case EBADF: // not in the table
    return valueOf(context, Error::Closed);
  case ETIMEDOUT:
    return valueOf(context, Error::Timeout);
  case ECONNREFUSED:
    return valueOf(context, Error::Refused);
  case ECONNRESET:
    return valueOf(context, Error::Reset);
  case EADDRINUSE:
    return valueOf(context, Error::InUse);
  case EADDRNOTAVAIL:
    return valueOf(context, Error::NotAvailable);
  default:
    return newErrorOf(context, strerrordesc_np(number));
  }
}

Iface net::errorOf(Context &context, const Failure &failure) {
  return failure.number != 0 ? errorOf(context, failure.number)
                             : newErrorOf(context, failure.text);
}

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

namespace {
struct FreeList {
  void operator()(addrinfo *list) const { ::freeaddrinfo(list); }
};
} // namespace

static Failure lookUp(const char *host, const char *port, int family, int flags,
                      std::vector<Address> &addresses) {
  addrinfo hints{};
  hints.ai_family = family;
  hints.ai_flags = flags;
  hints.ai_socktype = SOCK_STREAM; // each address once
  addrinfo *found = nullptr;
  int error = ::getaddrinfo(host, port, &hints, &found);
  std::unique_ptr<addrinfo, FreeList> list(found);
  if (error == EAI_SYSTEM)
    return {errno, {}};
  if (error)
    return {0, std::string("failed to lookup address information: ") +
                   ::gai_strerror(error)};
  for (const addrinfo *at = found; at; at = at->ai_next) {
    Address &address = addresses.emplace_back();
    std::memcpy(&address.storage, at->ai_addr, at->ai_addrlen);
    address.size = at->ai_addrlen;
  }
  return {};
}

/// Cuts "host:port"; false if it has no such form.
static bool cut(std::string_view address, std::string &host,
                std::string &port) {
  size_t colon = address.rfind(':');
  if (colon == std::string_view::npos ||
      address.find('\0') != std::string_view::npos)
    return false;
  std::string_view name = address.substr(0, colon);
  bool isBracketed = name.starts_with('[') && name.ends_with(']');
  if (isBracketed)
    name = name.substr(1, name.size() - 2);
  else if (name.find(':') != std::string_view::npos)
    return false;
  host = name;
  port = address.substr(colon + 1);
  return true;
}

/// The family that the network asks for; nothing if it is none of the
/// protocol's.
static std::optional<int> askedFamily(std::string_view protocol,
                                      std::string_view network) {
  if (!network.starts_with(protocol))
    return std::nullopt;
  std::string_view version = network.substr(protocol.size());
  return version.empty()  ? std::optional(AF_UNSPEC)
         : version == "4" ? std::optional(AF_INET)
         : version == "6" ? std::optional(AF_INET6)
                          : std::nullopt;
}

Failure net::resolve(std::string_view protocol, std::string_view network,
                     std::string_view address, bool isPassive,
                     std::vector<Address> &addresses) {
  std::optional<int> asked = askedFamily(protocol, network);
  if (!asked)
    return {0, "unknown network: " + std::string(network)};
  int family = *asked;
  std::string host, port;
  if (!cut(address, host, port))
    return {0, "address " + std::string(address) + ": missing port in address"};
  if (port.empty())
    port = "0";
  int flags = isPassive ? AI_PASSIVE : 0;
  if (host.empty() && isPassive && family == AF_UNSPEC) {
    // One socket for both families, if the system has the newer one.
    Failure newer = lookUp(nullptr, port.c_str(), AF_INET6, flags, addresses);
    Failure older = lookUp(nullptr, port.c_str(), AF_INET, flags, addresses);
    return addresses.empty() ? (newer.isFailure() ? newer : older) : Failure();
  }
  return lookUp(host.empty() ? nullptr : host.c_str(), port.c_str(), family,
                flags, addresses);
}

Failure net::resolveHost(const std::string &host,
                         std::vector<Address> &addresses) {
  if (host.empty() || host.find('\0') != std::string::npos)
    return {0, "lookup " + host + ": no such host"};
  return lookUp(host.c_str(), nullptr, AF_UNSPEC, 0, addresses);
}

Failure net::unixAddress(std::string_view path, Address &address) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (path.empty() || path.find('\0') != std::string_view::npos)
    return {EINVAL, {}};
  if (path.size() >= sizeof name.sun_path)
    return {ENAMETOOLONG, {}};
  std::memcpy(name.sun_path, path.data(), path.size());
  std::memcpy(&address.storage, &name, sizeof name);
  address.size = socklen_t(offsetof(sockaddr_un, sun_path) + path.size() + 1);
  return {};
}

static const sockaddr_in &olderOf(const Address &address) {
  return *reinterpret_cast<const sockaddr_in *>(&address.storage);
}

static const sockaddr_in6 &newerOf(const Address &address) {
  return *reinterpret_cast<const sockaddr_in6 *>(&address.storage);
}

template <typename Name> static Address addressOf(const Name &name) {
  Address address;
  std::memcpy(&address.storage, &name, sizeof name);
  address.size = sizeof name;
  return address;
}

/// Bytes in front of an address of four in its form of sixteen.
static constexpr uint8_t kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255};

/// In the form of four bytes if there is one.
static Address plain(const Address &address) {
  if (address.family() != AF_INET6 ||
      !IN6_IS_ADDR_V4MAPPED(&newerOf(address).sin6_addr))
    return address;
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_port = newerOf(address).sin6_port;
  std::memcpy(&name.sin_addr,
              &newerOf(address).sin6_addr.s6_addr[sizeof kMapped],
              sizeof name.sin_addr);
  return addressOf(name);
}

Address net::inFamily(const Address &address, int family) {
  if (family != AF_INET6 || address.family() != AF_INET)
    return address;
  sockaddr_in6 name{};
  name.sin6_family = AF_INET6;
  name.sin6_port = olderOf(address).sin_port;
  std::memcpy(name.sin6_addr.s6_addr, kMapped, sizeof kMapped);
  std::memcpy(&name.sin6_addr.s6_addr[sizeof kMapped],
              &olderOf(address).sin_addr, sizeof(in_addr));
  return addressOf(name);
}

std::string net::hostOf(const Address &address) {
  Address shown = plain(address);
  char text[NI_MAXHOST];
  if (::getnameinfo(shown.get(), shown.size, text, sizeof text, nullptr, 0,
                    NI_NUMERICHOST) != 0)
    return "";
  return text;
}

int net::portOf(const Address &address) {
  return ntohs(address.family() == AF_INET ? olderOf(address).sin_port
                                           : newerOf(address).sin6_port);
}

std::string net::bytesOf(const Address &address) {
  Address given = plain(address);
  auto bytes = [](const auto &name) {
    return std::string(reinterpret_cast<const char *>(&name), sizeof name);
  };
  return given.family() == AF_INET ? bytes(olderOf(given).sin_addr)
                                   : bytes(newerOf(given).sin6_addr);
}

std::string net::textOf(const Address &address) {
  std::string host;
  switch (address.family()) {
  case AF_INET:
  case AF_INET6:
    host = hostOf(address);
    if (host.find(':') != std::string::npos)
      host = "[" + host + "]";
    return host + ":" + std::to_string(portOf(address));
  case AF_UNIX:
    if (address.size > offsetof(sockaddr_un, sun_path))
      return reinterpret_cast<const sockaddr_un *>(&address.storage)->sun_path;
    return "";
  default:
    return "";
  }
}

int net::familyOf(const os::Descriptor &socket) {
  Address address;
  address.size = sizeof address.storage;
  bool isKnown = ::getsockname(socket.fd, address.get(), &address.size) == 0;
  return isKnown ? address.family() : AF_UNSPEC;
}

static std::string addressText(int64_t number,
                               int (*call)(int, sockaddr *, socklen_t *)) {
  os::Descriptor socket = os::find(number);
  Address address;
  address.size = sizeof address.storage;
  if (!socket.isOpen() || call(socket.fd, address.get(), &address.size) != 0)
    return "";
  return net::textOf(address);
}

std::string net::localText(int64_t number) {
  return addressText(number, ::getsockname);
}

std::string net::remoteText(int64_t number) {
  return addressText(number, ::getpeername);
}

//===----------------------------------------------------------------------===//
// Sockets
//===----------------------------------------------------------------------===//

static int newSocket(int family, int type) {
  int fd = ::socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  constexpr int kOn = 1;
  if (fd >= 0 && type == SOCK_STREAM && family != AF_UNIX)
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &kOn, sizeof kOn);
  return fd;
}

/// An errno. Parks; may collect.
static int connectOne(Context &context, int64_t number, const Address &address,
                      uint64_t deadline) {
  int fd = os::find(number).fd;
  if (::connect(fd, address.get(), address.size) == 0)
    return 0;
  if (errno != EINPROGRESS)
    return errno;
  if (int error = os::wait(context, {.fd = fd, .writeDeadline = deadline},
                           Events::Direction::Write))
    return os::find(number).isOpen() ? error : ECANCELED;
  int result = 0;
  socklen_t size = sizeof result;
  return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &result, &size) == 0 ? result
                                                                     : errno;
}

Failure net::connect(Context &context, const std::vector<Address> &addresses,
                     uint64_t deadline, int64_t &number,
                     const std::function<bool(int64_t)> &announce) {
  Failure first{EADDRNOTAVAIL, {}};
  bool isFirst = true;
  for (const Address &address : addresses) {
    int fd = newSocket(address.family(), SOCK_STREAM);
    int error = fd < 0 ? errno : 0;
    if (!error) {
      number = os::adopt({.fd = fd});
      bool isWanted = !announce || announce(number);
      error =
          isWanted ? connectOne(context, number, address, deadline) : ECANCELED;
    }
    if (error == 0)
      return {};
    if (fd >= 0)
      os::close(context, number);
    if (isFirst)
      first.number = error;
    isFirst = false;
    if (error == ECANCELED)
      return {ECANCELED, {}};
  }
  return first;
}

/// An errno.
static int bindOne(int fd, const Address &address, int type) {
  constexpr int kOn = 1, kOff = 0;
  bool isInternet = address.family() != AF_UNIX;
  if (isInternet && type == SOCK_STREAM)
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &kOn, sizeof kOn);
  if (address.family() == AF_INET6)
    ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &kOff, sizeof kOff);
  if (::bind(fd, address.get(), address.size) != 0)
    return errno;
  return type != SOCK_STREAM || ::listen(fd, SOMAXCONN) == 0 ? 0 : errno;
}

Failure net::bind(const std::vector<Address> &addresses, int type,
                  int64_t &number) {
  Failure last{EADDRNOTAVAIL, {}};
  for (const Address &address : addresses) {
    int fd = newSocket(address.family(), type);
    last.number = fd < 0 ? errno : bindOne(fd, address, type);
    if (last.number == 0) {
      number = os::adopt({.fd = fd});
      return {};
    }
    if (fd >= 0)
      ::close(fd);
  }
  return last;
}
