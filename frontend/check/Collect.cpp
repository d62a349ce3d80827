//===- Collect.cpp - Names at package level --------------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

void Sema::collect() {
  if (!package.scope)
    package.scope = compilation.newScope(compilation.universe);
  for (FileNode *node : package.files) {
    FileScope &file = files.emplace_back();
    file.node = node;
    file.scope = compilation.newScope(package.scope);
    if (node->packageName && !package.name)
      package.name = node->packageName->name;
    if (node->packageName && isBlank(node->packageName->name))
      error(node->packageName->range, "invalid package name");
    for (Decl *decl : node->decls)
      collectDecl(file, decl);
  }
  for (FileScope &file : files)
    collectImports(file);
  checkImportConflicts();
  associateMethods();
}

//===----------------------------------------------------------------------===//
// Imports
//===----------------------------------------------------------------------===//

void Sema::collectImports(FileScope &file) {
  for (ImportDecl *decl : file.node->imports) {
    if (!decl->package)
      continue; // reported by whoever loads packages
    if (decl->dot) {
      importDot(file, *decl);
      continue;
    }
    Name name = decl->alias ? decl->alias->name : decl->package->name;
    Range range = decl->alias ? decl->alias->range : decl->path->range;
    if (!name || isBlank(name))
      continue;
    if (name == initName)
      error(range, "cannot declare init - must be func");
    auto *object = ast.make<PackageName>(name, range, &package);
    object->imported = decl->package;
    object->type = invalidType();
    if (decl->alias)
      decl->alias->object = object;
    if (Object *before = file.scope->insert(object))
      noteOther(error(range, name->text + " redeclared in this block"), before);
    else
      importBindings.push_back({decl, object});
  }
}

void Sema::importDot(FileScope &file, ImportDecl &decl) {
  dotImports[decl.package].push_back(&decl);
  if (!decl.package->scope)
    return;
  for (Object *object : decl.package->scope->all()) {
    if (!object->name->exported)
      continue;
    if (Object *before = file.scope->insert(object)) {
      if (before != object)
        noteOther(error(decl.path->range,
                        object->name->text + " redeclared in this block"),
                  before);
    } else {
      importBindings.push_back({&decl, object});
    }
  }
}

void Sema::checkImportConflicts() {
  for (auto &[decl, object] : importBindings)
    if (Object *other = package.scope->lookupHere(object->name))
      noteOther(error(decl->path->range,
                      object->name->text + " already declared through " +
                          (decl->dot ? "dot-import" : "import") + " of " +
                          decl->package->path),
                other);
}

