//===- Assignments.cpp - Initialization, assignment, return ----------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

//===----------------------------------------------------------------------===//
// Right sides
//===----------------------------------------------------------------------===//

void Sema::setCommaOk(Expr *expr) {
  expr->commaOk = true;
  while (auto *paren = llvm::dyn_cast<ParenExpr>(expr)) {
    expr = paren->inner;
    expr->commaOk = true;
  }
}

static bool yieldsCommaOk(Expr *expr) {
  expr = unparen(expr);
  if (auto *unary = llvm::dyn_cast<UnaryExpr>(expr))
    return unary->op == Tok::Arrow;
  return expr->mode == Mode::MapIndex || llvm::isa<TypeAssertExpr>(expr);
}

bool Sema::unpack(Exprs rhs, size_t want, bool allowCommaOk,
                  RightValues &values) {
  if (!unpackArguments(rhs, values))
    return false;
  if (rhs.size() == 1 && values.size() == 1 && want == 2 && allowCommaOk &&
      yieldsCommaOk(rhs[0])) {
    setCommaOk(rhs[0]);
    values[0].expr = nullptr;
    values.push_back({nullptr, basic(BasicKind::UntypedBool), rhs[0]->range});
  }
  return true;
}

bool Sema::rightSide(Exprs rhs, size_t want, bool allowCommaOk,
                     TypeOfTarget typeOf, RightValues &values) {
  DynSource source;
  if (rhs.size() == 1)
    source = dynamicSource(rhs[0]);
  if (source.access)
    return checkDynamicSource(rhs[0], source, want, typeOf, values);
  return unpack(rhs, want, allowCommaOk, values);
}

//===----------------------------------------------------------------------===//
// Initialization
//===----------------------------------------------------------------------===//

void Sema::initialize(llvm::ArrayRef<Var *> vars, Exprs rhs) {
  llvm::SmallVector<RightValue, 4> values;
  bool good = rightSide(
      rhs, vars.size(), /*allowCommaOk=*/true,
      [&](size_t i) { return vars[i]->type; }, values);
  if (values.size() == vars.size() && (good || rhs.size() > 1)) {
    for (size_t i = 0; i < vars.size(); ++i)
      initializeOne(vars[i], values[i], "assignment");
    return;
  }
  for (Var *var : vars)
    if (!var->type)
      var->type = invalidType();
  if (good)
    error(rhs[0]->range, "cannot initialize " + llvm::Twine(vars.size()) +
                             " variables with " + llvm::Twine(values.size()) +
                             " values");
}

void Sema::initializeOne(Var *var, const RightValue &value,
                         llvm::StringRef context) {
  Type *type = value.expr ? value.expr->type : value.type;
  bool invalid =
      isInvalid(type) || (value.expr && value.expr->mode == Mode::Invalid);
  if (invalid || (var->type && isInvalid(var->type))) {
    if (!var->type)
      var->type = invalidType();
    return;
  }
  if (!var->type) {
    if (value.expr && value.expr->mode == Mode::Nil) {
      error(value.range, "use of untyped nil in " + context);
      invalidate(value.expr);
      type = invalidType();
    }
    var->type = defaultType(type, types);
    if (isInvalid(type))
      return;
  }
  assign(value, var->type, context);
}

//===----------------------------------------------------------------------===//
// Assignment
//===----------------------------------------------------------------------===//

void Sema::checkAssign(AssignStmt &stmt) {
  if (stmt.op != Tok::Assign)
    return checkCompound(stmt);
  if (stmt.lhs.empty()) {
    error(stmt.range, "missing lhs in assignment");
    return checkAll(stmt.rhs);
  }
  assignTo(stmt.lhs, stmt.rhs);
}

static bool isBlankIdent(Expr *expr, Name blank) {
  auto *ident = llvm::dyn_cast<Ident>(unparen(expr));
  return ident && ident->name == blank;
}

/// Reports assignments to `a~>b` and other things that are no place.
static llvm::StringRef dynamicWriter(Expr *expr) {
  expr = unparen(expr);
  if (llvm::isa<DynFieldExpr>(expr))
    return "dyn.SetAttr";
  return llvm::isa<DynIndexExpr>(expr) ? "dyn.SetIndex" : "";
}

Type *Sema::checkTarget(Expr *lhs) {
  if (isBlankIdent(lhs, blank))
    return nullptr;
  if (llvm::StringRef writer = dynamicWriter(lhs); !writer.empty()) {
    error(lhs->range, "dynamic assignment syntax is forbidden; use " + writer +
                          " and handle its returned error explicitly");
    return invalidType();
  }
  if (!checkValue(lhs))
    return invalidType();
  if (lhs->mode == Mode::Variable || lhs->mode == Mode::MapIndex) {
    markReassigned(lhs);
    return lhs->type;
  }
  auto *selector = llvm::dyn_cast<SelectorExpr>(unparen(lhs));
  if (selector && selector->selection && selector->base->mode == Mode::MapIndex)
    error(lhs->range, "cannot assign to struct field in map");
  else
    error(lhs->range, "cannot assign to expression");
  return invalidType();
}

void Sema::assignTarget(Expr *lhs, Type *target, const RightValue &value,
                        llvm::StringRef context) {
  if (value.expr && value.expr->mode == Mode::Invalid)
    return;
  bool good =
      assign(value, target, target ? context : "assignment to _ identifier");
  if (target || !good)
    return;
  Type *type = value.expr ? value.expr->type : value.type;
  lhs->mode = Mode::Variable;
  lhs->type = defaultType(type, types);
  while (auto *paren = llvm::dyn_cast<ParenExpr>(lhs)) {
    lhs = paren->inner;
    lhs->mode = Mode::Variable;
    lhs->type = defaultType(type, types);
  }
}

