//===- Switches.cpp - switch, type switch, select ---------------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;

void FunctionEmitter::clauseBody(llvm::ArrayRef<Stmt *> body, Label exit) {
  Scope scope(*this);
  statements(body);
  if (!code.isDead())
    code.jump(exit);
}

/// All tests come first, in source order, then the bodies: later passes see one
/// chain of comparisons with the same value.
void FunctionEmitter::switchStmt(SwitchStmt *stmt) {
  Scope scope(*this);
  if (stmt->init)
    statement(stmt->init);
  Slot tag = 0;
  Type *type = nullptr;
  if (stmt->tag) {
    type = stmt->tag->type;
    tag = converted(stmt->tag, type);
  }
  Label exit = code.label();
  std::optional<Label> otherwise;
  llvm::SmallVector<Label, 8> bodies;
  for (CaseClause &clause : stmt->clauses) {
    bodies.push_back(code.label());
    if (clause.isDefault)
      otherwise = bodies.back();
    for (Expr *expr : clause.exprs) {
      if (!stmt->tag) {
        branch(expr, true, bodies.back());
        continue;
      }
      Scope inner(*this);
      code.at(expr->range);
      Slot same = temp(SlotType::Value);
      if (unparen(expr)->mode == Mode::Nil) {
        code.emit(Op::EqI, same, tag, integer(0));
      } else if (isInterface(type)) {
        Slot other =
            isInterface(expr->type) ? value(expr) : converted(expr, type);
        compare(Tok::EqEq, type, same, tag, other);
      } else if (isInterface(expr->type)) {
        Slot wide = convertedSlots(tag, type, expr->type);
        compare(Tok::EqEq, expr->type, same, wide, value(expr));
      } else {
        compare(Tok::EqEq, type, same, tag, converted(expr, type));
      }
      code.jumpIf(true, same, bodies.back());
    }
  }
  if (!code.isDead())
    code.jump(otherwise ? *otherwise : exit);
  targets.push_back({stmt, exit, exit});
  std::optional<Label> outer = nextClause;
  for (size_t i = 0; i < bodies.size(); ++i) {
    code.bind(bodies[i]);
    nextClause = std::nullopt;
    if (i + 1 < bodies.size())
      nextClause = bodies[i + 1];
    clauseBody(stmt->clauses[i].body, exit);
  }
  nextClause = outer;
  targets.pop_back();
  code.bind(exit);
}

//===----------------------------------------------------------------------===//
// Type switch
//===----------------------------------------------------------------------===//

void FunctionEmitter::testTypes(Slot iface, const CaseClause &clause,
                                Label matched) {
  for (Expr *expr : clause.exprs) {
    Scope scope(*this);
    Slot same = temp(SlotType::Value);
    if (unparen(expr)->mode == Mode::Nil) {
      code.emit(Op::EqI, same, iface, integer(0));
    } else {
      bc::Layout window = layout(expr->type);
      window.push_back(SlotType::Value);
      Slot held = frame.alloc(window);
      assertSlots(iface, expr->type, held, /*withOk=*/true);
      same = held + uint32_t(window.size()) - 1;
    }
    code.jumpIf(true, same, matched);
  }
}

void FunctionEmitter::typeSwitchStmt(TypeSwitchStmt *stmt) {
  Scope scope(*this);
  if (stmt->init)
    statement(stmt->init);
  Slot iface = saved(stmt->subject, stmt->subject->type);
  code.at(stmt->range);
  Label exit = code.label();
  targets.push_back({stmt, exit, exit});
  std::optional<Label> outer = std::exchange(nextClause, std::nullopt);
  const CaseClause *otherwise = nullptr;
  for (const CaseClause &clause : stmt->clauses) {
    if (clause.isDefault) {
      otherwise = &clause;
      continue;
    }
    Scope inner(*this);
    Label next = code.label();
    bool single =
        clause.exprs.size() == 1 && unparen(clause.exprs[0])->mode != Mode::Nil;
    if (single) {
      Type *type = clause.exprs[0]->type;
      bc::Layout window = layout(type);
      window.push_back(SlotType::Value);
      Slot held = frame.alloc(window);
      assertSlots(iface, type, held, /*withOk=*/true);
      code.jumpIf(false, held + uint32_t(window.size()) - 1, next);
      if (clause.boundVar)
        define(clause.boundVar, held);
    } else {
      Label matched = code.label();
      testTypes(iface, clause, matched);
      code.jump(next);
      code.bind(matched);
      if (clause.boundVar)
        define(clause.boundVar, iface);
    }
    clauseBody(clause.body, exit);
    code.bind(next);
  }
  if (otherwise && !code.isDead()) {
    Scope inner(*this);
    if (otherwise->boundVar)
      define(otherwise->boundVar, iface);
    clauseBody(otherwise->body, exit);
  }
  nextClause = outer;
  targets.pop_back();
  code.bind(exit);
}

