#include "runtime/std/net/http/Url.h"

#include "runtime/std/net/http/Syntax.h"

#include <algorithm>
#include <vector>

using namespace vo::rt::http;

static std::string_view defaultPort(bool isSecure) {
  return isSecure ? "443" : "80";
}

static std::string inBrackets(const std::string &host) {
  return host.find(':') == host.npos ? host : "[" + host + "]";
}

std::string Url::address() const {
  return inBrackets(host) + ":" +
         (port.empty() ? std::string(defaultPort(isSecure)) : port);
}

std::string Url::authority() const {
  bool isPlain = port.empty() || port == defaultPort(isSecure);
  return isPlain ? inBrackets(host) : inBrackets(host) + ":" + port;
}

bool Url::hasSameOrigin(const Url &other) const {
  return isSecure == other.isSecure && equalFold(host, other.host) &&
         address().substr(host.size()) ==
             other.address().substr(other.host.size());
}

/// Path and query without a fragment, fit for the first line of a request.
static std::string targetOf(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string target;
  if (!text.starts_with('/'))
    target += '/';
  for (char c : text.substr(0, text.find('#'))) {
    auto byte = uint8_t(c);
    if (byte > ' ' && byte < 0x7f)
      target += c;
    else
      ((target += '%') += kDigits[byte >> 4]) += kDigits[byte & 15];
  }
  return target;
}

static bool isHostByte(char c) {
  return uint8_t(c) > ' ' && c != '\x7f' &&
         std::string_view("\"/<>?@[\\]^`{|}#").find(c) ==
             std::string_view::npos;
}

/// Host and port.
static const char *readAuthority(std::string_view text, Url &url) {
  if (size_t at = text.rfind('@'); at != text.npos)
    text.remove_prefix(at + 1);
  size_t end = text.starts_with('[') ? text.find(']') : text.find(':');
  if (text.starts_with('[')) {
    if (end == text.npos)
      return "missing ']' in the host of the URL";
    url.host = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
  } else {
    end = std::min(end, text.size());
    url.host = text.substr(0, end);
    text.remove_prefix(end);
  }
  if (url.host.empty())
    return "no host in the URL";
  if (!std::ranges::all_of(url.host, isHostByte))
    return "invalid host in the URL";
  if (!text.empty() && text[0] != ':')
    return "invalid port in the URL";
  url.port = text.substr(std::min<size_t>(text.size(), 1));
  bool isNumber = std::ranges::all_of(
      url.port, [](char c) { return c >= '0' && c <= '9'; });
  return isNumber && url.port.size() <= 5 ? nullptr : "invalid port in the URL";
}

const char *vo::rt::http::parseUrl(std::string_view text, Url &url) {
  size_t colon = text.find("://");
  std::string_view scheme = text.substr(0, colon);
  if (colon == text.npos ||
      (!equalFold(scheme, "http") && !equalFold(scheme, "https")))
    return "unsupported scheme of the URL: only http and https are";
  url = {};
  url.isSecure = equalFold(scheme, "https");
  text.remove_prefix(colon + 3);
  size_t end = std::min(text.find_first_of("/?#"), text.size());
  if (const char *why = readAuthority(text.substr(0, end), url))
    return why;
  url.target = targetOf(text.substr(end));
  return nullptr;
}

//===----------------------------------------------------------------------===//
// References
//===----------------------------------------------------------------------===//

/// RFC 3986, 5.2.4.
static std::string withoutDots(std::string_view path) {
  std::vector<std::string_view> segments;
  bool isFolder = false;
  for (path.remove_prefix(1);;) {
    size_t slash = path.find('/');
    std::string_view segment = path.substr(0, slash);
    isFolder = segment == "." || segment == "..";
    if (segment == "..") {
      if (!segments.empty())
        segments.pop_back();
    } else if (segment != ".") {
      segments.push_back(segment);
    }
    if (slash == path.npos)
      break;
    path.remove_prefix(slash + 1);
  }
  std::string result;
  for (std::string_view segment : segments)
    (result += '/') += segment;
  if (isFolder || result.empty())
    result += '/';
  return result;
}

static bool hasScheme(std::string_view reference) {
  size_t end = reference.find_first_of(":/?#");
  return end != reference.npos && end > 0 && reference[end] == ':';
}

const char *vo::rt::http::resolveUrl(const Url &base,
                                     std::string_view reference, Url &url) {
  if (hasScheme(reference))
    return parseUrl(reference, url);
  if (reference.starts_with("//"))
    return parseUrl(
        (base.isSecure ? "https:" : "http:") + std::string(reference), url);
  url = base;
  reference = reference.substr(0, reference.find('#'));
  if (reference.empty())
    return nullptr;
  std::string_view query;
  if (size_t mark = reference.find('?'); mark != reference.npos) {
    query = reference.substr(mark);
    reference = reference.substr(0, mark);
  }
  std::string path = base.target.substr(0, base.target.find('?'));
  if (reference.starts_with('/'))
    path = withoutDots(reference);
  else if (!reference.empty())
    path = withoutDots(path.substr(0, path.rfind('/') + 1) +
                       std::string(reference));
  url.target = targetOf(path.append(query));
  return nullptr;
}
