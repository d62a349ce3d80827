#include "frontend/syntax/Scanner.h"

#include <gtest/gtest.h>

using namespace vo::fe;

namespace {
/// Tokens and messages of a text.
struct Scanned {
  explicit Scanned(std::string text) {
    const SourceFile *file = sources.add("t.vo", std::move(text));
    Scanner scanner(*file, context.names, diagnostics, &comments);
    Token token;
    do {
      scanner.next(token);
      tokens.push_back(token);
      if (!tokenText.empty())
        tokenText += ' ';
      tokenText += describe(token);
    } while (token.kind != Tok::EndOfFile);
    llvm::raw_string_ostream os(errors);
    diagnostics.renderList(os);
  }

  static std::string describe(const Token &token) {
    switch (token.kind) {
    case Tok::Ident:
      return token.name->text.str();
    case Tok::IntLit:
    case Tok::FloatLit:
    case Tok::RuneLit:
    case Tok::StringLit:
      return token.text.str();
    case Tok::EndOfFile:
      return "$";
    case Tok::Semicolon:
      return token.implicit ? "\\n" : ";";
    default:
      return spelling(token.kind).str();
    }
  }

  SourceManager sources;
  Diagnostics diagnostics{sources};
  AstContext context;
  std::vector<Comment> comments;
  std::vector<Token> tokens;
  std::string tokenText, errors;
};

std::string tokensOf(std::string text) {
  Scanned scanned(std::move(text));
  EXPECT_EQ(scanned.errors, "");
  return scanned.tokenText;
}

std::string errorsOf(std::string text) {
  return Scanned(std::move(text)).errors;
}

/// A text that must be one literal token of this kind.
void expectLiteral(std::string text, Tok kind) {
  Scanned scanned(text + " ");
  EXPECT_EQ(scanned.errors, "") << text;
  ASSERT_EQ(scanned.tokens.size(), 3u) << text;
  EXPECT_EQ(scanned.tokens[0].kind, kind) << text;
  EXPECT_EQ(scanned.tokens[0].text, text);
}
} // namespace

TEST(Scanner, KnowsEveryOperatorAndKeyword) {
  std::string all, expected;
#define LITERAL(Name, Text)
#define TOKEN(Name, Text)                                                      \
  all += std::string(Text) + "\t ";                                            \
  expected += std::string(Text) + ' ';
#include "frontend/syntax/Tokens.def"
  EXPECT_EQ(tokensOf(all), expected + "$");
}

TEST(Scanner, TakesTheLongestOperator) {
  EXPECT_EQ(tokensOf("a&^=b<<=c<-d&&^e"), "a &^= b <<= c <- d && ^ e \\n $");
  EXPECT_EQ(tokensOf("a~>b?"), "a ~> b ? \\n $");
  EXPECT_EQ(tokensOf("a+++b---c"), "a ++ + b -- - c \\n $");
  EXPECT_EQ(tokensOf("....5"), "... .5 \\n $");
  EXPECT_EQ(tokensOf("x.."), "x . . $");
}

TEST(Scanner, InsertsSemicolonsAtLineEnds) {
  for (const char *last :
       {"x", "1", "1.5", "'a'", "\"s\"", "`r`", "break", "continue", "fail",
        "fallthrough", "island", "return", "++", "--", "?", ")", "]", "}"})
    EXPECT_EQ(tokensOf(std::string(last) + "\n"), std::string(last) + " \\n $");
  for (const char *last :
       {"+",  "(",    "[",    "{",    ",",    ";",   ":",
        "=",  ":=",   ".",    "...",  "<-",   "~>",  "@",
        "if", "func", "chan", "port", "goto", "map", "struct"})
    EXPECT_EQ(tokensOf(std::string(last) + "\n"), std::string(last) + " $");
}

TEST(Scanner, InsertsASemicolonAtTheEndOfTheFile) {
  EXPECT_EQ(tokensOf("x"), "x \\n $");
  EXPECT_EQ(tokensOf(""), "$");
}

