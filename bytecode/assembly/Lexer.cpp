//===- Lexer.cpp - Assembly text to lines of tokens
//------------------------===//

#include "bytecode/assembly/Lexer.h"

#include <charconv>

using namespace vo::bc;
using namespace vo::bc::assembly;

static bool isDigit(char c) { return c >= '0' && c <= '9'; }
static bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
static bool isWordStart(char c) { return isLetter(c) || c == '.'; }
static bool isWordPart(char c) {
  return isWordStart(c) || isDigit(c) ||
         std::string_view("$*:+-").find(c) != std::string_view::npos;
}

bool assembly::isPlainName(std::string_view name) {
  if (name.empty() || !isLetter(name[0]))
    return false;
  for (char c : name)
    if (!isLetter(c) && !isDigit(c) && c != '.' && c != '$')
      return false;
  return true;
}

namespace {

class Lexer {
public:
  explicit Lexer(std::string_view source) : source(source) {}

  Result<std::vector<Line>> run() {
    while (pos < source.size() && !error) {
      Line line = lexLine();
      if (!line.tokens.empty())
        lines.push_back(std::move(line));
    }
    if (error)
      return *error;
    return std::move(lines);
  }

private:
  char at(size_t i) const { return i < source.size() ? source[i] : '\n'; }

  void fail(std::string what, uint64_t offset) {
    if (!error)
      error = Error{std::move(what), offset};
  }

  Line lexLine() {
    Line line;
    while (!error) {
      char c = at(pos);
      if (c == '\n') {
        ++pos;
        return line;
      }
      if (c == ';' || (c == '/' && at(pos + 1) == '/')) {
        while (at(pos) != '\n')
          ++pos;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == ',') {
        ++pos;
      } else {
        line.tokens.push_back(lexToken());
      }
    }
    return line;
  }

  Token lexToken() {
    Token token;
    token.offset = pos;
    if (std::string_view("%$@&#!").find(at(pos)) != std::string_view::npos) {
      token.sigil = source[pos++];
      // @#3 is the function of that number whatever its name.
      if ((token.sigil == '@' || token.sigil == '&') && at(pos) == '#')
        ++pos;
    }
    char c = at(pos);
    if (c == '"')
      lexString(token);
    else if (isDigit(c) || ((c == '-' || c == '+') && isDigit(at(pos + 1))))
      lexNumber(token);
    else if (isWordStart(c))
      lexWord(token);
    else if (!token.sigil &&
             std::string_view("{}[]=").find(c) != std::string_view::npos)
      lexPunct(token);
    else
      fail("unexpected character", pos);
    return token;
  }

  void lexPunct(Token &token) {
    token.kind = Token::Kind::Punct;
    token.text = source[pos++];
  }

  void lexWord(Token &token) {
    token.kind = Token::Kind::Word;
    size_t start = pos;
    while (isWordPart(at(pos)))
      ++pos;
    token.text = source.substr(start, pos - start);
  }

  void lexNumber(Token &token) {
    size_t start = pos;
    ++pos;
    auto continues = [&](char c) {
      bool exponentSign = (c == '+' || c == '-') && at(start + 1) != 'x' &&
                          (at(pos - 1) == 'e' || at(pos - 1) == 'E');
      return isDigit(c) || isLetter(c) || c == '.' || exponentSign;
    };
    while (continues(at(pos)))
      ++pos;
    std::string_view digits = source.substr(start, pos - start);
    uint64_t bits;
    if (text::parseBits(digits, bits)) {
      token.kind = Token::Kind::Word;
      token.text = digits;
      return;
    }
    if (digits.find_first_of(".eE") != digits.npos) {
      token.kind = Token::Kind::Float;
      if (digits[0] == '+')
        digits.remove_prefix(1);
      if (!text::parseDouble(digits, token.number))
        fail("malformed number", start);
      return;
    }
    token.kind = Token::Kind::Int;
    token.negative = digits[0] == '-';
    if (!isDigit(digits[0]))
      digits.remove_prefix(1);
    const char *last = digits.data() + digits.size();
    auto [end, problem] = std::from_chars(digits.data(), last, token.magnitude);
    if (problem != std::errc() || end != last)
      fail("malformed number", start);
  }

  void lexString(Token &token) {
    token.kind = Token::Kind::String;
    size_t start = pos++;
    while (at(pos) != '"') {
      if (at(pos) == '\n')
        return fail("the string is not closed", start);
      if (at(pos) == '\\')
        lexEscape(token.text);
      else
        token.text += source[pos++];
      if (error)
        return;
    }
    ++pos;
  }

  void lexEscape(std::string &out) {
    size_t start = pos++;
    char c = at(pos++);
    static constexpr std::string_view letters = "\"\\/ntrbf";
    static constexpr std::string_view meanings = "\"\\/\n\t\r\b\f";
    if (size_t i = letters.find(c); i != letters.npos) {
      out += meanings[i];
    } else if (c == 'u') {
      uint32_t point = lexHex4();
      bool high = point >= 0xD800 && point < 0xDC00;
      if (high && at(pos) == '\\' && at(pos + 1) == 'u') {
        pos += 2;
        uint32_t low = lexHex4();
        if (low < 0xDC00 || low > 0xDFFF)
          fail("malformed \\u escape", start);
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
      } else if (point >= 0xD800 && point <= 0xDFFF) {
        fail("malformed \\u escape", start);
      }
      appendUtf8(out, point);
    } else {
      fail("unknown escape", start);
    }
  }

  uint32_t lexHex4() {
    uint32_t point = 0;
    std::string_view digits = source.substr(std::min(pos, source.size()), 4);
    auto [end, problem] = std::from_chars(
        digits.data(), digits.data() + digits.size(), point, 16);
    if (problem != std::errc() || digits.size() != 4 ||
        end != digits.data() + 4)
      fail("malformed \\u escape", pos);
    pos += digits.size();
    return point;
  }

  static void appendUtf8(std::string &out, uint32_t point) {
    if (point < 0x80) {
      out += char(point);
      return;
    }
    unsigned more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static constexpr uint8_t lead[] = {0, 0xC0, 0xE0, 0xF0};
    out += char(lead[more] | point >> (6 * more));
    while (more--)
      out += char(0x80 | (point >> (6 * more) & 0x3F));
  }

  std::string_view source;
  size_t pos = 0;
  std::vector<Line> lines;
  std::optional<Error> error;
};

} // namespace

Result<std::vector<Line>> assembly::lex(std::string_view source) {
  return Lexer(source).run();
}
