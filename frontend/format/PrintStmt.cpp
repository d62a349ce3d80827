//===- PrintStmt.cpp - Statements -----------------------------------------===//

#include "frontend/format/Printer.h"

#include "llvm/ADT/STLExtras.h"

using namespace vo::fe;
using namespace vo::fe::format;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

//===----------------------------------------------------------------------===//
// Lists and blocks
//===----------------------------------------------------------------------===//

/// The labels of a statement, each in a line of its own and a tab to the left.
/// Returns the statement.
const Stmt *Printer::labels(const Stmt *stmt) {
  while (auto *labeled = dyn_cast<LabeledStmt>(stmt)) {
    outdent = true;
    gap(Sep::None, Break::Force);
    outdent = false;
    take(Tok::Ident);
    take(Tok::Colon);
    stmt = labeled->inner;
  }
  return stmt;
}

void Printer::stmtList(llvm::ArrayRef<Stmt *> stmts) {
  for (const Stmt *item : stmts) {
    if (isa<EmptyStmt>(item))
      continue;
    dropSemicolons();
    const Stmt *inner = labels(item);
    if (isa<EmptyStmt>(inner)) {
      // Without it the label would belong to the next statement.
      if (at(Tok::Semicolon))
        take(Tok::Semicolon, Sep::None, Break::Force);
      continue;
    }
    gap(Sep::None, Break::Force);
    Scope scope(*this, listFrame);
    stmt(inner);
  }
  dropSemicolons();
}

static bool isEmpty(llvm::ArrayRef<Stmt *> stmts) {
  return llvm::all_of(stmts,
                      [](const Stmt *stmt) { return isa<EmptyStmt>(stmt); });
}

void Printer::block(const BlockStmt *block) {
  endHeader();
  open(Tok::LBrace, Sep::Space, blockFrame);
  stmtList(block->stmts);
  close(Tok::RBrace, Break::Force);
}

//===----------------------------------------------------------------------===//
// Function bodies
//===----------------------------------------------------------------------===//

/// Statements that have no block of their own.
static bool isSimple(const Stmt *stmt) {
  switch (stmt->kind) {
  case Stmt::Kind::Expr:
  case Stmt::Kind::Assign:
  case Stmt::Kind::Define:
  case Stmt::Kind::IncDec:
  case Stmt::Kind::Return:
  case Stmt::Kind::Go:
  case Stmt::Kind::Defer:
  case Stmt::Kind::Fail:
  case Stmt::Kind::Send:
  case Stmt::Kind::Branch:
    return true;
  default:
    return false;
  }
}

bool Printer::mayBeOneLine(const BlockStmt *body) const {
  constexpr size_t mostStmts = 5, mostTokens = 100;
  return !body->stmts.empty() && body->stmts.size() <= mostStmts &&
         llvm::all_of(body->stmts, isSimple) && !spansLines(body->range) &&
         !hasCommentsIn(body->range) && !isTooLong.contains(body) &&
         tokensIn(body->range).size() <= mostTokens;
}

/// Writes a body in one line, unless the line gets long, or something in the
/// body needs lines.
bool Printer::tryOneLine(const BlockStmt *body, size_t firstPiece, Sep sep) {
  constexpr unsigned longest = 105;
  PrinterState before = *this;
  size_t lbrace = pieces.size();
  take(Tok::LBrace, sep);
  for (const Stmt *item : body->stmts) {
    if (item != body->stmts.front())
      take(Tok::Semicolon);
    gap(Sep::Space, Break::Join);
    Scope scope(*this, listFrame);
    stmt(item);
  }
  dropSemicolons();
  take(Tok::RBrace, Sep::Space);
  if (!breaksAfter(lbrace) && widthFrom(firstPiece) <= longest)
    return true;
  isTooLong[body] = true;
  static_cast<PrinterState &>(*this) = before;
  pieces.resize(lbrace);
  return false;
}

void Printer::functionBody(const BlockStmt *body, size_t firstPiece, Sep sep) {
  Scope scope(*this, listFrame);
  if (isEmpty(body->stmts) && !hasCommentsIn(body->range)) {
    take(Tok::LBrace, sep);
    dropSemicolons();
    return take(Tok::RBrace);
  }
  if (!mayBeOneLine(body) || !tryOneLine(body, firstPiece, sep))
    block(body);
}

//===----------------------------------------------------------------------===//
// Simple statements
//===----------------------------------------------------------------------===//

void Printer::assign(llvm::ArrayRef<Expr *> lhs, Tok op,
                     llvm::ArrayRef<Expr *> rhs) {
  unsigned depth = lhs.size() > 1 && rhs.size() > 1 ? 2 : 1;
  exprList(lhs, Sep::None, Break::Join, depth);
  take(op, Sep::Space);
  exprList(rhs, Sep::Space, Break::Keep, depth);
}

