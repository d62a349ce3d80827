//===- Names.cpp - Scopes, and facts about the use of variables ------------===//
//
// Local names are in one hash table that always shows the innermost
// declaration; leaving a scope restores what its names hid. So a lookup costs
// the same at any depth.
//
//===----------------------------------------------------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

Object *Sema::lookup(Name name) {
  if (!scopeStarts.empty()) {
    auto local = bindings.find(name);
    if (local != bindings.end() && local->second.object)
      return local->second.object;
  }
  if (context.file)
    if (Object *imported = context.file->scope->lookupHere(name)) {
      if (imported->kind != Object::Kind::PackageName)
        for (ImportDecl *decl : dotImports[imported->package])
          usedDotImports.insert(decl);
      return imported;
    }
  return package.scope->lookup(name);
}

Object *Sema::lookupInnermost(Name name) const {
  auto local = bindings.find(name);
  if (local == bindings.end() || local->second.depth != scopeStarts.size())
    return nullptr;
  return local->second.object;
}

void Sema::openScope() { scopeStarts.push_back(shadowed.size()); }

void Sema::closeScope() {
  size_t start = scopeStarts.back();
  while (shadowed.size() > start) {
    Shadowed &entry = shadowed.back();
    bindings[entry.name] = entry.before;
    shadowed.pop_back();
  }
  scopeStarts.pop_back();
}

void Sema::declareLocal(Object *object) {
  if (isBlank(object->name))
    return;
  Binding &binding = bindings[object->name];
  if (binding.object && binding.depth == scopeStarts.size()) {
    noteOther(
        error(object->range, object->name->text + " redeclared in this block"),
        binding.object);
    return;
  }
  shadowed.push_back({object->name, binding});
  binding = {object, uint32_t(scopeStarts.size())};
}

Var *Sema::newLocal(Ident *name, Type *type, Var::Role role) {
  auto *var = ast.make<Var>(name->name, name->range, &package);
  var->type = type;
  var->role = role;
  var->owner = context.function->info;
  var->index = var->owner->varCount++;
  return var;
}

/// A use of a function or variable of the package is an edge in the graph that
/// orders initialization.
void Sema::noteUse(Object *object) {
  uint32_t user = context.decl;
  if (!user || !object->declared || object->package != &package ||
      lastUser[object->declared] == user)
    return;
  lastUser[object->declared] = user;
  decls[user].uses.push_back(object->declared);
}

void Sema::capture(Var *var) {
  FunctionInfo *here = context.function ? context.function->info : nullptr;
  if (!var->owner || var->owner == here)
    return;
  var->captured = true;
  for (FunctionInfo *info = here; info && info != var->owner;
       info = info->outer)
    if (captured.insert({info, var}).second)
      info->captures.push_back(var);
    else
      break;
}

Var *Sema::rootVariable(Expr *expr) {
  while (true) {
    expr = unparen(expr);
    if (auto *ident = llvm::dyn_cast<Ident>(expr))
      return llvm::dyn_cast_or_null<Var>(ident->object);
    if (auto *selector = llvm::dyn_cast<SelectorExpr>(expr)) {
      if (!selector->selection)
        return llvm::dyn_cast_or_null<Var>(selector->name->object);
      if (selector->selection->kind != Selection::Kind::Field ||
          selector->selection->indirect)
        return nullptr;
      expr = selector->base;
    } else if (auto *index = llvm::dyn_cast<IndexExpr>(expr)) {
      if (!underlyingAs<ArrayType>(index->base->type))
        return nullptr;
      expr = index->base;
    } else {
      return nullptr;
    }
  }
}

void Sema::markAddressTaken(Expr *expr) {
  if (Var *var = rootVariable(expr))
    var->addressTaken = true;
}

void Sema::markReassigned(Expr *expr) {
  if (Var *var = rootVariable(expr))
    var->reassigned = true;
}