TEST(Scanner, PutsTheSemicolonBehindTheToken) {
  Scanned scanned("x // comment\ny");
  ASSERT_GE(scanned.tokens.size(), 2u);
  EXPECT_TRUE(scanned.tokens[1].implicit);
  EXPECT_EQ(scanned.sources.place(scanned.tokens[1].range.begin).column, 2u);
}

TEST(Scanner, TreatsALineEndInABlockCommentAsOne) {
  EXPECT_EQ(tokensOf("x /* a */ y"), "x y \\n $");
  EXPECT_EQ(tokensOf("x /* a\n */ y"), "x \\n y \\n $");
  EXPECT_EQ(tokensOf("x /* a */ // b\n y"), "x \\n y \\n $");
  EXPECT_EQ(tokensOf("+ /* a\n */ y"), "+ y \\n $");
}

TEST(Scanner, NestsBlockComments) {
  EXPECT_EQ(tokensOf("a /* x /* y */ z */ b"), "a b \\n $");
  EXPECT_EQ(tokensOf("a /*/**/*/ b"), "a b \\n $");
  EXPECT_EQ(errorsOf("a /* /* */"), "unterminated block comment at t.vo:1:3\n");
}

TEST(Scanner, CollectsComments) {
  Scanned scanned("// one\r\nx /* two */\n//");
  ASSERT_EQ(scanned.comments.size(), 3u);
  EXPECT_EQ(scanned.comments[0].text, "// one");
  EXPECT_EQ(scanned.comments[1].text, "/* two */");
  EXPECT_EQ(scanned.comments[2].text, "//");
}

