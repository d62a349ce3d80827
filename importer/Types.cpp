//===- Types.cpp - Terms and rows as types, slots as paths ----------------===//

#include "importer/Types.h"

using namespace mlir;
using namespace vo::importer;
using typing::TermId, typing::RowId, typing::TermKind, typing::Packing;

std::string Names::unique(StringRef name, uint32_t number) {
  std::string unique = name.empty() ? "_" : name.str();
  if (taken.insert(unique).second)
    return unique;
  std::string base = unique + ".";
  do
    unique = base + std::to_string(number++);
  while (!taken.insert(unique).second);
  return unique;
}

Types::Types(const bc::Module &module, const typing::ModuleTyping &typing,
             Block *block, Location loc, Names &names)
    : module(module), typing(typing), terms(typing.terms()), block(block),
      b(OpBuilder::atBlockBegin(block)), loc(loc), names(names) {
  for (const bc::NamedTypeMeta &type : module.namedTypeMetas)
    if (type.underlyingMeta.kind() == bc::ValueKind::Struct)
      structNames.try_emplace(type.underlyingMeta.id(), type.name);
}

//===----------------------------------------------------------------------===//
// Registers
//===----------------------------------------------------------------------===//

FlatSymbolRefAttr Types::interfaceOf(uint32_t meta) {
  if (meta == typing::none || module.interfaceMetas[meta].methods.empty())
    return {};
  auto [it, isNew] = interfaces.try_emplace(meta);
  if (!isNew)
    return it->second;
  const bc::InterfaceMeta &interface = module.interfaceMetas[meta];
  std::string name =
      names.unique(interface.name.empty() ? "interface." + std::to_string(meta)
                                          : interface.name,
                   meta);
  auto symbol = FlatSymbolRefAttr::get(b.getContext(), name);
  it->second = symbol;
  SmallVector<Attribute> methods, signatures;
  for (const bc::InterfaceMethod &method : interface.methods) {
    const typing::Term &term =
        terms.term(typing.metadata().signature(method.signatureRttid));
    methods.push_back(b.getStringAttr(method.name));
    signatures.push_back(
        TypeAttr::get(signatureOf(term.rows[0], term.rows[1])));
  }
  b.setInsertionPointToStart(block);
  ir::InterfaceOp::create(b, loc, b.getStringAttr(name),
                          b.getArrayAttr(methods), b.getArrayAttr(signatures),
                          b.getStringAttr("private"));
  return symbol;
}

FunctionType Types::signatureOf(RowId params, RowId results) {
  RowId rows[] = {terms.findRow(params), terms.findRow(results)};
  SmallVector<Type> types[2];
  for (unsigned i = 0; i < 2; ++i) {
    // There is no name by which a function type could contain itself.
    if (active.contains(rows[i])) {
      failed = "a function type that contains itself";
      continue;
    }
    active[rows[i]] = {};
    types[i] = registersOf(terms.rowOf(rows[i]).closed);
    active.erase(rows[i]);
  }
  return FunctionType::get(b.getContext(), types[0], types[1]);
}

Type Types::registerOf(TermId id) {
  id = terms.find(id);
  if (auto known = registers.find(id); known != registers.end())
    return known->second;
  const typing::Term &term = terms.term(id);
  MLIRContext *context = b.getContext();
  auto compute = [&]() -> Type {
    switch (term.kind) {
    case TermKind::Unknown:
      return ir::PtrType::get(context,
                              ir::FlatType::get(context, 0, b.getI64Type()));
    case TermKind::Value:
    case TermKind::Gap:
      return b.getI64Type();
    case TermKind::Float:
      return term.bits == 32 ? Type(b.getF32Type()) : b.getF64Type();
    case TermKind::IfaceHeader:
      return ir::IfaceType::get(context, interfaceOf(term.interface));
    case TermKind::IfaceData:
      return {};
    case TermKind::Pointer:
      return pointerTo(term.rows[0]);
    case TermKind::Array:
      return ir::ArrayType::get(context, term.length, storageOf(term.rows[0]));
    case TermKind::Slice:
      return ir::SliceType::get(context, storageOf(term.rows[0]));
    case TermKind::String:
      return ir::StringType::get(context);
    case TermKind::Map:
      return ir::MapType::get(context, storageOf(term.rows[0]),
                              storageOf(term.rows[1]));
    case TermKind::MapIterator:
      return ir::MapIterType::get(context, storageOf(term.rows[0]),
                                  storageOf(term.rows[1]));
    case TermKind::Channel:
    case TermKind::Queue:
      return ir::ChanType::get(context, storageOf(term.rows[0]));
    case TermKind::Port:
      return ir::PortType::get(context, storageOf(term.rows[0]));
    case TermKind::Closure:
      return ir::ClosureType::get(context,
                                  signatureOf(term.rows[0], term.rows[1]));
    case TermKind::Island:
      return ir::IslandType::get(context);
    }
    llvm_unreachable("kind of term");
  };
  Type type = compute();
  registers[id] = type;
  return type;
}

