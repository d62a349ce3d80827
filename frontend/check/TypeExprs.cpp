//===- TypeExprs.cpp - Type expressions ------------------------------------===//

#include "frontend/check/Sema.h"
#include "frontend/syntax/Literals.h"

using namespace vo::fe;

Type *Sema::checkType(Expr *expr) {
  Type *type = typeExpr(expr);
  complete(type);
  if (type->underlying())
    return type;
  error(expr->range, "illegal cycle in declaration of " + str(type));
  return invalidType();
}

Type *Sema::typeExpr(Expr *expr) {
  Type *type = typeLiteral(expr);
  expr->mode = Mode::TypeExpr;
  expr->type = type;
  expr->constant = nullptr;
  return type;
}

Type *Sema::typeLiteral(Expr *expr) {
  switch (expr->kind) {
  case Expr::Kind::Ident:
    return identType(*llvm::cast<Ident>(expr));
  case Expr::Kind::Selector:
    return qualifiedType(*llvm::cast<SelectorExpr>(expr));
  case Expr::Kind::Paren:
    return typeExpr(llvm::cast<ParenExpr>(expr)->inner);
  case Expr::Kind::Star:
    return pointerType(*llvm::cast<StarExpr>(expr));
  case Expr::Kind::ArrayType:
    return arrayType(*llvm::cast<ArrayTypeExpr>(expr));
  case Expr::Kind::MapType:
    return mapType(*llvm::cast<MapTypeExpr>(expr));
  case Expr::Kind::QueueType: {
    auto *queue = llvm::cast<QueueTypeExpr>(expr);
    return types.queue(queue->isPort, queue->direction,
                       typeExpr(queue->element));
  }
  case Expr::Kind::IslandType:
    return types.island();
  case Expr::Kind::FuncType:
    return signature(*llvm::cast<FuncTypeExpr>(expr));
  case Expr::Kind::StructType:
    return structType(*llvm::cast<StructTypeExpr>(expr));
  case Expr::Kind::InterfaceType:
    return interfaceType(*llvm::cast<InterfaceTypeExpr>(expr));
  case Expr::Kind::Bad:
    return invalidType();
  default:
    error(expr->range, "not a type");
    return invalidType();
  }
}

Type *Sema::identType(Ident &ident) {
  if (isBlank(ident.name)) {
    error(ident.range, "cannot use _ as value or type");
    return invalidType();
  }
  Object *object = lookup(ident.name);
  ident.object = object;
  if (!object) {
    error(ident.range, "undeclared name: " + ident.name->text);
    return invalidType();
  }
  if (auto *name = llvm::dyn_cast<TypeName>(object)) {
    if (!name->type)
      resolveObject(name);
    if (name->type)
      return name->type;
    error(ident.range, "illegal cycle in declaration of " + ident.name->text);
  } else if (object->kind == Object::Kind::PackageName) {
    error(ident.range,
          "use of package " + ident.name->text + " not in selector");
  } else {
    error(ident.range, ident.name->text + " is not a type");
  }
  return invalidType();
}

Type *Sema::qualifiedType(SelectorExpr &expr) {
  if (PackageName *name = packageName(expr.base)) {
    checkPackageMember(expr, *name, /*wantType=*/true);
    return expr.mode == Mode::TypeExpr ? expr.type : invalidType();
  }
  auto *base = llvm::dyn_cast<Ident>(expr.base);
  if (!base)
    error(expr.range, "not a type");
  else if (lookup(base->name))
    error(base->range, base->name->text + " is not a package");
  else
    error(base->range, "undeclared name: " + base->name->text);
  return invalidType();
}

//===----------------------------------------------------------------------===//
// Arrays, slices, maps, pointers
//===----------------------------------------------------------------------===//

Type *Sema::arrayType(ArrayTypeExpr &expr) {
  if (!expr.length)
    return types.slice(typeExpr(expr.element));
  std::optional<uint64_t> length;
  if (llvm::isa<EllipsisExpr>(expr.length))
    error(expr.length->range,
          "invalid operation: use of [...] array outside of literal");
  else
    length = arrayLength(expr.length);
  Type *element = typeExpr(expr.element);
  return length ? types.array(element, *length) : invalidType();
}