void Printer::simple(const Stmt *stmt) {
  switch (stmt->kind) {
  case Stmt::Kind::Expr:
    return expr(cast<ExprStmt>(stmt)->expr);
  case Stmt::Kind::Assign: {
    auto *assignment = cast<AssignStmt>(stmt);
    return assign(assignment->lhs, assignment->op, assignment->rhs);
  }
  case Stmt::Kind::Define:
    return assign(cast<DefineStmt>(stmt)->lhs, Tok::Define,
                  cast<DefineStmt>(stmt)->rhs);
  case Stmt::Kind::IncDec:
    expr(cast<IncDecStmt>(stmt)->operand, Sep::None, Break::Join, 2);
    return take(cast<IncDecStmt>(stmt)->increment ? Tok::PlusPlus
                                                  : Tok::MinusMinus);
  case Stmt::Kind::Send:
    expr(cast<SendStmt>(stmt)->queue);
    take(Tok::Arrow, Sep::Space);
    return expr(cast<SendStmt>(stmt)->value, Sep::Space, Break::Keep);
  default:
    mismatch = true;
  }
}

void Printer::goStmt(const GoStmt *stmt) {
  take(Tok::Go);
  if (stmt->island) {
    take(Tok::At, Sep::Space);
    open(Tok::LParen, Sep::None, listFrame);
    expr(stmt->island, Sep::None, Break::Keep);
    close(Tok::RParen, Break::Keep);
  }
  expr(stmt->call, Sep::Space);
}

void Printer::stmt(const Stmt *stmt) {
  switch (stmt->kind) {
  case Stmt::Kind::Bad:
  case Stmt::Kind::Empty:
  case Stmt::Kind::Labeled: // stmtList's
    mismatch = true;
    return;
  case Stmt::Kind::Block:
    return block(cast<BlockStmt>(stmt));
  case Stmt::Kind::Decl:
    return declList(cast<DeclStmt>(stmt)->decls);
  case Stmt::Kind::Return:
    take(Tok::Return);
    return exprList(cast<ReturnStmt>(stmt)->values, Sep::Space, Break::Join, 1);
  case Stmt::Kind::If:
    return ifStmt(cast<IfStmt>(stmt));
  case Stmt::Kind::For:
    return forStmt(cast<ForStmt>(stmt));
  case Stmt::Kind::Range:
    return rangeStmt(cast<RangeStmt>(stmt));
  case Stmt::Kind::Switch:
    return switchStmt(cast<SwitchStmt>(stmt));
  case Stmt::Kind::TypeSwitch:
    return typeSwitchStmt(cast<TypeSwitchStmt>(stmt));
  case Stmt::Kind::Select:
    return selectStmt(cast<SelectStmt>(stmt));
  case Stmt::Kind::Go:
    return goStmt(cast<GoStmt>(stmt));
  case Stmt::Kind::Defer:
    take(cast<DeferStmt>(stmt)->onError ? Tok::ErrDefer : Tok::Defer);
    return expr(cast<DeferStmt>(stmt)->call, Sep::Space);
  case Stmt::Kind::Fail:
    take(Tok::Fail);
    return expr(cast<FailStmt>(stmt)->error, Sep::Space);
  case Stmt::Kind::Branch:
    take(cast<BranchStmt>(stmt)->token);
    if (cast<BranchStmt>(stmt)->label)
      take(Tok::Ident, Sep::Space);
    return;
  default:
    return simple(stmt);
  }
}

//===----------------------------------------------------------------------===//
// if and for
//===----------------------------------------------------------------------===//

Break Printer::headerSemicolon() {
  // A line end in place of the semicolon has to stay.
  if (!at(Tok::Semicolon))
    return Break::Force;
  take(Tok::Semicolon);
  return Break::Join;
}

/// The statement in front of a header's expression; null if there is none.
void Printer::init(const Stmt *stmt) {
  if (!stmt)
    return;
  gap(Sep::Space, Break::Join);
  simple(stmt);
}

void Printer::ifStmt(const IfStmt *stmt) {
  take(Tok::If);
  init(stmt->init);
  Break policy = Break::Join;
  if (stmt->init)
    policy = headerSemicolon();
  else if (at(Tok::Semicolon))
    take(Tok::Semicolon, Sep::Space);
  expr(stmt->cond, Sep::Space, policy);
  block(stmt->then);
  if (!stmt->otherwise)
    return;
  take(Tok::Else, Sep::Space);
  if (auto *elseBlock = dyn_cast<BlockStmt>(stmt->otherwise))
    return block(elseBlock);
  gap(Sep::Space, Break::Join);
  ifStmt(cast<IfStmt>(stmt->otherwise));
}

void Printer::forStmt(const ForStmt *stmt) {
  take(Tok::For);
  init(stmt->init);
  bool hasClauses = stmt->init || stmt->post || at(Tok::Semicolon);
  Break policy = Break::Join;
  if (stmt->init)
    policy = headerSemicolon();
  else if (hasClauses)
    take(Tok::Semicolon, Sep::Space);
  if (stmt->cond)
    expr(stmt->cond, Sep::Space, policy);
  if (hasClauses) {
    policy = Break::Join;
    if (!stmt->cond)
      take(Tok::Semicolon, Sep::Space);
    else
      policy = headerSemicolon();
    if (stmt->post) {
      gap(Sep::Space, policy);
      simple(stmt->post);
    }
  }
  block(stmt->body);
}

