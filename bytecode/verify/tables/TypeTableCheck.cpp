//===- TypeTableCheck.cpp - The rules of Stage::Types ---------------------===//

#include "bytecode/verify/tables/TypeTable.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

bool TypeTable::check() {
  size_t before = report.count();
  checkSizes();
  if (report.count() == before)
    checkWords();
  // The walk over inline types needs ids that are in range.
  if (report.count() == before)
    checkCycles();
  return report.count() == before;
}

void vo::bc::verify::checkTableSize(Report &report, std::string_view table,
                                    size_t entries) {
  if (entries > ValueMeta::invalidId)
    report.add(Rule::TableSize, text(table, " has ", entries, " entries"));
}

void TypeTable::checkSizes() {
  checkTableSize(report, "struct_metas", module.structMetas.size());
  checkTableSize(report, "interface_metas", module.interfaceMetas.size());
  checkTableSize(report, "named_type_metas", module.namedTypeMetas.size());
  checkTableSize(report, "runtime_types", module.runtimeTypes.size());
}

void TypeTable::checkWord(ValueRttid word, std::string_view list, size_t index,
                          std::string_view what) {
  if (isValid(word))
    return;
  std::string place = text(list, "[", index, "] ", what);
  if (!word.valid() || word.id() >= module.runtimeTypes.size())
    report.add(Rule::TypeWord, text(place, " names no run-time type (kind ",
                                    word.kind(), ", id ", word.id(), ")"));
  else
    report.add(Rule::TypeWord,
               text(place, " says ", word.kind(), " but run-time type ",
                    word.id(), " is ", kindOf(word.id())));
}

void TypeTable::checkWords() {
  for (size_t i = 0; i < module.runtimeTypes.size() && !report.full(); ++i)
    checkType(i, module.runtimeTypes[i]);
  for (size_t i = 0; i < module.namedTypeMetas.size() && !report.full(); ++i)
    checkWord(module.namedTypeMetas[i].underlyingRttid, "named_type_metas", i,
              "underlying_rttid");
  for (size_t i = 0; i < module.structMetas.size() && !report.full(); ++i)
    for (const FieldMeta &field : module.structMetas[i].fields)
      checkWord(field.typeInfo, "struct_metas", i, "field type");
}

void TypeTable::checkType(size_t index, const RuntimeType &type) {
  auto word = [&](ValueRttid which, std::string_view what) {
    checkWord(which, "runtime_types", index, what);
  };
  auto reference = [&](std::string_view table, uint32_t id, size_t size) {
    if (id >= size)
      report.add(Rule::TypeReference, text("runtime_types[", index, "] names ",
                                           table, "[", id, "] of ", size));
  };
  if (auto *basic = std::get_if<RuntimeBasic>(&type)) {
    if (!isBasic(basic->kind))
      report.add(Rule::RuntimeBasic,
                 text("runtime_types[", index, "] is Basic ", basic->kind));
  } else if (auto *named = std::get_if<RuntimeNamed>(&type)) {
    reference("named_type_metas", named->namedTypeId,
              module.namedTypeMetas.size());
  } else if (auto *pointer = std::get_if<RuntimePointer>(&type)) {
    word(pointer->elem, "element");
  } else if (auto *array = std::get_if<RuntimeArray>(&type)) {
    word(array->elem, "element");
  } else if (auto *slice = std::get_if<RuntimeSlice>(&type)) {
    word(slice->elem, "element");
  } else if (auto *map = std::get_if<RuntimeMap>(&type)) {
    word(map->key, "key");
    word(map->value, "value");
  } else if (auto *chan = std::get_if<RuntimeChan>(&type)) {
    word(chan->elem, "element");
  } else if (auto *port = std::get_if<RuntimePort>(&type)) {
    word(port->elem, "element");
  } else if (auto *func = std::get_if<RuntimeFunc>(&type)) {
    for (ValueRttid param : func->params)
      word(param, "parameter");
    for (ValueRttid result : func->results)
      word(result, "result");
  } else if (auto *record = std::get_if<RuntimeStruct>(&type)) {
    reference("struct_metas", record->structMetaId, module.structMetas.size());
    for (const RuntimeField &field : record->fields)
      word(field.typ, "field type");
  } else if (auto *face = std::get_if<RuntimeInterface>(&type)) {
    reference("interface_metas", face->interfaceMetaId,
              module.interfaceMetas.size());
    for (const RuntimeMethod &method : face->methods)
      word(method.sig, "method signature");
  } else if (auto *tuple = std::get_if<RuntimeTuple>(&type)) {
    for (ValueRttid elem : tuple->elems)
      word(elem, "element");
  }
}

