//===- Lexer.h - Assembly text to lines of tokens ----------------*- C++
//-*-===//

#ifndef VO_BYTECODE_ASSEMBLY_LEXER_H
#define VO_BYTECODE_ASSEMBLY_LEXER_H

#include "bytecode/Result.h"
#include "bytecode/text/Node.h"

namespace vo::bc::assembly {

struct Token {
  enum class Kind : uint8_t {
    Word,   ///< text
    String, ///< text, unescaped
    Int,    ///< magnitude, negative
    Float,  ///< number
    Punct,  ///< one of { } [ ] = in text
  };
  Kind kind;
  /// One of % $ @ & # ! when the token began with it, else 0.
  char sigil = 0;
  bool negative = false;
  uint64_t magnitude = 0;
  double number = 0;
  std::string text;
  uint64_t offset = 0;

  bool is(char punct) const { return kind == Kind::Punct && text[0] == punct; }
  bool isWord() const { return kind == Kind::Word && !sigil; }
  bool isPlain(Kind wanted) const { return kind == wanted && !sigil; }
};

/// The tokens of one line that has any.
struct Line {
  std::vector<Token> tokens;
};

/// Splits a text. `;` and `//` begin comments, commas are blanks.
Result<std::vector<Line>> lex(std::string_view source);

/// Whether a name may stand behind a sigil without quotes.
bool isPlainName(std::string_view name);

} // namespace vo::bc::assembly

#endif // VO_BYTECODE_ASSEMBLY_LEXER_H