void Sema::assignTo(Exprs lhs, Exprs rhs) {
  llvm::SmallVector<Type *, 4> targets;
  for (Expr *expr : lhs)
    targets.push_back(checkTarget(expr));
  llvm::SmallVector<RightValue, 4> values;
  bool good = rightSide(
      rhs, lhs.size(), /*allowCommaOk=*/true,
      [&](size_t i) { return targets[i]; }, values);
  if (values.size() == lhs.size() && (good || rhs.size() > 1)) {
    for (size_t i = 0; i < lhs.size(); ++i)
      assignTarget(lhs[i], targets[i], values[i], "assignment");
  } else if (good && !rhs.empty()) {
    error(rhs[0]->range, "cannot assign " + llvm::Twine(values.size()) +
                             " values to " + llvm::Twine(lhs.size()) +
                             " variables");
  }
}

//===----------------------------------------------------------------------===//
// Short declarations
//===----------------------------------------------------------------------===//

void Sema::checkDefine(DefineStmt &stmt) {
  llvm::SmallVector<Var *, 4> vars;
  llvm::SmallVector<bool, 4> declares(stmt.lhs.size(), false);
  llvm::SmallVector<Name, 4> seen;
  bool anyNew = false;
  for (size_t i = 0; i < stmt.lhs.size(); ++i) {
    bool isNew = false;
    Var *var = defineName(stmt, stmt.lhs[i], isNew, seen);
    anyNew |= isNew;
    declares[i] = isNew;
    if (!var) {
      // Blank, or wrong: takes its value without a name.
      var = ast.make<Var>(blank, stmt.lhs[i]->range, &package);
      var->role = Var::Role::Global;
    }
    vars.push_back(var);
  }
  bool wrong = llvm::any_of(stmt.lhs, [&](Expr *expr) {
    return !isBlankIdent(expr, blank) && expr->mode == Mode::Invalid;
  });
  initialize(vars, stmt.rhs);
  for (size_t i = 0; i < vars.size(); ++i) {
    stmt.lhs[i]->type = vars[i]->type;
    stmt.lhs[i]->mode = Mode::Variable;
    if (declares[i])
      declareLocal(vars[i]);
    else
      vars[i]->reassigned = true;
  }
  if (!anyNew && !wrong)
    error(stmt.range, "no new variables on left side of :=");
  stmt.declares = ast.copy(llvm::ArrayRef<bool>(declares));
}

/// The variable that a name on the left declares or assigns; null for the blank
/// name and errors (mode Invalid).
Var *Sema::defineName(DefineStmt &stmt, Expr *lhs, bool &declares,
                      llvm::SmallVectorImpl<Name> &seen) {
  lhs->mode = Mode::Invalid;
  auto *ident = llvm::dyn_cast<Ident>(lhs);
  if (!ident) {
    error(lhs->range, "non-name on left side of :=: expected identifier on "
                      "left side of :=");
    return nullptr;
  }
  if (isBlank(ident->name))
    return nullptr;
  if (llvm::is_contained(seen, ident->name)) {
    error(ident->range, ident->name->text + " repeated on left side of :=");
    return nullptr;
  }
  seen.push_back(ident->name);
  Object *before = lookupInnermost(ident->name);
  ident->mode = Mode::Variable;
  if (auto *var = llvm::dyn_cast_or_null<Var>(before)) {
    ident->object = var;
    return var;
  }
  if (before) {
    ident->mode = Mode::Invalid;
    error(ident->range, "cannot assign to " + ident->name->text);
    return nullptr;
  }
  declares = true;
  Var *var = newLocal(ident, nullptr);
  ident->object = var;
  return var;
}

//===----------------------------------------------------------------------===//
// Return
//===----------------------------------------------------------------------===//

void Sema::checkReturn(ReturnStmt &stmt) {
  FunctionInfo &info = *context.function->info;
  llvm::ArrayRef<Type *> results = info.signature->results;
  if (results.empty()) {
    if (stmt.values.empty())
      return;
    error(stmt.values[0]->range, "no result values expected");
    return checkAll(stmt.values);
  }
  if (stmt.values.empty())
    return checkBareReturn(stmt);
  llvm::SmallVector<RightValue, 4> values;
  bool good = rightSide(
      stmt.values, results.size(), /*allowCommaOk=*/false,
      [&](size_t i) { return results[i]; }, values);
  if (!good && values.empty())
    return;
  if (values.size() != results.size()) {
    error(stmt.range, "wrong number of return values (want " +
                          llvm::Twine(results.size()) + ", got " +
                          llvm::Twine(values.size()) + ")");
    return;
  }
  for (size_t i = 0; i < values.size(); ++i)
    if (!values[i].expr || values[i].expr->mode != Mode::Invalid)
      assign(values[i], results[i], "return statement");
}

void Sema::checkBareReturn(ReturnStmt &stmt) {
  FunctionInfo &info = *context.function->info;
  if (!info.namedResults) {
    error(stmt.range, "wrong number of return values (want " +
                          llvm::Twine(info.signature->results.size()) +
                          ", got 0)");
    return;
  }
  for (Var *result : info.results) {
    Object *visible = result ? lookup(result->name) : nullptr;
    if (visible && visible != result)
      error(stmt.range, "result parameter " + result->name->text +
                            " not in scope at return")
          .notes.push_back(
              {visible->range,
               ("inner declaration of " + result->name->text).str()});
  }
}