SmallVector<Type> Types::registersOf(const typing::Leaves &leaves) {
  SmallVector<Type> types;
  for (TermId leaf : leaves)
    if (Type type = isNothing(leaf) ? Type() : registerOf(leaf))
      types.push_back(type);
  return types;
}

//===----------------------------------------------------------------------===//
// Storage
//===----------------------------------------------------------------------===//

static Type packedType(OpBuilder &b, Packing packing) {
  switch (packing) {
  case Packing::I8:
    return b.getIntegerType(8, true);
  case Packing::I16:
    return b.getIntegerType(16, true);
  case Packing::I32:
    return b.getIntegerType(32, true);
  case Packing::U8:
    return b.getIntegerType(8, false);
  case Packing::U16:
    return b.getIntegerType(16, false);
  case Packing::U32:
    return b.getIntegerType(32, false);
  case Packing::F32:
    return b.getF32Type();
  default:
    return b.getI64Type();
  }
}

/// What takes a slot in bytecode and no space.
Type Types::emptyStruct() {
  if (!empty) {
    empty = define(names.unique("nothing", counter++), {});
    sizes[empty] = 1;
  }
  return empty;
}

Type Types::leafStorage(TermId id) {
  if (isNothing(id))
    return emptyStruct();
  if (terms.kind(id) == TermKind::Value)
    return packedType(b, terms.term(id).packing);
  return registerOf(id);
}

Type Types::define(StringRef name, const Members &list) {
  SmallVector<Attribute> memberNames, types;
  for (const Member &member : list) {
    memberNames.push_back(b.getStringAttr(member.name));
    types.push_back(TypeAttr::get(member.type));
  }
  auto symbol = FlatSymbolRefAttr::get(b.getContext(), name);
  b.setInsertionPointToStart(block);
  ir::StructOp::create(b, loc, b.getStringAttr(name),
                       b.getArrayAttr(memberNames), b.getArrayAttr(types),
                       b.getStringAttr("private"));
  members[symbol] = list;
  return ir::StructType::get(b.getContext(), symbol);
}

/// After how many of them all leaves come again; their number if never.
static size_t periodOf(ArrayRef<Type> leaves) {
  for (size_t period = 1; period <= leaves.size() / 2; ++period)
    if (leaves.size() % period == 0 &&
        leaves.drop_front(period) == leaves.drop_back(period))
      return period;
  return leaves.size();
}

Type Types::layoutOf(ArrayRef<Type> leaves) {
  if (leaves.size() == 1)
    return leaves.front();
  if (leaves.empty() || llvm::all_equal(leaves))
    return ir::FlatType::get(b.getContext(), leaves.size(),
                             leaves.empty() ? Type(b.getI64Type())
                                            : leaves.front());
  // An array of structs, whose elements an index may name.
  if (size_t period = periodOf(leaves); period < leaves.size())
    return ir::FlatType::get(b.getContext(), leaves.size() / period,
                             layoutOf(leaves.take_front(period)));
  Attribute key = b.getTypeArrayAttr(leaves);
  auto [it, isNew] = layouts.try_emplace(key);
  if (!isNew)
    return it->second;
  Members list;
  uint64_t offset = 0;
  for (auto [i, leaf] : llvm::enumerate(leaves)) {
    list.push_back({std::to_string(i), leaf, offset});
    offset += slotsOf(leaf);
  }
  Type made = define(names.unique("layout", counter++), list);
  layouts[key] = made;
  return made;
}

