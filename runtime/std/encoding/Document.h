//===- Document.h - A text as a list of tokens ------------------*- C++ -*-===//
//
// A text becomes a list of tokens before anything is made of it, so that what
// is malformed changes nothing. Each format has a class that reads its texts.
// Needs no heap.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vo::rt::encoding {

/// How many arrays and objects may be open at once, in texts and in values:
/// hostile ones cost no stack.
inline constexpr unsigned kMaxDepth = 64;

enum class TokenKind : uint8_t {
  Null,
  False,
  True,
  Int,  // fits into int64
  Uint, // fits into uint64 only
  Float,
  String, // keys, too
  // Times as they are written, of formats that have them.
  OffsetDateTime,
  LocalDateTime,
  LocalDate,
  LocalTime,
  Array,
  Object,
};

/// What follows an array are its elements, what follows an object its keys and
/// values in turn.
struct Token {
  TokenKind kind;
  uint64_t first;  // number: bits; text: position; array, object: count
  uint64_t second; // text: length; array, object: next token

  uint64_t count() const { return first; }
  int64_t integer() const { return std::bit_cast<int64_t>(first); }
  bool isNumber() const {
    return kind >= TokenKind::Int && kind <= TokenKind::Float;
  }
  bool isTime() const {
    return kind >= TokenKind::OffsetDateTime && kind <= TokenKind::LocalTime;
  }
  /// Any number.
  double number() const {
    return kind == TokenKind::Int    ? double(integer())
           : kind == TokenKind::Uint ? double(first)
                                     : std::bit_cast<double>(first);
  }
};

/// Whether all of it is well-formed UTF-8.
bool isUtf8(std::string_view text);

class Document {
public:
  virtual ~Document() = default;

  const Token &operator[](uint64_t token) const { return tokens[token]; }
  /// The token behind a value.
  uint64_t next(uint64_t token) const {
    bool isNested = tokens[token].kind >= TokenKind::Array;
    return isNested ? tokens[token].second : token + 1;
  }
  /// What a string or time says.
  virtual std::string valueOf(const Token &text) const = 0;

protected:
  std::vector<Token> tokens;
};

} // namespace vo::rt::encoding
