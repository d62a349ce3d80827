//===- Scanner.cpp - Source text to tokens --------------------------------===//

#include "frontend/syntax/Scanner.h"

#include "frontend/syntax/Unicode.h"

#include <array>
#include <cstring>

using namespace vo::fe;

namespace {
enum CharClass : uint8_t { Other, NameStart, Digit, Blank };

constexpr std::array<uint8_t, 256> charClasses = [] {
  std::array<uint8_t, 256> table{};
  for (unsigned c = 'a'; c <= 'z'; ++c)
    table[c] = table[c - 'a' + 'A'] = NameStart;
  table['_'] = NameStart;
  for (unsigned c = '0'; c <= '9'; ++c)
    table[c] = Digit;
  table[' '] = table['\t'] = table['\r'] = Blank;
  return table;
}();

constexpr CharClass classOf(char c) {
  return CharClass(charClasses[uint8_t(c)]);
}

/// Tokens after which a line end is a semicolon.
constexpr bool canEndStatement(Tok kind) {
  switch (kind) {
  case Tok::Illegal:
  case Tok::Ident:
  case Tok::IntLit:
  case Tok::FloatLit:
  case Tok::RuneLit:
  case Tok::StringLit:
  case Tok::Break:
  case Tok::Continue:
  case Tok::Fail:
  case Tok::Fallthrough:
  case Tok::Island:
  case Tok::Return:
  case Tok::PlusPlus:
  case Tok::MinusMinus:
  case Tok::Question:
  case Tok::RParen:
  case Tok::RBracket:
  case Tok::RBrace:
    return true;
  default:
    return false;
  }
}
} // namespace

Scanner::Scanner(const SourceFile &file, NameTable &names,
                 Diagnostics &diagnostics, std::vector<Comment> *comments)
    : file(file), names(names), diagnostics(diagnostics), comments(comments),
      first(file.text().begin()), at(first), last(file.text().end()),
      tokenEnd(first) {
  // A byte order mark may stand at the start, and only there.
  if (file.text().starts_with("\xef\xbb\xbf"))
    at += 3;
}

//===----------------------------------------------------------------------===//
// Blanks and comments
//===----------------------------------------------------------------------===//

bool Scanner::skipBlank() {
  for (;; ++at) {
    switch (*at) {
    case ' ':
    case '\t':
    case '\r':
      break;
    case '\n':
      if (endsStatement)
        return true;
      break;
    case '/':
      if (at[1] != '/' && at[1] != '*')
        return false;
      if (skipComment() && endsStatement)
        return true;
      --at;
      break;
    default:
      return at == last && endsStatement;
    }
  }
}

/// True if the comment contains a line end.
bool Scanner::skipComment() {
  const char *start = at;
  bool hasLineEnd = false;
  if (at[1] == '*') {
    hasLineEnd = skipBlockComment();
  } else {
    auto *end = static_cast<const char *>(std::memchr(at, '\n', last - at));
    at = end ? end : last;
  }
  if (comments) {
    llvm::StringRef text(start, at - start);
    comments->push_back({{posOf(start), posOf(at)}, text.rtrim('\r')});
  }
  return hasLineEnd;
}

