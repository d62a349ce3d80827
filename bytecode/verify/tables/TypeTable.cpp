//===- TypeTable.cpp - Queries on run-time types --------------------------===//

#include "bytecode/verify/tables/TypeTable.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

SlotType vo::bc::verify::slotTypeOf(ValueKind kind) {
  switch (kind) {
  case ValueKind::Float32:
  case ValueKind::Float64:
    return SlotType::Float;
  case ValueKind::String:
  case ValueKind::Slice:
  case ValueKind::Map:
  case ValueKind::Channel:
  case ValueKind::Closure:
  case ValueKind::Pointer:
  case ValueKind::Port:
  case ValueKind::Island:
    return SlotType::GcRef;
  default:
    return SlotType::Value;
  }
}

bool TypeTable::isValid(ValueRttid type) const {
  return type.valid() && type.id() < module.runtimeTypes.size() &&
         kindOf(type.id()) == type.kind();
}

bool TypeTable::isValid(ValueMeta meta) const {
  if (!meta.valid())
    return false;
  switch (meta.kind()) {
  case ValueKind::Struct:
  case ValueKind::Pointer:
    return meta.id() < module.structMetas.size();
  case ValueKind::Interface:
    return meta.id() < module.interfaceMetas.size();
  case ValueKind::Array:
    return isValid(ValueRttid(ValueKind::Array, meta.id()));
  default:
    return meta.id() == 0;
  }
}

ValueKind TypeTable::kindOf(uint32_t rttid) const {
  struct Kind {
    const Module &module;
    ValueKind operator()(const RuntimeBasic &t) { return t.kind; }
    ValueKind operator()(const RuntimeNamed &t) {
      return t.namedTypeId < module.namedTypeMetas.size()
                 ? module.namedTypeMetas[t.namedTypeId].underlyingRttid.kind()
                 : ValueKind::Void;
    }
    ValueKind operator()(const RuntimePointer &) { return ValueKind::Pointer; }
    ValueKind operator()(const RuntimeArray &) { return ValueKind::Array; }
    ValueKind operator()(const RuntimeSlice &) { return ValueKind::Slice; }
    ValueKind operator()(const RuntimeMap &) { return ValueKind::Map; }
    ValueKind operator()(const RuntimeChan &) { return ValueKind::Channel; }
    ValueKind operator()(const RuntimeFunc &) { return ValueKind::Closure; }
    ValueKind operator()(const RuntimeStruct &) { return ValueKind::Struct; }
    ValueKind operator()(const RuntimeInterface &) {
      return ValueKind::Interface;
    }
    ValueKind operator()(const RuntimeTuple &) { return ValueKind::Void; }
    ValueKind operator()(const RuntimePort &) { return ValueKind::Port; }
    ValueKind operator()(const RuntimeIsland &) { return ValueKind::Island; }
  };
  return std::visit(Kind{module}, module.runtimeTypes[rttid]);
}

const RuntimeType &TypeTable::resolve(ValueRttid type) const {
  return module.runtimeTypes[facts[type.id()].resolved];
}

uint32_t TypeTable::width(ValueRttid type) const {
  return facts[type.id()].width;
}

bool TypeTable::hasLayout(ValueRttid type) const {
  const Facts &known = facts[type.id()];
  return known.width <= maxWidth && !known.undescribable;
}

bool TypeTable::hasLayout(ValueRttid type, LayoutView layout) {
  return hasLayout(std::span(&type, 1), layout);
}

bool TypeTable::hasLayout(std::span<const ValueRttid> types,
                          LayoutView layout) {
  uint64_t total = 0;
  for (ValueRttid type : types) {
    if (!hasLayout(type))
      return false;
    total += width(type);
  }
  if (total != layout.size())
    return false;
  Layout mine;
  mine.reserve(layout.size());
  for (ValueRttid type : types)
    expand(type, mine);
  return std::ranges::equal(mine, layout);
}

