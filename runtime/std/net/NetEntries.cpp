// The native functions of package net for sockets.

#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/std/Values.h"
#include "runtime/std/io/Io.h"
#include "runtime/std/net/Lookup.h"

#include <ctime>

using namespace vo;
using namespace vo::rt;
using net::Address;
using net::Failure;
using Direction = Events::Direction;

static Iface errnoError(Context &context, int number) {
  return net::errorOf(context, number);
}

/// Results (number, error). May collect.
template <typename Results>
static Results numberOr(Context &context, int64_t number,
                        const Failure &failure) {
  if (failure.isFailure())
    return {0, net::errorOf(context, failure)};
  return {number, kNoError};
}

//===----------------------------------------------------------------------===//
// Connecting and listening
//===----------------------------------------------------------------------===//

VO_RT_ENTRY vo_std_net_dial_result vo_std_net_dial(Str network, Str address,
                                                   int64_t timeout,
                                                   VO_RT_CONTEXT) {
  uint64_t deadline =
      timeout > 0 ? Events::now() + uint64_t(timeout) : Events::kNever;
  std::vector<Address> addresses;
  Failure failure = net::resolveAside(*context, viewOf(network),
                                      viewOf(address), deadline, addresses);
  int64_t number = 0;
  if (!failure.isFailure())
    failure = net::connect(*context, addresses, deadline, number);
  return numberOr<vo_std_net_dial_result>(*context, number, failure);
}

VO_RT_ENTRY vo_std_net_unixDial_result vo_std_net_unixDial(Str address,
                                                           VO_RT_CONTEXT) {
  std::vector<Address> addresses(1);
  Failure failure = net::unixAddress(viewOf(address), addresses[0]);
  int64_t number = 0;
  if (!failure.isFailure())
    failure = net::connect(*context, addresses, Events::kNever, number);
  return numberOr<vo_std_net_unixDial_result>(*context, number, failure);
}

/// A bound socket of a type.
template <typename Results>
static Results listenOn(Context &context, const Str &network,
                        const Str &address, int type) {
  std::vector<Address> addresses;
  Failure failure =
      net::resolve(type == SOCK_STREAM ? net::kTcp : net::kUdp, viewOf(network),
                   viewOf(address), true, addresses);
  int64_t number = 0;
  if (!failure.isFailure())
    failure = net::bind(addresses, type, number);
  return numberOr<Results>(context, number, failure);
}

VO_RT_ENTRY vo_std_net_listen_result vo_std_net_listen(Str network, Str address,
                                                       VO_RT_CONTEXT) {
  return listenOn<vo_std_net_listen_result>(*context, network, address,
                                            SOCK_STREAM);
}

VO_RT_ENTRY vo_std_net_listenPacket_result
vo_std_net_listenPacket(Str network, Str address, VO_RT_CONTEXT) {
  return listenOn<vo_std_net_listenPacket_result>(*context, network, address,
                                                  SOCK_DGRAM);
}

VO_RT_ENTRY vo_std_net_unixListen_result vo_std_net_unixListen(Str address,
                                                               VO_RT_CONTEXT) {
  std::vector<Address> addresses(1);
  Failure failure = net::unixAddress(viewOf(address), addresses[0]);
  int64_t number = 0;
  if (!failure.isFailure())
    failure = net::bind(addresses, SOCK_STREAM, number);
  return numberOr<vo_std_net_unixListen_result>(*context, number, failure);
}

/// The next connection of a listener.
template <typename Results>
static Results accept(Context &context, int64_t listener) {
  os::Transfer transfer(context, listener, {}, errnoError);
  auto [socket, error] =
      transfer.once(Direction::Read, [](int fd, void *, size_t) {
        return ssize_t(
            ::accept4(fd, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
      });
  if (error.header)
    return {0, error};
  else
    return {os::adopt({.fd = int(socket)}), kNoError};
}

VO_RT_ENTRY vo_std_net_blocking_tcpListenerAccept_result
vo_std_net_blocking_tcpListenerAccept(int64_t handle, VO_RT_CONTEXT) {
  return accept<vo_std_net_blocking_tcpListenerAccept_result>(*context, handle);
}

VO_RT_ENTRY vo_std_net_blocking_unixListenerAccept_result
vo_std_net_blocking_unixListenerAccept(int64_t handle, VO_RT_CONTEXT) {
  return accept<vo_std_net_blocking_unixListenerAccept_result>(*context,
                                                               handle);
}

//===----------------------------------------------------------------------===//
// Reading and writing
//===----------------------------------------------------------------------===//

/// What there is, io.EOF at the end.
template <typename Results>
static Results receive(Context &context, int64_t handle, Slice bytes) {
  os::Transfer transfer(context, handle, bytes, errnoError);
  if (transfer.size() == 0 && os::find(handle).isOpen()) {
    heapOf(context).safepoint(context);
    return {0, kNoError};
  }
  auto [count, error] =
      transfer.once(Direction::Read, [](int fd, void *to, size_t size) {
        return ::recv(fd, to, size, 0);
      });
  if (!error.header && count == 0)
    error = io::valueOf(context, io::Error::Eof);
  return {count, error};
}

/// All of it.
template <typename Results>
static Results send(Context &context, int64_t handle, Slice bytes) {
  os::Transfer transfer(context, handle, bytes, errnoError);
  auto [count, error] =
      transfer.all(Direction::Write, [](int fd, const void *from, size_t size) {
        return ::send(fd, from, size, MSG_NOSIGNAL);
      });
  return {count, error};
}

#define STREAM(kind)                                                           \
  VO_RT_ENTRY vo_std_net_blocking_##kind##ConnRead_result                      \
  vo_std_net_blocking_##kind##ConnRead(int64_t handle, Slice b,                \
                                       VO_RT_CONTEXT) {                        \
    return receive<vo_std_net_blocking_##kind##ConnRead_result>(*context,      \
                                                                handle, b);    \
  }                                                                            \
  VO_RT_ENTRY vo_std_net_blocking_##kind##ConnWrite_result                     \
  vo_std_net_blocking_##kind##ConnWrite(int64_t handle, Slice b,               \
                                        VO_RT_CONTEXT) {                       \
    return send<vo_std_net_blocking_##kind##ConnWrite_result>(*context,        \
                                                              handle, b);      \
  }

