//===- Message.h - Requests and responses of HTTP/1.1 -----------*- C++ -*-===//
//
// The text of a request, and a reader of responses that takes bytes as they
// come (RFC 9112). Heads, trailers and the lines of chunks are limited; bodies
// are not. Every byte is looked at a fixed number of times. Needs no heap.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/std/net/http/Url.h"

#include <cstdint>
#include <vector>

namespace vo::rt::http {

struct Field {
  std::string name, value;

  /// Must not go to another server by a redirection.
  bool isForOneServer() const;
  /// Has no meaning without the body.
  bool isAboutBody() const;
};

struct Request {
  std::string method;
  Url url;
  std::vector<Field> fields;
  std::string body;

  /// Null, or why it cannot be sent, in a constant.
  const char *check() const;
  /// All of it. Fields that say how messages are framed, or what happens to the
  /// connection, are ours: the program's are left out.
  std::string text() const;
};

struct Response {
  int code = 0;
  std::string version, reason;
  std::vector<Field> fields;
  std::string body;

  /// The first value of a field; null if there is none.
  const std::string *find(std::string_view name) const;
};

class ResponseReader {
public:
  /// How long the head of a response may be, and its trailers, in bytes.
  static constexpr size_t kMaxHead = 1 << 20;

  /// To a request with the method HEAD there are responses without a body.
  explicit ResponseReader(bool isHead) : isHead(isHead) {}

  /// Takes the next bytes. Null, or what is wrong with them, in a constant.
  /// What follows the response is ignored.
  const char *feed(std::string_view bytes);
  /// There are no more. Null, or what is missing.
  const char *finish();

  bool isComplete() const { return state == State::Done; }
  Response &response() { return current; }

private:
  enum class State : uint8_t {
    Status,
    Field,
    Sized, // `left` bytes of the body
    ToEnd, // everything else is the body
    ChunkSize,
    Chunk,    // `left` bytes of a chunk
    ChunkEnd, // the empty line behind it
    Trailer,
    Done,
  };

  const char *takeLine(std::string_view text);
  const char *takeStatus(std::string_view text);
  const char *takeField(std::string_view text);
  const char *endHead();
  const char *beginBody();
  const char *readLength(bool &isKnown);
  const char *takeChunkSize(std::string_view text);
  void takeBody(std::string_view &bytes);
  bool isInLines() const {
    return state != State::Sized && state != State::ToEnd &&
           state != State::Chunk;
  }

  Response current;
  std::string line; // as far as it has come
  size_t headBytes = 0;
  uint64_t left = 0;
  State state = State::Status;
  bool isHead;
};

} // namespace vo::rt::http
