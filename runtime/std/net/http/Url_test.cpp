#include "runtime/std/net/http/Url.h"

#include <gtest/gtest.h>

namespace vo::rt::http {
namespace {

/// "address authority target", or the error.
std::string shown(const char *why, const Url &url) {
  return why ? why : url.address() + " " + url.authority() + " " + url.target;
}
std::string parsed(std::string_view text) {
  Url url;
  const char *why = parseUrl(text, url);
  return shown(why, url);
}
std::string resolved(std::string_view reference) {
  Url base, url;
  EXPECT_EQ(parseUrl("https://h:1/a/b/c?q#f", base), nullptr);
  const char *why = resolveUrl(base, reference, url);
  return shown(why, url);
}

TEST(Url, Parts) {
  EXPECT_EQ(parsed("http://h"), "h:80 h /");
  EXPECT_EQ(parsed("HTTPS://h/a?b#c"), "h:443 h /a?b");
  EXPECT_EQ(parsed("https://h:443?b"), "h:443 h /?b");
  EXPECT_EQ(parsed("http://u:p@x@h:443/"), "h:443 h:443 /");
  EXPECT_EQ(parsed("http://[::1]:8080/a b\xC3\xA9"),
            "[::1]:8080 [::1]:8080 /a%20b%C3%A9");
  EXPECT_EQ(parsed("http://h:/"), "h:80 h /");
}

TEST(Url, Malformed) {
  EXPECT_EQ(parsed("ftp://h"), "unsupported scheme of the URL: only http and "
                               "https are");
  EXPECT_EQ(parsed("data:text/plain,x"),
            "unsupported scheme of the URL: only http and https are");
  EXPECT_EQ(parsed("http:///a"), "no host in the URL");
  EXPECT_EQ(parsed("http://h:x/"), "invalid port in the URL");
  EXPECT_EQ(parsed("http://h:123456/"), "invalid port in the URL");
  EXPECT_EQ(parsed("http://[::1/"), "missing ']' in the host of the URL");
  EXPECT_EQ(parsed("http://[::1]x/"), "invalid port in the URL");
  EXPECT_EQ(parsed("http://a b/"), "invalid host in the URL");
  EXPECT_EQ(parsed("http://a\r\nb/"), "invalid host in the URL");
}

TEST(Url, References) {
  EXPECT_EQ(resolved("http://x/y"), "x:80 x /y");
  EXPECT_EQ(resolved("//x/y"), "x:443 x /y");
  EXPECT_EQ(resolved("/y?z"), "h:1 h:1 /y?z");
  EXPECT_EQ(resolved("y"), "h:1 h:1 /a/b/y");
  EXPECT_EQ(resolved("../y"), "h:1 h:1 /a/y");
  EXPECT_EQ(resolved("../../../y/./z/.."), "h:1 h:1 /y/");
  EXPECT_EQ(resolved("?y"), "h:1 h:1 /a/b/c?y");
  EXPECT_EQ(resolved("#y"), "h:1 h:1 /a/b/c?q");
  EXPECT_EQ(resolved("/a?b=http://c"), "h:1 h:1 /a?b=http://c");
  EXPECT_EQ(resolved("mailto:x"),
            "unsupported scheme of the URL: only http and https are");
}

TEST(Url, Origins) {
  auto same = [](std::string_view a, std::string_view b) {
    Url left, right;
    EXPECT_EQ(parseUrl(a, left), nullptr);
    EXPECT_EQ(parseUrl(b, right), nullptr);
    return left.hasSameOrigin(right);
  };
  EXPECT_TRUE(same("http://H/a", "http://h:80/b"));
  EXPECT_FALSE(same("http://h/", "https://h:80/"));
  EXPECT_FALSE(same("http://h/", "http://h:81/"));
  EXPECT_FALSE(same("http://h/", "http://i/"));
}

} // namespace
} // namespace vo::rt::http
