#include "runtime/std/net/http/Message.h"

#include "runtime/std/net/http/Syntax.h"

#include <charconv>
#include <span>

using namespace vo::rt::http;

//===----------------------------------------------------------------------===//
// Requests
//===----------------------------------------------------------------------===//

static bool isIn(std::span<const std::string_view> names,
                 std::string_view name) {
  return std::ranges::any_of(
      names, [&](std::string_view each) { return equalFold(each, name); });
}

/// About the connection (RFC 9110, 7.6.1) and the framing.
static bool isOurs(std::string_view name) {
  static constexpr std::string_view kNames[] = {
      "Connection", "Content-Length",    "Keep-Alive", "Proxy-Connection",
      "TE",         "Transfer-Encoding", "Trailer",    "Upgrade",
  };
  return isIn(kNames, name);
}

bool Field::isForOneServer() const {
  static constexpr std::string_view kNames[] = {"Authorization", "Cookie",
                                                "Host"};
  return isIn(kNames, name);
}

bool Field::isAboutBody() const {
  static constexpr std::string_view kNames[] = {
      "Content-Encoding", "Content-Language", "Content-Type"};
  return isIn(kNames, name);
}

const char *Request::check() const {
  if (!isToken(method))
    return "invalid method";
  for (const Field &field : fields)
    if (!isToken(field.name) || !isFieldValue(field.value))
      return "invalid header";
  return nullptr;
}

std::string Request::text() const {
  std::string out = method + " " + url.target + " HTTP/1.1\r\n";
  auto add = [&](std::string_view name, std::string_view value) {
    ((((out += name) += ": ") += value) += "\r\n");
  };
  auto addDefault = [&](std::string_view name, std::string_view value) {
    if (std::ranges::none_of(fields, [&](const Field &field) {
          return equalFold(field.name, name);
        }))
      add(name, value);
  };
  addDefault("Host", url.authority());
  addDefault("User-Agent", "Vo-http-client/1.1");
  addDefault("Accept", "*/*");
  for (const Field &field : fields)
    if (!isOurs(field.name))
      add(field.name, field.value);
  bool hasBody = method == "POST" || method == "PUT" || method == "PATCH";
  if (hasBody || !body.empty())
    add("Content-Length", std::to_string(body.size()));
  add("Connection", "close");
  return (out += "\r\n") += body;
}

//===----------------------------------------------------------------------===//
// Responses
//===----------------------------------------------------------------------===//

const std::string *Response::find(std::string_view name) const {
  for (const Field &field : fields)
    if (equalFold(field.name, name))
      return &field.value;
  return nullptr;
}

const char *ResponseReader::feed(std::string_view bytes) {
  while (!bytes.empty() && state != State::Done) {
    if (!isInLines()) {
      takeBody(bytes);
      continue;
    }
    size_t end = bytes.find('\n');
    size_t taken = end == bytes.npos ? bytes.size() : end + 1;
    headBytes += taken;
    if (headBytes > kMaxHead)
      return "the head of the response is too long";
    line += bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    if (end == bytes.npos)
      return nullptr;
    line.pop_back();
    if (line.ends_with('\r'))
      line.pop_back();
    std::string whole;
    std::swap(whole, line);
    if (const char *why = takeLine(whole))
      return why;
  }
  return nullptr;
}

const char *ResponseReader::finish() {
  if (state == State::ToEnd)
    state = State::Done;
  if (state == State::Done)
    return nullptr;
  return state == State::Status && line.empty()
             ? "the server closed the connection without a response"
             : "the server closed the connection before the response ended";
}

const char *ResponseReader::takeLine(std::string_view text) {
  switch (state) {
  case State::Status:
    return takeStatus(text);
  case State::Field:
    return text.empty() ? endHead() : takeField(text);
  case State::ChunkSize:
    return takeChunkSize(text);
  case State::ChunkEnd:
    state = State::ChunkSize;
    headBytes = 0; // only what is between two chunks is limited
    return text.empty() ? nullptr : "malformed chunk in the response";
  default: // trailers, which nobody asks for
    if (text.empty())
      state = State::Done;
    return nullptr;
  }
}

