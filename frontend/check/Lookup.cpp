//===- Lookup.cpp - Fields and methods of types ----------------------------===//
//
// Breadth first through embedded fields: the shallowest level that has the name
// decides; two finds on it are ambiguous. A named type is looked into once, at
// its shallowest level; one that is embedded several times on a level counts as
// several finds.
//
//===----------------------------------------------------------------------===//

#include "frontend/check/Selection.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <memory>
#include <optional>

using namespace vo::fe;

namespace {

/// An embedded type to look into.
struct Candidate {
  Type *type = nullptr;
  llvm::SmallVector<uint32_t, 4> path;
  bool indirect = false;
  /// Embedded more than once on this level.
  bool multiple = false;
};

struct Found {
  const Selection *selection = nullptr;
  LookupFailure failure = LookupFailure::None;
};

struct MissingKey {
  const InterfaceMethod *method = nullptr;
  bool wrongType = false, pointerReceiver = false;
};

bool matches(Name name, Package *package, Name wanted, Package *from) {
  return name == wanted && (name->exported || package == from);
}

/// Where a name is among the fields of a struct or the methods of a named type,
/// for those that have many.
class MemberIndex {
public:
  static constexpr size_t many = 16;

  Func *method(Named *named, Name name) {
    auto add = [&](size_t i) { return named->methods[i]->name; };
    std::optional<uint32_t> place =
        find(named, named->methods.size(), name, add);
    return place ? named->methods[*place] : nullptr;
  }
  std::optional<uint32_t> field(const StructType *structure, Name name) {
    auto add = [&](size_t i) { return structure->fields[i].name; };
    return find(structure, structure->fields.size(), name, add);
  }
  llvm::ArrayRef<uint32_t> embedded(const StructType *structure) {
    auto [place, fresh] = embeddedFields.insert({structure, {}});
    if (fresh)
      for (uint32_t i = 0; i < structure->fields.size(); ++i)
        if (structure->fields[i].embedded)
          place->second.push_back(i);
    return place->second;
  }

  /// Embedded fields of a struct, by what looking into them can find.
  struct Embedding {
    /// Those that reach more names than are listed.
    llvm::SmallVector<uint32_t, 0> deep;
    /// The others: these names, on whatever level.
    llvm::DenseMap<Name, llvm::SmallVector<uint32_t, 1>> having;
  };
  /// For a struct with many embedded fields; null while one of their types is
  /// still being resolved.
  const Embedding *embedding(const StructType *structure) {
    auto known = embeddings.find(structure);
    if (known != embeddings.end())
      return known->second.get();
    auto made = std::make_unique<Embedding>();
    for (uint32_t i : embedded(structure)) {
      llvm::SmallVector<Name, 0> names;
      llvm::SmallPtrSet<Type *, 8> seen;
      if (!addNames(structure->fields[i].type, names, seen))
        return nullptr;
      if (names.size() > mostListed) {
        made->deep.push_back(i);
        continue;
      }
      for (Name name : names)
        if (auto &fields = made->having[name];
            fields.empty() || fields.back() != i)
          fields.push_back(i);
    }
    return (embeddings[structure] = std::move(made)).get();
  }

private:
  static constexpr size_t mostListed = 2000;

  /// Names of all members of an embedded type, also of those further in, up to
  /// a bit more than mostListed. False if a type is still being resolved.
  bool addNames(Type *type, llvm::SmallVectorImpl<Name> &names,
                llvm::SmallPtrSetImpl<Type *> &seen) {
    if (auto *pointer = llvm::dyn_cast<PointerType>(type))
      type = pointer->element;
    if (names.size() > mostListed || !seen.insert(type).second)
      return true;
    Type *under = type->underlying();
    if (!under)
      return false;
    if (auto *named = llvm::dyn_cast<Named>(type))
      for (Func *method : named->methods)
        names.push_back(method->name);
    if (auto *interface = llvm::dyn_cast<InterfaceType>(under))
      for (const InterfaceMethod &method : interface->methods)
        names.push_back(method.name);
    auto *structure = llvm::dyn_cast<StructType>(under);
    if (!structure)
      return true;
    for (const Field &field : structure->fields)
      names.push_back(field.name);
    return llvm::all_of(embedded(structure), [&](uint32_t i) {
      return addNames(structure->fields[i].type, names, seen);
    });
  }

  template <typename NameAt>
  std::optional<uint32_t> find(const void *owner, size_t count, Name name,
                               NameAt nameAt) {
    size_t &known = indexed[owner];
    for (; known < count; ++known)
      places.insert({{owner, nameAt(known)}, uint32_t(known)});
    auto place = places.find({owner, name});
    if (place == places.end())
      return std::nullopt;
    return place->second;
  }

