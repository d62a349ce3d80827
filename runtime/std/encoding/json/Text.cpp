#include "runtime/std/encoding/json/Text.h"

#include "runtime/object/Utf8.h"

#include <charconv>
#include <cmath>

using namespace vo::rt;
using namespace vo::rt::json;

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

/// Finds the end of a string from behind its quote on.
static const char *findQuote(std::string_view text, uint64_t &position) {
  for (; position < text.size(); ++position) {
    auto byte = uint8_t(text[position]);
    if (byte == '"')
      return nullptr;
    if (byte < ' ')
      return "unescaped control character in JSON string";
    if (byte == '\\' && ++position == text.size())
      return "unterminated escape in JSON string";
  }
  return "unterminated JSON string";
}

/// Four digits behind \u.
static const char *readHex(std::string_view &rest, uint32_t &value) {
  if (rest.size() < 4)
    return "incomplete Unicode escape in JSON string";
  auto [end, error] =
      std::from_chars(rest.begin(), rest.begin() + 4, value, 16);
  if (error != std::errc() || end != rest.begin() + 4 || rest[0] == '-')
    return "invalid Unicode escape in JSON string";
  rest.remove_prefix(4);
  return nullptr;
}

static bool isBetween(uint32_t value, uint32_t first, uint32_t last) {
  return value >= first && value <= last;
}

/// What stands behind \u, a pair of surrogates in two escapes.
static const char *readRune(std::string_view &rest, std::string &value) {
  uint32_t rune = 0, low = 0;
  if (const char *why = readHex(rest, rune))
    return why;
  if (isBetween(rune, 0xDC00, 0xDFFF))
    return "unpaired low surrogate in JSON string";
  if (isBetween(rune, 0xD800, 0xDBFF)) {
    if (!rest.starts_with("\\u"))
      return "high surrogate without low surrogate in JSON string";
    rest.remove_prefix(2);
    if (const char *why = readHex(rest, low))
      return why;
    if (!isBetween(low, 0xDC00, 0xDFFF))
      return "invalid low surrogate in JSON string";
    rune = 0x10000 + (rune - 0xD800) * 0x400 + (low - 0xDC00);
  }
  uint8_t bytes[utf8::kMaxBytes];
  value.append(reinterpret_cast<const char *>(bytes),
               utf8::encode(rune, bytes));
  return nullptr;
}

/// What stands between the quotes.
static const char *readContents(std::string_view rest, std::string &value) {
  static constexpr std::string_view kLetters = "\"\\/bfnrt",
                                    kMeanings = "\"\\/\b\f\n\r\t";
  for (;;) {
    size_t plain = std::min(rest.find('\\'), rest.size());
    value += rest.substr(0, plain);
    if (plain == rest.size())
      return nullptr;
    // findQuote has seen that something follows.
    char letter = rest[plain + 1];
    rest.remove_prefix(plain + 2);
    if (letter == 'u') {
      if (const char *why = readRune(rest, value))
        return why;
      continue;
    }
    size_t which = kLetters.find(letter);
    if (which == kLetters.npos)
      return "invalid escape in JSON string";
    value += kMeanings[which];
  }
}

const char *vo::rt::json::parseString(std::string_view text, uint64_t &position,
                                      std::string &value) {
  if (position >= text.size() || text[position] != '"')
    return "expected JSON string";
  uint64_t begin = position + 1, end = begin;
  if (const char *why = findQuote(text, end))
    return why;
  if (const char *why = readContents(text.substr(begin, end - begin), value))
    return why;
  position = end + 1;
  return nullptr;
}

std::string Text::valueOf(const Token &string) const {
  std::string value;
  readContents(text.substr(string.first, string.second), value);
  return value;
}

//===----------------------------------------------------------------------===//
// The grammar
//===----------------------------------------------------------------------===//

class Text::Parser {
public:
  Parser(std::string_view text, std::vector<Token> &tokens)
      : text(text), tokens(tokens) {}

