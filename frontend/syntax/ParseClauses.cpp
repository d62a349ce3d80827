//===- ParseClauses.cpp - if, for, switch and select ----------------------===//

#include "frontend/syntax/ParserImpl.h"

using namespace vo::fe;

//===----------------------------------------------------------------------===//
// Headers
//===----------------------------------------------------------------------===//

/// The expression of a statement that must be one.
Expr *Parser::conditionOf(Stmt *stmt, llvm::StringRef complaint) {
  if (auto *expr = llvm::dyn_cast<ExprStmt>(stmt))
    return expr->expr;
  errorAt(stmt->range, complaint);
  return make<BadExpr>(stmt->range);
}

bool Parser::eatSeparator(llvm::StringRef clause) {
  bool isNewline = token.implicit;
  Range range = token.range;
  if (!eat(Tok::Semicolon))
    return false;
  if (!isNewline || !at(Tok::LBrace))
    return true;
  errorAt(range,
          "unexpected newline, expected '{' after " + clause + " clause");
  return false;
}

//===----------------------------------------------------------------------===//
// if
//===----------------------------------------------------------------------===//

void Parser::parseIfHeader(IfStmt &stmt) {
  llvm::SaveAndRestore forbid(literalsAllowed, false);
  if (at(Tok::LBrace))
    return error("missing condition in if statement");
  Stmt *first = at(Tok::Semicolon) ? nullptr : parseSimple(Simple::Plain);
  if (eatSeparator("if")) {
    stmt.init = first;
    if (at(Tok::LBrace))
      return error("missing condition in if statement");
    first = parseSimple(Simple::Plain);
    if (eatSeparator("if"))
      return errorExpected("'{' after if clause");
  }
  if (!panicking && first)
    stmt.cond = conditionOf(first, "expected expression in if condition");
}

Stmt *Parser::parseIf() {
  auto *stmt = begin<IfStmt>(here());
  advance();
  parseIfHeader(*stmt);
  dropGuard();
  if (!stmt->cond)
    stmt->cond = badExpr();
  stmt->then = parseBlock();
  if (!panicking && eat(Tok::Else))
    stmt->otherwise = parseElse();
  return finish(stmt);
}

Stmt *Parser::parseElse() {
  Level level(*this, 1);
  if (panicking)
    return nullptr;
  if (at(Tok::If))
    return parseIf();
  if (at(Tok::LBrace))
    return parseBlock();
  error("else must be followed by if or a block, found " + found());
  return nullptr;
}

//===----------------------------------------------------------------------===//
// for
//===----------------------------------------------------------------------===//

Stmt *Parser::parseFor() {
  Pos start = here();
  advance();
  auto *loop = begin<ForStmt>(start);
  Stmt *stmt = loop;
  {
    llvm::SaveAndRestore forbid(literalsAllowed, false);
    if (at(Tok::Range)) {
      auto *range = begin<RangeStmt>(start);
      advance();
      range->subject = parseExpr();
      stmt = range;
    } else if (!at(Tok::LBrace)) {
      stmt = parseForClauses(loop);
    }
    if (eatSeparator("for"))
      errorExpected("'{' after for clause");
  }
  dropGuard();
  BlockStmt *body = parseBlock();
  if (auto *range = llvm::dyn_cast<RangeStmt>(stmt))
    range->body = body;
  else
    loop->body = body;
  stmt->range.begin = start;
  return finish(stmt);
}

/// What stands between `for` and the body, if anything does and it does not
/// begin with `range`. Returns the loop, or a RangeStmt without body.
Stmt *Parser::parseForClauses(ForStmt *loop) {
  Stmt *first = at(Tok::Semicolon) ? nullptr : parseSimple(Simple::Range);
  if (first && llvm::isa<RangeStmt>(first))
    return first;
  if (panicking)
    return loop;
  if (!eatSeparator("for")) {
    if (first)
      loop->cond = conditionOf(first, "expected expression in for condition");
    return loop;
  }
  loop->init = first;
  if (!at(Tok::Semicolon))
    loop->cond = conditionOf(parseSimple(Simple::Plain),
                             "expected expression in for condition");
  if (!at(Tok::Semicolon))
    expect(Tok::Semicolon);
  if (!eatSeparator("for") || at(Tok::LBrace))
    return loop;
  loop->post = parseSimple(Simple::Plain);
  if (llvm::isa<DefineStmt>(loop->post))
    errorAt(loop->post->range, "cannot declare in post statement of for loop");
  return loop;
}

//===----------------------------------------------------------------------===//
// switch
//===----------------------------------------------------------------------===//

/// The `x.(type)` of a type switch's header, null in other switches.
TypeAssertExpr *Parser::guardOf(Stmt *header, Ident *&binding) {
  Expr *expr = nullptr;
  Expr *name = nullptr;
  if (auto *stmt = llvm::dyn_cast_or_null<ExprStmt>(header)) {
    expr = stmt->expr;
  } else if (auto *define = llvm::dyn_cast_or_null<DefineStmt>(header)) {
    if (define->lhs.size() == 1 && define->rhs.size() == 1) {
      name = define->lhs.front();
      expr = define->rhs.front();
    }
  }
  if (!guard || expr != guard)
    return nullptr;
  binding = llvm::dyn_cast_or_null<Ident>(name);
  if (name && !binding)
    errorAt(name->range, "expected identifier");
  return std::exchange(guard, nullptr);
}

