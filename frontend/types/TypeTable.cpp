//===- TypeTable.cpp - Interning of types ----------------------------------===//

#include "frontend/types/Object.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"

#include <deque>

using namespace vo::fe;

Type *Type::underlying() {
  if (auto *named = llvm::dyn_cast<Named>(this))
    return named->resolved;
  return this;
}

namespace {

constexpr unsigned numBasicKinds = unsigned(BasicKind::UntypedNil) + 1;

bool same(const Field &x, const Field &y) {
  return x.name == y.name && x.type == y.type && x.embedded == y.embedded &&
         x.tag == y.tag &&
         (x.package == y.package || (x.name && x.name->exported));
}

llvm::hash_code hashOf(const Field &field) {
  return llvm::hash_combine(field.name, field.type, field.embedded, field.tag);
}

bool same(const InterfaceMethod &x, const InterfaceMethod &y) {
  return x.name == y.name && x.signature == y.signature &&
         (x.package == y.package || x.name->exported);
}

llvm::hash_code hashOf(const InterfaceMethod &method) {
  return llvm::hash_combine(method.name, method.signature);
}

template <typename T> bool sameList(llvm::ArrayRef<T> x, llvm::ArrayRef<T> y) {
  return llvm::equal(x, y, [](const T &a, const T &b) { return same(a, b); });
}

template <typename T> llvm::hash_code hashList(llvm::ArrayRef<T> list) {
  llvm::hash_code hash = llvm::hash_value(list.size());
  for (const T &item : list)
    hash = llvm::hash_combine(hash, hashOf(item));
  return hash;
}

/// Types of one shape by the hash of their parts.
template <typename T> class Interner {
public:
  template <typename Same> T *find(llvm::hash_code hash, Same same) const {
    auto found = buckets.find(uint64_t(hash) >> 1);
    if (found == buckets.end())
      return nullptr;
    for (T *type : found->second)
      if (same(*type))
        return type;
    return nullptr;
  }
  void insert(llvm::hash_code hash, T *type) {
    // The two largest keys are DenseMap's own.
    buckets[uint64_t(hash) >> 1].push_back(type);
  }

private:
  llvm::DenseMap<uint64_t, llvm::SmallVector<T *, 1>> buckets;
};

} // namespace

struct TypeTable::Impl {
  explicit Impl(llvm::BumpPtrAllocator &arena) : arena(arena) {}

  template <typename T> T *make() {
    T *type = new (arena.Allocate<T>()) T();
    type->number = count++;
    return type;
  }
  template <typename T> llvm::ArrayRef<T> copy(llvm::ArrayRef<T> list) {
    if (list.empty())
      return {};
    T *memory = arena.Allocate<T>(list.size());
    std::uninitialized_copy(list.begin(), list.end(), memory);
    return {memory, list.size()};
  }

  llvm::BumpPtrAllocator &arena;
  uint32_t count = 0;
  BasicType *basics[numBasicKinds] = {};
  /// Not in the arena: they own lists of methods.
  std::deque<Named> nameds;
  llvm::DenseMap<Type *, PointerType *> pointers;
  llvm::DenseMap<Type *, SliceType *> slices;
  llvm::DenseMap<std::pair<Type *, uint64_t>, ArrayType *> arrays;
  llvm::DenseMap<std::pair<Type *, Type *>, MapType *> maps;
  llvm::DenseMap<std::pair<Type *, unsigned>, QueueType *> queues;
  Interner<SignatureType> signatures;
  Interner<StructType> structs;
  Interner<InterfaceType> interfaces;
  Interner<TupleType> tuples;
  IslandType *islandType = nullptr;
  InterfaceType *empty = nullptr;
  Named *errorType = nullptr;
};

TypeTable::TypeTable(llvm::BumpPtrAllocator &arena)
    : impl(std::make_unique<Impl>(arena)) {
  for (unsigned kind = 0; kind < numBasicKinds; ++kind) {
    impl->basics[kind] = impl->make<BasicType>();
    impl->basics[kind]->basic = BasicKind(kind);
  }
  impl->islandType = impl->make<IslandType>();
  impl->empty = interface({});
}

TypeTable::~TypeTable() = default;

BasicType *TypeTable::basic(BasicKind kind) const {
  return impl->basics[unsigned(kind)];
}

