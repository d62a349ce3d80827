//===- Token.cpp - Kinds of tokens, and names -----------------------------===//

#include "frontend/syntax/Token.h"

#include "frontend/syntax/Unicode.h"

using namespace vo::fe;

llvm::StringRef vo::fe::spelling(Tok kind) {
  static constexpr llvm::StringLiteral texts[] = {
#define TOKEN(Name, Text) Text,
#include "frontend/syntax/Tokens.def"
  };
  return texts[size_t(kind)];
}

unsigned vo::fe::precedence(Tok kind) {
  static constexpr uint8_t precedences[] = {
#define TOKEN(Name, Text) 0,
#define BINARY(Name, Text, Prec) Prec,
#include "frontend/syntax/Tokens.def"
  };
  return precedences[size_t(kind)];
}

Tok vo::fe::compoundOperator(Tok kind) {
  static constexpr Tok operators[] = {
#define TOKEN(Name, Text) Tok::Illegal,
#define ASSIGN(Name, Text, Binary) Tok::Binary,
#include "frontend/syntax/Tokens.def"
  };
  return operators[size_t(kind)];
}

bool vo::fe::isKeyword(Tok kind) {
  static constexpr bool keywords[] = {
#define TOKEN(Name, Text) false,
#define KEYWORD(Name, Text) true,
#include "frontend/syntax/Tokens.def"
  };
  return keywords[size_t(kind)];
}

NameTable::NameTable() {
#define TOKEN(Name, Text)
#define KEYWORD(Name, Text)                                                    \
  entries[Text] = NameEntry{Text, /*exported=*/false, Tok::Name};
#include "frontend/syntax/Tokens.def"
  blankName = intern("_");
}

Name NameTable::intern(llvm::StringRef text) {
  auto [at, isNew] = entries.try_emplace(text);
  NameEntry &entry = at->second;
  if (isNew) {
    entry.text = at->getKey();
    entry.exported = !text.empty() && isUppercase(decodeUtf8(text).codePoint);
  }
  return &entry;
}