Stmt *Parser::parseSwitch() {
  Pos start = here();
  advance();
  Stmt *init = nullptr, *header = nullptr;
  {
    llvm::SaveAndRestore forbid(literalsAllowed, false);
    if (!at(Tok::LBrace) && !at(Tok::Semicolon))
      header = parseSimple(Simple::Plain);
    if (eatSeparator("switch")) {
      init = std::exchange(header, nullptr);
      if (!at(Tok::LBrace))
        header = parseSimple(Simple::Plain);
      if (eatSeparator("switch"))
        errorExpected("'{' after switch clause");
    }
  }
  Ident *binding = nullptr;
  if (TypeAssertExpr *assertion = guardOf(header, binding)) {
    auto *stmt = begin<TypeSwitchStmt>(start);
    stmt->init = init;
    stmt->binding = binding;
    stmt->subject = assertion->base;
    stmt->clauses = parseCases(/*ofTypes=*/true);
    return finish(stmt);
  }
  dropGuard();
  auto *stmt = begin<SwitchStmt>(start);
  stmt->init = init;
  if (header)
    stmt->tag = conditionOf(header, "expected expression in switch");
  stmt->clauses = parseCases(/*ofTypes=*/false);
  return finish(stmt);
}

/// `case`: true, `default`: false.
bool Parser::parseCaseKeyword() {
  if (eat(Tok::Case))
    return true;
  if (!eat(Tok::Default))
    errorExpected("'case' or 'default'");
  return false;
}

CaseClause Parser::parseCase(bool ofTypes) {
  CaseClause clause;
  Pos start = here();
  clause.isDefault = !parseCaseKeyword();
  if (!clause.isDefault && ofTypes) {
    llvm::SmallVector<Expr *, 4> types;
    do
      types.push_back(parseType());
    while (eat(Tok::Comma));
    clause.exprs = context.copy(llvm::ArrayRef<Expr *>(types));
  } else if (!clause.isDefault) {
    clause.exprs = parseExprList();
  }
  dropGuard();
  if (expect(Tok::Colon))
    clause.body = parseStmts();
  clause.range = since(start);
  return clause;
}

llvm::MutableArrayRef<CaseClause> Parser::parseCases(bool ofTypes) {
  llvm::SaveAndRestore allow(literalsAllowed, true);
  if (!expect(Tok::LBrace))
    return {};
  llvm::SmallVector<CaseClause, 8> clauses;
  while (!at(Tok::RBrace) && !at(Tok::EndOfFile) && !exhausted &&
         !atFuncDeclaration()) {
    Pos start = here();
    clauses.push_back(parseCase(ofTypes));
    if (panicking)
      recover(Tok::RBrace, start);
  }
  expect(Tok::RBrace);
  return context.copy(llvm::ArrayRef<CaseClause>(clauses));
}

//===----------------------------------------------------------------------===//
// select
//===----------------------------------------------------------------------===//

Stmt *Parser::parseSelect() {
  auto *stmt = begin<SelectStmt>(here());
  advance();
  llvm::SaveAndRestore allow(literalsAllowed, true);
  if (!expect(Tok::LBrace))
    return stmt;
  llvm::SmallVector<SelectCase, 8> cases;
  while (!at(Tok::RBrace) && !at(Tok::EndOfFile) && !exhausted &&
         !atFuncDeclaration()) {
    Pos start = here();
    cases.push_back(parseSelectCase());
    if (panicking)
      recover(Tok::RBrace, start);
  }
  expect(Tok::RBrace);
  stmt->cases = context.copy(llvm::ArrayRef<SelectCase>(cases));
  return finish(stmt);
}

SelectCase Parser::parseSelectCase() {
  SelectCase clause;
  Pos start = here();
  if (parseCaseKeyword())
    parseCommunication(clause);
  dropGuard();
  if (expect(Tok::Colon))
    clause.body = parseStmts();
  clause.range = since(start);
  return clause;
}

void Parser::parseCommunication(SelectCase &clause) {
  clause.kind = SelectCase::Kind::Receive;
  llvm::ArrayRef<Expr *> list = parseExprList();
  if (at(Tok::Arrow)) {
    clause.kind = SelectCase::Kind::Send;
    clause.queue = single(list, "send requires single channel expression");
    advance();
    clause.value = parseExpr();
    return;
  }
  if (at(Tok::Define) || at(Tok::Assign))
    return parseReceive(clause, list);
  if (compoundOperator(token.kind) != Tok::Illegal) {
    errorAt(token.range,
            "select receive requires '=' or ':=', not a compound assignment");
    return parseReceive(clause, list);
  }
  setReceive(clause, single(list, "expected send or receive in select case"));
}

/// At the assignment operator.
void Parser::parseReceive(SelectCase &clause, llvm::ArrayRef<Expr *> targets) {
  if (targets.size() > 2)
    errorAt({targets.front()->range.begin, targets.back()->range.end},
            "select receive accepts at most two assignment targets");
  clause.define = at(Tok::Define);
  clause.target = targets.front();
  clause.okTarget = targets.size() > 1 ? targets[1] : nullptr;
  advance();
  setReceive(clause, parseExpr());
}

/// `expr` must be `<-queue`.
void Parser::setReceive(SelectCase &clause, Expr *expr) {
  auto *receive = llvm::dyn_cast<UnaryExpr>(unparen(expr));
  if (!receive || receive->op != Tok::Arrow) {
    errorAt(expr->range, "expected send or receive in select case");
    receive = make<UnaryExpr>(expr->range, Tok::Arrow, expr);
  }
  clause.receive = receive;
  clause.queue = receive->inner;
}
