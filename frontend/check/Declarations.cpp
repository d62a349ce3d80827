//===- Declarations.cpp - Resolving declarations on demand -----------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

/// Declarations that may need each other in a chain.
static constexpr unsigned maxResolveDepth = 1000;

void Sema::resolveTypes() {
  for (uint32_t number = 1; number < decls.size(); ++number)
    if (llvm::isa<TypeDecl>(decls[number].syntax))
      resolve(number);
  // What was found before saw types that were not resolved.
  finite.clear();
  finiteParts.clear();
  for (PackageDecl &decl : decls)
    checkFinite(decl.named);
  typesResolved = true;
  runPending();
  for (Named *named : package.namedTypes)
    checkFieldsAgainstMethods(named);
}

void Sema::resolveValues() {
  for (uint32_t number = 1; number < decls.size(); ++number)
    if (llvm::isa<FuncDecl>(decls[number].syntax))
      resolve(number);
  for (uint32_t number = 1; number < decls.size(); ++number)
    resolve(number);
  runDelayedLiterals();
}

void Sema::resolveObject(Object *object) {
  if (object->declared && object->package == &package)
    resolve(object->declared);
}

void Sema::resolve(uint32_t number) {
  PackageDecl &decl = decls[number];
  if (decl.state == PackageDecl::State::Resolved)
    return;
  if (decl.state == PackageDecl::State::Resolving)
    return reportCycle(number);
  if (resolveDepth >= maxResolveDepth)
    return reportDepth(number);
  ++resolveDepth;
  resolvePath.push_back(number);
  decl.state = PackageDecl::State::Resolving;
  Context before = context;
  context = {};
  context.file = decl.file;
  // Local names of the function that asked are not in scope here.
  std::vector<size_t> scopes = std::move(scopeStarts);
  scopeStarts.clear();
  resolveKind(decl);
  scopeStarts = std::move(scopes);
  context = before;
  decl.state = PackageDecl::State::Resolved;
  resolvePath.pop_back();
  --resolveDepth;
}

void Sema::resolveKind(PackageDecl &decl) {
  switch (decl.syntax->kind) {
  case Decl::Kind::Const:
    return resolveConst(decl);
  case Decl::Kind::Var:
    return resolveVars(decl);
  case Decl::Kind::Type:
    return resolveType(decl);
  case Decl::Kind::Func:
    return resolveFunc(decl);
  case Decl::Kind::Bad:
  case Decl::Kind::Import:
    return;
  }
}

void Sema::reportCycle(uint32_t number) {
  PackageDecl &decl = decls[number];
  if (!decl.object)
    return;
  auto start = llvm::find(resolvePath, number);
  bool values = std::all_of(start, resolvePath.end(), [&](uint32_t member) {
    return llvm::isa<ConstDecl, VarDecl>(decls[member].syntax);
  });
  Diagnostic &diagnostic =
      error(decl.object->range, (values ? "initialization cycle for "
                                        : "illegal cycle in declaration of ") +
                                    decl.object->name->text);
  for (auto member = start; member != resolvePath.end(); ++member)
    if (const Object *object = decls[*member].object)
      diagnostic.notes.push_back(
          {object->range, (object->name->text + " refers to").str()});
  if (decl.named)
    decl.named->resolved = invalidType();
  else if (!decl.object->type && !llvm::isa<Func>(decl.object))
    decl.object->type = invalidType();
  if (decl.unit)
    for (Var *var : decl.unit->vars)
      if (var && !var->type)
        var->type = invalidType();
}