//===----------------------------------------------------------------------===//
// select
//===----------------------------------------------------------------------===//

static Type *elementOf(const SelectCase &one) {
  return underlyingAs<QueueType>(one.queue->type)->element;
}

void FunctionEmitter::bindReceived(const SelectCase &selected, Slot received,
                                   Type *element) {
  Type *boolean = basic(BasicKind::Bool);
  struct Pair {
    Expr *target;
    Slot slot;
    Type *type;
  } pairs[] = {{selected.target, received, element},
               {selected.okTarget, received + slots(element), boolean}};
  std::optional<Location> places[2];
  for (int i = 0; i < 2; ++i) {
    Expr *target = pairs[i].target ? unparen(pairs[i].target) : nullptr;
    auto *ident = llvm::dyn_cast_or_null<Ident>(target);
    if (!target || (ident && !ident->object))
      continue;
    if (selected.define)
      define(llvm::cast<Var>(ident->object), pairs[i].slot);
    else
      places[i] = place(target, Access::FreezeCopies);
  }
  for (int i = 0; i < 2; ++i)
    if (places[i])
      storeConverted(*places[i], pairs[i].slot, pairs[i].type);
}

llvm::SmallVector<FunctionEmitter::SelectSlots, 4>
FunctionEmitter::selectOperands(SelectStmt *stmt) {
  llvm::SmallVector<SelectSlots, 4> operands;
  for (SelectCase &one : stmt->cases) {
    SelectSlots made;
    if (one.kind != SelectCase::Kind::Default) {
      made.queue = value(one.queue);
      Type *element = elementOf(one);
      if (one.kind == SelectCase::Kind::Send) {
        made.slot = saved(one.value, element);
      } else {
        bc::Layout window = layout(element);
        if (one.okTarget)
          window.push_back(SlotType::Value);
        made.slot = frame.alloc(window);
      }
    }
    operands.push_back(made);
  }
  return operands;
}

static bool isDefault(const SelectCase &one) {
  return one.kind == SelectCase::Kind::Default;
}

Slot FunctionEmitter::chooseCase(SelectStmt *stmt,
                                 llvm::ArrayRef<SelectSlots> operands) {
  Slot chosen = temp(SlotType::Value);
  code.at(stmt->range);
  auto cases = uint32_t(llvm::count_if(stmt->cases, std::not_fn(isDefault)));
  code.emit(Op::SelectBegin, cases, 0, 0,
            cases < operands.size() ? bc::flag::selectDefault : 0);
  for (uint32_t i = 0; i < operands.size(); ++i) {
    const SelectCase &one = stmt->cases[i];
    if (isDefault(one))
      continue;
    bc::MetaQueueLayout meta{layout(elementOf(one))};
    if (one.kind == SelectCase::Kind::Send)
      code.emit(std::move(meta), Op::SelectSend, operands[i].queue,
                operands[i].slot, i);
    else
      code.emit(std::move(meta), Op::SelectRecv, operands[i].slot,
                operands[i].queue, i, one.okTarget ? bc::flag::recvOk : 0);
  }
  code.emit(Op::SelectExec, chosen);
  return chosen;
}

void FunctionEmitter::selectStmt(SelectStmt *stmt) {
  Scope scope(*this);
  llvm::SmallVector<SelectSlots, 4> prepared = selectOperands(stmt);
  Slot chosen = chooseCase(stmt, prepared);
  bool hasDefault = llvm::any_of(stmt->cases, isDefault);
  auto untested = llvm::count_if(stmt->cases, std::not_fn(isDefault));
  Label exit = code.label();
  llvm::SmallVector<Label, 4> bodies;
  std::optional<Label> otherwise;
  for (uint32_t i = 0; i < prepared.size(); ++i) {
    bodies.push_back(code.label());
    if (isDefault(stmt->cases[i])) {
      otherwise = bodies.back();
      continue;
    }
    // Without a default the last case needs no test.
    if (--untested == 0 && !hasDefault) {
      code.jump(bodies.back());
      continue;
    }
    Scope inner(*this);
    Slot same = temp(SlotType::Value);
    code.emit(Op::EqI, same, chosen, integer(i));
    code.jumpIf(true, same, bodies.back());
  }
  if (otherwise)
    code.jump(*otherwise);
  else
    code.setDead(); // blocks forever without cases
  targets.push_back({stmt, exit, exit});
  std::optional<Label> outer = std::exchange(nextClause, std::nullopt);
  for (uint32_t i = 0; i < prepared.size(); ++i) {
    const SelectCase &one = stmt->cases[i];
    Scope inner(*this);
    code.bind(bodies[i]);
    if (code.isDead())
      continue;
    if (one.kind == SelectCase::Kind::Receive)
      bindReceived(one, prepared[i].slot, elementOf(one));
    clauseBody(one.body, exit);
  }
  nextClause = outer;
  targets.pop_back();
  code.bind(exit);
}
