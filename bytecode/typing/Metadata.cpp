//===- Metadata.cpp - Run-time types as terms -----------------------------===//

#include "bytecode/typing/Metadata.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::typing;

/// A struct without contents, which takes one slot all the same.
static bool isEmpty(const StructMeta &meta) {
  auto isEmptyField = [](const FieldMeta &field) {
    return field.slotCount == 0;
  };
  return meta.slotTypes.size() == 1 && meta.slotTypes[0] == SlotType::Value &&
         std::ranges::all_of(meta.fields, isEmptyField);
}

Metadata::Metadata(const Module &module, Universe &universe)
    : module(module), terms(universe), done(module.runtimeTypes.size()),
      byType(module.runtimeTypes.size()), isType(module.structMetas.size()),
      byStruct(module.structMetas.size(), none) {
  for (const RuntimeType &type : module.runtimeTypes)
    if (auto *record = std::get_if<RuntimeStruct>(&type))
      isType[record->structMetaId] = true;
  for (uint32_t id = 0; id < isType.size(); ++id)
    if (!module.structMetas[id].fields.empty() ||
        isEmpty(module.structMetas[id]))
      isType[id] = true;
}

uint32_t Metadata::resolve(uint32_t rttid) const {
  // Verified types end; the bound is for others.
  for (size_t i = 0; i <= module.namedTypeMetas.size(); ++i) {
    auto *named = std::get_if<RuntimeNamed>(&module.runtimeTypes[rttid]);
    if (!named)
      break;
    rttid = module.namedTypeMetas[named->namedTypeId].underlyingRttid.id();
  }
  return rttid;
}

