//===- Selectors.cpp - Names, fields and methods ---------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

void Sema::checkIdent(Ident &ident) {
  if (isBlank(ident.name)) {
    error(ident.range, "cannot use _ as value or type");
    return invalidate(&ident);
  }
  Object *object = lookup(ident.name);
  if (!object) {
    error(ident.range, "undeclared name: " + ident.name->text);
    return invalidate(&ident);
  }
  useObject(&ident, ident, object);
}

/// What an object is as an expression; `name` is the identifier in it.
void Sema::useObject(Expr *expr, Ident &name, Object *object) {
  name.object = object;
  if (!object->type || !typesResolved)
    resolveForUse(object);
  expr->type = object->type;
  expr->constant = nullptr;
  switch (object->kind) {
  case Object::Kind::PackageName:
    error(name.range, "use of package " + name.name->text + " not in selector");
    return invalidate(expr);
  case Object::Kind::Const:
    expr->mode = Mode::Constant;
    expr->constant = llvm::cast<Const>(object)->value;
    if (object == iotaObject && !(expr->constant = context.iota)) {
      error(name.range, "cannot use iota outside constant declaration");
      return invalidate(expr);
    }
    break;
  case Object::Kind::TypeName:
    expr->mode = Mode::TypeExpr;
    break;
  case Object::Kind::Var: {
    auto *var = llvm::cast<Var>(object);
    expr->mode = Mode::Variable;
    if (var->owner)
      capture(var);
    else
      noteUse(var);
    break;
  }
  case Object::Kind::Func:
    expr->mode = Mode::Value;
    noteUse(object);
    break;
  case Object::Kind::Builtin:
    expr->mode = Mode::Builtin;
    return;
  case Object::Kind::Nil:
    expr->mode = Mode::Nil;
    return;
  }
  if (isInvalid(expr->type))
    invalidate(expr);
}

void Sema::resolveForUse(Object *object) {
  if (!object->type)
    resolveObject(object);
  if (auto *name = llvm::dyn_cast<TypeName>(object); name && !typesResolved)
    complete(name->type);
}

PackageName *Sema::packageName(Expr *expr) {
  auto *ident = llvm::dyn_cast<Ident>(expr);
  if (!ident || isBlank(ident->name))
    return nullptr;
  auto *name = llvm::dyn_cast_or_null<PackageName>(lookup(ident->name));
  if (name) {
    name->used = true;
    ident->object = name;
    ident->mode = Mode::PackageName;
    ident->type = invalidType();
  }
  return name;
}

void Sema::checkPackageMember(SelectorExpr &expr, PackageName &name,
                              bool wantType) {
  llvm::StringRef member = expr.name->name->text;
  Package *imported = name.imported;
  llvm::StringRef from =
      imported->name ? imported->name->text : name.name->text;
  Object *object =
      imported->scope ? imported->scope->lookupHere(expr.name->name) : nullptr;
  if (!object || (wantType && object->name->exported &&
                  object->kind != Object::Kind::TypeName)) {
    if (wantType)
      error(expr.range, name.name->text + "." + member + " is not a type");
    else
      error(expr.name->range, member + " not declared by package " + from);
    return invalidate(&expr);
  }
  if (!object->name->exported) {
    error(expr.name->range, member + " not exported by package " + from);
    return invalidate(&expr);
  }
  useObject(&expr, *expr.name, object);
}

const Selection *Sema::findMember(Type *type, Name name,
                                  LookupFailure *failure) {
  const Selection *found =
      compilation.lookup.find(type, name, &package, failure);
  if (!found || found->type || !found->method)
    return found;
  // A method whose signature nobody needed so far.
  resolveObject(found->method);
  if (!found->method->type)
    return nullptr;
  return compilation.lookup.find(type, name, &package, failure);
}

void Sema::checkSelector(SelectorExpr &expr) {
  if (PackageName *name = packageName(expr.base))
    return checkPackageMember(expr, *name, /*wantType=*/false);
  if (!checkValueOrType(expr.base) || isBlank(expr.name->name)) {
    if (expr.base->mode != Mode::Invalid)
      error(expr.name->range, "cannot use _ as value or type");
    return invalidate(&expr);
  }
  Type *type = expr.base->type;
  LookupFailure failure = LookupFailure::NotFound;
  const Selection *found = findMember(type, expr.name->name, &failure);
  if (!found)
    return reportNoMember(expr, failure);
  if (expr.base->mode == Mode::TypeExpr)
    return selectMethodExpression(expr, *found);
  if (found->kind != Selection::Kind::Field)
    return selectMethod(expr, *found);
  bool addressable = expr.base->mode == Mode::Variable || found->indirect;
  expr.selection = found;
  expr.mode = addressable ? Mode::Variable : Mode::Value;
  expr.type = found->type;
  if (isInvalid(found->type))
    invalidate(&expr);
}

void Sema::reportNoMember(SelectorExpr &expr, LookupFailure failure) {
  llvm::StringRef name = expr.name->name->text;
  if (failure == LookupFailure::Ambiguous)
    error(expr.name->range, "ambiguous selector " + name);
  else
    error(expr.name->range,
          name + " undefined (type has no field or method " + name + ")")
        .notes.push_back(
            {expr.base->range, "the type is " + str(expr.base->type)});
  invalidate(&expr);
}

static bool needsAddress(const Selection &found) {
  if (found.kind != Selection::Kind::Method)
    return false;
  assert(found.method && "a method that nothing declares");
  return found.method->pointerReceiver && !found.indirect;
}

void Sema::selectMethodExpression(SelectorExpr &expr, const Selection &found) {
  llvm::StringRef name = expr.name->name->text;
  if (found.kind == Selection::Kind::Field || needsAddress(found)) {
    if (found.kind == Selection::Kind::Field)
      error(expr.name->range,
            name + " undefined (type has no method " + name + ")");
    else
      error(expr.name->range,
            name + " is not in method set of type " + str(expr.base->type));
    return invalidate(&expr);
  }
  auto *made = ast.make<Selection>(found);
  made->methodExpression = true;
  auto *method = llvm::cast<SignatureType>(found.type);
  llvm::SmallVector<Type *, 8> params{expr.base->type};
  params.append(method->params.begin(), method->params.end());
  expr.selection = made;
  if (found.method)
    noteUse(found.method);
  setValue(&expr, types.signature(params, method->results, method->variadic));
}

void Sema::selectMethod(SelectorExpr &expr, const Selection &found) {
  expr.selection = &found;
  if (found.method)
    noteUse(found.method);
  if (needsAddress(found)) {
    if (expr.base->mode != Mode::Variable) {
      error(expr.name->range, expr.name->name->text +
                                  " is not in method set of type " +
                                  str(expr.base->type));
      return invalidate(&expr);
    }
    auto *made = ast.make<Selection>(found);
    made->implicitAddress = true;
    expr.selection = made;
    markAddressTaken(expr.base);
  }
  setValue(&expr, found.type);
}