//===----------------------------------------------------------------------===//
// Inline containment
//===----------------------------------------------------------------------===//

/// The i-th type that lies inline in `type`; nullopt behind the last.
static std::optional<uint32_t> inlineType(const Module &module,
                                          const RuntimeType &type, size_t i) {
  if (auto *named = std::get_if<RuntimeNamed>(&type)) {
    if (i == 0)
      return module.namedTypeMetas[named->namedTypeId].underlyingRttid.id();
  } else if (auto *array = std::get_if<RuntimeArray>(&type)) {
    if (i == 0)
      return array->elem.id();
  } else if (auto *record = std::get_if<RuntimeStruct>(&type)) {
    if (i < record->fields.size())
      return record->fields[i].typ.id();
  } else if (auto *tuple = std::get_if<RuntimeTuple>(&type)) {
    if (i < tuple->elems.size())
      return tuple->elems[i].id();
  }
  return std::nullopt;
}

void TypeTable::checkCycles() {
  facts.resize(module.runtimeTypes.size());
  order.reserve(facts.size());
  for (uint32_t id = 0; id < facts.size(); ++id)
    if (facts[id].state == Facts::New && !report.full())
      visit(id);
  // Pointers do not lie inline: what they point to is known only now.
  for (uint32_t id : order) {
    const RuntimeType &type = module.runtimeTypes[id];
    bool &undescribable = facts[id].undescribable;
    if (auto *pointer = std::get_if<RuntimePointer>(&type))
      undescribable =
          !std::holds_alternative<RuntimeStruct>(resolve(pointer->elem));
    else if (!std::holds_alternative<RuntimeStruct>(type))
      for (size_t i = 0; auto child = inlineType(module, type, i); ++i)
        undescribable |= facts[*child].undescribable;
  }
}

/// Walks depth-first from `root`, with the path in a vector.
void TypeTable::visit(uint32_t root) {
  struct Step {
    uint32_t id;
    size_t next = 0;
  };
  std::vector<Step> path{{root}};
  facts[root].state = Facts::Active;
  while (!path.empty()) {
    Step &step = path.back();
    auto child = inlineType(module, module.runtimeTypes[step.id], step.next++);
    if (!child) {
      finish(step.id);
      path.pop_back();
    } else if (facts[*child].state == Facts::Active) {
      report.add(Rule::TypeCycle, text("runtime_types[", *child,
                                       "] contains itself through "
                                       "runtime_types[",
                                       step.id, "]"));
    } else if (facts[*child].state == Facts::New) {
      facts[*child].state = Facts::Active;
      path.push_back({*child});
    }
  }
}

/// Computes the facts of a type from those of the types in it.
void TypeTable::finish(uint32_t id) {
  Facts &mine = facts[id];
  const RuntimeType &type = module.runtimeTypes[id];
  mine.state = Facts::Done;
  mine.resolved = id;
  uint64_t width = 1;
  constexpr uint64_t tooWide = maxWidth + 1;
  if (std::holds_alternative<RuntimeNamed>(type)) {
    const Facts &behind = facts[*inlineType(module, type, 0)];
    mine.resolved = behind.resolved;
    width = behind.width;
  } else if (auto *array = std::get_if<RuntimeArray>(&type)) {
    // Both factors are at most tooWide, so the product does not wrap.
    width = std::min(array->length, tooWide) * facts[array->elem.id()].width;
  } else if (auto *record = std::get_if<RuntimeStruct>(&type)) {
    width = module.structMetas[record->structMetaId].slotTypes.size();
  } else if (std::holds_alternative<RuntimeInterface>(type)) {
    width = 2;
  } else if (auto *tuple = std::get_if<RuntimeTuple>(&type)) {
    width = 0;
    for (ValueRttid elem : tuple->elems)
      width = std::min(width + facts[elem.id()].width, tooWide);
  }
  mine.width = uint32_t(std::min(width, tooWide));
  order.push_back(id);
}