  const char *run() {
    if (const char *why = value(0))
      return why;
    skipSpace();
    return at == text.size() ? nullptr : "trailing characters after JSON value";
  }

private:
  /// The next byte; 0 at the end, which is no byte of the grammar.
  char peek() const { return at < text.size() ? text[at] : '\0'; }
  bool accept(char c) {
    bool isThere = peek() == c;
    at += isThere;
    return isThere;
  }
  void skipSpace() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')
      ++at;
  }

  const char *value(unsigned depth) {
    skipSpace();
    if (at == text.size())
      return "unexpected end";
    switch (text[at]) {
    case '{':
      return nested(TokenKind::Object, depth);
    case '[':
      return nested(TokenKind::Array, depth);
    case '"':
      return string();
    case 't':
      return word("true", TokenKind::True);
    case 'f':
      return word("false", TokenKind::False);
    case 'n':
      return word("null", TokenKind::Null);
    default:
      if (peek() != '-' && !isDigit())
        return "unexpected character";
      return number();
    }
  }

  const char *word(std::string_view letters, TokenKind kind) {
    if (!text.substr(at).starts_with(letters))
      return "invalid JSON literal";
    at += letters.size();
    tokens.push_back({kind, 0, 0});
    return nullptr;
  }

  const char *string() {
    uint64_t begin = at + 1;
    scratch.clear();
    if (const char *why = parseString(text, at, scratch))
      return why;
    tokens.push_back({TokenKind::String, begin, at - 1 - begin});
    return nullptr;
  }

  const char *key() {
    if (peek() != '"')
      return "expected string key in JSON object";
    if (const char *why = string())
      return why;
    skipSpace();
    return accept(':') ? nullptr : "expected ':' after JSON object key";
  }

  const char *nested(TokenKind kind, unsigned depth) {
    if (depth == kMaxDepth)
      return "maximum JSON nesting depth exceeded";
    bool isObject = kind == TokenKind::Object;
    uint64_t own = tokens.size(), count = 0;
    tokens.push_back({kind, 0, 0});
    ++at;
    skipSpace();
    for (bool isOpen = !accept(isObject ? '}' : ']'); isOpen; ++count) {
      if (isObject)
        if (const char *why = key())
          return why;
      if (const char *why = value(depth + 1))
        return why;
      if (const char *why = separator(isObject, isOpen))
        return why;
    }
    tokens[own].first = count;
    tokens[own].second = tokens.size();
    return nullptr;
  }

  /// What follows an element: a comma, or the end.
  const char *separator(bool isObject, bool &isOpen) {
    char close = isObject ? '}' : ']';
    skipSpace();
    if (accept(close)) {
      isOpen = false;
      return nullptr;
    }
    if (at == text.size())
      return isObject ? "unterminated JSON object" : "unterminated JSON array";
    if (!accept(','))
      return isObject ? "expected ',' or '}' in JSON object"
                      : "expected ',' or ']' in JSON array";
    skipSpace();
    if (peek() != close)
      return nullptr;
    return isObject ? "trailing comma in JSON object"
                    : "trailing comma in JSON array";
  }

  //===--- Numbers --------------------------------------------------------===//

  bool isDigit() const { return peek() >= '0' && peek() <= '9'; }
  /// Whether there were any.
  bool skipDigits() {
    uint64_t begin = at;
    while (isDigit())
      ++at;
    return at != begin;
  }

  const char *number() {
    uint64_t begin = at;
    bool isNegative = accept('-');
    bool isZero = accept('0');
    if (isZero && isDigit())
      return "leading zero in JSON number";
    if (!isZero && !skipDigits())
      return "invalid JSON number";
    bool isFloat = accept('.');
    if (isFloat && !skipDigits())
      return "missing fraction digits in JSON number";
    if (accept('e') || accept('E')) {
      isFloat = true;
      if (!accept('+'))
        accept('-');
      if (!skipDigits())
        return "missing exponent digits in JSON number";
    }
    std::string_view digits = text.substr(begin, at - begin);
    return isFloat ? floating(digits) : integer(digits, isNegative);
  }

  const char *integer(std::string_view digits, bool isNegative) {
    int64_t value = 0;
    if (std::from_chars(digits.begin(), digits.end(), value).ec ==
        std::errc()) {
      tokens.push_back({TokenKind::Int, std::bit_cast<uint64_t>(value), 0});
      return nullptr;
    }
    uint64_t large = 0;
    if (isNegative ||
        std::from_chars(digits.begin(), digits.end(), large).ec != std::errc())
      return "JSON integer out of range";
    tokens.push_back({TokenKind::Uint, large, 0});
    return nullptr;
  }

  const char *floating(std::string_view digits) {
    double value = 0;
    auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
    // Out of range is also what is too small, and then as good as zero; strtod
    // tells which, and knows no digit groups or other marks than the grammar's.
    if (error == std::errc::result_out_of_range)
      value = std::strtod(std::string(digits).c_str(), nullptr);
    if (std::isinf(value))
      return "JSON number out of range";
    tokens.push_back({TokenKind::Float, std::bit_cast<uint64_t>(value), 0});
    return nullptr;
  }

  std::string_view text;
  std::vector<Token> &tokens;
  uint64_t at = 0;
  std::string scratch;
};

const char *Text::parse(std::string_view source) {
  text = source;
  tokens.clear();
  return Parser(text, tokens).run();
}