Named *TypeTable::named(TypeName *object, Package *package) {
  Named &type = impl->nameds.emplace_back();
  type.number = impl->count++;
  type.object = object;
  type.package = package;
  return &type;
}

PointerType *TypeTable::pointer(Type *element) {
  PointerType *&type = impl->pointers[element];
  if (!type) {
    type = impl->make<PointerType>();
    type->element = element;
  }
  return type;
}

ArrayType *TypeTable::array(Type *element, uint64_t length) {
  ArrayType *&type = impl->arrays[{element, length}];
  if (!type) {
    type = impl->make<ArrayType>();
    type->element = element;
    type->length = length;
  }
  return type;
}

SliceType *TypeTable::slice(Type *element) {
  SliceType *&type = impl->slices[element];
  if (!type) {
    type = impl->make<SliceType>();
    type->element = element;
  }
  return type;
}

MapType *TypeTable::map(Type *key, Type *value) {
  MapType *&type = impl->maps[{key, value}];
  if (!type) {
    type = impl->make<MapType>();
    type->key = key;
    type->value = value;
  }
  return type;
}

QueueType *TypeTable::queue(bool isPort, Direction direction, Type *element) {
  QueueType *&type =
      impl->queues[{element, unsigned(direction) * 2 + unsigned(isPort)}];
  if (!type) {
    type = impl->make<QueueType>();
    type->isPort = isPort;
    type->direction = direction;
    type->element = element;
  }
  return type;
}

IslandType *TypeTable::island() const { return impl->islandType; }

SignatureType *TypeTable::signature(llvm::ArrayRef<Type *> params,
                                    llvm::ArrayRef<Type *> results,
                                    bool variadic) {
  llvm::hash_code hash = llvm::hash_combine(
      llvm::hash_combine_range(params.begin(), params.end()),
      llvm::hash_combine_range(results.begin(), results.end()), variadic);
  if (SignatureType *found =
          impl->signatures.find(hash, [&](const SignatureType &type) {
            return type.params == params && type.results == results &&
                   type.variadic == variadic;
          }))
    return found;
  SignatureType *type = impl->make<SignatureType>();
  type->params = impl->copy(params);
  type->results = impl->copy(results);
  type->variadic = variadic;
  impl->signatures.insert(hash, type);
  return type;
}

StructType *TypeTable::structure(llvm::ArrayRef<Field> fields) {
  llvm::hash_code hash = hashList(fields);
  if (StructType *found = impl->structs.find(hash, [&](const StructType &type) {
        return sameList(type.fields, fields);
      }))
    return found;
  StructType *type = impl->make<StructType>();
  type->fields = impl->copy(fields);
  impl->structs.insert(hash, type);
  return type;
}

InterfaceType *TypeTable::interface(llvm::ArrayRef<InterfaceMethod> methods) {
  llvm::SmallVector<InterfaceMethod, 8> sorted(methods);
  llvm::sort(sorted, [](const InterfaceMethod &x, const InterfaceMethod &y) {
    if (x.name != y.name)
      return x.name->text < y.name->text;
    return x.package && y.package && x.package->path < y.package->path;
  });
  llvm::hash_code hash = hashList(llvm::ArrayRef<InterfaceMethod>(sorted));
  if (InterfaceType *found =
          impl->interfaces.find(hash, [&](const InterfaceType &type) {
            return sameList(type.methods,
                            llvm::ArrayRef<InterfaceMethod>(sorted));
          }))
    return found;
  InterfaceType *type = impl->make<InterfaceType>();
  type->methods = impl->copy(llvm::ArrayRef<InterfaceMethod>(sorted));
  impl->interfaces.insert(hash, type);
  return type;
}

TupleType *TypeTable::tuple(llvm::ArrayRef<Type *> elements) {
  llvm::hash_code hash =
      llvm::hash_combine_range(elements.begin(), elements.end());
  if (TupleType *found = impl->tuples.find(hash, [&](const TupleType &type) {
        return type.elements == elements;
      }))
    return found;
  TupleType *type = impl->make<TupleType>();
  type->elements = impl->copy(elements);
  impl->tuples.insert(hash, type);
  return type;
}

InterfaceType *TypeTable::emptyInterface() const { return impl->empty; }
Named *TypeTable::error() const { return impl->errorType; }
void TypeTable::setError(Named *named) { impl->errorType = named; }
uint32_t TypeTable::size() const { return impl->count; }