bool Scanner::skipBlockComment() {
  const char *start = at;
  bool hasLineEnd = false;
  unsigned depth = 1;
  at += 2;
  while (depth != 0) {
    if (at == last) {
      error(start, at, "unterminated block comment");
      return hasLineEnd;
    }
    bool closes = at[0] == '*' && at[1] == '/';
    bool opens = at[0] == '/' && at[1] == '*';
    hasLineEnd |= *at == '\n';
    depth += opens - closes;
    at += opens || closes ? 2 : 1;
  }
  return hasLineEnd;
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

void Scanner::endToken(Token &token, Tok kind, const char *start) {
  token.kind = kind;
  token.range = {posOf(start), posOf(at)};
  endsStatement = canEndStatement(kind);
  tokenEnd = at;
}

void Scanner::next(Token &token) {
  for (;;) {
    if (skipBlank()) {
      token.kind = Tok::Semicolon;
      token.implicit = true;
      token.range = {posOf(tokenEnd), posOf(tokenEnd)};
      endsStatement = false;
      return;
    }
    token.implicit = false;
    const char *start = at;
    switch (classOf(*at)) {
    case NameStart:
      return scanName(token, start);
    case Digit: {
      Tok kind = scanNumber();
      token.text = llvm::StringRef(start, at - start);
      return endToken(token, kind, start);
    }
    default:
      break;
    }
    if (uint8_t(*at) >= 0x80) {
      if (isIdentifierStart(
              decodeUtf8(llvm::StringRef(at, last - at)).codePoint))
        return scanNonAsciiName(token, start);
      skipStrayCharacter();
      continue;
    }
    scanPunctuation(token, start);
    if (at != start || token.kind == Tok::EndOfFile)
      return;
    skipStrayCharacter();
  }
}

/// Passes over what begins no token.
void Scanner::skipStrayCharacter() {
  const char *start = at;
  DecodedChar decoded = decodeUtf8(llvm::StringRef(at, last - at));
  at += decoded.length;
  llvm::StringRef shown(start, decoded.length);
  if (decoded.codePoint < ' ' || decoded.codePoint == 0x7F ||
      decoded.codePoint == 0xFFFFFFFF)
    return error(start, at, "unexpected character");
  error(start, at, "unexpected character '" + shown + "'");
}

void Scanner::scanName(Token &token, const char *start) {
  while (classOf(*at) == NameStart || classOf(*at) == Digit)
    ++at;
  if (uint8_t(*at) >= 0x80)
    return scanNonAsciiName(token, start);
  token.name = names.intern(llvm::StringRef(start, at - start));
  endToken(token, token.name->keyword, start);
}

void Scanner::scanNonAsciiName(Token &token, const char *start) {
  while (at != last) {
    DecodedChar decoded = decodeUtf8(llvm::StringRef(at, last - at));
    if (!isIdentifierPart(decoded.codePoint))
      break;
    at += decoded.length;
  }
  token.name = names.intern(llvm::StringRef(start, at - start));
  endToken(token, token.name->keyword, start);
}

/// Everything else; leaves `at` alone if nothing begins here.
void Scanner::scanPunctuation(Token &token, const char *start) {
  if (at == last)
    return endToken(token, Tok::EndOfFile, start);
  Tok kind;
  switch (*at) {
  case '"':
    kind = scanString();
    break;
  case '`':
    kind = scanRawString();
    break;
  case '\'':
    kind = scanRune();
    break;
  case '.':
    if (classOf(at[1]) == Digit) {
      kind = scanNumber();
      break;
    }
    [[fallthrough]];
  default:
    kind = operatorAt(*at++);
    if (kind != Tok::Illegal)
      return endToken(token, kind, start);
    token.kind = kind;
    at = start;
    return;
  }
  token.text = llvm::StringRef(start, at - start);
  endToken(token, kind, start);
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

/// One of two tokens, depending on the character that follows.
Tok Scanner::follow(char second, Tok both, Tok alone) {
  if (*at != second)
    return alone;
  ++at;
  return both;
}

/// `& && &= &^ &^=`
Tok Scanner::ampersand() {
  switch (*at) {
  case '&':
    ++at;
    return Tok::AndAnd;
  case '=':
    ++at;
    return Tok::AndAssign;
  case '^':
    ++at;
    return follow('=', Tok::AndNotAssign, Tok::AndNot);
  default:
    return Tok::And;
  }
}

/// `< <= << <<=`, and the same with `>`.
Tok Scanner::angle(char first, Tok plain, Tok orEqual, Tok shift,
                   Tok shiftAssign) {
  if (*at == first) {
    ++at;
    return follow('=', shiftAssign, shift);
  }
  return follow('=', orEqual, plain);
}

/// The operator that begins with `first`, which was passed already; Illegal if
/// there is none.
Tok Scanner::operatorAt(char first) {
  switch (first) {
  case '(':
    return Tok::LParen;
  case ')':
    return Tok::RParen;
  case '[':
    return Tok::LBracket;
  case ']':
    return Tok::RBracket;
  case '{':
    return Tok::LBrace;
  case '}':
    return Tok::RBrace;
  case ',':
    return Tok::Comma;
  case ';':
    return Tok::Semicolon;
  case '@':
    return Tok::At;
  case '?':
    return Tok::Question;
  case ':':
    return follow('=', Tok::Define, Tok::Colon);
  case '=':
    return follow('=', Tok::EqEq, Tok::Assign);
  case '!':
    return follow('=', Tok::NotEq, Tok::Not);
  case '~':
    return follow('>', Tok::TildeArrow, Tok::Illegal);
  case '*':
    return follow('=', Tok::StarAssign, Tok::Star);
  case '/':
    return follow('=', Tok::SlashAssign, Tok::Slash);
  case '%':
    return follow('=', Tok::PercentAssign, Tok::Percent);
  case '^':
    return follow('=', Tok::XorAssign, Tok::Xor);
  case '+':
    return *at == '+' ? (++at, Tok::PlusPlus)
                      : follow('=', Tok::PlusAssign, Tok::Plus);
  case '-':
    return *at == '-' ? (++at, Tok::MinusMinus)
                      : follow('=', Tok::MinusAssign, Tok::Minus);
  case '|':
    return *at == '|' ? (++at, Tok::OrOr) : follow('=', Tok::OrAssign, Tok::Or);
  case '&':
    return ampersand();
  case '<':
    return *at == '-'
               ? (++at, Tok::Arrow)
               : angle('<', Tok::Less, Tok::LessEq, Tok::Shl, Tok::ShlAssign);
  case '>':
    return angle('>', Tok::Greater, Tok::GreaterEq, Tok::Shr, Tok::ShrAssign);
  case '.':
    if (at[0] == '.' && at[1] == '.') {
      at += 2;
      return Tok::Ellipsis;
    }
    return Tok::Dot;
  default:
    return Tok::Illegal;
  }
}
