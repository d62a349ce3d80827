//===- Object.h - What names denote -----------------------------*- C++ -*-===//
//
// Objects live in the compilation's arena. Fields and interface methods are no
// objects: see Field and InterfaceMethod in Type.h.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/types/Type.h"

#include "llvm/ADT/DenseMap.h"

namespace vo::fe {

enum class BuiltinId : uint8_t {
  Len,
  Cap,
  Append,
  Copy,
  Delete,
  Make,
  New,
  Close,
  Panic,
  Recover,
  Print,
  Println,
  Assert,
};

class Object {
public:
  enum class Kind : uint8_t {
    PackageName,
    Const,
    TypeName,
    Var,
    Func,
    Builtin,
    Nil,
  };
  Kind kind;
  Name name;
  /// Of the name in its declaration; invalid for predeclared objects.
  Range range;
  /// Null for predeclared objects.
  Package *package = nullptr;
  Type *type = nullptr;
  /// The checker's: number of the declaration at package level, 0 for others.
  uint32_t declared = 0;

protected:
  Object(Kind kind, Name name, Range range, Package *package)
      : kind(kind), name(name), range(range), package(package) {}
};

template <Object::Kind K> class ObjectOf : public Object {
public:
  ObjectOf(Name name, Range range, Package *package)
      : Object(K, name, range, package) {}
  static bool classof(const Object *object) { return object->kind == K; }
};

/// An import under its local name.
class PackageName : public ObjectOf<Object::Kind::PackageName> {
public:
  using ObjectOf::ObjectOf;
  Package *imported = nullptr;
  bool used = false;
};

class Const : public ObjectOf<Object::Kind::Const> {
public:
  using ObjectOf::ObjectOf;
  const Constant *value = nullptr;
};

class TypeName : public ObjectOf<Object::Kind::TypeName> {
public:
  using ObjectOf::ObjectOf;
  bool isAlias = false;
  /// Declared inside a function (its identity in modules carries file and
  /// offset).
  bool isLocal = false;
};

/// Variable, parameter or result.
class Var : public ObjectOf<Object::Kind::Var> {
public:
  using ObjectOf::ObjectOf;
  enum class Role : uint8_t {
    Local,
    Param,
    Result,
    Receiver,
    Global
  } role = Role::Local;
  /// A function literal inside its function uses it.
  bool captured = false;
  /// `&v`, `&v.f`, slicing of an array in it, or an implicit & for a pointer
  /// receiver: the variable (as a whole) must have an address.
  bool addressTaken = false;
  /// Assigned after its declaration.
  bool reassigned = false;
  /// The function it belongs to, null for globals.
  FunctionInfo *owner = nullptr;
  /// Dense number in its owner, or in its package for globals.
  uint32_t index = 0;
  /// It needs a heap box: a first, syntactic escape decision.
  bool needsBox() const { return captured || addressTaken; }
};

/// Declared function or method.
class Func : public ObjectOf<Object::Kind::Func> {
public:
  using ObjectOf::ObjectOf;
  FuncDecl *decl = nullptr;
  SignatureType *signature() const {
    return llvm::cast_or_null<SignatureType>(type);
  }
  /// Methods: the type T of receiver T or *T.
  Named *receiver = nullptr;
  bool pointerReceiver = false;
  /// Without a body: implemented outside of Vo.
  bool isExtern() const { return decl && !decl->body; }
};

class Builtin : public ObjectOf<Object::Kind::Builtin> {
public:
  using ObjectOf::ObjectOf;
  BuiltinId id{};
};

class Nil : public ObjectOf<Object::Kind::Nil> {
public:
  using ObjectOf::ObjectOf;
};

/// Everything the code generator asks about one function body: a declared
/// function, a method, or a function literal.
struct FunctionInfo {
  /// Null for literals.
  Func *func = nullptr;
  FuncLit *literal = nullptr;
  /// Function that a literal stands in; null at package level.
  FunctionInfo *outer = nullptr;
  SignatureType *signature = nullptr;
  /// Null if no method, or if the receiver is not named.
  Var *receiver = nullptr;
  /// One each per parameter and result of the signature, null where not named.
  llvm::ArrayRef<Var *> params, results;
  bool namedResults = false;
  BlockStmt *body = nullptr;
  /// Variables of outer functions that this literal uses, or that literals
  /// inside it use, in order of first use.
  llvm::SmallVector<Var *, 2> captures;
  bool hasDefer = false;    ///< contains defer or errdefer
  bool hasErrDefer = false; ///< contains errdefer
  bool hasRecover = false;
  uint32_t varCount = 0;
};

/// A lexical scope; lookups go outwards. Small scopes are searched linearly,
/// large ones through an index.
class Scope {
public:
  explicit Scope(Scope *outer) : outer(outer) {}
  Object *lookupHere(Name name) const;
  Object *lookup(Name name) const;
  /// Returns the object that was there before (nothing is inserted then), null
  /// if the name was free.
  Object *insert(Object *object);
  Scope *parent() const { return outer; }
  /// In order of insertion.
  llvm::ArrayRef<Object *> all() const { return objects; }

private:
  static constexpr size_t linearLimit = 8;
  Scope *outer;
  llvm::SmallVector<Object *, 4> objects;
  std::unique_ptr<llvm::DenseMap<Name, Object *>> index;
};

/// Package-level variables of one spec, initialized together.
struct InitUnit {
  VarDecl *decl = nullptr;
  llvm::SmallVector<Var *, 1> vars; ///< null for blank names
  /// For the code generator: literals inside the initializers belong to it.
  FunctionInfo *info = nullptr;
};

/// One package of a program.
struct Package {
  /// Canonical import path; "main" programs: what the loader says.
  std::string path;
  Name name = nullptr;
  /// Sorted by path: presentation order.
  std::vector<FileNode *> files;
  /// Distinct, in presentation order.
  std::vector<Package *> imports;
  Scope *scope = nullptr;
  bool isStandard = false;

  /// Filled by the checker, all in presentation order.
  std::vector<Var *> globals;
  std::vector<InitUnit *> initOrder; ///< in order of initialization
  std::vector<Func *> functions; ///< with and without bodies, methods included
  std::vector<Func *> initFunctions;
  std::vector<Named *> namedTypes; ///< local types included
  bool checked = false;
};

} // namespace vo::fe
