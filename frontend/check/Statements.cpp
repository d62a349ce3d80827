//===- Statements.cpp - Statements by kind ---------------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

void Sema::checkBlock(BlockStmt &block) {
  openScope();
  checkStmts(block.stmts);
  closeScope();
}

void Sema::checkStmts(llvm::ArrayRef<Stmt *> stmts, StmtPlace place) {
  // Empty statements at the end do not count for fallthrough.
  size_t last = stmts.size();
  while (last > 0 && llvm::isa<EmptyStmt>(stmts[last - 1]))
    --last;
  for (size_t i = 0; i < last; ++i)
    checkStmt(stmts[i], i + 1 == last ? place : StmtPlace{});
}

void Sema::checkStmt(Stmt *stmt, StmtPlace place) {
  context.hasCall = false;
  checkStmtKind(stmt, place);
}

void Sema::checkStmtKind(Stmt *stmt, StmtPlace place) {
  using Kind = Stmt::Kind;
  using llvm::cast;
  switch (stmt->kind) {
  case Kind::Bad:
  case Kind::Empty:
    return;
  case Kind::Block:
    return checkBlock(*cast<BlockStmt>(stmt));
  case Kind::Expr:
    return checkExprStmt(*cast<ExprStmt>(stmt));
  case Kind::Decl:
    return checkDeclStmt(*cast<DeclStmt>(stmt));
  case Kind::Assign:
    return checkAssign(*cast<AssignStmt>(stmt));
  case Kind::Define:
    return checkDefine(*cast<DefineStmt>(stmt));
  case Kind::IncDec:
    return checkIncDec(*cast<IncDecStmt>(stmt));
  case Kind::Return:
    return checkReturn(*cast<ReturnStmt>(stmt));
  case Kind::If:
    return checkIf(*cast<IfStmt>(stmt));
  case Kind::For:
    return checkFor(*cast<ForStmt>(stmt));
  case Kind::Range:
    return checkRange(*cast<RangeStmt>(stmt));
  case Kind::Switch:
    return checkSwitch(*cast<SwitchStmt>(stmt));
  case Kind::TypeSwitch:
    return checkTypeSwitch(*cast<TypeSwitchStmt>(stmt));
  case Kind::Select:
    return checkSelect(*cast<SelectStmt>(stmt));
  case Kind::Go:
    return checkGo(*cast<GoStmt>(stmt));
  case Kind::Defer:
    return checkDefer(*cast<DeferStmt>(stmt));
  case Kind::Fail:
    return checkFail(*cast<FailStmt>(stmt));
  case Kind::Send:
    return checkSend(*cast<SendStmt>(stmt));
  case Kind::Branch:
    return checkBranch(*cast<BranchStmt>(stmt), place);
  case Kind::Labeled:
    return checkLabeled(*cast<LabeledStmt>(stmt), place);
  }
}

void Sema::checkExprStmt(ExprStmt &stmt) {
  checkExpr(stmt.expr);
  if (stmt.expr->mode == Mode::Invalid)
    return;
  Expr *expr = unparen(stmt.expr);
  if (expr->mode == Mode::Builtin) {
    error(stmt.expr->range, "builtin must be called");
    return;
  }
  if (expr->mode == Mode::TypeExpr) {
    error(stmt.expr->range, "type is not an expression");
    return;
  }
  auto *call = llvm::dyn_cast<CallExpr>(expr);
  auto *unary = llvm::dyn_cast<UnaryExpr>(expr);
  bool valid = (call && call->form != CallExpr::Form::Conversion) ||
               (unary && unary->op == Tok::Arrow) || llvm::isa<TryExpr>(expr);
  if (!valid)
    error(stmt.expr->range, "expression statement must be a call, receive, or "
                            "error propagation");
}

void Sema::checkCondition(Expr *cond) {
  if (!checkValue(cond))
    return;
  if (!isBoolean(cond->type))
    error(cond->range, "non-boolean condition of type " + str(cond->type));
  else
    toDefault(cond);
}

void Sema::checkIf(IfStmt &stmt) {
  // A chain of else-ifs may be long: no recursion.
  unsigned scopes = 0;
  for (IfStmt *current = &stmt; current;) {
    openScope();
    ++scopes;
    if (current->init)
      checkStmt(current->init);
    checkCondition(current->cond);
    checkBlock(*current->then);
    auto *next = llvm::dyn_cast_or_null<IfStmt>(current->otherwise);
    if (!next && current->otherwise)
      checkStmt(current->otherwise);
    current = next;
  }
  while (scopes--)
    closeScope();
}

