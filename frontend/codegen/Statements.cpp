//===- Statements.cpp - Statements ------------------------------------------===//

#include "frontend/codegen/Function.h"

#include "bytecode/LoopNest.h"

using namespace vo;
using namespace vo::fe;

void FunctionEmitter::statements(llvm::ArrayRef<Stmt *> stmts) {
  for (Stmt *stmt : stmts)
    statement(stmt);
}

void FunctionEmitter::block(BlockStmt *stmt) {
  Scope scope(*this);
  statements(stmt->stmts);
}

void FunctionEmitter::statement(Stmt *stmt) {
  // Nothing jumps into the middle of a list of statements.
  if (code.isDead())
    return;
  code.at(stmt->range);
  switch (stmt->kind) {
  case Stmt::Kind::Bad:
  case Stmt::Kind::Empty:
    return;
  case Stmt::Kind::Block:
    return block(llvm::cast<BlockStmt>(stmt));
  case Stmt::Kind::Expr:
    return discard(llvm::cast<ExprStmt>(stmt)->expr);
  case Stmt::Kind::Decl:
    for (Decl *decl : llvm::cast<DeclStmt>(stmt)->decls)
      if (auto *var = llvm::dyn_cast<VarDecl>(decl))
        varDecl(var);
    return;
  case Stmt::Kind::Assign:
    return assignStmt(llvm::cast<AssignStmt>(stmt));
  case Stmt::Kind::Define:
    return defineStmt(llvm::cast<DefineStmt>(stmt));
  case Stmt::Kind::IncDec: {
    auto *step = llvm::cast<IncDecStmt>(stmt);
    return assignCompound(step->operand,
                          step->increment ? Tok::Plus : Tok::Minus, nullptr);
  }
  case Stmt::Kind::Return:
    return returnStmt(llvm::cast<ReturnStmt>(stmt));
  case Stmt::Kind::If:
    return ifStmt(llvm::cast<IfStmt>(stmt));
  case Stmt::Kind::For:
    return forStmt(llvm::cast<ForStmt>(stmt));
  case Stmt::Kind::Range:
    return rangeStmt(llvm::cast<RangeStmt>(stmt));
  case Stmt::Kind::Switch:
    return switchStmt(llvm::cast<SwitchStmt>(stmt));
  case Stmt::Kind::TypeSwitch:
    return typeSwitchStmt(llvm::cast<TypeSwitchStmt>(stmt));
  case Stmt::Kind::Select:
    return selectStmt(llvm::cast<SelectStmt>(stmt));
  case Stmt::Kind::Go: {
    auto *go = llvm::cast<GoStmt>(stmt);
    if (go->island)
      return goIsland(go);
    return deferOrGo(llvm::cast<CallExpr>(unparen(go->call)), Op::GoStart);
  }
  case Stmt::Kind::Defer: {
    auto *defer = llvm::cast<DeferStmt>(stmt);
    return deferOrGo(llvm::cast<CallExpr>(unparen(defer->call)),
                     defer->onError ? Op::ErrDeferPush : Op::DeferPush);
  }
  case Stmt::Kind::Fail:
    return failStmt(llvm::cast<FailStmt>(stmt));
  case Stmt::Kind::Send: {
    Scope scope(*this);
    auto *send = llvm::cast<SendStmt>(stmt);
    Slot queue = value(send->queue);
    Type *element = underlyingAs<QueueType>(send->queue->type)->element;
    Slot held = converted(send->value, element);
    code.at(stmt->range);
    return code.emit(bc::MetaQueueLayout{layout(element)}, Op::QueueSend, queue,
                     held);
  }
  case Stmt::Kind::Branch:
    return branchStmt(llvm::cast<BranchStmt>(stmt));
  case Stmt::Kind::Labeled:
    return statement(llvm::cast<LabeledStmt>(stmt)->inner);
  }
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

void FunctionEmitter::declareVars(llvm::ArrayRef<Var *> vars,
                                  llvm::ArrayRef<Expr *> values) {
  // No value can see the new variables, so each may be filled at once.
  llvm::SmallVector<Storage, 4> places;
  for (Var *var : vars)
    places.push_back(var ? declare(var) : Storage{});
  if (values.size() == vars.size()) {
    for (size_t i = 0; i < vars.size(); ++i)
      if (vars[i])
        initializeFrom(vars[i], places[i], values[i]);
      else
        discard(values[i]);
    return;
  }
  Scope scope(*this);
  llvm::SmallVector<Type *, 4> types;
  Slot slot = tuple(values[0], types);
  for (size_t i = 0; i < vars.size() && i < types.size(); ++i) {
    if (vars[i])
      initialize(vars[i], places[i],
                 convertedSlots(slot, types[i], vars[i]->type));
    slot += slots(types[i]);
  }
}

static Var *variableOf(Expr *name) {
  auto *ident = llvm::dyn_cast_or_null<Ident>(name);
  return ident ? llvm::dyn_cast_or_null<Var>(ident->object) : nullptr;
}

void FunctionEmitter::varDecl(VarDecl *decl) {
  llvm::SmallVector<Var *, 4> vars;
  for (Ident *name : decl->names)
    vars.push_back(variableOf(name));
  if (!decl->values.empty())
    return declareVars(vars, decl->values);
  for (Var *var : vars)
    if (var)
      defineZero(var);
}

void FunctionEmitter::defineStmt(DefineStmt *stmt) {
  llvm::SmallVector<Var *, 4> vars;
  bool allNew = true;
  for (size_t i = 0; i < stmt->lhs.size(); ++i) {
    vars.push_back(variableOf(stmt->lhs[i]));
    if (vars.back() && !stmt->declares[i])
      allNew = false;
  }
  if (allNew)
    return declareVars(vars, stmt->rhs);
  // Reused variables change only after every value is known.
  for (size_t i = 0; i < vars.size(); ++i)
    if (vars[i] && stmt->declares[i])
      declare(vars[i]);
  Scope scope(*this);
  llvm::SmallVector<Slot, 4> values;
  llvm::SmallVector<Type *, 4> types;
  if (stmt->rhs.size() == vars.size()) {
    for (size_t i = 0; i < vars.size(); ++i) {
      types.push_back(vars[i] ? vars[i]->type : nullptr);
      if (vars[i])
        values.push_back(saved(stmt->rhs[i], vars[i]->type));
      else
        discard(stmt->rhs[i]), values.push_back(0);
    }
  } else {
    Slot slot = tuple(stmt->rhs[0], types);
    for (Type *type : types) {
      values.push_back(slot);
      slot += slots(type);
    }
  }
  for (size_t i = 0; i < vars.size() && i < types.size(); ++i) {
    if (!vars[i])
      continue;
    if (stmt->declares[i]) {
      initialize(vars[i], storages[vars[i]],
                 convertedSlots(values[i], types[i], vars[i]->type));
      continue;
    }
    Location place = placeOf(vars[i]);
    storeConverted(place, values[i], types[i]);
  }
}

//===----------------------------------------------------------------------===//
// Leaving, branching
//===----------------------------------------------------------------------===//

void FunctionEmitter::returnStmt(ReturnStmt *stmt) {
  Scope scope(*this);
  if (stmt->values.empty()) {
    if (!info->namedResults)
      return emitFallOff();
    return returnNamed(0);
  }
  if (stmt->values.size() == 1 && resultTypes.size() == 1) {
    Slot held = converted(stmt->values[0], resultTypes[0]);
    code.at(stmt->range);
    return returnSlots(held, 0);
  }
  if (stmt->values.size() == 1) {
    llvm::SmallVector<Type *, 4> types;
    Slot slot = tuple(stmt->values[0], types);
    bool same = types.size() == resultTypes.size();
    for (size_t i = 0; same && i < types.size(); ++i)
      same = !needsConversion(types[i], resultTypes[i]);
    if (same)
      return returnSlots(slot, 0);
    Slot all = frame.alloc(resultLayout), to = all;
    for (size_t i = 0; i < types.size() && i < resultTypes.size(); ++i) {
      convert(to, slot, types[i], resultTypes[i]);
      slot += slots(types[i]);
      to += slots(resultTypes[i]);
    }
    return returnSlots(all, 0);
  }
  Slot all = frame.alloc(resultLayout), to = all;
  for (size_t i = 0; i < stmt->values.size() && i < resultTypes.size(); ++i) {
    convertedTo(stmt->values[i], resultTypes[i], to);
    to += slots(resultTypes[i]);
  }
  code.at(stmt->range);
  returnSlots(all, 0);
}

void FunctionEmitter::failStmt(FailStmt *stmt) {
  Scope scope(*this);
  Slot error = converted(stmt->error, errorType());
  if (errorResult >= 0)
    returnError(error);
}

void FunctionEmitter::ifStmt(IfStmt *stmt) {
  Scope scope(*this);
  if (stmt->init)
    statement(stmt->init);
  Label otherwise = code.label(), end = code.label();
  branch(stmt->cond, false, otherwise);
  block(stmt->then);
  if (stmt->otherwise && !code.isDead())
    code.jump(end);
  code.bind(otherwise);
  if (stmt->otherwise) {
    statement(stmt->otherwise);
    code.bind(end);
  }
}

void FunctionEmitter::branchStmt(BranchStmt *stmt) {
  if (stmt->token == Tok::Fallthrough) {
    if (nextClause)
      code.jump(*nextClause);
    return;
  }
  bool isBreak = stmt->token == Tok::Break;
  for (size_t i = targets.size(); i-- > 0;) {
    Target &target = targets[i];
    if (stmt->label)
      target.loopFlags |= isBreak ? bc::flag::loopLabelledBreak
                                  : bc::flag::loopLabelledContinue;
    if (target.stmt == stmt->target)
      return code.jump(isBreak ? target.breakLabel : target.continueLabel);
  }
}