bool TypeTable::hasLayout(ValueMeta meta, LayoutView layout) {
  switch (meta.kind()) {
  case ValueKind::Struct:
    return std::ranges::equal(module.structMetas[meta.id()].slotTypes, layout);
  case ValueKind::Array:
    return hasLayout(ValueRttid(ValueKind::Array, meta.id()), layout);
  case ValueKind::Interface:
    return std::ranges::equal(interfacePair, layout);
  default:
    return layout.size() == 1 && layout[0] == slotTypeOf(meta.kind());
  }
}

Layout TypeTable::layout(ValueRttid type) {
  Layout out;
  expand(type, out);
  return out;
}

/// Appends the slots of `type`, which has a layout. Stops early when the
/// budget is spent.
void TypeTable::expand(ValueRttid type, Layout &out) {
  struct Task {
    uint32_t id;
    /// Not 0: repeat what follows `start` so many times in all.
    uint64_t repeat = 0;
    size_t start = 0;
  };
  std::vector<Task> tasks{{type.id()}};
  while (!tasks.empty()) {
    Task task = tasks.back();
    tasks.pop_back();
    if (task.repeat) {
      size_t end = out.size();
      for (uint64_t i = 1; i < task.repeat; ++i)
        for (size_t j = task.start; j < end; ++j)
          out.push_back(out[j]);
      continue;
    }
    const Facts &known = facts[task.id];
    if (known.width == 0)
      continue;
    if (!report.spend(1 + known.width))
      return;
    const RuntimeType &resolved = module.runtimeTypes[known.resolved];
    if (auto *array = std::get_if<RuntimeArray>(&resolved)) {
      tasks.push_back({0, array->length, out.size()});
      tasks.push_back({array->elem.id()});
    } else if (auto *tuple = std::get_if<RuntimeTuple>(&resolved)) {
      if (!report.spend(tuple->elems.size()))
        return;
      for (size_t i = tuple->elems.size(); i-- > 0;)
        tasks.push_back({tuple->elems[i].id()});
    } else if (auto *record = std::get_if<RuntimeStruct>(&resolved)) {
      const Layout &slots = module.structMetas[record->structMetaId].slotTypes;
      out.insert(out.end(), slots.begin(), slots.end());
    } else if (std::holds_alternative<RuntimeInterface>(resolved)) {
      out.insert(out.end(), std::begin(interfacePair), std::end(interfacePair));
    } else {
      out.push_back(slotTypeOf(kindOf(known.resolved)));
    }
  }
}

std::optional<ValueMeta> TypeTable::canonicalMeta(ValueRttid type) const {
  const RuntimeType &resolved = resolve(type);
  ValueKind kind = type.kind();
  if (auto *record = std::get_if<RuntimeStruct>(&resolved))
    return ValueMeta(kind, record->structMetaId);
  if (auto *face = std::get_if<RuntimeInterface>(&resolved))
    return ValueMeta(kind, face->interfaceMetaId);
  if (auto *pointer = std::get_if<RuntimePointer>(&resolved)) {
    auto *pointee = std::get_if<RuntimeStruct>(&resolve(pointer->elem));
    if (!pointee)
      return std::nullopt;
    return ValueMeta(kind, pointee->structMetaId);
  }
  // An array's meta is its own type, names included.
  if (kind == ValueKind::Array)
    return ValueMeta(kind, type.id());
  return ValueMeta(kind, 0);
}

std::optional<uint32_t> TypeTable::namedTypeBehindPointers(uint32_t rttid) {
  // Pointers may point in a circle; the table's size bounds the walk.
  for (size_t i = 0; i <= module.runtimeTypes.size(); ++i) {
    const RuntimeType &type = module.runtimeTypes[rttid];
    if (auto *named = std::get_if<RuntimeNamed>(&type))
      return named->namedTypeId;
    auto *pointer = std::get_if<RuntimePointer>(&type);
    if (!pointer || !report.spend(1))
      return std::nullopt;
    rttid = pointer->elem.id();
  }
  return std::nullopt;
}