std::optional<uint64_t> Sema::arrayLength(Expr *length) {
  if (!checkValue(length))
    return std::nullopt;
  if (length->mode != Mode::Constant) {
    error(length->range, "array length must be constant");
    return std::nullopt;
  }
  const Constant *value = length->constant;
  if (!isInteger(length->type) || !value->isInteger() || value->isNegative()) {
    error(length->range, "array length must be a non-negative integer");
    return std::nullopt;
  }
  std::optional<int64_t> number = value->asInt64();
  if (!number) {
    error(length->range, "array length " + value->str() + " exceeds MaxInt (" +
                             llvm::Twine(INT64_MAX) + ")");
    return std::nullopt;
  }
  if (isUntyped(length->type))
    convertUntyped(length, basic(BasicKind::Int));
  return uint64_t(*number);
}

Type *Sema::mapType(MapTypeExpr &expr) {
  Type *key = typeExpr(expr.key);
  Type *value = typeExpr(expr.value);
  whenResolved([this, key, range = expr.key->range] {
    if (!isInvalid(key) && !isComparable(key))
      error(range, "invalid map key type " + str(key));
  });
  return types.map(key, value);
}

Type *Sema::pointerType(StarExpr &expr) {
  Type *base = typeExpr(expr.inner);
  if (isInvalid(base))
    return invalidType();
  whenResolved([this, base, range = expr.range] {
    checkPointerBase(base, range, "base must be struct");
  });
  return types.pointer(base);
}

void Sema::checkPointerBase(Type *base, Range range, llvm::StringRef why) {
  Type *under = base->underlying();
  if (!isInvalid(under) && !llvm::isa<StructType>(under))
    error(range, "invalid pointer type *" + str(base) + " (" + why + ")");
}

//===----------------------------------------------------------------------===//
// Structs
//===----------------------------------------------------------------------===//

static Ident *embeddedName(Expr *typeExpr) {
  if (auto *star = llvm::dyn_cast<StarExpr>(typeExpr))
    typeExpr = star->inner;
  if (auto *ident = llvm::dyn_cast<Ident>(typeExpr))
    return ident;
  if (auto *selector = llvm::dyn_cast<SelectorExpr>(typeExpr))
    return selector->name;
  return nullptr;
}

Type *Sema::structType(StructTypeExpr &expr) {
  llvm::SmallVector<Field, 8> fields;
  llvm::SmallDenseMap<Name, Range, 8> seen;
  auto add = [&](const Field &field, Range range) {
    fields.push_back(field);
    if (isBlank(field.name))
      return;
    auto [place, fresh] = seen.insert({field.name, range});
    if (fresh)
      return;
    error(range, field.name->text + " redeclared")
        .notes.push_back({place->second,
                          ("other declaration of " + field.name->text).str()});
  };
  for (const FieldDecl &decl : expr.fields) {
    Field field;
    field.type = typeExpr(decl.typeExpr);
    field.package = &package;
    if (decl.tag)
      field.tag = ast.copy(llvm::StringRef(decodeString(decl.tag->text)));
    for (Ident *name : decl.names) {
      field.name = name->name;
      field.pos = name->range.begin;
      add(field, name->range);
    }
    if (!decl.embedded())
      continue;
    checkEmbedded(decl.typeExpr, field);
    if (Ident *name = embeddedName(decl.typeExpr)) {
      field.name = name->name;
      field.pos = name->range.begin;
      add(field, decl.typeExpr->range);
    }
  }
  return types.structure(fields);
}

void Sema::checkEmbedded(Expr *typeExpr, Field &field) {
  field.embedded = true;
  if (!embeddedName(typeExpr)) {
    error(typeExpr->range, "embedded field must be a type name or pointer to a "
                           "named struct type");
    return;
  }
  whenResolved([this, type = field.type, range = typeExpr->range] {
    auto *pointer = llvm::dyn_cast<PointerType>(type);
    Type *base = pointer ? pointer->element : type;
    if (underlyingAs<PointerType>(base))
      error(range, "embedded field type cannot be a pointer");
    else if (pointer && underlyingAs<InterfaceType>(base))
      error(range, "embedded field type cannot be a pointer to an interface");
  });
}

