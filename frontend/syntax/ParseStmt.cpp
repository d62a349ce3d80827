//===- ParseStmt.cpp - Statements -----------------------------------------===//

#include "frontend/syntax/ParserImpl.h"

using namespace vo::fe;

BlockStmt *Parser::parseBlock() {
  llvm::SaveAndRestore allow(literalsAllowed, true);
  auto *block = begin<BlockStmt>(here());
  if (!expect(Tok::LBrace))
    return block;
  block->stmts = parseStmts();
  expect(Tok::RBrace);
  return finish(block);
}

llvm::ArrayRef<Stmt *> Parser::parseStmts() {
  llvm::SmallVector<Stmt *, 8> stmts;
  while (!at(Tok::RBrace) && !at(Tok::Case) && !at(Tok::Default) &&
         !at(Tok::EndOfFile) && !exhausted && !atFuncDeclaration()) {
    if (eat(Tok::Semicolon))
      continue;
    Pos start = here();
    stmts.push_back(parseStmt());
    if (panicking)
      recover(Tok::RBrace, start);
  }
  return context.copy(llvm::ArrayRef<Stmt *>(stmts));
}

Stmt *Parser::parseStmt() {
  Level level(*this, 1);
  if (panicking)
    return make<BadStmt>(Range{here(), here()});
  if (at(Tok::Semicolon)) {
    auto *empty = make<EmptyStmt>(token.range);
    advance();
    return empty;
  }
  Stmt *stmt = parseKeywordStmt();
  bool isDecl = stmt && llvm::isa<DeclStmt>(stmt);
  if (!stmt)
    stmt = parseSimple(Simple::Label);
  dropGuard();
  // Declarations and the statement behind a label have taken theirs.
  if (!isDecl && !llvm::isa<LabeledStmt>(stmt) && !panicking)
    expectSemicolon();
  return stmt;
}

Stmt *Parser::parseKeywordStmt() {
  switch (token.kind) {
  case Tok::LBrace:
    return parseBlock();
  case Tok::Const:
  case Tok::Var:
  case Tok::Type:
    return parseDeclStmt();
  case Tok::Return:
    return parseReturn();
  case Tok::If:
    return parseIf();
  case Tok::For:
    return parseFor();
  case Tok::Switch:
    return parseSwitch();
  case Tok::Select:
    return parseSelect();
  case Tok::Go:
    return parseGo();
  case Tok::Defer:
  case Tok::ErrDefer:
    return parseDefer();
  case Tok::Fail:
    return parseFail();
  case Tok::Break:
  case Tok::Continue:
  case Tok::Goto:
  case Tok::Fallthrough:
    return parseBranch();
  case Tok::Else:
    error("else must stand on the line of the brace before it");
    return make<BadStmt>(token.range);
  default:
    return nullptr;
  }
}

Stmt *Parser::parseDeclStmt() {
  Pos start = here();
  DeclList decls;
  if (at(Tok::Const))
    parseConsts(decls);
  else if (at(Tok::Var))
    parseVars(decls);
  else
    parseTypes(decls);
  return make<DeclStmt>(Range{start, std::max(start, declarationEnd)},
                        context.copy(llvm::ArrayRef<Decl *>(decls)));
}

Stmt *Parser::parseReturn() {
  auto *stmt = begin<ReturnStmt>(here());
  advance();
  if (!at(Tok::Semicolon) && !at(Tok::RBrace) && !at(Tok::EndOfFile))
    stmt->values = parseExprList();
  return finish(stmt);
}

Stmt *Parser::parseGo() {
  auto *stmt = begin<GoStmt>(here());
  advance();
  if (eat(Tok::At)) {
    expect(Tok::LParen);
    stmt->island = parseInnerExpr();
    expect(Tok::RParen);
  }
  stmt->call = parseExpr();
  return finish(stmt);
}

Stmt *Parser::parseDefer() {
  Pos start = here();
  bool onError = at(Tok::ErrDefer);
  advance();
  Expr *call = parseExpr();
  return make<DeferStmt>(since(start), call, onError);
}

Stmt *Parser::parseFail() {
  Pos start = here();
  advance();
  Expr *error = parseExpr();
  return make<FailStmt>(since(start), error);
}