/// "HTTP/1.1 200 OK"; the reason may be missing.
const char *ResponseReader::takeStatus(std::string_view text) {
  constexpr std::string_view kVersion = "HTTP/1.";
  constexpr size_t kCode = kVersion.size() + 2, kReason = kCode + 4;
  if (!text.starts_with(kVersion) || text.size() < kReason - 1 ||
      (text[kCode - 2] != '0' && text[kCode - 2] != '1') ||
      text[kCode - 1] != ' ' ||
      (text.size() >= kReason && text[kReason - 1] != ' '))
    return "malformed status line in the response";
  int code = 0;
  auto [end, error] =
      std::from_chars(text.data() + kCode, text.data() + kReason - 1, code);
  if (end != text.data() + kReason - 1 || code < 100)
    return "malformed status line in the response";
  current = {};
  current.code = code;
  current.version = text.substr(0, kCode - 1);
  if (text.size() > kReason)
    current.reason = text.substr(kReason);
  state = State::Field;
  return nullptr;
}

const char *ResponseReader::takeField(std::string_view text) {
  if (text[0] == ' ' || text[0] == '\t') { // goes on from the line before
    if (current.fields.empty())
      return "malformed header in the response";
    (current.fields.back().value += ' ') += trimmed(text);
    return nullptr;
  }
  size_t colon = text.find(':');
  if (colon == text.npos || !isToken(text.substr(0, colon)))
    return "malformed header in the response";
  std::string_view value = trimmed(text.substr(colon + 1));
  if (!isFieldValue(value))
    return "malformed header in the response";
  current.fields.push_back(
      {std::string(text.substr(0, colon)), std::string(value)});
  return nullptr;
}

const char *ResponseReader::endHead() {
  if (current.code == 101)
    return "the server switched to another protocol";
  if (current.code < 200) { // there will be another one
    state = State::Status;
    return nullptr;
  }
  headBytes = 0;
  return beginBody();
}

/// RFC 9112, 6.3.
const char *ResponseReader::beginBody() {
  if (isHead || current.code == 204 || current.code == 304) {
    state = State::Done;
    return nullptr;
  }
  if (const std::string *encoding = current.find("Transfer-Encoding")) {
    if (!equalFold(*encoding, "chunked"))
      return "unsupported transfer encoding in the response";
    state = State::ChunkSize;
    return nullptr;
  }
  bool isKnown = false;
  if (const char *why = readLength(isKnown))
    return why;
  state = !isKnown ? State::ToEnd : left == 0 ? State::Done : State::Sized;
  return nullptr;
}

/// All that say how long the body is must say the same.
const char *ResponseReader::readLength(bool &isKnown) {
  for (const Field &field : current.fields) {
    if (!equalFold(field.name, "Content-Length"))
      continue;
    uint64_t length = 0;
    const std::string &text = field.value;
    auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc() || end != text.data() + text.size() ||
        length > uint64_t(INT64_MAX) || (isKnown && length != left))
      return "invalid Content-Length in the response";
    left = length;
    isKnown = true;
  }
  return nullptr;
}

/// A number in hexadecimal; what follows a semicolon is ignored.
const char *ResponseReader::takeChunkSize(std::string_view text) {
  std::string_view digits = trimmed(text.substr(0, text.find(';')));
  auto [end, error] = std::from_chars(digits.begin(), digits.end(), left, 16);
  if (error != std::errc() || end != digits.end() || left > uint64_t(INT64_MAX))
    return "malformed chunk in the response";
  state = left == 0 ? State::Trailer : State::Chunk;
  return nullptr;
}

void ResponseReader::takeBody(std::string_view &bytes) {
  size_t taken = bytes.size();
  if (state != State::ToEnd)
    taken = size_t(std::min<uint64_t>(taken, left));
  current.body += bytes.substr(0, taken);
  bytes.remove_prefix(taken);
  if (state == State::ToEnd)
    return;
  left -= taken;
  if (left == 0)
    state = state == State::Sized ? State::Done : State::ChunkEnd;
}