Type Types::storageOfLeaves(const typing::Leaves &leaves) {
  SmallVector<Type> types;
  for (TermId leaf : leaves)
    if (Type type = leafStorage(leaf))
      types.push_back(type);
  return layoutOf(types);
}

Type Types::computeStorage(RowId id) {
  const typing::Row &row = terms.rowOf(id);
  if (row.elements != typing::none)
    return ir::FlatType::get(b.getContext(), ir::FlatType::kUnknown,
                             storageOf(row.elements));
  if (row.arrayType != typing::none)
    return storageOfType(row.arrayType);
  return storageOfLeaves(row.closed);
}

Type Types::storageOf(RowId id) {
  id = terms.findRow(id);
  // Structs know how to refer to themselves.
  if (uint32_t meta = terms.rowOf(id).structMeta; meta != typing::none)
    return structOf(meta);
  if (auto known = storages.find(id); known != storages.end())
    return known->second;
  if (auto known = active.find(id); known != active.end()) {
    if (!known->second)
      known->second = ir::StructType::get(
          b.getContext(), FlatSymbolRefAttr::get(
                              b.getContext(), names.unique("rec", counter++)));
    return known->second;
  }
  active[id] = {};
  Type type = computeStorage(id);
  Type breaker = active[id];
  active.erase(id);
  if (breaker) {
    define(cast<ir::StructType>(breaker).getName().getValue(),
           {{"_", type, 0}});
    type = breaker;
  }
  storages[id] = type;
  return type;
}

Type Types::pointerTo(RowId id) {
  id = terms.findRow(id);
  const typing::Row &row = terms.rowOf(id);
  bool isVariable = row.structMeta == typing::none &&
                    row.arrayType == typing::none && !row.isInterior &&
                    row.elements == typing::none && !row.closed.empty();
  if (!isVariable || active.contains(id))
    return ir::PtrType::get(b.getContext(), storageOf(id));
  active[id] = {};
  SmallVector<Type> contents;
  Members list;
  uint64_t offset = 0;
  for (TermId leaf : row.closed)
    if (Type type = leafStorage(leaf)) {
      list.push_back({std::to_string(contents.size()), type, offset});
      offset += slotsOf(type);
      contents.push_back(type);
    }
  Type breaker = active[id];
  active.erase(id);
  if (breaker) {
    // The variable can be reached through itself: everybody sees the struct.
    define(cast<ir::StructType>(breaker).getName().getValue(), list);
    storages[id] = breaker;
    return ir::PtrType::get(b.getContext(), breaker);
  }
  Type box = ir::BoxType::get(b.getContext(), contents);
  boxMembers[box] = std::move(list);
  return box;
}

//===----------------------------------------------------------------------===//
// Run-time types
//===----------------------------------------------------------------------===//

Type Types::fieldStorage(uint32_t rttid, bool inArray) {
  const bc::RuntimeType &type = typing.metadata().resolved(rttid);
  if (auto *array = std::get_if<bc::RuntimeArray>(&type))
    return ir::FlatType::get(b.getContext(), array->length,
                             fieldStorage(array->elem.id(), true));
  if (auto *record = std::get_if<bc::RuntimeStruct>(&type))
    return structOf(record->structMetaId);
  if (auto *basic = std::get_if<bc::RuntimeBasic>(&type); basic && inArray)
    if (Packing packing = typing::packingOf(basic->kind);
        packing > Packing::Slots)
      return packedType(b, packing);
  return leafStorage(typing.metadata().leaves(rttid).front());
}

Type Types::storageOfType(uint32_t rttid) { return fieldStorage(rttid, true); }

std::string Types::memberName(const bc::StructMeta &meta, size_t field) {
  const std::string &name = meta.fields[field].name;
  bool isTaken =
      llvm::any_of(ArrayRef(meta.fields).take_front(field),
                   [&](const bc::FieldMeta &f) { return f.name == name; });
  return name == "_" || isTaken ? "_" + std::to_string(field) : name;
}

