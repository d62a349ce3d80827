//===- Labels.cpp - Labels, branches, and the ends of functions ------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

static bool isLoop(const Stmt *stmt) {
  return llvm::isa<ForStmt, RangeStmt>(stmt);
}

static bool isBreakable(const Stmt *stmt) {
  return isLoop(stmt) ||
         llvm::isa<SwitchStmt, TypeSwitchStmt, SelectStmt>(stmt);
}

void Sema::checkLabeled(LabeledStmt &stmt, StmtPlace place) {
  FunctionContext &function = *context.function;
  auto [known, fresh] = function.labels.insert(
      {stmt.label->name, FunctionContext::Label{stmt.label, false}});
  if (!fresh)
    error(stmt.label->range,
          "label " + stmt.label->name->text + " already declared")
        .notes.push_back({known->second.name->range, "previous declaration"});
  function.enclosing.push_back({stmt.inner, stmt.label->name});
  checkStmt(stmt.inner, place);
  function.enclosing.pop_back();
}

void Sema::checkBranch(BranchStmt &stmt, StmtPlace place) {
  FunctionContext &function = *context.function;
  if (stmt.token == Tok::Goto) {
    error(stmt.label ? stmt.label->range : stmt.range,
          "goto is not supported, use labeled break instead");
    if (stmt.label)
      function.strayBranches.push_back(&stmt);
    return;
  }
  if (stmt.token == Tok::Fallthrough) {
    if (!place.fallthroughOk)
      error(stmt.range, place.finalClause
                            ? "cannot fallthrough final case in switch"
                            : "fallthrough statement out of place");
    return;
  }
  if (stmt.label)
    return checkLabeledBranch(stmt);
  bool isBreak = stmt.token == Tok::Break;
  for (auto &entry : llvm::reverse(function.enclosing)) {
    // Labeled statements are entries of their own.
    if (entry.label ||
        !(isBreak ? isBreakable(entry.stmt) : isLoop(entry.stmt)))
      continue;
    stmt.target = entry.stmt;
    if (isBreak)
      function.broken.insert(entry.stmt);
    return;
  }
  error(stmt.range, isBreak ? "break not in for, switch, or select statement"
                            : "continue not in for statement");
}

void Sema::checkLabeledBranch(BranchStmt &stmt) {
  FunctionContext &function = *context.function;
  bool isBreak = stmt.token == Tok::Break;
  for (auto &entry : llvm::reverse(function.enclosing)) {
    if (entry.label != stmt.label->name)
      continue;
    if (!(isBreak ? isBreakable(entry.stmt) : isLoop(entry.stmt)))
      break;
    stmt.target = entry.stmt;
    function.labels[entry.label].used = true;
    if (isBreak)
      function.broken.insert(entry.stmt);
    return;
  }
  function.strayBranches.push_back(&stmt);
}

void Sema::finishLabels() {
  FunctionContext &function = *context.function;
  for (BranchStmt *stmt : function.strayBranches) {
    llvm::StringRef name = stmt->label->name->text;
    auto label = function.labels.find(stmt->label->name);
    if (label == function.labels.end()) {
      error(stmt->label->range, "label " + name + " not declared");
      continue;
    }
    label->second.used = true;
    if (stmt->token == Tok::Break)
      error(stmt->label->range, "break label " + name +
                                    " must refer to an enclosing for, switch, "
                                    "or select statement");
    else if (stmt->token == Tok::Continue)
      error(stmt->label->range, "continue label " + name +
                                    " must refer to an enclosing for "
                                    "statement");
  }
  for (auto &[name, label] : function.labels)
    if (!label.used && !package.isStandard)
      warning(label.name->range,
              "label " + name->text + " declared but not used");
}

//===----------------------------------------------------------------------===//
// Terminating statements
//===----------------------------------------------------------------------===//

bool Sema::terminates(llvm::ArrayRef<Stmt *> stmts) {
  while (!stmts.empty() && llvm::isa<EmptyStmt>(stmts.back()))
    stmts = stmts.drop_back();
  return !stmts.empty() && terminates(stmts.back());
}

template <typename Clause>
bool Sema::clausesTerminate(llvm::ArrayRef<Clause> clauses) {
  return llvm::all_of(
      clauses, [&](const Clause &clause) { return terminates(clause.body); });
}

static bool hasDefault(llvm::ArrayRef<CaseClause> clauses) {
  return llvm::any_of(
      clauses, [](const CaseClause &clause) { return clause.isDefault; });
}

static bool isPanic(Expr *expr) {
  auto *call = llvm::dyn_cast<CallExpr>(unparen(expr));
  return call && call->form == CallExpr::Form::Builtin &&
         call->builtin == BuiltinId::Panic;
}

bool Sema::terminates(Stmt *stmt) {
  using llvm::cast;
  bool left = context.function->broken.contains(stmt);
  switch (stmt->kind) {
  case Stmt::Kind::Return:
  case Stmt::Kind::Fail:
    return true;
  case Stmt::Kind::Branch:
    return cast<BranchStmt>(stmt)->token == Tok::Goto ||
           cast<BranchStmt>(stmt)->token == Tok::Fallthrough;
  case Stmt::Kind::Expr:
    return isPanic(cast<ExprStmt>(stmt)->expr);
  case Stmt::Kind::Block:
    return terminates(cast<BlockStmt>(stmt)->stmts);
  case Stmt::Kind::Labeled:
    return terminates(cast<LabeledStmt>(stmt)->inner);
  case Stmt::Kind::If: {
    auto *branch = cast<IfStmt>(stmt);
    return branch->otherwise && terminates(branch->then->stmts) &&
           terminates(branch->otherwise);
  }
  case Stmt::Kind::For:
    return !cast<ForStmt>(stmt)->cond && !left;
  case Stmt::Kind::Switch: {
    llvm::ArrayRef<CaseClause> clauses = cast<SwitchStmt>(stmt)->clauses;
    return !left && hasDefault(clauses) && clausesTerminate(clauses);
  }
  case Stmt::Kind::TypeSwitch: {
    llvm::ArrayRef<CaseClause> clauses = cast<TypeSwitchStmt>(stmt)->clauses;
    return !left && hasDefault(clauses) && clausesTerminate(clauses);
  }
  case Stmt::Kind::Select: {
    llvm::ArrayRef<SelectCase> cases = cast<SelectStmt>(stmt)->cases;
    return !left && clausesTerminate(cases);
  }
  case Stmt::Kind::Bad:
    return true; // an error was reported
  default:
    return false;
  }
}
