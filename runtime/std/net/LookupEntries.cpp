// The native functions of package net for names.

#include "runtime/gc/Heap.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Box.h"
#include "runtime/object/ValueKind.h"
#include "runtime/std/Values.h"
#include "runtime/std/net/Sockets.h"

#include <algorithm>
#include <netdb.h>
#include <netinet/in.h>

using namespace vo;
using namespace vo::rt;
using net::Address;
using net::Failure;

/// New net.TCPAddr or UDPAddr. May collect.
static Ref newAddress(Context &context, const Address &address) {
  struct Fields { // as programs have them
    Slice ip;
    int64_t port;
    Str zone;
  };
  std::string zone;
  if (address.family() == AF_INET6) {
    std::string host = net::hostOf(address);
    size_t percent = host.find('%');
    if (percent != std::string::npos)
      zone = host.substr(percent + 1);
  }
  Rooted<Slice> ip(context, newByteSlice(context, net::bytesOf(address)));
  Rooted<Str> zoneText(context, makeString(context, zone));
  Ref object = heapOf(context).allocate(
      context,
      abi::headerWord(abi::kLayoutNetAddress, sizeof(Fields) / abi::kWordBytes),
      sizeof(Fields));
  *reinterpret_cast<Fields *>(object) = {ip, net::portOf(address), zoneText};
  return object;
}

template <typename Results>
static Results resolveTo(Context &context, std::string_view protocol,
                         const Str &network, const Str &address) {
  std::vector<Address> addresses;
  Failure failure = net::resolve(protocol, viewOf(network), viewOf(address),
                                 false, addresses);
  if (failure.isFailure())
    return {nullptr, net::errorOf(context, failure)};
  return {newAddress(context, addresses[0]), kNoError};
}

VO_RT_ENTRY vo_std_net_resolveTCPAddr_result
vo_std_net_resolveTCPAddr(Str network, Str address, VO_RT_CONTEXT) {
  return resolveTo<vo_std_net_resolveTCPAddr_result>(*context, net::kTcp,
                                                     network, address);
}

VO_RT_ENTRY vo_std_net_resolveUDPAddr_result
vo_std_net_resolveUDPAddr(Str network, Str address, VO_RT_CONTEXT) {
  return resolveTo<vo_std_net_resolveUDPAddr_result>(*context, net::kUdp,
                                                     network, address);
}

VO_RT_ENTRY void vo_std_net_lookupHost(vo_std_net_lookupHost_result *results,
                                       Str host, VO_RT_CONTEXT) {
  std::vector<Address> addresses;
  Failure failure = net::resolveHost(std::string(viewOf(host)), addresses);
  if (failure.isFailure()) {
    *results = {{}, net::errorOf(*context, failure)};
    return;
  }
  std::vector<std::string> texts;
  for (const Address &address : addresses)
    texts.push_back(net::hostOf(address));
  *results = {newStringSlice(*context, texts), kNoError};
}

VO_RT_ENTRY void vo_std_net_lookupIP(vo_std_net_lookupIP_result *results,
                                     Str host, VO_RT_CONTEXT) {
  std::vector<Address> addresses;
  Failure failure = net::resolveHost(std::string(viewOf(host)), addresses);
  if (failure.isFailure()) {
    *results = {{}, net::errorOf(*context, failure)};
    return;
  }
  Heap &heap = heapOf(*context);
  Rooted<Ref> array(
      *context,
      heap.allocateArray(*context, abi::kLayoutSliceArray, sizeof(Slice),
                         uint32_t(ValueKind::Slice), addresses.size()));
  for (size_t i = 0; i < addresses.size(); ++i) {
    Slice ip = newByteSlice(*context, net::bytesOf(addresses[i]));
    auto *place =
        reinterpret_cast<Slice *>(array.get() + abi::kArrayDataOffset) + i;
    *place = ip;
    heap.recordWrite(place, sizeof *place);
  }
  auto count = int64_t(addresses.size());
  *results = {sliceOfArray(array, count, count), kNoError};
}

VO_RT_ENTRY void vo_std_net_lookupAddr(vo_std_net_lookupAddr_result *results,
                                       Str addr, VO_RT_CONTEXT) {
  std::vector<Address> addresses;
  Failure failure = net::resolveHost(std::string(viewOf(addr)), addresses);
  char name[NI_MAXHOST];
  if (!failure.isFailure()) {
    int error = ::getnameinfo(addresses[0].get(), addresses[0].size, name,
                              sizeof name, nullptr, 0, NI_NAMEREQD);
    if (error)
      failure.text =
          "lookup " + std::string(viewOf(addr)) + ": " + ::gai_strerror(error);
  }
  if (failure.isFailure()) {
    *results = {{}, net::errorOf(*context, failure)};
    return;
  }
  const std::string names[] = {name};
  *results = {newStringSlice(*context, names), kNoError};
}