STREAM(tcp)
STREAM(unix)

VO_RT_ENTRY void vo_std_net_blocking_udpConnReadFrom(
    vo_std_net_blocking_udpConnReadFrom_result *results, int64_t handle,
    Slice p, VO_RT_CONTEXT) {
  Address sender;
  auto [count, error] =
      os::Transfer(*context, handle, p, errnoError)
          .once(Direction::Read, [&](int fd, void *to, size_t size) {
            sender.size = sizeof sender.storage;
            return ::recvfrom(fd, to, size, 0, sender.get(), &sender.size);
          });
  if (error.header)
    *results = {0, {}, error};
  else
    *results = {count, makeString(*context, net::textOf(sender)), kNoError};
}

VO_RT_ENTRY vo_std_net_blocking_udpConnWriteTo_result
vo_std_net_blocking_udpConnWriteTo(int64_t handle, Slice p, Str addr,
                                   VO_RT_CONTEXT) {
  os::Transfer transfer(*context, handle, p, errnoError);
  std::vector<Address> addresses;
  Failure failure =
      net::resolve(net::kUdp, net::kUdp, viewOf(addr), false, addresses);
  if (failure.isFailure()) {
    return {0, net::errorOf(*context, failure)};
  }
  auto [count, error] = transfer.once(
      Direction::Write, [&](int fd, const void *from, size_t size) {
        ssize_t sent = -1;
        int family = net::familyOf({.fd = fd});
        for (const Address &address : addresses) {
          Address to = net::inFamily(address, family);
          sent = ::sendto(fd, from, size, MSG_NOSIGNAL, to.get(), to.size);
          if (sent >= 0)
            break;
        }
        return sent;
      });
  return {count, error};
}

//===----------------------------------------------------------------------===//
// Closing, addresses and deadlines
//===----------------------------------------------------------------------===//

static Iface closeSocket(Context &context, int64_t handle) {
  if (int error = os::close(context, handle))
    return net::errorOf(context, error);
  heapOf(context).safepoint(context);
  return kNoError;
}

#define CLOSE(kind)                                                            \
  VO_RT_ENTRY Iface vo_std_net_##kind##Close(int64_t handle, VO_RT_CONTEXT) {  \
    return closeSocket(*context, handle);                                      \
  }

CLOSE(tcpConn)
CLOSE(tcpListener)
CLOSE(udpConn)
CLOSE(unixConn)
CLOSE(unixListener)

#define ADDRESS(name, text)                                                    \
  VO_RT_ENTRY Str vo_std_net_##name(int64_t handle, VO_RT_CONTEXT) {           \
    return makeString(*context, net::text(handle));                            \
  }

ADDRESS(tcpConnLocalAddr, localText)
ADDRESS(tcpConnRemoteAddr, remoteText)
ADDRESS(tcpListenerAddr, localText)
ADDRESS(udpConnLocalAddr, localText)

/// A deadline in nanoseconds since 1970 (0: none) as a reading of
/// Events::now().
static uint64_t readingAt(int64_t unixNanoseconds) {
  if (unixNanoseconds == 0)
    return Events::kNever;
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  int64_t left = 0, unixNow = int64_t(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
  if (__builtin_sub_overflow(unixNanoseconds, unixNow, &left) || left <= 0)
    return 1; // long ago
  return Events::now() + uint64_t(left);
}

static Iface setDeadline(Context &context, int64_t handle, int64_t time,
                         bool forReads, bool forWrites) {
  uint64_t reading = readingAt(time);
  if (!os::setDeadlines(context, handle, forReads ? &reading : nullptr,
                        forWrites ? &reading : nullptr))
    return net::errorOf(context, EBADF);
  heapOf(context).safepoint(context);
  return kNoError;
}

#define DEADLINES(kind)                                                        \
  VO_RT_ENTRY Iface vo_std_net_##kind##ConnSetDeadline(                        \
      int64_t handle, int64_t deadline, VO_RT_CONTEXT) {                       \
    return setDeadline(*context, handle, deadline, true, true);                \
  }                                                                            \
  VO_RT_ENTRY Iface vo_std_net_##kind##ConnSetReadDeadline(                    \
      int64_t handle, int64_t deadline, VO_RT_CONTEXT) {                       \
    return setDeadline(*context, handle, deadline, true, false);               \
  }                                                                            \
  VO_RT_ENTRY Iface vo_std_net_##kind##ConnSetWriteDeadline(                   \
      int64_t handle, int64_t deadline, VO_RT_CONTEXT) {                       \
    return setDeadline(*context, handle, deadline, false, true);               \
  }

DEADLINES(tcp)
DEADLINES(udp)
DEADLINES(unix)