//===----------------------------------------------------------------------===//
// Interfaces
//===----------------------------------------------------------------------===//

/// Methods collected so far, by name and (unless exported) package.
struct Sema::MethodSet {
  llvm::SmallVector<InterfaceMethod, 8> methods;
  llvm::SmallDenseMap<std::pair<Name, Package *>, SignatureType *, 8> index;
};

Type *Sema::interfaceType(InterfaceTypeExpr &expr) {
  MethodSet set;
  for (const InterfaceElem &elem : expr.elems) {
    if (!elem.name)
      continue;
    InterfaceMethod method;
    method.name = elem.name->name;
    method.signature = signature(*elem.signature);
    method.package = &package;
    method.pos = elem.name->range.begin;
    if (isBlank(method.name)) {
      error(elem.name->range, "invalid method name _");
      continue;
    }
    checkProtocolMethod(method.name, method.signature, elem.name->range);
    addInterfaceMethod(method, elem.name->range, set);
  }
  for (const InterfaceElem &elem : expr.elems)
    if (elem.embedded)
      embedInterface(elem.embedded, set);
  return types.interface(set.methods);
}

void Sema::embedInterface(Expr *embedded, MethodSet &set) {
  Type *type = typeExpr(embedded);
  if (auto *named = llvm::dyn_cast<Named>(type); named && !named->resolved)
    resolveObject(named->object);
  Type *under = type->underlying();
  if (isInvalid(under)) {
    if (!under)
      error(embedded->range, "illegal cycle in declaration of " + str(type));
    return;
  }
  auto *interface = llvm::dyn_cast<InterfaceType>(under);
  if (!interface) {
    error(embedded->range, str(type) + " is not an interface");
    return;
  }
  for (const InterfaceMethod &method : interface->methods)
    addInterfaceMethod(method, embedded->range, set);
}

void Sema::addInterfaceMethod(const InterfaceMethod &method, Range range,
                              MethodSet &set) {
  Package *owner = method.name->exported ? nullptr : method.package;
  auto [place, fresh] =
      set.index.insert({{method.name, owner}, method.signature});
  if (fresh)
    set.methods.push_back(method);
  else if (place->second != method.signature)
    error(range, method.name->text + " redeclared with different signature");
}

//===----------------------------------------------------------------------===//
// Signatures
//===----------------------------------------------------------------------===//

SignatureType *Sema::signature(FuncTypeExpr &expr) {
  llvm::SmallVector<Type *, 8> params, results;
  bool variadic = false;
  for (const Param &param : expr.params) {
    Type *type = param.grouped && !params.empty() && !variadic
                     ? params.back()
                     : typeExpr(param.typeExpr);
    if (variadic)
      error(param.typeExpr->range,
            "can only use ... with final parameter in list");
    variadic = param.variadic;
    params.push_back(variadic ? types.slice(type) : type);
  }
  for (const Param &result : expr.results)
    results.push_back(result.grouped && !results.empty()
                          ? results.back()
                          : typeExpr(result.typeExpr));
  checkDuplicateParams(expr);
  SignatureType *type = types.signature(params, results, variadic);
  expr.mode = Mode::TypeExpr;
  expr.type = type;
  return type;
}

void Sema::checkDuplicateParams(FuncTypeExpr &expr) {
  llvm::SmallDenseMap<Name, Range, 8> seen;
  auto check = [&](const Param &param) {
    if (!param.name || isBlank(param.name->name))
      return;
    auto [place, fresh] = seen.insert({param.name->name, param.name->range});
    if (fresh)
      return;
    error(param.name->range,
          param.name->name->text + " redeclared in this block")
        .notes.push_back(
            {place->second,
             ("other declaration of " + param.name->name->text).str()});
  };
  for (const Param &param : expr.params)
    check(param);
  for (const Param &result : expr.results)
    check(result);
}
