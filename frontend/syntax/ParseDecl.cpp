//===- ParseDecl.cpp - Files and declarations -----------------------------===//

#include "frontend/syntax/ParserImpl.h"

using namespace vo::fe;

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

void Parser::parsePackage(FileNode &file) {
  Pos start = here();
  if (!eat(Tok::Package))
    return;
  file.packageName = parseIdent();
  expectSemicolon();
  if (panicking)
    skipToDeclaration(start);
}

void Parser::parseDeclaration(DeclList &imports, DeclList &decls) {
  switch (token.kind) {
  case Tok::Import:
    if (!decls.empty())
      errorAt(token.range, "imports must appear before other declarations");
    return parseImports(imports);
  case Tok::Const:
    return parseConsts(decls);
  case Tok::Var:
    return parseVars(decls);
  case Tok::Type:
    return parseTypes(decls);
  case Tok::Func:
    decls.push_back(parseFunc());
    // Nothing has to separate a body from the next declaration.
    if (!atDeclarationKeyword())
      expectSemicolon();
    return;
  case Tok::LBrace:
    if (!decls.empty() && llvm::isa<FuncDecl>(decls.back()))
      return error("the body of a function begins on the line of its "
                   "signature; unexpected newline before {");
    [[fallthrough]];
  default:
    errorExpected("declaration");
  }
}

void Parser::parseFile(FileNode &file) {
  parsePackage(file);
  DeclList imports, decls;
  while (!at(Tok::EndOfFile)) {
    Pos start = here();
    if (eat(Tok::Semicolon))
      continue;
    parseDeclaration(imports, decls);
    dropGuard();
    if (panicking)
      skipToDeclaration(start);
  }
  llvm::SmallVector<ImportDecl *, 8> importList;
  for (Decl *decl : imports)
    importList.push_back(llvm::cast<ImportDecl>(decl));
  file.imports = context.copy(llvm::ArrayRef<ImportDecl *>(importList));
  file.decls = context.copy(llvm::ArrayRef<Decl *>(decls));
}

//===----------------------------------------------------------------------===//
// Specs
//===----------------------------------------------------------------------===//

void Parser::parseSpecs(
    DeclList &decls,
    llvm::function_ref<Decl *(Pos keyword, bool grouped)> spec) {
  Pos keyword = here();
  advance();
  if (!eat(Tok::LParen)) {
    decls.push_back(spec(keyword, /*grouped=*/false));
    declarationEnd = previousEnd;
    return expectSemicolon();
  }
  while (!at(Tok::RParen) && !at(Tok::EndOfFile) && !exhausted) {
    Pos start = here();
    if (eat(Tok::Semicolon))
      continue;
    if (atNextDeclaration())
      break;
    decls.push_back(spec(keyword, /*grouped=*/true));
    expectSemicolon();
    if (panicking)
      recover(Tok::RParen, start);
  }
  expect(Tok::RParen);
  declarationEnd = previousEnd;
  if (!panicking)
    expectSemicolon();
}

void Parser::parseImports(DeclList &decls) {
  parseSpecs(decls, [this](Pos keyword, bool grouped) {
    return parseImport(keyword, grouped);
  });
}

Decl *Parser::parseImport(Pos keyword, bool grouped) {
  auto *decl = begin<ImportDecl>(specStart(keyword, grouped));
  decl->groupStart = keyword;
  decl->grouped = grouped;
  if (at(Tok::Ident)) {
    decl->alias = parseIdent();
  } else if (at(Tok::Dot)) {
    decl->alias = make<Ident>(token.range, context.names.intern("."));
    decl->dot = true;
    advance();
  }
  decl->path = parseString();
  return finish(decl);
}

void Parser::parseConsts(DeclList &decls) {
  uint32_t iota = 0;
  ConstDecl *source = nullptr;
  parseSpecs(decls, [&](Pos keyword, bool grouped) {
    ConstDecl *decl = parseConst(keyword, grouped);
    decl->iota = iota++;
    if (!source || decl->typeExpr || !decl->values.empty())
      source = decl;
    decl->source = source;
    return decl;
  });
}

ConstDecl *Parser::parseConst(Pos keyword, bool grouped) {
  auto *decl = begin<ConstDecl>(specStart(keyword, grouped));
  decl->groupStart = keyword;
  decl->grouped = grouped;
  decl->names = parseIdentList();
  if (!at(Tok::Assign) && !at(Tok::Semicolon) && !at(Tok::RParen) &&
      !at(Tok::EndOfFile))
    decl->typeExpr = parseType();
  if (eat(Tok::Assign))
    decl->values = parseExprList();
  return finish(decl);
}

void Parser::parseVars(DeclList &decls) {
  parseSpecs(decls, [this](Pos keyword, bool grouped) {
    return parseVar(keyword, grouped);
  });
}

Decl *Parser::parseVar(Pos keyword, bool grouped) {
  auto *decl = begin<VarDecl>(specStart(keyword, grouped));
  decl->groupStart = keyword;
  decl->grouped = grouped;
  decl->names = parseIdentList();
  if (!at(Tok::Assign) && !at(Tok::Semicolon) && !at(Tok::RParen) &&
      !at(Tok::EndOfFile))
    decl->typeExpr = parseType();
  if (eat(Tok::Assign))
    decl->values = parseExprList();
  return finish(decl);
}

void Parser::parseTypes(DeclList &decls) {
  parseSpecs(decls, [this](Pos keyword, bool grouped) {
    return parseTypeDecl(keyword, grouped);
  });
}

Decl *Parser::parseTypeDecl(Pos keyword, bool grouped) {
  auto *decl = begin<TypeDecl>(specStart(keyword, grouped));
  decl->groupStart = keyword;
  decl->grouped = grouped;
  decl->name = parseIdent();
  decl->alias = eat(Tok::Assign);
  decl->typeExpr = parseType();
  return finish(decl);
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

FuncDecl *Parser::parseFunc() {
  auto *decl = begin<FuncDecl>(here());
  advance();
  if (at(Tok::LParen))
    decl->receiver = parseReceiver();
  decl->name = parseIdent();
  if (at(Tok::LBracket) && !panicking)
    error("expected '(', found [: functions have no type parameters");
  decl->signature = parseSignature(here());
  if (at(Tok::LBrace) && !panicking)
    decl->body = parseBlock();
  return finish(decl);
}

/// Whether the type is `T` or `*T`.
static bool isReceiverType(Expr *type) {
  if (auto *star = llvm::dyn_cast<StarExpr>(type))
    type = star->inner;
  return llvm::isa<Ident>(type);
}

Param *Parser::parseReceiver() {
  Pos start = here();
  llvm::ArrayRef<Param> params = parseParams(ParamKind::Param);
  auto *receiver = make<Param>();
  if (params.size() != 1)
    errorAt(since(start), params.empty() ? "method has no receiver"
                                         : "method has multiple receivers");
  if (!params.empty())
    *receiver = params.front();
  if (!receiver->typeExpr)
    receiver->typeExpr = badExpr();
  else if (receiver->variadic || !isReceiverType(receiver->typeExpr))
    errorAt(receiver->typeExpr->range,
            "expected identifier: a receiver is of a named type, or a pointer "
            "to one");
  receiver->variadic = false;
  return receiver;
}
