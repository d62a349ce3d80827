//===- ParseType.cpp - Types and signatures -------------------------------===//

#include "frontend/syntax/ParserImpl.h"

using namespace vo::fe;

bool Parser::atType() const {
  switch (token.kind) {
  case Tok::Ident:
  case Tok::LBracket:
  case Tok::Map:
  case Tok::Chan:
  case Tok::Port:
  case Tok::Island:
  case Tok::Arrow:
  case Tok::Func:
  case Tok::Struct:
  case Tok::Star:
  case Tok::Interface:
    return true;
  default:
    return false;
  }
}

Expr *Parser::parseType() {
  Level level(*this, 1);
  if (panicking)
    return badExpr();
  Pos start = here();
  switch (token.kind) {
  case Tok::Ident:
    return parseTypeName();
  case Tok::LBracket:
    return parseArrayType();
  case Tok::Map:
    return parseMapType();
  case Tok::Chan:
  case Tok::Port:
  case Tok::Arrow:
    return parseQueueType();
  case Tok::LParen:
    return parseParenType();
  case Tok::Struct:
    return parseStructType();
  case Tok::Interface:
    return parseInterfaceType();
  case Tok::Island:
    advance();
    return make<IslandTypeExpr>(since(start));
  case Tok::Func:
    advance();
    return parseSignature(start);
  case Tok::Star: {
    advance();
    Expr *inner = parseType();
    return make<StarExpr>(since(start), inner);
  }
  default:
    errorExpected("type");
    return badExpr();
  }
}

/// `T` or `pkg.T`
Expr *Parser::parseTypeName() {
  Ident *name = parseIdent();
  if (!eat(Tok::Dot))
    return name;
  Ident *member = parseIdent();
  return make<SelectorExpr>(since(name->range.begin), name, member);
}

Expr *Parser::parseArrayType() {
  Pos start = here();
  advance();
  Expr *length = nullptr;
  if (at(Tok::Ellipsis)) {
    length = make<EllipsisExpr>(token.range);
    advance();
  } else if (!at(Tok::RBracket)) {
    length = parseInnerExpr();
  }
  expect(Tok::RBracket);
  Expr *element = parseType();
  return make<ArrayTypeExpr>(since(start), length, element);
}

Expr *Parser::parseMapType() {
  Pos start = here();
  advance();
  expect(Tok::LBracket);
  Expr *key = parseType();
  expect(Tok::RBracket);
  Expr *value = parseType();
  return make<MapTypeExpr>(since(start), key, value);
}

/// `chan T`, `chan<- T`, `<-chan T`, and the same with `port`.
Expr *Parser::parseQueueType() {
  Pos start = here();
  Direction direction = eat(Tok::Arrow) ? Direction::Receive : Direction::Both;
  bool isPort = at(Tok::Port);
  if (!isPort && !at(Tok::Chan)) {
    errorExpected("chan or port");
    return badExpr();
  }
  advance();
  if (direction == Direction::Both && eat(Tok::Arrow))
    direction = Direction::Send;
  Expr *element = parseType();
  return make<QueueTypeExpr>(since(start), isPort, direction, element);
}

Expr *Parser::parseParenType() {
  Pos start = here();
  advance();
  Expr *inner = parseType();
  expect(Tok::RParen);
  return make<ParenExpr>(since(start), inner);
}

//===----------------------------------------------------------------------===//
// Structs and interfaces
//===----------------------------------------------------------------------===//

StructTypeExpr *Parser::parseStructType() {
  auto *type = begin<StructTypeExpr>(here());
  advance();
  type->lbrace = here();
  llvm::SmallVector<FieldDecl, 8> fields;
  if (expect(Tok::LBrace)) {
    while (!at(Tok::RBrace) && !at(Tok::EndOfFile) && !exhausted) {
      Pos start = here();
      if (eat(Tok::Semicolon))
        continue;
      if (atNextDeclaration())
        break;
      fields.push_back(parseField());
      expectSemicolon();
      if (panicking)
        recover(Tok::RBrace, start);
    }
    type->rbrace = here();
    expect(Tok::RBrace);
  }
  type->fields = context.copy(llvm::ArrayRef<FieldDecl>(fields));
  return finish(type);
}

/// `T`, `pkg.T` or `*T` names an embedded field.
static bool isEmbeddable(Expr *type) {
  if (auto *star = llvm::dyn_cast<StarExpr>(type))
    type = star->inner;
  return llvm::isa<Ident, SelectorExpr, BadExpr>(type);
}

FieldDecl Parser::parseField() {
  FieldDecl field;
  if (at(Tok::Ident)) {
    parseFieldNames(field);
  } else {
    field.typeExpr = parseType();
    if (!isEmbeddable(field.typeExpr))
      errorAt(field.typeExpr->range, "embedded field must be a type name or "
                                     "pointer to a named struct type");
  }
  if (at(Tok::StringLit))
    field.tag = parseString();
  return field;
}

/// A field that begins with a name: that of the field, or of its type.
void Parser::parseFieldNames(FieldDecl &field) {
  Ident *first = parseIdent();
  switch (token.kind) {
  case Tok::Semicolon:
  case Tok::RBrace:
  case Tok::StringLit:
    field.typeExpr = first;
    return;
  case Tok::Dot: {
    advance();
    Ident *member = parseIdent();
    field.typeExpr =
        make<SelectorExpr>(since(first->range.begin), first, member);
    return;
  }
  default:
    break;
  }
  llvm::SmallVector<Ident *, 4> names = {first};
  while (eat(Tok::Comma))
    names.push_back(parseIdent());
  field.names = context.copy(llvm::ArrayRef<Ident *>(names));
  field.typeExpr = parseType();
}