Type Types::structOf(uint32_t id) {
  if (auto known = structs.find(id); known != structs.end())
    return known->second;
  const bc::StructMeta &meta = module.structMetas[id];
  // Structs without contents are all the same.
  if (meta.fields.empty())
    return structs[id] = emptyStruct();
  std::string name = structNames.lookup(id).str();
  name = names.unique(name.empty() ? "struct." + std::to_string(id) : name, id);
  // The name first: members may point back here.
  structs[id] = ir::StructType::get(
      b.getContext(), FlatSymbolRefAttr::get(b.getContext(), name));
  Members list;
  for (auto [i, field] : llvm::enumerate(meta.fields))
    list.push_back({memberName(meta, i),
                    fieldStorage(field.typeInfo.id(), false), field.offset});
  sizes[structs[id]] = meta.slotTypes.size();
  return define(name, list);
}

//===----------------------------------------------------------------------===//
// Paths
//===----------------------------------------------------------------------===//

const Types::Members *Types::membersOf(Type type) {
  if (auto record = dyn_cast<ir::StructType>(type)) {
    auto it = members.find(record.getName());
    return it == members.end() ? nullptr : &it->second;
  }
  auto it = boxMembers.find(type);
  return it == boxMembers.end() ? nullptr : &it->second;
}

uint64_t Types::slotsOf(Type type) {
  if (isa<ir::IfaceType>(type))
    return 2;
  if (auto flat = dyn_cast<ir::FlatType>(type))
    return flat.isRun() ? UINT16_MAX
                        : flat.getCount() * slotsOf(flat.getElem());
  if (!isa<ir::StructType, ir::BoxType>(type))
    return 1;
  if (auto known = sizes.find(type); known != sizes.end())
    return known->second;
  const Members *list = membersOf(type);
  uint64_t slots = list && !list->empty()
                       ? list->back().offset + slotsOf(list->back().type)
                       : 0;
  sizes[type] = slots;
  return slots;
}

/// From elements to one of them.
bool Types::enterElements(Type &type, typing::Offset &offset, Path &path) {
  Type elem = cast<ir::FlatType>(type).getElem();
  int64_t width = static_cast<int64_t>(slotsOf(elem));
  if (width == 0)
    return false;
  Path::Sum sum;
  typing::Offset rest{offset.constant % width, {}};
  sum.constant = offset.constant / width;
  for (const typing::Offset::Index &index : offset.indices) {
    if (index.stride % width == 0)
      sum.terms.push_back({index.value, index.stride / width});
    else
      rest.indices.push_back(index);
  }
  if (!path.text.empty())
    path.text += '.';
  if (sum.terms.empty()) {
    path.text += std::to_string(sum.constant);
  } else {
    path.text += '?';
    path.indices.push_back(std::move(sum));
  }
  offset = std::move(rest);
  type = elem;
  return true;
}

/// One step down to what holds the place; false when there is none.
bool Types::enter(Type &type, typing::Offset &offset, Path &path) {
  if (isa<ir::FlatType>(type))
    return enterElements(type, offset, path);
  const Members *list = membersOf(type);
  if (!list || offset.constant < 0)
    return false;
  uint64_t at = static_cast<uint64_t>(offset.constant);
  // The last member that begins there or before, and has slots.
  auto it = llvm::upper_bound(
      *list, at, [](uint64_t at, const Member &m) { return at < m.offset; });
  while (it != list->begin()) {
    --it;
    if (uint64_t size = slotsOf(it->type)) {
      if (at >= it->offset + size)
        return false;
      if (!path.text.empty())
        path.text += '.';
      path.text += it->name;
      offset.constant -= static_cast<int64_t>(it->offset);
      type = it->type;
      return true;
    }
  }
  return false;
}

std::optional<Path> Types::pathTo(Type memory, typing::Offset offset,
                                  uint64_t slots) {
  Path path;
  Type type = memory;
  // Depth of the type; types do not contain themselves in place.
  for (;;) {
    bool isAggregate = isa<ir::StructType, ir::FlatType, ir::BoxType>(type);
    bool isAtStart = offset.constant == 0 && offset.indices.empty();
    if (!isAggregate)
      return isAtStart ? std::optional(path) : std::nullopt;
    if (isAtStart) {
      // As far down as what is there still holds all of it.
      Type inner = type;
      typing::Offset at = offset;
      Path longer = path;
      if (slotsOf(type) <= slots || !enter(inner, at, longer) ||
          slotsOf(inner) < slots)
        return path;
      type = inner;
      path = std::move(longer);
      offset = std::move(at);
      continue;
    }
    if (!enter(type, offset, path))
      return std::nullopt;
  }
}
