//===- Dynamic.cpp - Dynamic access ----------------------------------------===//
//
// `a~>b` yields (any, error). As the whole right side of an assignment, a
// declaration or a return it yields what the left side wants: its types are
// what the access checks at run time. With the error as the only target the
// access has the type `error` alone.
//
//===----------------------------------------------------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

Sema::DynSource Sema::dynamicSource(Expr *expr) {
  DynSource source;
  while (true) {
    if (auto *paren = llvm::dyn_cast<ParenExpr>(expr)) {
      expr = paren->inner;
    } else if (auto *tried = llvm::dyn_cast<TryExpr>(expr);
               tried && !source.propagates) {
      source.propagates = true;
      expr = tried->inner;
    } else {
      source.access = llvm::dyn_cast<DynExpr>(expr);
      return source;
    }
  }
}

bool Sema::checkDynamicSource(Expr *rhs, DynSource source, size_t targets,
                              TypeOfTarget typeOf, RightValues &values) {
  DynExpr &access = *source.access;
  bool propagates = source.propagates;
  if (propagates && !(context.function && context.function->returnsError)) {
    error(rhs->range, "? operator requires the final function result to be "
                      "built-in error");
    return false;
  }
  if (!checkDynamicParts(access)) {
    invalidate(&access);
    return false;
  }
  size_t results = propagates ? targets : targets - 1;
  if (results > 1 && llvm::isa<DynFieldExpr, DynIndexExpr>(access)) {
    error(rhs->range, "assignment mismatch: " + llvm::Twine(targets) +
                          " variables but dynamic access yields " +
                          (propagates ? "1 value" : "2 values"));
    return false;
  }
  llvm::SmallVector<Type *, 4> all;
  for (size_t i = 0; i < results; ++i) {
    Type *type = typeOf(i);
    all.push_back(type && !isInvalid(type) ? type : anyType());
  }
  if (results != 1 || all[0] != anyType())
    access.expected = ast.copy(llvm::ArrayRef<Type *>(all));
  all.push_back(errorType());
  setDynamicTypes(rhs, access, all);
  if (propagates)
    all.pop_back();
  for (Type *type : all)
    values.push_back({nullptr, type, rhs->range});
  return true;
}

/// Types of the access and of what stands around it: parentheses, one `?`.
void Sema::setDynamicTypes(Expr *rhs, DynExpr &access,
                           llvm::ArrayRef<Type *> results) {
  setResults(&access, results);
  // From the inside out: `?` takes the error away.
  llvm::SmallVector<Expr *, 4> around;
  for (Expr *expr = rhs; expr != &access;) {
    around.push_back(expr);
    auto *paren = llvm::dyn_cast<ParenExpr>(expr);
    expr = paren ? paren->inner : llvm::cast<TryExpr>(expr)->inner;
  }
  for (Expr *expr : llvm::reverse(around)) {
    if (llvm::isa<TryExpr>(expr))
      results = results.drop_back();
    setResults(expr, results);
  }
}

