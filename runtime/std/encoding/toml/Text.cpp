#include "runtime/std/encoding/toml/Text.h"

#include "runtime/object/Utf8.h"

#include <charconv>
#include <cmath>
#include <limits>

using namespace vo::rt;
using namespace vo::rt::toml;

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

static constexpr std::string_view kEscaped = "\"\\\b\t\n\f\r",
                                  kLetters = "\"\\btnfr";

static bool isBare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '-';
}
static bool isControl(char c) { return uint8_t(c) < ' ' || c == '\x7f'; }

void vo::rt::toml::appendString(std::string &out, std::string_view value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  out += '"';
  for (char c : value) {
    size_t which = kEscaped.find(c);
    if (which != kEscaped.npos)
      (out += '\\') += kLetters[which];
    else if (isControl(c))
      ((out += "\\u00") += kDigits[uint8_t(c) >> 4]) += kDigits[c & 15];
    else
      out += c;
  }
  out += '"';
}

void vo::rt::toml::appendKey(std::string &out, std::string_view key) {
  bool isPlain = !key.empty();
  for (char c : key)
    isPlain &= isBare(c);
  if (isPlain)
    out += key;
  else
    appendString(out, key);
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

class Text::Parser {
public:
  Parser(std::string_view text, std::vector<Token> &tokens,
         std::string &strings)
      : text(text), tokens(tokens), strings(strings) {}

  const char *run() {
    tokens.push_back({TokenKind::Object, 0, 0});
    uint64_t count = 0;
    for (skipLines(); at < text.size(); ++count) {
      if (const char *why = member(1))
        return why;
      skipBlanks();
      if (at < text.size() && peek() != '\n' && peek() != '\r')
        return "expected end of line after TOML statement";
      skipLines();
    }
    tokens[0].first = count;
    tokens[0].second = tokens.size();
    return nullptr;
  }

private:
  /// The next byte; 0 at the end, which is no byte of the grammar.
  char peek() const { return at < text.size() ? text[at] : '\0'; }
  bool accept(char c) {
    bool isThere = peek() == c;
    at += isThere;
    return isThere;
  }
  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t')
      ++at;
  }
  void skipLines() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')
      ++at;
  }

  const char *member(unsigned depth) {
    if (const char *why = key())
      return why;
    skipBlanks();
    if (!accept('='))
      return "expected '=' after TOML key";
    skipBlanks();
    return value(depth);
  }

  const char *key() {
    if (peek() == '"')
      return string();
    uint64_t begin = at;
    while (isBare(peek()))
      ++at;
    if (at == begin)
      return "invalid or empty TOML key";
    keep(TokenKind::String, text.substr(begin, at - begin));
    return nullptr;
  }

  const char *value(unsigned depth) {
    switch (peek()) {
    case '"':
      return string();
    case '[':
      return nested(TokenKind::Array, ']', depth);
    case '{':
      return nested(TokenKind::Object, '}', depth);
    case '\0':
      return "unexpected end while reading TOML value";
    default:
      return word();
    }
  }

  const char *nested(TokenKind kind, char close, unsigned depth) {
    if (depth == kMaxDepth)
      return "maximum TOML nesting depth exceeded";
    uint64_t own = tokens.size(), count = 0;
    tokens.push_back({kind, 0, 0});
    ++at;
    skipLines();
    for (; !accept(close); ++count) {
      if (count != 0 && !accept(','))
        return kind == TokenKind::Array
                   ? "expected ',' or ']' in TOML array"
                   : "expected ',' or '}' in TOML inline table";
      skipLines();
      if (const char *why =
              kind == TokenKind::Array ? value(depth + 1) : member(depth + 1))
        return why;
      skipLines();
    }
    tokens[own].first = count;
    tokens[own].second = tokens.size();
    return nullptr;
  }

  //===--- Strings --------------------------------------------------------===//

  void keep(TokenKind kind, std::string_view value) {
    tokens.push_back({kind, strings.size(), value.size()});
    strings += value;
  }

  const char *string() {
    uint64_t begin = strings.size();
    for (++at; !accept('"');) {
      if (at == text.size())
        return "unterminated TOML basic string";
      char c = text[at++];
      if (isControl(c) && c != '\t')
        return "unescaped control character in TOML string";
      if (c != '\\')
        strings += c;
      else if (const char *why = escape())
        return why;
    }
    tokens.push_back({TokenKind::String, begin, strings.size() - begin});
    return nullptr;
  }

  const char *escape() {
    if (at == text.size())
      return "unterminated TOML escape";
    char letter = text[at++];
    if (letter == 'u' || letter == 'U' || letter == 'x')
      return rune(letter == 'x' ? 2 : letter == 'u' ? 4 : 8);
    size_t which = kLetters.find(letter);
    if (letter == 'e')
      strings += '\x1b';
    else if (which != kLetters.npos)
      strings += kEscaped[which];
    else
      return "invalid escape in TOML basic string";
    return nullptr;
  }

  const char *rune(size_t digits) {
    std::string_view number = text.substr(at, digits);
    uint32_t rune = 0;
    auto [end, error] = std::from_chars(number.begin(), number.end(), rune, 16);
    if (number.size() != digits || end != number.end() ||
        error != std::errc() || number[0] == '-')
      return "invalid TOML Unicode escape";
    if (rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF))
      return "invalid Unicode scalar in TOML string";
    at += digits;
    uint8_t bytes[utf8::kMaxBytes];
    strings.append(reinterpret_cast<const char *>(bytes),
                   utf8::encode(rune, bytes));
    return nullptr;
  }

  //===--- Bare words: numbers, times, true and false ---------------------===//

  /// Up to where a value must have ended.
  std::string_view peekWord() const {
    size_t end = text.find_first_of(" \t\r\n,]}", at);
    return text.substr(at, end == text.npos ? end : end - at);
  }

  const char *word() {
    std::string_view word = peekWord();
    if (word == "true" || word == "false") {
      tokens.push_back(
          {word == "true" ? TokenKind::True : TokenKind::False, 0, 0});
    } else if (isTime(word)) {
      return time();
    } else if (const char *why = number(word)) {
      return why;
    }
    at += word.size();
    return nullptr;
  }

  /// Only times have a colon, or a dash behind four digits.
  static bool isTime(std::string_view word) {
    return word.find(':') != word.npos ||
           (word.find_first_not_of("0123456789") == 4 && word[4] == '-');
  }

  const char *time() {
    TokenKind kind{};
    size_t length = 0;
    if (const char *why = readTime(text.substr(at), kind, length))
      return why;
    keep(kind, text.substr(at, length));
    at += length;
    return peekWord().empty() ? nullptr
                              : "invalid character after TOML date/time value";
  }

  const char *number(std::string_view word) {
    std::string_view digits = word;
    bool isNegative = word.starts_with('-');
    digits.remove_prefix(isNegative || word.starts_with('+'));
    double special = digits == "inf" ? std::numeric_limits<double>::infinity()
                     : digits == "nan"
                         ? std::numeric_limits<double>::quiet_NaN()
                         : 0;
    if (special != 0) {
      addFloat(isNegative ? -special : special);
      return nullptr;
    }
    if (digits.empty() || digits[0] < '0' || digits[0] > '9')
      return "unsupported or invalid TOML value";
    if (digits.find_first_of(".eE") != digits.npos)
      return floating(word.substr(word.starts_with('+')));
    int64_t value = 0;
    word.remove_prefix(word.starts_with('+'));
    auto [end, error] = std::from_chars(word.begin(), word.end(), value);
    if (error == std::errc::result_out_of_range)
      return "TOML integer out of range";
    if (error != std::errc() || end != word.end())
      return "unsupported or invalid TOML value";
    tokens.push_back({TokenKind::Int, std::bit_cast<uint64_t>(value), 0});
    return nullptr;
  }

  const char *floating(std::string_view digits) {
    double value = 0;
    auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
    if (end != digits.end())
      return "unsupported or invalid TOML value";
    // Out of range is also what is too small, and then as good as zero.
    if (error == std::errc::result_out_of_range)
      value = std::strtod(std::string(digits).c_str(), nullptr);
    if (std::isinf(value))
      return "invalid TOML float";
    addFloat(value);
    return nullptr;
  }

  void addFloat(double value) {
    tokens.push_back({TokenKind::Float, std::bit_cast<uint64_t>(value), 0});
  }

  std::string_view text;
  std::vector<Token> &tokens;
  std::string &strings;
  uint64_t at = 0;
};

const char *Text::parse(std::string_view source) {
  tokens.clear();
  strings.clear();
  return Parser(source, tokens, strings).run();
}