Stmt *Parser::parseBranch() {
  Pos start = here();
  Tok keyword = token.kind;
  advance();
  Ident *label =
      at(Tok::Ident) && keyword != Tok::Fallthrough ? parseIdent() : nullptr;
  if (keyword == Tok::Goto)
    errorAt(since(start), "goto is not supported, use labeled break instead");
  return make<BranchStmt>(since(start), keyword, label);
}

//===----------------------------------------------------------------------===//
// Simple statements
//===----------------------------------------------------------------------===//

/// The only expression of a list; others are complained about.
Expr *Parser::single(llvm::ArrayRef<Expr *> list, llvm::StringRef complaint) {
  if (list.size() > 1)
    errorAt({list.front()->range.begin, list.back()->range.end}, complaint);
  return list.front();
}

Stmt *Parser::parseSimple(Simple mode) {
  Pos start = here();
  llvm::ArrayRef<Expr *> list = parseExprList();
  switch (token.kind) {
  case Tok::Colon:
    if (mode == Simple::Label && list.size() == 1 && !panicking &&
        llvm::isa<Ident>(list.front()))
      return parseLabeled(llvm::cast<Ident>(list.front()));
    break;
  case Tok::PlusPlus:
  case Tok::MinusMinus: {
    bool increment = at(Tok::PlusPlus);
    Expr *operand =
        single(list, increment ? "increment requires single expression"
                               : "decrement requires single expression");
    advance();
    return make<IncDecStmt>(since(start), operand, increment);
  }
  case Tok::Arrow: {
    Expr *queue = single(list, "send requires single channel expression");
    advance();
    Expr *value = parseExpr();
    return make<SendStmt>(since(start), queue, value);
  }
  default:
    if (at(Tok::Define) || at(Tok::Assign) ||
        compoundOperator(token.kind) != Tok::Illegal)
      return parseAssignment(list, mode);
    break;
  }
  Expr *expr = single(list, "expression statement requires single expression");
  return make<ExprStmt>(since(start), expr);
}

Stmt *Parser::parseAssignment(llvm::ArrayRef<Expr *> lhs, Simple mode) {
  Pos start = lhs.front()->range.begin, opPos = here();
  Range opRange = token.range;
  Tok op = token.kind;
  advance();
  if (mode == Simple::Range && at(Tok::Range))
    return parseRangeHeader(lhs, op);
  llvm::ArrayRef<Expr *> rhs = parseExprList();
  if (op == Tok::Define) {
    auto *define = make<DefineStmt>(since(start));
    define->opPos = opPos;
    define->lhs = lhs;
    define->rhs = rhs;
    return define;
  }
  auto *assign = make<AssignStmt>(since(start));
  assign->op = op;
  assign->opPos = opPos;
  assign->lhs = lhs;
  assign->rhs = rhs;
  if (op != Tok::Assign && (lhs.size() != 1 || rhs.size() != 1)) {
    errorAt(opRange, "assignment operation " + spelling(op) +
                         " requires single-valued expressions");
    assign->lhs = lhs.take_front(1);
    assign->rhs = rhs.take_front(1);
  }
  return assign;
}

/// At `range`; the body is the caller's.
Stmt *Parser::parseRangeHeader(llvm::ArrayRef<Expr *> lhs, Tok op) {
  auto *loop = begin<RangeStmt>(lhs.front()->range.begin);
  Range header = {lhs.front()->range.begin, previousEnd};
  if (op != Tok::Define && op != Tok::Assign)
    errorAt(header, "for-range clause requires '=' or ':=', not a compound "
                    "assignment");
  else if (lhs.size() > 2)
    errorAt(header, "for-range clause accepts at most two iteration variables");
  advance();
  loop->key = lhs.front();
  loop->value = lhs.size() > 1 ? lhs[1] : nullptr;
  loop->define = op == Tok::Define;
  loop->subject = parseExpr();
  return loop;
}

Stmt *Parser::parseLabeled(Ident *label) {
  advance();
  Stmt *inner =
      at(Tok::RBrace) ? make<EmptyStmt>(Range{here(), here()}) : parseStmt();
  return make<LabeledStmt>(Range{label->range.begin, inner->range.end}, label,
                           inner);
}
