//===- Switches.cpp - switch, type switch, select --------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

template <typename Clause>
void Sema::checkDefaults(llvm::ArrayRef<Clause> clauses,
                         bool (*isDefault)(const Clause &)) {
  const Clause *first = nullptr;
  for (const Clause &clause : clauses) {
    if (!isDefault(clause))
      continue;
    if (first)
      error(clause.range, "multiple defaults")
          .notes.push_back({first->range, "first default"});
    else
      first = &clause;
  }
}

static bool isDefaultClause(const CaseClause &clause) {
  return clause.isDefault;
}

static bool isDefaultCase(const SelectCase &clause) {
  return clause.kind == SelectCase::Kind::Default;
}

//===----------------------------------------------------------------------===//
// Expression switches
//===----------------------------------------------------------------------===//

void Sema::checkSwitch(SwitchStmt &stmt) {
  openScope();
  if (stmt.init)
    checkStmt(stmt.init);
  bool good = true;
  if (stmt.tag)
    good =
        checkValue(stmt.tag) && assign(stmt.tag, nullptr, "switch expression");
  checkDefaults<CaseClause>(stmt.clauses, isDefaultClause);
  context.function->enclosing.push_back({&stmt, nullptr});
  ConstantSet seen;
  for (CaseClause &clause : stmt.clauses) {
    if (!good)
      checkAll(clause.exprs);
    else
      checkCaseValues(stmt.tag, clause.exprs, seen);
    openScope();
    StmtPlace place;
    place.finalClause = &clause == &stmt.clauses.back();
    place.fallthroughOk = !place.finalClause;
    checkStmts(clause.body, place);
    closeScope();
  }
  context.function->enclosing.pop_back();
  closeScope();
}

void Sema::checkCaseValues(Expr *tag, Exprs exprs, ConstantSet &seen) {
  for (Expr *value : exprs)
    if (checkValue(value))
      tag ? checkCaseValue(tag, value, seen) : checkBooleanCase(value);
}

void Sema::checkCaseValue(Expr *tag, Expr *value, ConstantSet &seen) {
  if (!convertUntyped(value, tag->type) ||
      !checkComparison(Tok::EqEq, value, tag, value->range))
    return;
  toDefault(value);
  if (!value->constant || value->constant->kind() == Constant::Kind::Bool)
    return;
  if (const Range *before =
          seen.insert(value->type, value->constant, value->range))
    error(value->range,
          "duplicate case " + value->constant->str() + " in expression switch")
        .notes.push_back({*before, "previous case"});
}

void Sema::checkBooleanCase(Expr *value) {
  if (!isBoolean(value->type)) {
    error(value->range,
          "cannot compare: mismatched types " + str(value->type) + " and bool");
    return;
  }
  convertUntyped(value, basic(BasicKind::Bool));
  if (value->type != basic(BasicKind::Bool) && value->mode != Mode::Invalid)
    error(value->range,
          "cannot compare: mismatched types " + str(value->type) + " and bool");
}

//===----------------------------------------------------------------------===//
// Type switches
//===----------------------------------------------------------------------===//

void Sema::checkTypeSwitch(TypeSwitchStmt &stmt) {
  openScope();
  if (stmt.init)
    checkStmt(stmt.init);
  if (stmt.binding && isBlank(stmt.binding->name))
    error(stmt.binding->range, "no new variables on left side of :=");
  Type *subject = checkValue(stmt.subject) ? stmt.subject->type : nullptr;
  if (subject && !isInterface(subject)) {
    error(stmt.subject->range,
          "cannot type switch on non-interface type " + str(subject));
    subject = nullptr;
  }
  checkDefaults<CaseClause>(stmt.clauses, isDefaultClause);
  context.function->enclosing.push_back({&stmt, nullptr});
  llvm::DenseMap<Type *, Range> seen;
  for (CaseClause &clause : stmt.clauses) {
    Type *type = checkCaseTypes(clause, subject, seen);
    openScope();
    if (stmt.binding && !isBlank(stmt.binding->name))
      bindTypeSwitchVar(stmt, clause, type);
    checkStmts(clause.body);
    closeScope();
  }
  context.function->enclosing.pop_back();
  closeScope();
}

Type *Sema::checkCaseTypes(CaseClause &clause, Type *subject,
                           llvm::DenseMap<Type *, Range> &seen) {
  Type *only = nullptr;
  for (Expr *expr : clause.exprs) {
    checkExpr(expr);
    if (expr->mode == Mode::Invalid)
      continue;
    if (expr->mode != Mode::TypeExpr && expr->mode != Mode::Nil) {
      auto *ident = llvm::dyn_cast<Ident>(unparen(expr));
      error(expr->range, ident ? ident->name->text + " is not a type"
                               : llvm::Twine("not a type"));
      continue;
    }
    // Untyped nil is its own entry.
    auto [place, fresh] = seen.insert({expr->type, expr->range});
    bool isNil = expr->mode == Mode::Nil;
    if (!fresh) {
      error(expr->range, "duplicate case " +
                             (isNil ? std::string("nil") : str(expr->type)) +
                             " in type switch")
          .notes.push_back({place->second, "previous case"});
      continue;
    }
    if (isNil)
      continue;
    if (subject)
      checkAssertable(subject, expr->type, expr->range);
    only = expr->type;
  }
  Type *whole = subject ? subject : invalidType();
  return clause.exprs.size() == 1 && only ? only : whole;
}

void Sema::bindTypeSwitchVar(TypeSwitchStmt &stmt, CaseClause &clause,
                             Type *type) {
  clause.boundVar = newLocal(stmt.binding, type);
  stmt.binding->object = clause.boundVar;
  declareLocal(clause.boundVar);
}

//===----------------------------------------------------------------------===//
// Select
//===----------------------------------------------------------------------===//

void Sema::checkSelect(SelectStmt &stmt) {
  checkDefaults<SelectCase>(stmt.cases, isDefaultCase);
  context.function->enclosing.push_back({&stmt, nullptr});
  for (SelectCase &clause : stmt.cases) {
    openScope();
    if (clause.kind == SelectCase::Kind::Send)
      checkSelectSend(clause);
    else if (clause.kind == SelectCase::Kind::Receive)
      checkSelectReceive(clause);
    checkStmts(clause.body);
    closeScope();
  }
  context.function->enclosing.pop_back();
}

void Sema::checkSelectSend(SelectCase &clause) {
  bool good = checkValue(clause.queue);
  if (!checkValue(clause.value) || !good)
    return;
  if (Type *element =
          sendElement(clause.queue->type, clause.queue->range, true))
    assign(clause.value, element, "send");
}

void Sema::checkSelectReceive(SelectCase &clause) {
  bool good = checkValue(clause.receive);
  Type *element = good ? clause.receive->type : invalidType();
  if (clause.okTarget && good)
    setCommaOk(clause.receive);
  Expr *targets[] = {clause.target, clause.okTarget};
  if (clause.define) {
    Type *boolType = basic(BasicKind::Bool);
    return defineClause(targets, {element, boolType}, clause.receive->range);
  }
  Type *received[] = {element, basic(BasicKind::UntypedBool)};
  for (int i = 0; i < 2; ++i) {
    if (!targets[i])
      continue;
    Type *target = checkTarget(targets[i]);
    if (good)
      assignTarget(targets[i], target,
                   {nullptr, received[i], clause.receive->range}, "assignment");
  }
}