void Sema::reportDepth(uint32_t number) {
  PackageDecl &decl = decls[number];
  decl.state = PackageDecl::State::Resolved;
  if (decl.named)
    decl.named->resolved = invalidType();
  if (decl.unit)
    for (Var *var : decl.unit->vars)
      if (var && !var->type)
        var->type = invalidType();
  if (!decl.object)
    return;
  if (!decl.object->type)
    decl.object->type = llvm::isa<Func>(decl.object)
                            ? types.signature({}, {}, false)
                            : invalidType();
  error(decl.object->range,
        "declaration dependency nesting exceeds the supported limit of " +
            llvm::Twine(maxResolveDepth) + " while resolving " +
            decl.object->name->text);
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

void Sema::resolveType(PackageDecl &decl) {
  auto &syntax = *llvm::cast<TypeDecl>(decl.syntax);
  Type *type = typeExpr(syntax.typeExpr);
  if (!decl.named) {
    if (!decl.object->type)
      decl.object->type = type;
    return;
  }
  if (auto *other = llvm::dyn_cast<Named>(type); other && !other->resolved)
    resolveObject(other->object);
  Type *under = type->underlying();
  if (!decl.named->resolved)
    decl.named->resolved = under ? under : invalidType();
}

void Sema::complete(Type *type) {
  if (typesResolved || !type || !completed.insert(type).second)
    return;
  auto *named = llvm::dyn_cast<Named>(type);
  if (!named)
    return completeParts(type);
  if (named->package != &package || !named->object->declared)
    return;
  PackageDecl &decl = decls[named->object->declared];
  if (decl.state == PackageDecl::State::Resolving) {
    completed.erase(type);
    return;
  }
  resolve(named->object->declared);
  completeParts(named->resolved);
  checkFinite(named);
  for (Func *method : named->methods)
    if (decls[method->declared].state == PackageDecl::State::Unresolved)
      resolve(method->declared);
}

void Sema::completeParts(Type *type) {
  if (!type)
    return;
  switch (type->kind()) {
  case TypeKind::Pointer:
    return complete(llvm::cast<PointerType>(type)->element);
  case TypeKind::Array:
    return complete(llvm::cast<ArrayType>(type)->element);
  case TypeKind::Slice:
    return complete(llvm::cast<SliceType>(type)->element);
  case TypeKind::Queue:
    return complete(llvm::cast<QueueType>(type)->element);
  case TypeKind::Map:
    complete(llvm::cast<MapType>(type)->key);
    return complete(llvm::cast<MapType>(type)->value);
  case TypeKind::Struct:
    for (const Field &field : llvm::cast<StructType>(type)->fields)
      complete(field.type);
    return;
  case TypeKind::Signature:
    for (Type *param : llvm::cast<SignatureType>(type)->params)
      complete(param);
    for (Type *result : llvm::cast<SignatureType>(type)->results)
      complete(result);
    return;
  case TypeKind::Interface:
    for (auto &method : llvm::cast<InterfaceType>(type)->methods)
      complete(method.signature);
    return;
  default:
    return;
  }
}

void Sema::checkFinite(Type *type) {
  if (!type)
    return;
  if (auto *named = llvm::dyn_cast<Named>(type))
    return checkFiniteNamed(named);
  // Unnamed types are shared; a cycle goes through a named one.
  if ((type->kind() != TypeKind::Array && type->kind() != TypeKind::Struct) ||
      finiteParts.contains(type))
    return;
  if (auto *array = llvm::dyn_cast<ArrayType>(type))
    checkFinite(array->element);
  else
    for (const Field &field : llvm::cast<StructType>(type)->fields)
      checkFinite(field.type);
  finiteParts.insert(type);
}

void Sema::checkFiniteNamed(Named *named) {
  if (named->package != &package || !named->resolved)
    return;
  Finite &state = finite[named];
  if (state == Finite::Yes)
    return;
  if (state == Finite::Visiting)
    return reportInfinite(named);
  state = Finite::Visiting;
  finitePath.push_back(named);
  checkFinite(named->resolved);
  finitePath.pop_back();
  finite[named] = Finite::Yes;
}

void Sema::reportInfinite(Named *named) {
  Diagnostic &diagnostic =
      error(named->object->range,
            "illegal cycle in declaration of " + named->object->name->text +
                ": invalid recursive type " + named->object->name->text);
  for (auto member = llvm::find(finitePath, named); member != finitePath.end();
       ++member) {
    TypeName *object = (*member)->object;
    diagnostic.notes.push_back(
        {object->range, (object->name->text + " refers to").str()});
    (*member)->resolved = invalidType();
  }
}

void Sema::checkFieldsAgainstMethods(Named *named) {
  auto *structure = underlyingAs<StructType>(named);
  if (!structure || named->methods.empty())
    return;
  for (const Field &field : structure->fields) {
    auto method = methods.find({named, field.name});
    if (method == methods.end())
      continue;
    Func *func = method->second;
    Diagnostic &diagnostic = error(
        func->range, "field and method with the same name " + func->name->text);
    Range place{field.pos, field.pos + uint32_t(field.name->text.size())};
    diagnostic.notes.push_back(
        {place, ("other declaration of " + field.name->text).str()});
  }
}

void Sema::runPending() {
  // A check may find more to do.
  for (size_t i = 0; i < pending.size(); ++i) {
    std::function<void()> check = std::move(pending[i]);
    check();
  }
  pending.clear();
}

//===----------------------------------------------------------------------===//
// Constants and variables
//===----------------------------------------------------------------------===//

void Sema::resolveConst(PackageDecl &decl) {
  auto &spec = *llvm::cast<ConstDecl>(decl.syntax);
  if (decl.nameIndex == 0)
    checkConstArity(spec, false);
  checkConst(*llvm::cast<Const>(decl.object), spec, decl.nameIndex);
}

void Sema::checkConst(Const &object, ConstDecl &spec, unsigned index) {
  ConstDecl &source = spec.source ? *spec.source : spec;
  const Constant *iotaBefore = context.iota;
  Type *type = source.typeExpr ? checkType(source.typeExpr) : nullptr;
  Expr *value = index < source.values.size() ? source.values[index] : nullptr;
  Type *result = invalidType();
  if (type && !isInvalid(type) && !underlyingAs<BasicType>(type)) {
    error(object.range, "invalid constant type " + str(type));
  } else if (value) {
    context.iota = constants.integer(spec.iota);
    if (checkValue(value) && !isInvalid(value->type)) {
      if (value->mode != Mode::Constant)
        error(value->range, "value is not constant");
      else if (!type || assign(value, type, "constant declaration")) {
        object.value = value->constant;
        result = value->type;
      }
    }
    context.iota = iotaBefore;
  }
  if (!object.type)
    object.type = result;
  if (!object.value)
    object.type = invalidType();
}

void Sema::checkConstArity(ConstDecl &spec, bool local) {
  ConstDecl &source = spec.source ? *spec.source : spec;
  size_t names = spec.names.size(), values = source.values.size();
  if (values == 0)
    error(spec.range, local || source.typeExpr
                          ? "missing value in const declaration"
                          : "missing type or init expr: missing value in const "
                            "declaration");
  else if (names < values && &source == &spec)
    error(spec.values[names]->range, "extra init expr");
  else if (names < values)
    error(spec.range, "extra init expr from previous spec");
  else if (names > values)
    error(spec.names[values]->range,
          "missing init expr for " + spec.names[values]->name->text);
}

void Sema::resolveVars(PackageDecl &decl) {
  auto &spec = *llvm::cast<VarDecl>(decl.syntax);
  context.decl =
      decl.object ? decl.object->declared : uint32_t(resolvePath.back());
  decl.unit->info = compilation.newFunctionInfo();
  decl.unit->info->signature = types.signature({}, {}, false);
  checkVars(spec, decl.unit->vars, false);
}

void Sema::checkVars(VarDecl &spec, llvm::ArrayRef<Var *> vars, bool local) {
  // Blank names are converted to the declared type too.
  llvm::SmallVector<Var *, 4> all(vars);
  Type *type = spec.typeExpr ? checkType(spec.typeExpr) : nullptr;
  for (size_t i = 0; i < all.size(); ++i) {
    if (!all[i]) {
      all[i] = ast.make<Var>(blank, spec.names[i]->range, &package);
      all[i]->role = Var::Role::Global;
    }
    if (type)
      all[i]->type = type;
  }
  size_t names = spec.names.size(), values = spec.values.size();
  if (values == 0 && !type)
    error(local ? spec.range : spec.names[0]->range,
          "missing type or init expr");
  if (values > 0)
    initialize(all, spec.values);
  if (values > 1 && names > values && !local)
    error(spec.names[values]->range,
          "missing init expr for " + spec.names[values]->name->text);
  else if (values > 1 && names > values)
    error(spec.range, "assignment mismatch: " + llvm::Twine(names) +
                          " variables but " + llvm::Twine(values) + " values");
  else if (values > names)
    error(spec.values[names]->range, "extra init expr");
  for (Var *var : all)
    if (!var->type)
      var->type = invalidType();
}