void Printer::rangeStmt(const RangeStmt *stmt) {
  take(Tok::For);
  if (stmt->key) {
    expr(stmt->key, Sep::Space);
    if (stmt->value) {
      take(Tok::Comma);
      expr(stmt->value, Sep::Space, Break::Keep);
    }
    take(stmt->define ? Tok::Define : Tok::Assign, Sep::Space);
  }
  take(Tok::Range, Sep::Space);
  expr(stmt->subject, Sep::Space);
  block(stmt->body);
}

//===----------------------------------------------------------------------===//
// switch and select
//===----------------------------------------------------------------------===//

void Printer::clauseBody(llvm::ArrayRef<Stmt *> body) {
  Scope scope(*this, blockFrame);
  stmtList(body);
  bool atClause = at(Tok::Case) || at(Tok::Default);
  // Comments in the column of the next clause are about that clause.
  while (hasComments()) {
    const Comment &comment = comments[commentCursor];
    unsigned breaks = newlines(lastEnd, comment.range.begin);
    if (atClause && breaks != 0 &&
        columnOf(comment.range.begin) == columnOf(next().range.begin))
      return;
    // One in the line of the next clause belongs to it.
    if (atClause && !hasNewlineInGap())
      return;
    writeComment(comment, std::min(breaks, maxBreaks()));
  }
}

void Printer::clauses(
    size_t count, llvm::function_ref<llvm::ArrayRef<Stmt *>(size_t)> header) {
  endHeader();
  open(Tok::LBrace, Sep::Space, clausesFrame);
  if (count == 0)
    return close(Tok::RBrace, hasComments() ? Break::Force : Break::Join);
  for (size_t i = 0; i != count; ++i) {
    gap(Sep::None, Break::Force);
    llvm::ArrayRef<Stmt *> body;
    {
      Scope scope(*this, listFrame);
      body = header(i);
      take(Tok::Colon);
    }
    clauseBody(body);
  }
  close(Tok::RBrace, Break::Force);
}

void Printer::caseHeader(const CaseClause &clause) {
  if (clause.isDefault)
    return take(Tok::Default);
  take(Tok::Case);
  exprList(clause.exprs, Sep::Space, Break::Join, 1);
}

void Printer::switchStmt(const SwitchStmt *stmt) {
  take(Tok::Switch);
  init(stmt->init);
  Break policy = Break::Join;
  if (stmt->init)
    policy = headerSemicolon();
  else if (at(Tok::Semicolon))
    take(Tok::Semicolon, Sep::Space);
  if (stmt->tag)
    expr(stmt->tag, Sep::Space, policy);
  clauses(stmt->clauses.size(), [&](size_t i) {
    caseHeader(stmt->clauses[i]);
    return stmt->clauses[i].body;
  });
}

void Printer::typeSwitchStmt(const TypeSwitchStmt *stmt) {
  take(Tok::Switch);
  init(stmt->init);
  Break policy = Break::Join;
  if (stmt->init)
    policy = headerSemicolon();
  else if (at(Tok::Semicolon))
    take(Tok::Semicolon, Sep::Space);
  gap(Sep::Space, policy);
  if (stmt->binding) {
    take(Tok::Ident);
    take(Tok::Define, Sep::Space);
    gap(Sep::Space, Break::Keep);
  }
  TypeAssertExpr guard(stmt->subject->range, stmt->subject, nullptr);
  expr(&guard);
  clauses(stmt->clauses.size(), [&](size_t i) {
    caseHeader(stmt->clauses[i]);
    return stmt->clauses[i].body;
  });
}

/// `<-queue`, which may stand in parentheses that the tree has not.
void Printer::receive(const SelectCase &clause) {
  gap(Sep::Space, Break::Keep);
  unsigned parens = 0;
  for (; at(Tok::LParen) && next().range.begin < clause.receive->range.begin;
       ++parens)
    open(Tok::LParen, Sep::None, listFrame);
  expr(clause.receive, Sep::None, Break::Keep);
  for (; parens != 0; --parens)
    close(Tok::RParen, Break::Keep);
}

void Printer::communication(const SelectCase &clause) {
  if (clause.kind == SelectCase::Kind::Default)
    return take(Tok::Default);
  take(Tok::Case);
  if (clause.kind == SelectCase::Kind::Send) {
    expr(clause.queue, Sep::Space);
    take(Tok::Arrow, Sep::Space);
    return expr(clause.value, Sep::Space, Break::Keep);
  }
  if (clause.target) {
    expr(clause.target, Sep::Space);
    if (clause.okTarget) {
      take(Tok::Comma);
      expr(clause.okTarget, Sep::Space, Break::Keep);
    }
    take(clause.define ? Tok::Define : Tok::Assign, Sep::Space);
  }
  receive(clause);
}

void Printer::selectStmt(const SelectStmt *stmt) {
  take(Tok::Select);
  clauses(stmt->cases.size(), [&](size_t i) {
    communication(stmt->cases[i]);
    return stmt->cases[i].body;
  });
}
