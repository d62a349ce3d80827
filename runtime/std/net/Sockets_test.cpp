#include "runtime/std/net/Sockets.h"

#include <gtest/gtest.h>

namespace vo::rt::net {
namespace {

/// The texts of what an address resolves to, or the failure.
std::string resolved(std::string_view network, std::string_view address,
                     bool isPassive = false) {
  std::vector<Address> addresses;
  Failure failure = resolve(kTcp, network, address, isPassive, addresses);
  if (failure.isFailure())
    return "failure: " + failure.text;
  return textOf(addresses[0]);
}

TEST(Sockets, Addresses) {
  EXPECT_EQ(resolved("tcp", "127.0.0.1:80"), "127.0.0.1:80");
  EXPECT_EQ(resolved("tcp6", "[::1]:443"), "[::1]:443");
  EXPECT_EQ(resolved("tcp4", ":8080", true), "0.0.0.0:8080");
  EXPECT_EQ(resolved("tcp4", "127.0.0.1:", true), "127.0.0.1:0");
  EXPECT_EQ(resolved("tcp", "127.0.0.1"),
            "failure: address 127.0.0.1: missing port in address");
  EXPECT_TRUE(resolved("tcp", "::1:80").starts_with("failure")); // no brackets
  EXPECT_TRUE(
      resolved("tcp4", "[::1]:80").starts_with("failure: failed to lookup"));
}

TEST(Sockets, NetworksOfOthersAreRefused) {
  std::vector<Address> addresses;
  for (std::string_view network : {"", "tcp", "udp", "udp5", "udp44", "unix"})
    EXPECT_EQ(resolve(kUdp, network, "127.0.0.1:1", false, addresses).text,
              network == "udp" ? ""
                               : "unknown network: " + std::string(network));
  EXPECT_EQ(resolve(kTcp, "UDP", "", false, addresses).text,
            "unknown network: UDP");
}

TEST(Sockets, BytesOfAddresses) {
  std::vector<Address> addresses;
  ASSERT_FALSE(resolve(kTcp, "tcp", "1.2.3.4:5", false, addresses).isFailure());
  EXPECT_EQ(bytesOf(addresses[0]), std::string("\1\2\3\4"));
  EXPECT_EQ(portOf(addresses[0]), 5);
  ASSERT_FALSE(resolveHost("::1", addresses).isFailure());
  EXPECT_EQ(bytesOf(addresses[1]), std::string(15, '\0') + '\1');
}

TEST(Sockets, FormsOfAddresses) {
  std::vector<Address> addresses;
  ASSERT_FALSE(resolve(kTcp, "tcp", "1.2.3.4:5", false, addresses).isFailure());
  Address wide = inFamily(addresses[0], AF_INET6);
  EXPECT_EQ(wide.family(), AF_INET6);
  EXPECT_EQ(textOf(wide), "1.2.3.4:5");
  EXPECT_EQ(bytesOf(wide).size(), 4u);
  EXPECT_EQ(inFamily(addresses[0], AF_INET).family(), AF_INET);
}

TEST(Sockets, Paths) {
  Address address;
  EXPECT_FALSE(unixAddress("/tmp/x", address).isFailure());
  EXPECT_EQ(textOf(address), "/tmp/x");
  EXPECT_EQ(unixAddress(std::string(200, 'x'), address).number, ENAMETOOLONG);
  EXPECT_EQ(unixAddress("", address).number, EINVAL);
}

} // namespace
} // namespace vo::rt::net