void Sema::checkDynamic(DynExpr &expr) {
  if (!checkDynamicParts(expr))
    return invalidate(&expr);
  context.hasCall = true;
  setResults(&expr, {anyType(), errorType()});
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

bool Sema::checkDynamicParts(DynExpr &expr) {
  bool good = checkMulti(expr.base);
  Exprs args;
  if (auto *access = llvm::dyn_cast<DynIndexExpr>(&expr)) {
    args = access->index;
  } else if (auto *call = llvm::dyn_cast<DynCallExpr>(&expr)) {
    args = call->args;
  } else if (auto *method = llvm::dyn_cast<DynMethodExpr>(&expr)) {
    args = method->args;
  }
  for (Expr *arg : args)
    good &= checkDynamicArg(arg);
  return good && checkDynamicBase(expr);
}

bool Sema::checkDynamicArg(Expr *arg) {
  if (!checkValue(arg))
    return false;
  toDefault(arg);
  return arg->mode != Mode::Invalid;
}

bool Sema::checkDynamicBase(DynExpr &expr) {
  Type *base = expr.base->type;
  auto *tuple = llvm::dyn_cast<TupleType>(base);
  if (tuple) {
    if (tuple->elements.size() == 2 && isInterface(tuple->elements[0]) &&
        tuple->elements[1] == errorType())
      return true;
    error(expr.base->range, "invalid operation: dynamic access on " +
                                str(base) +
                                "; only (any, error) can be "
                                "accessed");
    return false;
  }
  if (isInterface(base))
    return true;
  if (expr.base->mode == Mode::Nil) {
    error(expr.base->range, "use of untyped nil in dynamic access");
    return false;
  }
  toDefault(expr.base);
  return expr.base->mode != Mode::Invalid &&
         findProtocol(expr, expr.base->type);
}

//===----------------------------------------------------------------------===//
// Protocol methods
//===----------------------------------------------------------------------===//

/// The reserved methods and their only signatures; empty for other names.
static llvm::StringRef protocolSignature(llvm::StringRef name) {
  if (!name.starts_with("Dyn"))
    return "";
  if (name == "DynAttr")
    return "DynAttr(name string) (any, error)";
  if (name == "DynSetAttr")
    return "DynSetAttr(name string, value any) error";
  if (name == "DynIndex")
    return "DynIndex(key any) (any, error)";
  if (name == "DynSetIndex")
    return "DynSetIndex(key any, value any) error";
  if (name == "DynCall")
    return "DynCall(args ...any) (any, error)";
  return "";
}

bool Sema::matchesProtocol(llvm::StringRef name, SignatureType *signature) {
  Type *any = anyType(), *text = basic(BasicKind::String);
  Type *error = errorType();
  Type *anyError[] = {any, error};
  auto is = [&](llvm::ArrayRef<Type *> params, llvm::ArrayRef<Type *> results,
                bool variadic = false) {
    return signature == types.signature(params, results, variadic);
  };
  if (name == "DynAttr")
    return is({text}, anyError);
  if (name == "DynSetAttr")
    return is({text, any}, {error});
  if (name == "DynIndex")
    return is({any}, anyError);
  if (name == "DynSetIndex")
    return is({any, any}, {error});
  return is({types.slice(any)}, anyError, /*variadic=*/true);
}

void Sema::checkProtocolMethod(Name name, SignatureType *signature,
                               Range range) {
  llvm::StringRef expected = protocolSignature(name->text);
  if (!expected.empty() && !matchesProtocol(name->text, signature))
    error(range,
          "reserved dynamic protocol method must have signature " + expected);
}

bool Sema::findProtocol(DynExpr &expr, Type *base) {
  llvm::StringRef name = "DynAttr";
  if (llvm::isa<DynIndexExpr>(expr))
    name = "DynIndex";
  else if (llvm::isa<DynCallExpr>(expr))
    name = "DynCall";
  llvm::StringRef expected = protocolSignature(name);
  LookupFailure failure = LookupFailure::NotFound;
  const Selection *found = findMember(base, ast.names.intern(name), &failure);
  bool usable =
      found && found->kind != Selection::Kind::Field &&
      (!found->method || !found->method->pointerReceiver || found->indirect);
  if (failure == LookupFailure::Ambiguous)
    error(expr.range, "ambiguous dynamic protocol method " + name);
  else if (!usable)
    error(expr.range, "dynamic access on concrete type " + str(base) +
                          " requires protocol " + expected +
                          "; use any(value) for explicit reflection");
  else if (!matchesProtocol(name, llvm::cast<SignatureType>(found->type)))
    error(expr.range,
          "dynamic access requires exact protocol signature " + expected);
  else {
    expr.protocol = found;
    if (found->method)
      noteUse(found->method);
    return true;
  }
  return false;
}
