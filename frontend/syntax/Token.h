//===- Token.h - Kinds of tokens, and names ---------------------*- C++ -*-===//
#pragma once

#include "frontend/source/Source.h"

#include "llvm/ADT/StringMap.h"

namespace vo::fe {

enum class Tok : uint8_t {
#define TOKEN(Name, Text) Name,
#include "frontend/syntax/Tokens.def"
};

/// The spelling of a token, or what kind of thing it is ("identifier").
llvm::StringRef spelling(Tok kind);
/// 1 (loosest) to 5; 0 for what is no binary operator.
unsigned precedence(Tok kind);
/// The operator of a compound assignment, Tok::Illegal for others.
Tok compoundOperator(Tok kind);
bool isKeyword(Tok kind);

/// An interned identifier: equal names are the same pointer.
struct NameEntry {
  llvm::StringRef text;
  /// The first code point has the Unicode property Uppercase.
  bool exported = false;
  /// Keyword of this spelling, else Tok::Ident.
  Tok keyword = Tok::Ident;
};
using Name = const NameEntry *;

/// Owns the names of a compilation.
class NameTable {
public:
  NameTable();
  Name intern(llvm::StringRef text);
  /// The name `_`.
  Name blank() const { return blankName; }

private:
  llvm::StringMap<NameEntry> entries;
  Name blankName;
};

struct Token {
  Tok kind = Tok::EndOfFile;
  /// A semicolon that the scanner inserted at a line end or end of file.
  bool implicit = false;
  Range range;
  /// Identifiers and keywords.
  Name name = nullptr;
  /// Source text of literals, quotes included.
  llvm::StringRef text;
};

} // namespace vo::fe