  llvm::DenseMap<std::pair<const void *, Name>, uint32_t> places;
  llvm::DenseMap<const void *, size_t> indexed;
  /// On the heap, so that they stay where they are.
  llvm::DenseMap<const StructType *, llvm::SmallVector<uint32_t, 0>>
      embeddedFields;
  llvm::DenseMap<const StructType *, std::unique_ptr<Embedding>> embeddings;
};

class Search {
public:
  Search(llvm::BumpPtrAllocator &arena, MemberIndex &members, Name name,
         Package *package)
      : arena(arena), members(members), name(name), package(package) {}

  Found run(Type *type) {
    base = type;
    Candidate start{type};
    methodsAllowed = true;
    dereference(start);
    llvm::SmallVector<Candidate, 4> level;
    level.push_back(std::move(start));
    while (!level.empty()) {
      next.clear();
      for (Candidate &candidate : level)
        visit(candidate);
      if (finds > 1)
        return {nullptr, LookupFailure::Ambiguous};
      if (finds == 1)
        return {selection, LookupFailure::None};
      level = std::move(next);
      next = {};
      nextIndex.clear();
      methodsAllowed = true;
    }
    return {nullptr, LookupFailure::NotFound};
  }

  /// A type or signature on the way is still being resolved: the outcome may
  /// change.
  bool incomplete = false;

private:
  /// Follows a pointer, also one behind a name (which has no methods).
  void dereference(Candidate &candidate) {
    auto *pointer = llvm::dyn_cast<PointerType>(candidate.type);
    if (!pointer) {
      pointer = underlyingAs<PointerType>(candidate.type);
      methodsAllowed = !pointer;
    }
    if (pointer) {
      candidate.type = pointer->element;
      candidate.indirect = true;
    }
  }

  void visit(Candidate &candidate) {
    if (auto *named = llvm::dyn_cast<Named>(candidate.type)) {
      if (!seen.insert(named).second)
        return;
      if (methodsAllowed)
        if (Func *method = methodOf(named))
          return foundMethod(candidate, method);
    }
    Type *under = candidate.type->underlying();
    if (!under) {
      incomplete = true;
      return;
    }
    if (auto *structure = llvm::dyn_cast<StructType>(under))
      visitFields(candidate, *structure);
    else if (auto *interface = llvm::dyn_cast<InterfaceType>(under))
      visitInterface(candidate, *interface);
  }

  Func *methodOf(Named *named) {
    if (named->methods.size() > MemberIndex::many) {
      Func *method = members.method(named, name);
      return method && matches(method->name, method->package, name, package)
                 ? method
                 : nullptr;
    }
    for (Func *method : named->methods)
      if (matches(method->name, method->package, name, package))
        return method;
    return nullptr;
  }

  void foundField(Candidate &candidate, const StructType &structure,
                  uint32_t number) {
    Selection *made = make(candidate, Selection::Kind::Field);
    if (!made)
      return;
    llvm::SmallVector<uint32_t, 4> path = candidate.path;
    path.push_back(number);
    made->path = copy(path);
    made->type = structure.fields[number].type;
  }

  void visitManyFields(Candidate &candidate, const StructType &structure) {
    std::optional<uint32_t> place = members.field(&structure, name);
    if (place && matches(name, structure.fields[*place].package, name, package))
      foundField(candidate, structure, *place);
    if (finds == 0)
      enterMany(candidate, structure);
  }

  void enterMany(Candidate &candidate, const StructType &structure) {
    auto enterAll = [&](llvm::ArrayRef<uint32_t> fields) {
      for (uint32_t i : fields)
        enter(candidate, structure.fields[i].type, i);
    };
    llvm::ArrayRef<uint32_t> all = members.embedded(&structure);
    const MemberIndex::Embedding *embedding =
        all.size() > MemberIndex::many ? members.embedding(&structure)
                                       : nullptr;
    if (!embedding)
      return enterAll(all);
    enterAll(embedding->deep);
    if (auto having = embedding->having.find(name);
        having != embedding->having.end())
      enterAll(having->second);
  }

  void visitFields(Candidate &candidate, const StructType &structure) {
    if (structure.fields.size() > MemberIndex::many)
      return visitManyFields(candidate, structure);
    for (uint32_t i = 0; i < structure.fields.size(); ++i) {
      const Field &field = structure.fields[i];
      if (matches(field.name, field.package, name, package)) {
        foundField(candidate, structure, i);
        continue;
      }
      if (field.embedded && finds == 0)
        enter(candidate, field.type, i);
    }
  }