InterfaceTypeExpr *Parser::parseInterfaceType() {
  auto *type = begin<InterfaceTypeExpr>(here());
  advance();
  type->lbrace = here();
  llvm::SmallVector<InterfaceElem, 8> elems;
  if (expect(Tok::LBrace)) {
    while (!at(Tok::RBrace) && !at(Tok::EndOfFile) && !exhausted) {
      Pos start = here();
      if (eat(Tok::Semicolon))
        continue;
      if (atNextDeclaration())
        break;
      elems.push_back(parseInterfaceElem());
      expectSemicolon();
      if (panicking)
        recover(Tok::RBrace, start);
    }
    type->rbrace = here();
    expect(Tok::RBrace);
  }
  type->elems = context.copy(llvm::ArrayRef<InterfaceElem>(elems));
  return finish(type);
}

InterfaceElem Parser::parseInterfaceElem() {
  InterfaceElem elem;
  Ident *name = parseIdent();
  if (at(Tok::LParen)) {
    elem.name = name;
    elem.signature = parseSignature(here());
    return elem;
  }
  elem.embedded = name;
  if (eat(Tok::Dot)) {
    Ident *member = parseIdent();
    elem.embedded = make<SelectorExpr>(since(name->range.begin), name, member);
  }
  return elem;
}

//===----------------------------------------------------------------------===//
// Signatures
//===----------------------------------------------------------------------===//

FuncTypeExpr *Parser::parseSignature(Pos start) {
  auto *type = begin<FuncTypeExpr>(start);
  type->params = parseParams(ParamKind::Param);
  if (at(Tok::LParen)) {
    type->resultParens = true;
    type->results = parseParams(ParamKind::Result);
  } else if (at(Tok::Ellipsis)) {
    error("function results cannot be variadic");
  } else if (atType() && !panicking) {
    Param result;
    result.typeExpr = parseType();
    type->results = context.copy(llvm::ArrayRef<Param>(result));
  }
  return finish(type);
}

/// One entry between commas. Whether a lone `x` is a name or a type is known
/// only at the end of the list.
struct Parser::ParamEntry {
  /// Null if only a type, or only a name, was written.
  Ident *name = nullptr;
  Expr *type = nullptr;
  /// The `...`, empty if there is none.
  Range ellipsis;
  bool variadic() const { return ellipsis.begin.isValid(); }
};

/// The name in front of a parameter's type, which was read as a type.
Ident *Parser::paramName(Expr *type, llvm::StringRef list) {
  if (auto *name = llvm::dyn_cast<Ident>(type))
    return name;
  errorAt(type->range, "expected identifier in " + list + " name list");
  return make<Ident>(type->range, context.names.blank());
}

Parser::ParamEntry Parser::parseParamEntry(ParamKind kind) {
  ParamEntry entry;
  if (!at(Tok::Ellipsis)) {
    entry.type = parseType();
    if (panicking || (!at(Tok::Ellipsis) && !atType() && !at(Tok::LParen)))
      return entry;
    entry.name =
        paramName(entry.type, kind == ParamKind::Result ? "result"
                              : at(Tok::Ellipsis)       ? "variadic parameter"
                                                        : "parameter");
  }
  if (at(Tok::Ellipsis)) {
    entry.ellipsis = token.range;
    advance();
  }
  entry.type = parseType();
  return entry;
}

llvm::ArrayRef<Param> Parser::parseParams(ParamKind kind) {
  if (!expect(Tok::LParen))
    return {};
  llvm::SaveAndRestore allow(literalsAllowed, true);
  llvm::SmallVector<ParamEntry, 8> entries;
  while (!at(Tok::RParen) && !at(Tok::EndOfFile) && !panicking) {
    entries.push_back(parseParamEntry(kind));
    if (!eat(Tok::Comma))
      break;
  }
  checkVariadic(entries, kind);
  expectClosing(Tok::RParen,
                kind == ParamKind::Result ? "result list" : "parameter list");
  return nameParams(entries, kind);
}

void Parser::checkVariadic(llvm::ArrayRef<ParamEntry> entries, ParamKind kind) {
  for (const ParamEntry &entry : entries) {
    if (!entry.variadic())
      continue;
    if (kind == ParamKind::Result)
      errorAt(entry.ellipsis, "function results cannot be variadic");
    else if (&entry != &entries.back())
      errorAt(entry.ellipsis, "only the final parameter can be variadic");
  }
}

/// Decides which lone entries are names: all of them, if there is any entry of
/// both a name and a type.
llvm::ArrayRef<Param> Parser::nameParams(llvm::ArrayRef<ParamEntry> entries,
                                         ParamKind kind) {
  bool named = llvm::any_of(
      entries, [](const ParamEntry &entry) { return entry.name != nullptr; });
  auto params = context.copy(
      llvm::ArrayRef<Param>(llvm::SmallVector<Param, 8>(entries.size())));
  const ParamEntry *typed = nullptr;
  for (size_t i = entries.size(); i-- > 0;) {
    const ParamEntry &entry = entries[i];
    bool lone = named && !entry.name && !entry.variadic();
    if (!lone)
      typed = &entry;
    else if (!typed)
      errorAt(entry.type->range, "mixed named and unnamed parameters");
    else if (typed->variadic())
      errorAt(entry.type->range,
              "a variadic parameter accepts at most one name");
    const ParamEntry &source = typed ? *typed : entry;
    Param &param = params[i];
    param.typeExpr = source.type;
    param.variadic = source.variadic() && kind == ParamKind::Param;
    param.name =
        lone ? paramName(entry.type,
                         kind == ParamKind::Result ? "result" : "parameter")
             : entry.name;
    if (lone && i + 1 != entries.size())
      params[i + 1].grouped = true;
  }
  return params;
}
