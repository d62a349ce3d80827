//===- HttpFuzz.cpp - Reading of URLs and responses -----------------------===//
//
// Any bytes are read without fault. A response reads the same in one piece and
// byte by byte, and what is read of a URL fits into a request.
//
//===----------------------------------------------------------------------===//

#include "runtime/std/net/http/Message.h"
#include "runtime/std/net/http/Syntax.h"

#include <cstdlib>

using namespace vo::rt::http;

static void require(bool isTrue) {
  if (!isTrue)
    std::abort();
}

static void checkUrl(std::string_view bytes) {
  Url base, url;
  base.host = "h";
  base.target = "/a/b?c";
  if (resolveUrl(base, bytes, url))
    return;
  require(url.target.starts_with('/') && !url.host.empty());
  for (char c : url.target + url.address())
    require(uint8_t(c) > ' ' && c != '\x7f');
  Url again;
  std::string text =
      (url.isSecure ? "https://" : "http://") + url.authority() + url.target;
  require(!parseUrl(text, again) && again.target == url.target &&
          again.host == url.host && again.address() == url.address());
}

static void checkResponse(std::string_view bytes) {
  ResponseReader whole(false), pieces(false);
  const char *why = whole.feed(bytes), *other = nullptr;
  for (size_t i = 0; i < bytes.size() && !other; ++i)
    other = pieces.feed(bytes.substr(i, 1));
  require(why == other && whole.isComplete() == pieces.isComplete());
  if (why)
    return;
  require(whole.finish() == pieces.finish());
  require(whole.response().body == pieces.response().body &&
          whole.response().fields.size() == pieces.response().fields.size());
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char *>(data), size);
  checkUrl(bytes);
  checkResponse(bytes);
  return 0;
}