void Sema::checkFor(ForStmt &stmt) {
  openScope();
  llvm::SmallVector<Var *, 2> vars;
  if (stmt.init) {
    checkStmt(stmt.init);
    if (auto *define = llvm::dyn_cast<DefineStmt>(stmt.init))
      for (size_t i = 0; i < define->lhs.size(); ++i)
        if (define->declares[i])
          vars.push_back(
              llvm::cast<Var>(llvm::cast<Ident>(define->lhs[i])->object));
  }
  stmt.loopVars = ast.copy(llvm::ArrayRef<Var *>(vars));
  if (stmt.cond)
    checkCondition(stmt.cond);
  if (stmt.post) {
    if (llvm::isa<DefineStmt>(stmt.post))
      error(stmt.post->range,
            "invalid operation: cannot declare in post statement");
    checkStmt(stmt.post);
  }
  context.function->enclosing.push_back({&stmt, nullptr});
  checkBlock(*stmt.body);
  context.function->enclosing.pop_back();
  closeScope();
}

void Sema::checkIncDec(IncDecStmt &stmt) {
  auto *ident = llvm::dyn_cast<Ident>(unparen(stmt.operand));
  if (ident && isBlank(ident->name)) {
    error(ident->range, "cannot use _ as value or type");
    return;
  }
  Type *type = checkTarget(stmt.operand);
  if (!isInvalid(type) && !isNumeric(type))
    error(stmt.operand->range, "non-numeric operand for inc/dec: " + str(type));
}

//===----------------------------------------------------------------------===//
// Queues
//===----------------------------------------------------------------------===//

void Sema::checkSend(SendStmt &stmt) {
  bool good = checkValue(stmt.queue);
  if (!checkValue(stmt.value) || !good)
    return;
  if (Type *element = sendElement(stmt.queue->type, stmt.queue->range, false))
    assign(stmt.value, element, "send");
}

Type *Sema::sendElement(Type *type, Range range, bool inSelect) {
  auto *queue = underlyingAs<QueueType>(type);
  llvm::StringRef what;
  if (!queue)
    what = "cannot send to non-channel-or-port type";
  else if (inSelect && queue->isPort)
    what = "invalid operation: select does not support send on port";
  else if (!queue->canSend())
    what = queue->isPort ? "cannot send to receive-only port"
                         : "cannot send to receive-only channel";
  if (what.empty())
    return queue->element;
  error(range, queue ? llvm::Twine(what) : what + " " + str(type));
  return nullptr;
}

Type *Sema::receiveElement(Type *type, Range range) {
  auto *queue = underlyingAs<QueueType>(type);
  if (!queue) {
    error(range, "invalid operation: cannot receive from non-channel-or-port " +
                     str(type));
    return nullptr;
  }
  if (queue->canReceive())
    return queue->element;
  error(range,
        queue->isPort
            ? "invalid operation: cannot receive from send-only port"
            : "invalid operation: cannot receive from send-only channel");
  return nullptr;
}

//===----------------------------------------------------------------------===//
// go, defer, fail
//===----------------------------------------------------------------------===//

static llvm::StringRef builtinName(CallExpr &call) {
  auto *ident = llvm::dyn_cast<Ident>(unparen(call.callee));
  return ident ? ident->name->text : "";
}

void Sema::checkSuspendedCall(llvm::StringRef keyword, Expr *expr) {
  checkExpr(expr);
  auto *call = llvm::dyn_cast<CallExpr>(expr);
  if (call && call->callee->mode == Mode::Builtin)
    error(call->callee->range,
          keyword + " cannot invoke compiler builtin " + builtinName(*call));
  else if (call && call->callee->mode == Mode::TypeExpr)
    error(expr->range, keyword + " requires function call, not conversion");
  else if (!call && expr->mode != Mode::Invalid)
    error(expr->range, "expression in " + keyword + " must be function call");
}

void Sema::checkGo(GoStmt &stmt) {
  if (stmt.island && checkValue(stmt.island) &&
      !underlyingAs<IslandType>(stmt.island->type))
    error(stmt.island->range, "go @(island) target has type " +
                                  str(stmt.island->type) + ", want island");
  checkSuspendedCall("go", stmt.call);
  if (stmt.island)
    checkSendableCall(stmt);
}

void Sema::checkDefer(DeferStmt &stmt) {
  FunctionInfo &info = *context.function->info;
  info.hasDefer = true;
  info.hasErrDefer |= stmt.onError;
  if (stmt.onError && !context.function->returnsError)
    error(stmt.call->range, "errdefer requires the final function result to be "
                            "built-in error");
  checkSuspendedCall(stmt.onError ? "errdefer" : "defer", stmt.call);
}

void Sema::checkFail(FailStmt &stmt) {
  bool good = checkValue(stmt.error);
  if (!context.function->returnsError)
    error(stmt.error->range,
          "fail requires the final function result to be built-in error");
  else if (good)
    assign(stmt.error, errorType(), "fail statement");
}
