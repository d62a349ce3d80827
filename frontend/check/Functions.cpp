//===- Functions.cpp - Function declarations, and local ones ---------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

void Sema::resolveFunc(PackageDecl &decl) {
  auto &syntax = *llvm::cast<FuncDecl>(decl.syntax);
  auto &func = *llvm::cast<Func>(decl.object);
  SignatureType *type = signature(*syntax.signature);
  func.type = type;
  if (syntax.receiver) {
    checkReceiver(syntax, func);
    checkProtocolMethod(func.name, type, func.range);
    return;
  }
  if (func.name == initName && !(type->params.empty() && type->results.empty()))
    error(func.range, "func init must have no arguments and no return values");
  if (func.name == mainName && package.name == mainName &&
      !type->params.empty())
    error(func.range, "func main must have no arguments");
}

void Sema::checkReceiver(FuncDecl &syntax, Func &func) {
  Expr *expr = unparen(syntax.receiver->typeExpr);
  auto *star = llvm::dyn_cast<StarExpr>(expr);
  if (star)
    expr = unparen(star->inner);
  // An alias of the package was reported when methods were collected.
  auto *ident = llvm::dyn_cast<Ident>(expr);
  if (auto *name = ident ? llvm::dyn_cast_or_null<TypeName>(
                               package.scope->lookupHere(ident->name))
                         : nullptr;
      name && name->isAlias)
    return;
  Type *type = typeExpr(expr);
  if (isInvalid(type))
    return;
  auto report = [&](llvm::StringRef why) {
    error(syntax.receiver->typeExpr->range, "invalid receiver (" + why + ")");
  };
  auto *named = llvm::dyn_cast<Named>(type);
  if (!named) {
    if (star)
      checkPointerBase(type, expr->range, "pointer base must be struct");
    return report("basic or unnamed type");
  }
  if (named->package != &package)
    return report("type not defined in this package");
  whenResolved([this, named, star, report, range = expr->range] {
    if (underlyingAs<PointerType>(named) || underlyingAs<InterfaceType>(named))
      report("pointer or interface type");
    else if (star)
      checkPointerBase(named, range, "pointer base must be struct");
  });
  if (star) {
    star->mode = Mode::TypeExpr;
    star->type = types.pointer(type);
  }
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

void Sema::checkFuncBody(PackageDecl &decl) {
  auto &syntax = *llvm::cast<FuncDecl>(decl.syntax);
  auto &func = *llvm::cast<Func>(decl.object);
  if (!syntax.body || !func.type)
    return;
  FunctionInfo *info = compilation.newFunctionInfo();
  info->func = &func;
  info->signature = func.signature();
  syntax.info = info;
  context = {};
  context.file = decl.file;
  context.decl = func.declared;
  checkBody(*info, *syntax.signature, syntax.receiver, *syntax.body);
  context = {};
}

void Sema::checkLiteral(FuncLit &literal) {
  SignatureType *type = signature(*literal.signature);
  complete(type);
  setValue(&literal, type);
  if (context.function)
    return checkLiteralBody(literal, type);
  // The types of other package variables may depend on this literal's type,
  // but not on its body.
  delayedLiterals.push_back(
      {&literal, type, context.file, context.decl, context.iota});
}

void Sema::runDelayedLiterals() {
  for (size_t i = 0; i < delayedLiterals.size(); ++i) {
    DelayedLiteral delayed = delayedLiterals[i];
    context = {};
    context.file = delayed.file;
    context.decl = delayed.decl;
    context.iota = delayed.iota;
    checkLiteralBody(*delayed.literal, delayed.signature);
  }
  context = {};
  delayedLiterals.clear();
}

void Sema::checkLiteralBody(FuncLit &literal, SignatureType *signature) {
  FunctionInfo *info = compilation.newFunctionInfo();
  info->literal = &literal;
  info->outer = context.function ? context.function->info : nullptr;
  info->signature = signature;
  literal.info = info;
  bool hasCall = context.hasCall;
  checkBody(*info, *literal.signature, nullptr, *literal.body);
  context.hasCall = hasCall;
}

void Sema::checkBody(FunctionInfo &info, FuncTypeExpr &syntax, Param *receiver,
                     BlockStmt &body) {
  FunctionContext function;
  function.info = &info;
  function.outer = context.function;
  llvm::ArrayRef<Type *> results = info.signature->results;
  function.returnsError = !results.empty() && results.back() == errorType();
  info.body = &body;
  context.function = &function;
  openScope();
  declareParams(info, syntax, receiver);
  checkStmts(body.stmts);
  closeScope();
  finishLabels();
  if (!results.empty() && !terminates(body.stmts)) {
    Pos end = body.range.end;
    Pos brace{end.raw ? end.raw - 1 : 0};
    error({brace, end}, "missing return");
  }
  context.function = function.outer;
}

void Sema::declareParams(FunctionInfo &info, FuncTypeExpr &syntax,
                         Param *receiver) {
  if (receiver && receiver->name && !isBlank(receiver->name->name)) {
    Type *type = info.func->receiver;
    if (type && info.func->pointerReceiver)
      type = types.pointer(type);
    info.receiver = newLocal(receiver->name, type ? type : invalidType(),
                             Var::Role::Receiver);
    receiver->name->object = info.receiver;
    declareLocal(info.receiver);
  }
  info.params =
      declareParamList(syntax.params, info.signature->params, Var::Role::Param);
  info.results = declareParamList(syntax.results, info.signature->results,
                                  Var::Role::Result);
  info.namedResults = !syntax.results.empty() && syntax.results.front().name;
}

llvm::ArrayRef<Var *> Sema::declareParamList(llvm::ArrayRef<Param> params,
                                             llvm::ArrayRef<Type *> types,
                                             Var::Role role) {
  llvm::SmallVector<Var *, 8> vars(types.size(), nullptr);
  for (size_t i = 0; i < params.size() && i < types.size(); ++i) {
    Ident *name = params[i].name;
    if (!name || isBlank(name->name))
      continue;
    vars[i] = newLocal(name, types[i], role);
    name->object = vars[i];
    declareLocal(vars[i]);
  }
  return ast.copy(llvm::ArrayRef<Var *>(vars));
}

//===----------------------------------------------------------------------===//
// Declarations inside functions
//===----------------------------------------------------------------------===//

void Sema::checkDeclStmt(DeclStmt &stmt) {
  for (Decl *decl : stmt.decls) {
    if (auto *constDecl = llvm::dyn_cast<ConstDecl>(decl))
      checkLocalConst(*constDecl);
    else if (auto *varDecl = llvm::dyn_cast<VarDecl>(decl))
      checkLocalVar(*varDecl);
    else if (auto *typeDecl = llvm::dyn_cast<TypeDecl>(decl))
      checkLocalType(*typeDecl);
    else if (auto *funcDecl = llvm::dyn_cast<FuncDecl>(decl))
      error(funcDecl->name->range,
            "unexpected function declaration in statement");
  }
}

void Sema::checkLocalConst(ConstDecl &spec) {
  llvm::SmallVector<Const *, 4> objects;
  for (unsigned i = 0; i < spec.names.size(); ++i) {
    Ident *name = spec.names[i];
    auto *object = ast.make<Const>(name->name, name->range, &package);
    checkConst(*object, spec, i);
    objects.push_back(object);
  }
  checkConstArity(spec, true);
  for (unsigned i = 0; i < objects.size(); ++i) {
    if (!isBlank(objects[i]->name))
      spec.names[i]->object = objects[i];
    declareLocal(objects[i]);
  }
}

void Sema::checkLocalVar(VarDecl &spec) {
  llvm::SmallVector<Var *, 4> vars;
  for (Ident *name : spec.names)
    vars.push_back(isBlank(name->name) ? nullptr : newLocal(name, nullptr));
  checkVars(spec, vars, true);
  for (unsigned i = 0; i < vars.size(); ++i)
    if (vars[i]) {
      spec.names[i]->object = vars[i];
      declareLocal(vars[i]);
    }
}

void Sema::checkLocalType(TypeDecl &decl) {
  auto *object =
      ast.make<TypeName>(decl.name->name, decl.name->range, &package);
  object->isAlias = decl.alias;
  object->isLocal = true;
  if (!isBlank(decl.name->name))
    decl.name->object = object;
  if (decl.alias) {
    declareLocal(object);
    Type *type = typeExpr(decl.typeExpr);
    object->type = type;
    return;
  }
  Named *named = types.named(object, &package);
  object->type = named;
  if (!isBlank(object->name))
    package.namedTypes.push_back(named);
  declareLocal(object);
  ++localTypeDepth;
  Type *type = typeExpr(decl.typeExpr);
  Type *under = type->underlying();
  if (!under)
    error(object->range,
          "illegal cycle in declaration of " + object->name->text);
  named->resolved = under ? under : invalidType();
  checkFinite(named);
  if (--localTypeDepth == 0)
    runPending();
}
