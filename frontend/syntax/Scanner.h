//===- Scanner.h - Source text to tokens ------------------------*- C++ -*-===//
//
// Inserts semicolons at line ends as the language wants it, drops or collects
// comments, interns names, checks the form of literals. What it cannot make a
// token of is reported; literals that are broken inside still come out as
// literals, so that the parser goes on undisturbed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/source/Diagnostics.h"
#include "frontend/syntax/Ast.h"

namespace vo::fe {

/// Bytes that a source file may have.
inline constexpr size_t maxSourceBytes = size_t(16) << 20;

class Scanner {
public:
  /// The text must be well-formed UTF-8. Comments are appended to `comments`
  /// unless that is null.
  Scanner(const SourceFile &file, NameTable &names, Diagnostics &diagnostics,
          std::vector<Comment> *comments = nullptr);

  /// Reads the next token; end of file again and again at the end.
  void next(Token &token);

private:
  /// True if an implicit semicolon is due.
  bool skipBlank();
  bool skipComment();
  bool skipBlockComment();
  void endToken(Token &token, Tok kind, const char *start);
  void scanPunctuation(Token &token, const char *start);
  void scanName(Token &token, const char *start);
  void scanNonAsciiName(Token &token, const char *start);
  void skipStrayCharacter();
  Tok follow(char second, Tok both, Tok alone);
  Tok operatorAt(char first);
  Tok ampersand();
  Tok angle(char first, Tok plain, Tok orEqual, Tok shift, Tok shiftAssign);

  // ScanNumber.cpp
  Tok scanNumber();
  Tok scanPrefixed(const char *start);
  Tok scanDecimal(const char *start);
  bool scanExponent();
  void skipDigits(unsigned radix);
  void checkDigits(const char *from, unsigned radix, const char *radixName);
  void checkSeparators(const char *start, const char *digits, bool hex);

  // ScanString.cpp
  Tok scanString();
  Tok scanRawString();
  Tok scanRune();
  void scanEscape();
  Tok badRune(const char *start, const char *text);

  Pos posOf(const char *where) const {
    return file.begin() + uint32_t(where - first);
  }
  void error(const char *from, const char *to, const llvm::Twine &text) {
    diagnostics.error(Diagnostics::Stage::Syntax, {posOf(from), posOf(to)},
                      text);
  }

  const SourceFile &file;
  NameTable &names;
  Diagnostics &diagnostics;
  std::vector<Comment> *comments;
  const char *first, *at, *last;
  /// End of the token before, where implicit semicolons are put.
  const char *tokenEnd;
  /// A line end here ends a statement.
  bool endsStatement = false;
};

} // namespace vo::fe
