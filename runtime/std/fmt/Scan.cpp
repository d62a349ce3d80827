#include "runtime/std/fmt/Scan.h"

#include "runtime/object/Utf8.h"
#include "runtime/std/unicode/Unicode.h"

#include <bit>
#include <charconv>

using namespace vo::rt;
using fmt::Scanned;

static utf8::Decoded decodeFirst(std::string_view text) {
  return utf8::decode(reinterpret_cast<const uint8_t *>(text.data()),
                      text.size());
}

static void skipSpace(std::string_view &text) {
  while (!text.empty()) {
    utf8::Decoded decoded = decodeFirst(text);
    if (!unicode::isSpace(decoded.rune))
      return;
    text.remove_prefix(decoded.width);
  }
}

/// Takes `length` bytes away.
static std::string_view take(std::string_view &text, size_t length) {
  std::string_view taken = text.substr(0, length);
  text.remove_prefix(length);
  return taken;
}

static std::string_view takeWord(std::string_view &text) {
  size_t length = 0;
  while (length < text.size()) {
    utf8::Decoded decoded = decodeFirst(text.substr(length));
    if (unicode::isSpace(decoded.rune))
      break;
    length += decoded.width;
  }
  return take(text, length);
}

/// Takes the bytes that `belongs` accepts.
template <typename Belongs>
static std::string_view takeWhile(std::string_view &text, Belongs belongs) {
  size_t length = 0;
  while (length < text.size() && belongs(text[length]))
    ++length;
  return take(text, length);
}

std::vector<Scanned> fmt::scanWords(std::string_view text) {
  std::vector<Scanned> words;
  for (skipSpace(text); !text.empty(); skipSpace(text))
    words.push_back({ValueKind::String, 0, takeWord(text)});
  return words;
}

namespace {

class FormatScanner {
public:
  FormatScanner(std::string_view text, std::string_view format,
                std::string &mistake)
      : whole(text.size()), text(text), format(format), mistake(mistake) {}

  std::vector<Scanned> scan() {
    while (!format.empty() && mistake.empty()) {
      utf8::Decoded decoded = decodeFirst(format);
      if (format.front() == '%') {
        format.remove_prefix(1);
        verb();
      } else if (unicode::isSpace(decoded.rune)) {
        format.remove_prefix(decoded.width);
        skipSpace(text);
      } else {
        literal(take(format, decoded.width));
      }
    }
    return std::move(values);
  }

private:
  size_t position() const { return whole - text.size(); }

  void literal(std::string_view bytes) {
    if (text.starts_with(bytes))
      text.remove_prefix(bytes.size());
    else
      mistake = "format literal mismatch at byte " + std::to_string(position());
  }

  void verb() {
    if (format.empty()) {
      mistake = "incomplete format verb";
      return;
    }
    char verb = take(format, 1).front();
    if (verb == '%') {
      if (text.starts_with('%'))
        text.remove_prefix(1);
      else
        mistake = "expected '%' at position " + std::to_string(position());
      return;
    }
    if (std::string_view("cdxXobefgtsv").find(verb) == std::string_view::npos) {
      mistake = std::string("unsupported scan verb '%") + verb + "'";
      return;
    }
    name = std::string("%") + verb;
    if (verb != 'c')
      skipSpace(text);
    if (text.empty())
      mistake = "unexpected end of input for " + name;
    else
      value(verb);
  }

  void value(char verb) {
    switch (verb) {
    case 'c': {
      utf8::Decoded decoded = decodeFirst(text);
      text.remove_prefix(decoded.width);
      return add(ValueKind::Int, decoded.rune);
    }
    case 'd':
      return integer(10, '\0');
    case 'x':
    case 'X':
      return integer(16, 'x');
    case 'o':
      return integer(8, 'o');
    case 'b':
      return integer(2, 'b');
    case 't':
      return boolean();
    case 's':
    case 'v':
      values.push_back({ValueKind::String, 0, takeWord(text)});
      return;
    default:
      return floating();
    }
  }

  void add(ValueKind kind, uint64_t bits) {
    values.push_back({kind, bits, {}});
  }

  /// Whether the number is negative; takes its sign.
  bool sign() {
    bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+'))
      text.remove_prefix(1);
    return isNegative;
  }

  /// `prefix` is the letter that may come behind a 0.
  void integer(int base, char prefix) {
    bool isNegative = sign();
    if (prefix && text.size() > 1 && text[0] == '0' &&
        (text[1] | 0x20) == prefix)
      text.remove_prefix(2);
    uint64_t magnitude = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(),
                                        magnitude, base);
    if (error == std::errc::invalid_argument) {
      mistake = "expected integer for " + name;
      return;
    }
    constexpr uint64_t kMost = uint64_t{1} << 63; // of a negative number
    if (error != std::errc() || magnitude > kMost - !isNegative) {
      mistake = name + " overflows int";
      return;
    }
    text.remove_prefix(size_t(end - text.data()));
    add(ValueKind::Int, isNegative ? -magnitude : magnitude);
  }

  void floating() {
    bool isNegative = sign();
    std::string_view digits = takeWhile(text, [](char c) {
      return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' ||
             c == '+' || c == '-';
    });
    double number = 0;
    const char *last = digits.data() + digits.size();
    auto [end, error] = std::from_chars(digits.data(), last, number);
    if (error == std::errc::invalid_argument || end != last ||
        digits.starts_with('-')) {
      mistake = "expected float for " + name;
      return;
    }
    if (error != std::errc()) { // leaves the number alone
      mistake = name + " overflows float64";
      return;
    }
    add(ValueKind::Float64,
        std::bit_cast<uint64_t>(isNegative ? -number : number));
  }

  void boolean() {
    std::string_view word = takeWord(text);
    bool isTrue = word == "true" || word == "TRUE" || word == "1";
    if (isTrue || word == "false" || word == "FALSE" || word == "0")
      add(ValueKind::Bool, isTrue);
    else
      mistake = "expected bool for %t";
  }

  size_t whole;
  std::string_view text, format;
  std::string &mistake;
  std::string name; // of the verb, for messages
  std::vector<Scanned> values;
};

} // namespace

std::vector<Scanned> fmt::scanFormat(std::string_view text,
                                     std::string_view format,
                                     std::string &mistake) {
  return FormatScanner(text, format, mistake).scan();
}
