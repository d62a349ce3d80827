//===- Url.h - Where a request goes -----------------------------*- C++ -*-===//
//
// URLs as RFC 3986 defines them, of the schemes http and https. Host names are
// taken as they are: there is no IDNA. What must not stand in the first line of
// a request (blanks, controls, bytes beyond ASCII) is escaped. Needs no heap.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>
#include <string_view>

namespace vo::rt::http {

struct Url {
  bool isSecure = false;
  std::string host;   // without brackets
  std::string port;   // as written; empty for the scheme's own
  std::string target; // path and query, never empty

  /// host:port, for package net.
  std::string address() const;
  /// The same as the header Host has it: a port of its own is left out.
  std::string authority() const;
  bool hasSameOrigin(const Url &other) const;
};

/// Null, or what is wrong with the URL, in a constant. A user in it is ignored.
const char *parseUrl(std::string_view text, Url &url);

/// The URL that a reference means in a document at `base`.
const char *resolveUrl(const Url &base, std::string_view reference, Url &url);

} // namespace vo::rt::http