void Sema::warnUnusedImports() {
  if (package.isStandard)
    return;
  for (auto &[decl, object] : importBindings)
    if (auto *name = llvm::dyn_cast<PackageName>(object);
        name && !decl->dot && !name->used)
      warning(decl->range,
              decl->package->path + llvm::Twine(" imported but not used"));
  for (auto &[imported, list] : dotImports)
    for (ImportDecl *decl : list)
      if (!usedDotImports.contains(decl))
        warning(decl->range,
                imported->path + llvm::Twine(" imported but not used"));
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

void Sema::collectDecl(FileScope &file, Decl *decl) {
  switch (decl->kind) {
  case Decl::Kind::Const:
    return collectConst(file, *llvm::cast<ConstDecl>(decl));
  case Decl::Kind::Var:
    return collectVar(file, *llvm::cast<VarDecl>(decl));
  case Decl::Kind::Type:
    return collectType(file, *llvm::cast<TypeDecl>(decl));
  case Decl::Kind::Func:
    return collectFunc(file, *llvm::cast<FuncDecl>(decl));
  case Decl::Kind::Bad:
  case Decl::Kind::Import:
    return;
  }
}

uint32_t Sema::addDecl(FileScope &file, Decl *syntax, Object *object) {
  uint32_t number = uint32_t(decls.size());
  PackageDecl &decl = decls.emplace_back();
  decl.file = &file;
  decl.syntax = syntax;
  decl.object = object;
  if (object)
    object->declared = number;
  return number;
}

/// False if the name cannot be declared.
bool Sema::declarePackageLevel(Object *object, bool isFunction) {
  if (isBlank(object->name))
    return true;
  if (!isFunction && object->name == initName) {
    error(object->range, "cannot declare init - must be func");
    return false;
  }
  if (!isFunction && object->name == mainName && package.name == mainName) {
    error(object->range, "cannot declare main - must be func");
    return false;
  }
  if (Object *before = package.scope->insert(object)) {
    noteOther(
        error(object->range, object->name->text + " redeclared in this block"),
        before);
    return false;
  }
  return true;
}

void Sema::collectConst(FileScope &file, ConstDecl &decl) {
  for (uint32_t i = 0; i < decl.names.size(); ++i) {
    Ident *name = decl.names[i];
    auto *object = ast.make<Const>(name->name, name->range, &package);
    uint32_t number = addDecl(file, &decl, object);
    decls[number].nameIndex = i;
    declarePackageLevel(object, false);
    if (!isBlank(name->name))
      name->object = object;
  }
}

void Sema::collectVar(FileScope &file, VarDecl &decl) {
  InitUnit *unit = compilation.newInitUnit();
  unit->decl = &decl;
  uint32_t number = addDecl(file, &decl, nullptr);
  decls[number].unit = unit;
  for (Ident *name : decl.names) {
    if (isBlank(name->name)) {
      unit->vars.push_back(nullptr);
      continue;
    }
    auto *var = ast.make<Var>(name->name, name->range, &package);
    var->role = Var::Role::Global;
    var->index = uint32_t(package.globals.size());
    var->declared = number;
    package.globals.push_back(var);
    unit->vars.push_back(var);
    name->object = var;
    if (!decls[number].object)
      decls[number].object = var;
    declarePackageLevel(var, false);
  }
}

void Sema::collectType(FileScope &file, TypeDecl &decl) {
  auto *object =
      ast.make<TypeName>(decl.name->name, decl.name->range, &package);
  object->isAlias = decl.alias;
  uint32_t number = addDecl(file, &decl, object);
  declarePackageLevel(object, false);
  if (!isBlank(decl.name->name))
    decl.name->object = object;
  if (decl.alias)
    return;
  Named *named = types.named(object, &package);
  decls[number].named = named;
  object->type = named;
  if (!isBlank(object->name))
    package.namedTypes.push_back(named);
}

void Sema::collectFunc(FileScope &file, FuncDecl &decl) {
  auto *func = ast.make<Func>(decl.name->name, decl.name->range, &package);
  func->decl = &decl;
  addDecl(file, &decl, func);
  bool isInit = !decl.receiver && func->name == initName;
  bool isEntry =
      !decl.receiver && func->name == mainName && package.name == mainName;
  if (!decl.body && (decl.receiver || isInit || isEntry))
    error(decl.range, "missing function body");
  if (!isBlank(func->name))
    decl.name->object = func;
  if (isInit) {
    package.initFunctions.push_back(func);
    package.functions.push_back(func);
    return;
  }
  bool good = decl.receiver || declarePackageLevel(func, true);
  if (good && !isBlank(func->name))
    package.functions.push_back(func);
}

//===----------------------------------------------------------------------===//
// Methods
//===----------------------------------------------------------------------===//

void Sema::associateMethods() {
  for (uint32_t number = 1; number < decls.size(); ++number)
    if (auto *syntax = llvm::dyn_cast<FuncDecl>(decls[number].syntax);
        syntax && syntax->receiver) {
      context = {};
      context.file = decls[number].file;
      associateMethod(decls[number], *syntax);
    }
  context = {};
}

void Sema::associateMethod(PackageDecl &decl, FuncDecl &syntax) {
  auto &func = *llvm::cast<Func>(decl.object);
  Expr *base = unparen(syntax.receiver->typeExpr);
  if (auto *star = llvm::dyn_cast<StarExpr>(base)) {
    func.pointerReceiver = true;
    base = unparen(star->inner);
  }
  auto *ident = llvm::dyn_cast<Ident>(base);
  if (!ident)
    return;
  auto *name =
      llvm::dyn_cast_or_null<TypeName>(package.scope->lookupHere(ident->name));
  if (!name)
    return; // checkReceiver reports it
  if (name->isAlias) {
    error(ident->range, "invalid receiver (receiver base type is an alias)");
    return;
  }
  func.receiver = decls[name->declared].named;
  if (isBlank(func.name))
    return;
  auto [place, fresh] = methods.insert({{func.receiver, func.name}, &func});
  if (!fresh) {
    noteOther(error(func.range, "method " + func.name->text +
                                    " already declared for " +
                                    ident->name->text),
              place->second);
    return;
  }
  func.receiver->methods.push_back(&func);
}