  void visitInterface(Candidate &candidate, InterfaceType &interface) {
    // They are sorted by name.
    auto first = llvm::partition_point(interface.methods,
                                       [&](const InterfaceMethod &method) {
                                         return method.name->text < name->text;
                                       });
    for (auto i = uint32_t(first - interface.methods.begin());
         i < interface.methods.size() && interface.methods[i].name == name;
         ++i) {
      const InterfaceMethod &method = interface.methods[i];
      if (!matches(method.name, method.package, name, package))
        continue;
      if (Selection *made = make(candidate, Selection::Kind::InterfaceMethod)) {
        made->interface = &interface;
        made->interfaceMethod = i;
        made->type = method.signature;
        made->path = copy(candidate.path);
      }
      return;
    }
  }

  void foundMethod(Candidate &candidate, Func *method) {
    incomplete |= !method->type;
    if (Selection *made = make(candidate, Selection::Kind::Method)) {
      made->method = method;
      made->type = method->type;
      made->path = copy(candidate.path);
    }
  }

  /// Null for all but the first find of a level.
  Selection *make(Candidate &candidate, Selection::Kind kind) {
    finds += candidate.multiple ? 2 : 1;
    if (finds > 1)
      return nullptr;
    auto *made = new (arena.Allocate<Selection>()) Selection();
    made->kind = kind;
    made->base = base;
    made->indirect = candidate.indirect;
    selection = made;
    return made;
  }

  void enter(Candidate &from, Type *type, uint32_t field) {
    bool indirect = from.indirect;
    if (auto *pointer = llvm::dyn_cast<PointerType>(type)) {
      type = pointer->element;
      indirect = true;
    }
    auto [place, fresh] = nextIndex.insert({type, next.size()});
    if (!fresh) {
      next[place->second].multiple = true;
      return;
    }
    Candidate entry{type, from.path, indirect, from.multiple};
    entry.path.push_back(field);
    next.push_back(std::move(entry));
  }

  llvm::ArrayRef<uint32_t> copy(llvm::ArrayRef<uint32_t> path) {
    if (path.empty())
      return {};
    uint32_t *memory = arena.Allocate<uint32_t>(path.size());
    llvm::copy(path, memory);
    return {memory, path.size()};
  }

  llvm::BumpPtrAllocator &arena;
  MemberIndex &members;
  Name name;
  Package *package;
  Type *base = nullptr;
  Selection *selection = nullptr;
  unsigned finds = 0;
  bool methodsAllowed = true;
  llvm::SmallPtrSet<Named *, 8> seen;
  llvm::SmallVector<Candidate, 4> next;
  llvm::SmallDenseMap<Type *, size_t, 4> nextIndex;
};

} // namespace

struct Lookup::Impl {
  using Key = std::pair<std::pair<Type *, Name>, Package *>;
  explicit Impl(llvm::BumpPtrAllocator &arena) : arena(arena) {}

  llvm::BumpPtrAllocator &arena;
  MemberIndex members;
  llvm::DenseMap<Key, Found> found;
  llvm::DenseMap<std::pair<Type *, InterfaceType *>, MissingKey> missing;
};

Lookup::Lookup(llvm::BumpPtrAllocator &arena)
    : impl(std::make_unique<Impl>(arena)) {}
Lookup::~Lookup() = default;

const Selection *Lookup::find(Type *type, Name name, Package *package,
                              LookupFailure *failure) {
  Impl::Key key{{type, name}, name->exported ? nullptr : package};
  Found result;
  if (auto known = impl->found.find(key); known != impl->found.end()) {
    result = known->second;
  } else {
    Search search(impl->arena, impl->members, name, package);
    if (name->text != "_")
      result = search.run(type);
    else
      result.failure = LookupFailure::NotFound;
    if (!search.incomplete)
      impl->found.insert({key, result});
  }
  if (failure)
    *failure = result.failure;
  return result.selection;
}

const InterfaceMethod *Lookup::missingMethod(Type *type,
                                             InterfaceType *interface,
                                             bool *wrongType,
                                             bool *pointerReceiver) {
  MissingKey result;
  auto known = impl->missing.find({type, interface});
  if (known != impl->missing.end()) {
    result = known->second;
  } else {
    bool complete = type->underlying() != nullptr;
    for (const InterfaceMethod &method : interface->methods) {
      const Selection *selection = find(type, method.name, method.package);
      bool isMethod = selection && selection->kind != Selection::Kind::Field;
      bool sameType = isMethod && selection->type == method.signature;
      bool reachable = isMethod && (!selection->method ||
                                    !selection->method->pointerReceiver ||
                                    selection->indirect);
      // A method whose own declaration is still being resolved.
      complete &= !isMethod || selection->type;
      if (sameType && reachable)
        continue;
      result = {&method, isMethod && !sameType, sameType && !reachable};
      break;
    }
    if (complete)
      impl->missing.insert({{type, interface}, result});
  }
  if (wrongType)
    *wrongType = result.wrongType;
  if (pointerReceiver)
    *pointerReceiver = result.pointerReceiver;
  return result.method;
}