TEST(Scanner, ReadsUnicodeNames) {
  EXPECT_EQ(tokensOf("变量２ Größe _x9 ñandú"), "变量２ Größe _x9 ñandú \\n $");
  // A digit begins no name, a superscript continues none.
  EXPECT_EQ(errorsOf("２"), "unexpected character '２' at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("x²"), "unexpected character '²' at t.vo:1:2\n");
  // Alphabetic since Unicode 17 only.
  EXPECT_NE(errorsOf("\xf0\x9e\x9b\x80"), "");
}

TEST(Scanner, KnowsExportedNames) {
  NameTable names;
  EXPECT_TRUE(names.intern("Name")->exported);
  EXPECT_TRUE(names.intern("Ⅰtem")->exported);
  EXPECT_TRUE(names.intern("Ärger")->exported);
  for (const char *name : {"name", "_Name", "ⅰtem", "変", "_"})
    EXPECT_FALSE(names.intern(name)->exported) << name;
  EXPECT_EQ(names.intern("_"), names.blank());
  EXPECT_EQ(names.intern("x"), names.intern("x"));
}

TEST(Scanner, IgnoresAByteOrderMarkAtTheStartOnly) {
  EXPECT_EQ(tokensOf("\xef\xbb\xbfx"), "x \\n $");
  EXPECT_NE(errorsOf("x \xef\xbb\xbf"), "");
}

TEST(Scanner, PassesOverStrayCharacters) {
  Scanned scanned("a # b $ \x01 ~ c");
  EXPECT_EQ(scanned.tokenText, "a b c \\n $");
  EXPECT_EQ(scanned.errors, "unexpected character '#' at t.vo:1:3\n"
                            "unexpected character '$' at t.vo:1:7\n"
                            "unexpected character at t.vo:1:9\n"
                            "unexpected character '~' at t.vo:1:11\n");
  EXPECT_EQ(errorsOf(std::string("a\0b", 3)),
            "unexpected character at t.vo:1:2\n");
}

TEST(Numbers, ReadsIntegers) {
  for (const char *text :
       {"0", "42", "1_000", "0x1F", "0Xff_ff", "0o17", "0O1_7", "0b1010",
        "0B1_0", "0644", "0_644", "123456789012345678901234567890"})
    expectLiteral(text, Tok::IntLit);
}

TEST(Numbers, ReadsFloats) {
  for (const char *text : {"1.5", "1.", ".5", "1e9", "1E+9", "1.e-9", ".5e1_0",
                           "1_0.2_5", "0x1p-2", "0x1.2p3", "0X.8p0", "0x1.p0",
                           "0x1_2.3_4P+1", "08.5", "09e1", "00.1"})
    expectLiteral(text, Tok::FloatLit);
}

TEST(Numbers, LeavesWhatIsNotTheirs) {
  EXPECT_EQ(tokensOf("1...)"), "1 ... ) \\n $");
  EXPECT_EQ(tokensOf("12abc"), "12 abc \\n $");
  EXPECT_EQ(tokensOf("1.x"), "1. x \\n $");
  EXPECT_EQ(tokensOf("0b1e"), "0b1 e \\n $");
}

TEST(Numbers, RejectsMisplacedSeparators) {
  for (const char *text : {"1_", "1__0", "0x_1", "0_", "1_.5", "1._5", "1_e5",
                           "1e5_", "0b1_", "0x1_.8p0", "0o_7"})
    EXPECT_NE(errorsOf(text).find("invalid '_' in numeric literal"),
              std::string::npos)
        << text;
}

TEST(Numbers, RejectsMissingAndForeignDigits) {
  EXPECT_EQ(errorsOf("0x"), "hexadecimal literal has no digits at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("0x.p1"),
            "hexadecimal float literal has no digits at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("0x1.8"),
            "hexadecimal float literal requires 'p' exponent at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("0o"), "octal literal has no digits at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("0b"), "binary literal has no digits at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("1e"), "exponent has no digits at t.vo:1:2\n");
  EXPECT_EQ(errorsOf("0x1p+"), "exponent has no digits at t.vo:1:4\n");
  EXPECT_EQ(errorsOf("08"), "invalid digit '8' in octal literal at t.vo:1:2\n");
  EXPECT_EQ(errorsOf("0o19"),
            "invalid digit '9' in octal literal at t.vo:1:4\n");
  EXPECT_EQ(errorsOf("0b12"),
            "invalid digit '2' in binary literal at t.vo:1:4\n");
}

TEST(Strings, ReadsRunesAndStrings) {
  for (const char *text : {"'a'", "'世'", "'\\n'", "'\\''", "'\\x41'",
                           "'\\101'", "'\\u4e16'", "'\\U0001F600'", "'\"'"})
    expectLiteral(text, Tok::RuneLit);
  for (const char *text :
       {"\"\"", "\"a\\tb\"", "\"\\\"\"", "\"\\'\"", "\"\\377\\xff\"", "``",
        "`a\nb \\`", "\"'\"", "\"\\uD7FF\""})
    expectLiteral(text, Tok::StringLit);
}

TEST(Strings, RejectsBadEscapes) {
  EXPECT_EQ(errorsOf("\"\\q\""), "unknown escape sequence: \\q at t.vo:1:2\n");
  EXPECT_EQ(errorsOf("\"\\世\""),
            "unknown escape sequence: \\世 at t.vo:1:2\n");
  EXPECT_EQ(errorsOf("\"\\400\""),
            "octal escape sequence must fit in one byte at t.vo:1:2\n");
  EXPECT_EQ(errorsOf("\"\\08\""),
            "octal escape sequence requires 3 octal digits at t.vo:1:2\n");
  EXPECT_EQ(errorsOf("\"\\x4\""),
            "escape sequence requires 2 hex digits at t.vo:1:2\n");
  EXPECT_EQ(errorsOf("'\\u12'"),
            "escape sequence requires 4 hex digits at t.vo:1:2\n");
  EXPECT_EQ(errorsOf("'\\U0000'"),
            "escape sequence requires 8 hex digits at t.vo:1:2\n");
  for (const char *text : {"'\\uD800'", "'\\uDFFF'", "'\\U00110000'"})
    EXPECT_EQ(errorsOf(text), "escape sequence is not a valid Unicode scalar "
                              "value at t.vo:1:2\n");
}

TEST(Strings, RejectsUnterminatedLiterals) {
  EXPECT_EQ(errorsOf("\"abc\n"), "unterminated string literal at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("\"abc\\"), "unterminated string literal at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("\"abc\\\n"), "unterminated string literal at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("`abc\n"),
            "unterminated raw string literal at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("'a"), "unterminated rune literal at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("''"), "empty rune literal at t.vo:1:1\n");
  EXPECT_EQ(errorsOf("'ab'"),
            "rune literal has more than one character at t.vo:1:1\n");
}
