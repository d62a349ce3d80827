//===- Text.h - JSON text ---------------------------------------*- C++ -*-===//
//
// A text becomes a list of tokens before anything is made of it, so that what
// is malformed changes nothing. The grammar is that of RFC 8259. Nesting is
// limited, so hostile texts cost no stack. Needs no heap.
//
// Integers are those of 64 bits, signed or not; an integer or an exponent
// beyond what Vo's numbers hold is an error of the text.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vo::rt::json {

/// How many arrays and objects may be open at once, in texts and in values.
inline constexpr unsigned kMaxDepth = 64;

enum class TokenKind : uint8_t {
  Null,
  False,
  True,
  Int,  // fits into int64
  Uint, // fits into uint64 only
  Float,
  String, // keys, too
  Array,
  Object,
};

/// What follows an array are its elements, what follows an object its keys and
/// values in turn.
struct Token {
  TokenKind kind;
  uint64_t first;  // number: bits; string: position; array, object: count
  uint64_t second; // string: length as written; array, object: next token

  uint64_t count() const { return first; }
  int64_t integer() const { return std::bit_cast<int64_t>(first); }
  /// Any number.
  double number() const {
    return kind == TokenKind::Int    ? double(integer())
           : kind == TokenKind::Uint ? double(first)
                                     : std::bit_cast<double>(first);
  }
};

class Text {
public:
  /// Reads a text in UTF-8, which must live as long as this. Gives null, or
  /// what is wrong with it, in a constant.
  const char *parse(std::string_view source);

  const Token &operator[](uint64_t token) const { return tokens[token]; }
  /// The token behind a value.
  uint64_t next(uint64_t token) const {
    bool isNested = tokens[token].kind >= TokenKind::Array;
    return isNested ? tokens[token].second : token + 1;
  }
  std::string valueOf(const Token &string) const;

private:
  class Parser;

  std::string_view text;
  std::vector<Token> tokens;
};

/// A string in quotes at `position`, which is behind it afterwards unless there
/// is none: then gives what is wrong, in a constant. The value is appended.
const char *parseString(std::string_view text, uint64_t &position,
                        std::string &value);

/// Whether all of it is well-formed UTF-8.
bool isUtf8(std::string_view text);

/// Append values as JSON writes them. A byte that is not UTF-8 becomes \ufffd.
void appendString(std::string &out, std::string_view value);
/// The fewest digits that read back as the same number, with a fraction or an
/// exponent: 1.0, 0.00001, 1e16. Must be finite.
void appendNumber(std::string &out, double value);
void appendNumber(std::string &out, float value);

} // namespace vo::rt::json
