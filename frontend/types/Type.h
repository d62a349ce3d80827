//===- Type.h - The types of a Vo program -----------------------*- C++ -*-===//
//
// Types are canonical: identical types (specification: type identity) are the
// same pointer, so `==` on pointers is type identity and types are map keys.
// Composite types are interned by TypeTable when they are made; that is
// possible because recursion always goes through a Named type, which is its own
// identity. `byte` is `uint8`, `rune` is `int32`, `any` is `interface{}`: the
// same pointers. Every type has a dense id for side tables.
//
// A Named type is made when its declaration is first met and gets its
// underlying type later; asking for `underlying()` before that yields null.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/syntax/Ast.h"

#include "llvm/ADT/SmallVector.h"

namespace vo::fe {

class Named;
class SignatureType;
struct Package;

enum class TypeKind : uint8_t {
  Basic,
  Named,
  Pointer,
  Array,
  Slice,
  Map,
  Queue, ///< channels and ports
  Island,
  Signature,
  Struct,
  Interface,
  Tuple,
};

enum class BasicKind : uint8_t {
  Invalid, ///< after an error; compatible with everything
  Bool,
  Int,
  Int8,
  Int16,
  Int32,
  Int64,
  Uint,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Float32,
  Float64,
  String,
  UntypedBool,
  UntypedInt,
  UntypedRune,
  UntypedFloat,
  UntypedString,
  UntypedNil,
};

class Type {
public:
  TypeKind kind() const { return theKind; }
  /// Dense, from 0, unique in a TypeTable.
  uint32_t id() const { return number; }
  /// The type itself, or what a Named type was declared to be (never Named).
  /// Null while a declaration is being resolved.
  Type *underlying();
  const Type *underlying() const {
    return const_cast<Type *>(this)->underlying();
  }

protected:
  friend class TypeTable;
  friend bool isComparable(const Type *type);
  Type(TypeKind kind) : theKind(kind) {}
  TypeKind theKind;
  /// What isComparable found out about a struct or array.
  enum class Comparable : uint8_t { Unknown, No, Yes };
  mutable Comparable comparable = Comparable::Unknown;
  uint32_t number = 0;
};

/// Values can be compared with ==; true of what is not resolved yet.
bool isComparable(const Type *type);

template <TypeKind K> class TypeOf : public Type {
public:
  TypeOf() : Type(K) {}
  static bool classof(const Type *type) { return type->kind() == K; }
};

class BasicType : public TypeOf<TypeKind::Basic> {
public:
  BasicKind basic = BasicKind::Invalid;
};

/// Declared type: `type T U`, one per declaration (local ones too).
class Named : public TypeOf<TypeKind::Named> {
public:
  TypeName *object = nullptr;
  Type *resolved = nullptr;
  /// Methods with receiver T or *T in source order. Complete once the package's
  /// declarations are collected.
  llvm::SmallVector<Func *, 4> methods;
  Package *package = nullptr; ///< null for `error`
};

class PointerType : public TypeOf<TypeKind::Pointer> {
public:
  Type *element = nullptr; ///< underlying is a struct (or invalid)
};

class ArrayType : public TypeOf<TypeKind::Array> {
public:
  Type *element = nullptr;
  uint64_t length = 0;
};

class SliceType : public TypeOf<TypeKind::Slice> {
public:
  Type *element = nullptr;
};

class MapType : public TypeOf<TypeKind::Map> {
public:
  Type *key = nullptr, *value = nullptr;
};

class QueueType : public TypeOf<TypeKind::Queue> {
public:
  bool isPort = false;
  Direction direction = Direction::Both;
  Type *element = nullptr;
  bool canSend() const { return direction != Direction::Receive; }
  bool canReceive() const { return direction != Direction::Send; }
};

class IslandType : public TypeOf<TypeKind::Island> {};

class SignatureType : public TypeOf<TypeKind::Signature> {
public:
  /// The last parameter of a variadic signature is a slice type.
  llvm::ArrayRef<Type *> params, results;
  bool variadic = false;
};

/// Part of a struct type; identity includes name, type, embedding, tag, and the
/// package of a field that is not exported.
struct Field {
  Name name = nullptr;
  Type *type = nullptr;
  bool embedded = false;
  /// Unquoted, empty if there is none.
  llvm::StringRef tag;
  /// Declaring package; part of the identity unless the name is exported.
  Package *package = nullptr;
  Pos pos;
};

class StructType : public TypeOf<TypeKind::Struct> {
public:
  llvm::ArrayRef<Field> fields;
};

struct InterfaceMethod {
  Name name = nullptr;
  SignatureType *signature = nullptr;
  /// Declaring package; part of the identity unless the name is exported.
  Package *package = nullptr;
  Pos pos;
};

/// Method set with embedded interfaces merged, sorted by name (bytes), then
/// package path.
class InterfaceType : public TypeOf<TypeKind::Interface> {
public:
  llvm::ArrayRef<InterfaceMethod> methods;
  bool isEmpty() const { return methods.empty(); }
};

/// Several results of a call; no type of the language.
class TupleType : public TypeOf<TypeKind::Tuple> {
public:
  llvm::ArrayRef<Type *> elements;
};

/// Makes and owns all types of a compilation.
class TypeTable {
public:
  explicit TypeTable(llvm::BumpPtrAllocator &arena);
  ~TypeTable();

  BasicType *basic(BasicKind kind) const;
  Named *named(TypeName *object, Package *package);
  PointerType *pointer(Type *element);
  ArrayType *array(Type *element, uint64_t length);
  SliceType *slice(Type *element);
  MapType *map(Type *key, Type *value);
  QueueType *queue(bool isPort, Direction direction, Type *element);
  IslandType *island() const;
  SignatureType *signature(llvm::ArrayRef<Type *> params,
                           llvm::ArrayRef<Type *> results, bool variadic);
  StructType *structure(llvm::ArrayRef<Field> fields);
  /// Sorts; the caller has merged embedded interfaces and removed duplicates.
  InterfaceType *interface(llvm::ArrayRef<InterfaceMethod> methods);
  TupleType *tuple(llvm::ArrayRef<Type *> elements);

  InterfaceType *emptyInterface() const;
  /// The predeclared type `error` (a Named); set up with the predeclared names.
  Named *error() const;
  void setError(Named *named);
  uint32_t size() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
};

//===----------------------------------------------------------------------===//
// Predicates (frontend/types/Predicates.cpp)
//===----------------------------------------------------------------------===//

template <typename T> T *underlyingAs(Type *type) {
  return type ? llvm::dyn_cast_or_null<T>(type->underlying()) : nullptr;
}
BasicKind basicKind(const Type *type); ///< of the underlying type; Invalid
bool isInvalid(const Type *type);
bool isUntyped(const Type *type);
bool isBoolean(const Type *type);
bool isInteger(const Type *type);
bool isUnsigned(const Type *type);
bool isFloat(const Type *type);
bool isNumeric(const Type *type);
bool isString(const Type *type);
bool isOrdered(const Type *type);
bool isInterface(const Type *type);
/// Size of an integer or float type in bits (int: 64).
unsigned bitWidth(const Type *type);
/// nil may be assigned to it.
bool hasNil(const Type *type);
/// Type that a value of an untyped type gets without context.
Type *defaultType(Type *type, const TypeTable &types);
/// As messages show it, shortened when long; `relativeTo` drops the qualifier
/// of its own names.
std::string toString(const Type *type, const Package *relativeTo = nullptr);

} // namespace vo::fe