const NamedTypeMeta *Metadata::findNamed(std::string_view package,
                                         std::string_view name) const {
  std::string_view last = package.substr(package.rfind('/') + 1);
  for (const NamedTypeMeta &type : module.namedTypeMetas) {
    std::string_view full = type.name;
    if (!full.ends_with(name) || full.size() <= name.size() ||
        full[full.size() - name.size() - 1] != '.')
      continue;
    std::string_view owner = full.substr(0, full.size() - name.size() - 1);
    if (owner == package || owner == last)
      return &type;
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Rows
//===----------------------------------------------------------------------===//

Leaves Metadata::forLayout(std::span<const SlotType> layout) {
  terms.spend(layout.size());
  Leaves out;
  out.reserve(layout.size());
  for (SlotType type : layout)
    out.push_back(terms.forSlot(type));
  return out;
}

RowId Metadata::rowOfStruct(uint32_t id) {
  const StructMeta &meta = module.structMetas[id];
  if (!isType[id])
    return terms.row(forLayout(meta.slotTypes));
  if (byStruct[id] == none) {
    byStruct[id] = terms.openRow();
    terms.nameRow(byStruct[id], id);
    pending.push_back({byStruct[id], id, {}, false});
  }
  return byStruct[id];
}

RowId Metadata::rowOfTypes(std::vector<ValueRttid> types, bool inRegisters) {
  RowId row = terms.openRow();
  pending.push_back({row, none, std::move(types), inRegisters});
  return row;
}

RowId Metadata::rowOfElement(ValueRttid type) {
  if (auto *record = std::get_if<RuntimeStruct>(&resolved(type.id())))
    return rowOfStruct(record->structMetaId);
  RowId row = rowOfTypes({type});
  if (std::holds_alternative<RuntimeArray>(resolved(type.id())))
    terms.nameArrayRow(row, resolve(type.id()));
  return row;
}

RowId Metadata::structRow(uint32_t structMeta) {
  RowId row = rowOfStruct(structMeta);
  fill();
  return row;
}

RowId Metadata::typeRow(uint32_t rttid) {
  auto *record = std::get_if<RuntimeStruct>(&resolved(rttid));
  RowId row = record ? structRow(record->structMetaId)
                     : terms.row(Leaves(leaves(rttid)));
  if (std::holds_alternative<RuntimeArray>(resolved(rttid)))
    terms.nameArrayRow(row, resolve(rttid));
  return row;
}

RowId Metadata::valueRow(ValueMeta meta) {
  if (meta.kind() == ValueKind::Struct)
    return structRow(meta.id());
  if (meta.kind() == ValueKind::Array)
    return typeRow(meta.id());
  return terms.row(leaves(meta));
}

RowId Metadata::objectRow(ValueMeta meta) {
  if (meta.kind() == ValueKind::Struct &&
      module.structMetas[meta.id()].fields.empty())
    return terms.row(forLayout(module.structMetas[meta.id()].slotTypes));
  return valueRow(meta);
}

RowId Metadata::elementRow(ValueMeta meta) {
  Packing packing = packingOf(meta.kind());
  return packing > Packing::Slots ? terms.row({Universe::packed(packing)})
                                  : valueRow(meta);
}

void Metadata::fillStruct(RowId row, uint32_t id) {
  const StructMeta &meta = module.structMetas[id];
  std::vector<bool> set(meta.slotTypes.size());
  if (isEmpty(meta)) {
    terms.setLeaf(row, 0, Universe::nothing);
    set[0] = true;
  }
  for (const FieldMeta &field : meta.fields) {
    compute(field.typeInfo.id());
    const Leaves &mine = byType[field.typeInfo.id()];
    for (uint32_t i = 0; i < mine.size() && i < field.slotCount; ++i)
      if (size_t at = size_t(field.offset) + i; at < set.size() && !set[at]) {
        terms.setLeaf(row, uint32_t(at), mine[i]);
        set[at] = true;
      }
  }
  for (uint32_t i = 0; i < set.size(); ++i)
    if (!set[i])
      terms.setLeaf(row, i, terms.forSlot(meta.slotTypes[i]));
  terms.close(row, uint32_t(set.size()));
}

/// Fills the rows that have been handed out. Filling may hand out more.
void Metadata::fill() {
  if (filling)
    return;
  filling = true;
  while (!pending.empty() && !terms.isExhausted()) {
    Pending next = std::move(pending.back());
    pending.pop_back();
    if (next.structMeta != none) {
      fillStruct(next.row, next.structMeta);
      continue;
    }
    uint32_t at = 0;
    for (ValueRttid type : next.types) {
      compute(type.id());
      for (TermId leaf : byType[type.id()])
        terms.setLeaf(next.row, at++,
                      next.inRegisters && terms.kind(leaf) == TermKind::Value
                          ? Universe::value
                          : leaf);
    }
    terms.close(next.row, at);
  }
  filling = false;
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// Pushes the types that `rttid` contains and that are not done; false when
/// there are none.
bool Metadata::pushMissing(uint32_t rttid, std::vector<uint32_t> &stack) {
  size_t before = stack.size();
  auto need = [&](ValueRttid type) {
    if (!isDone(type.id()))
      stack.push_back(type.id());
  };
  const RuntimeType &type = module.runtimeTypes[rttid];
  if (auto *named = std::get_if<RuntimeNamed>(&type)) {
    need(module.namedTypeMetas[named->namedTypeId].underlyingRttid);
  } else if (auto *array = std::get_if<RuntimeArray>(&type)) {
    need(array->elem);
  } else if (auto *tuple = std::get_if<RuntimeTuple>(&type)) {
    for (ValueRttid elem : tuple->elems)
      need(elem);
  } else if (auto *record = std::get_if<RuntimeStruct>(&type)) {
    for (const FieldMeta &field :
         module.structMetas[record->structMetaId].fields)
      need(field.typeInfo);
  }
  return stack.size() > before;
}

/// Makes byType[rttid]; what it refers to may be left pending.
void Metadata::compute(uint32_t rttid) {
  if (isDone(rttid))
    return;
  std::vector<uint32_t> stack{rttid};
  while (!stack.empty() && terms.spend(1)) {
    uint32_t top = stack.back();
    if (!isDone(top) && pushMissing(top, stack))
      continue;
    stack.pop_back();
    if (isDone(top))
      continue;
    done[top] = true;
    byType[top] = build(top);
  }
}

/// An element of an array or slice: numbers may be packed.
RowId Metadata::rowOfArrayElement(ValueRttid type) {
  Packing packing = packingOf(type.kind());
  return packing > Packing::Slots ? terms.row({Universe::packed(packing)})
                                  : rowOfElement(type);
}

Leaves Metadata::build(uint32_t rttid) {
  const RuntimeType &type = module.runtimeTypes[rttid];
  if (auto *named = std::get_if<RuntimeNamed>(&type))
    return byType[module.namedTypeMetas[named->namedTypeId]
                      .underlyingRttid.id()];
  if (auto *basic = std::get_if<RuntimeBasic>(&type)) {
    if (basic->kind == ValueKind::String)
      return {Universe::string};
    if (basic->kind == ValueKind::Float32)
      return {Universe::real32};
    bool real = basic->kind == ValueKind::Float64;
    return {real ? Universe::real : Universe::value};
  }
  if (auto *pointer = std::get_if<RuntimePointer>(&type)) {
    auto *record = std::get_if<RuntimeStruct>(&resolved(pointer->elem.id()));
    return {record ? terms.make(TermKind::Pointer,
                                rowOfStruct(record->structMetaId))
                   : terms.fresh()};
  }
  if (auto *slice = std::get_if<RuntimeSlice>(&type))
    return {terms.make(TermKind::Slice, rowOfArrayElement(slice->elem))};
  if (auto *chan = std::get_if<RuntimeChan>(&type))
    return {terms.make(TermKind::Channel, rowOfElement(chan->elem))};
  if (auto *port = std::get_if<RuntimePort>(&type))
    return {terms.make(TermKind::Port, rowOfElement(port->elem))};
  if (auto *map = std::get_if<RuntimeMap>(&type))
    return {terms.make(TermKind::Map, rowOfElement(map->key),
                       rowOfElement(map->value))};
  if (auto *func = std::get_if<RuntimeFunc>(&type)) {
    RowId params = rowOfTypes(func->params, true);
    return {
        terms.make(TermKind::Closure, params, rowOfTypes(func->results, true))};
  }
  if (std::holds_alternative<RuntimeIsland>(type))
    return {Universe::island};
  if (auto *interface = std::get_if<RuntimeInterface>(&type))
    return {terms.header(interface->interfaceMetaId), Universe::data};
  Leaves out;
  if (auto *array = std::get_if<RuntimeArray>(&type)) {
    Packing packing = packingOf(array->elem.kind());
    const Leaves elem = packing > Packing::Slots
                            ? Leaves{Universe::packed(packing)}
                            : byType[array->elem.id()];
    if (!terms.spend(elem.size() * array->length) || array->length > UINT16_MAX)
      return out;
    for (uint64_t i = 0; i < array->length; ++i)
      out.insert(out.end(), elem.begin(), elem.end());
  } else if (auto *tuple = std::get_if<RuntimeTuple>(&type)) {
    for (ValueRttid elem : tuple->elems)
      out.insert(out.end(), byType[elem.id()].begin(), byType[elem.id()].end());
  } else if (auto *record = std::get_if<RuntimeStruct>(&type)) {
    const StructMeta &meta = module.structMetas[record->structMetaId];
    for (const FieldMeta &field : meta.fields)
      if (field.slotCount)
        out.insert(out.end(), byType[field.typeInfo.id()].begin(),
                   byType[field.typeInfo.id()].end());
    if (isEmpty(meta))
      out = {Universe::nothing};
    if (out.size() != meta.slotTypes.size())
      out = forLayout(meta.slotTypes);
  }
  terms.spend(out.size());
  return out;
}

const Leaves &Metadata::leaves(uint32_t rttid) {
  compute(rttid);
  fill();
  return byType[rttid];
}

Leaves Metadata::leaves(std::span<const ValueRttid> types) {
  Leaves out;
  for (ValueRttid type : types) {
    const Leaves &mine = leaves(type.id());
    out.insert(out.end(), mine.begin(), mine.end());
  }
  return out;
}

Leaves Metadata::leaves(ValueMeta meta) {
  switch (meta.kind()) {
  case ValueKind::Array:
    return leaves(meta.id());
  case ValueKind::Struct: {
    RowId row = structRow(meta.id());
    return terms.rowOf(row).closed;
  }
  case ValueKind::Interface:
    return {terms.header(meta.id()), Universe::data};
  case ValueKind::String:
    return {Universe::string};
  case ValueKind::Slice:
    return {terms.make(TermKind::Slice)};
  case ValueKind::Map:
    return {terms.make(TermKind::Map)};
  case ValueKind::Channel:
    return {terms.make(TermKind::Channel)};
  case ValueKind::Port:
    return {terms.make(TermKind::Port)};
  case ValueKind::Closure:
    return {terms.make(TermKind::Closure)};
  case ValueKind::Pointer:
    return {terms.make(TermKind::Pointer, structRow(meta.id()))};
  case ValueKind::Island:
    return {Universe::island};
  case ValueKind::Float32:
    return {Universe::real32};
  case ValueKind::Float64:
    return {Universe::real};
  default:
    return {Universe::value};
  }
}

TermId Metadata::box(uint32_t rttid) {
  const RuntimeType &type = resolved(rttid);
  if (auto *array = std::get_if<RuntimeArray>(&type)) {
    TermId made = terms.make(TermKind::Array, rowOfArrayElement(array->elem));
    fill();
    terms.demandLength(made, array->length);
    return made;
  }
  if (auto *record = std::get_if<RuntimeStruct>(&type))
    return terms.make(TermKind::Pointer, structRow(record->structMetaId));
  return terms.make(TermKind::Pointer, terms.row(leaves(rttid)));
}
