//===- Ranges.cpp - Range loops --------------------------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

void Sema::checkRange(RangeStmt &stmt) {
  openScope();
  Type *key = nullptr, *value = nullptr;
  bool good = checkValue(stmt.subject) && rangeTypes(stmt, key, value);
  if (good && stmt.value && !value) {
    error(stmt.value->range, "range over integer/channel has no second value: "
                             "invalid operation on " +
                                 str(stmt.subject->type));
    value = invalidType();
  }
  if (!good)
    key = value = invalidType();
  if (stmt.define && (stmt.key || stmt.value))
    defineClause({stmt.key, stmt.value}, {key, value}, stmt.subject->range);
  else
    assignRange(stmt, key, value);
  context.function->enclosing.push_back({&stmt, nullptr});
  checkBlock(*stmt.body);
  context.function->enclosing.pop_back();
  closeScope();
}

bool Sema::rangeTypes(RangeStmt &stmt, Type *&key, Type *&value) {
  Expr *subject = stmt.subject;
  Type *under = subject->type->underlying();
  Type *intType = basic(BasicKind::Int);
  if (isInteger(under)) {
    // An existing variable decides about the type of an untyped bound.
    bool open = isUntyped(subject->type) && stmt.key && !stmt.define;
    if (!open && !convertUntyped(subject, intType))
      return false;
    key = subject->type;
    return true;
  }
  toDefault(subject);
  if (isString(under)) {
    key = intType;
    value = basic(BasicKind::Int32);
  } else if (auto *array = llvm::dyn_cast<ArrayType>(under)) {
    key = intType;
    value = array->element;
  } else if (auto *slice = llvm::dyn_cast<SliceType>(under)) {
    key = intType;
    value = slice->element;
  } else if (auto *map = llvm::dyn_cast<MapType>(under)) {
    key = map->key;
    value = map->value;
  } else if (auto *queue = llvm::dyn_cast<QueueType>(under)) {
    key = queue->element;
    if (!queue->canReceive()) {
      error(subject->range, queue->isPort
                                ? "cannot receive from send-only port"
                                : "cannot receive from send-only channel");
      return false;
    }
  } else {
    error(subject->range,
          "invalid operation: cannot range over " + str(subject->type));
    return false;
  }
  return true;
}

/// Names of a clause with `:=` are all new; its scope has no others.
void Sema::defineClause(llvm::ArrayRef<Expr *> names,
                        llvm::ArrayRef<Type *> types, Range range) {
  llvm::SmallVector<Var *, 2> vars;
  bool wrong = false;
  Name first = nullptr;
  for (size_t i = 0; i < names.size(); ++i) {
    if (!names[i])
      continue;
    auto *ident = llvm::dyn_cast<Ident>(names[i]);
    names[i]->mode = Mode::Variable;
    names[i]->type = types[i] ? types[i] : invalidType();
    if (!ident) {
      error(names[i]->range, "non-name on left side of :=: expected identifier "
                             "on left side of :=");
      wrong = true;
      continue;
    }
    if (isBlank(ident->name))
      continue;
    if (ident->name == first) {
      error(ident->range, ident->name->text + " repeated on left side of :=");
      wrong = true;
      continue;
    }
    first = ident->name;
    Var *var = newLocal(ident, names[i]->type);
    ident->object = var;
    vars.push_back(var);
  }
  if (vars.empty() && !wrong)
    error(range, "no new variables on left side of :=");
  for (Var *var : vars)
    declareLocal(var);
}

void Sema::assignRange(RangeStmt &stmt, Type *key, Type *value) {
  Expr *targets[] = {stmt.key, stmt.value};
  Type *types[] = {key, value};
  for (int i = 0; i < 2; ++i) {
    if (!targets[i])
      continue;
    Type *target = checkTarget(targets[i]);
    if (isInvalid(types[i]) || (target && isInvalid(target)))
      continue;
    // Only the bound of an integer range can be untyped here.
    RightValue element{isUntyped(types[i]) ? stmt.subject : nullptr, types[i],
                       stmt.subject->range};
    assignTarget(targets[i], target, element,
                 target ? "assignment" : "range clause");
  }
}
